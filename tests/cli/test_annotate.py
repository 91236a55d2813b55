"""`annotate`: where the copies go, what is refused, and what is said on the way."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.builder import write as write_markdown
from tests.cli.conftest import Run, write

PLAIN = "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n"


def written(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_folder_keeps_its_structure(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "returns" / "2024-02" / "a.xlsx", period="2024-02")
    write(tmp_path / "returns" / "2024-03" / "a.xlsx")
    ran = run("annotate", tmp_path / "returns", "--out", tmp_path / "out")
    assert (ran.code, ran.out) == (0, "")
    assert written(tmp_path / "out") == ["2024-03/a.xlsx"]
    assert "已退回 1 份带批注的工作簿" in ran.err


def test_a_month_given_as_the_folder_keeps_its_name(run: Run, tmp_path: Path) -> None:
    """The copy of a return that states no month is to be read as of that month all the same."""
    write_markdown("## 封面\n| 填报单位 | 曹子里镇 |\n" + PLAIN, tmp_path / "2024-03" / "a.xlsx")
    assert run("annotate", tmp_path / "2024-03", "--out", tmp_path / "out").code == 0
    assert written(tmp_path / "out") == ["2024-03/a.xlsx"]


def test_the_period_chooses_the_month(run: Run, tmp_path: Path) -> None:
    for month in ("2024-02", "2024-03"):
        write(tmp_path / "returns" / month / "a.xlsx", period=month)
    run("annotate", tmp_path / "returns", "--out", tmp_path / "out", "--period", "2024-02")
    assert written(tmp_path / "out") == ["2024-02/a.xlsx"]


def test_the_exit_code_is_0_whatever_is_found(run: Run, returns: Path, tmp_path: Path) -> None:
    files = [returns / f"{name}.xlsx" for name in ("error", "damaged")]
    ran = run("annotate", *files, "--out", tmp_path)
    assert ran.code == 0
    assert written(tmp_path) == ["damaged（反馈）.xlsx", "error.xlsx"]
    assert "damaged.xlsx：文件无法读取；反馈另存为" in ran.err
    assert "已退回 1 份带批注的工作簿，另有 1 份反馈单独成册" in ran.err


def test_quiet_says_nothing(run: Run, returns: Path, tmp_path: Path) -> None:
    ran = run("annotate", returns / "damaged.xlsx", returns / "good.xlsx", "--out", tmp_path, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_two_returns_of_one_name_get_two_side_workbooks(run: Run, tmp_path: Path) -> None:
    for suffix in (".xls", ".ods"):
        write_markdown(PLAIN, tmp_path / "in" / f"a{suffix}")
    assert run("annotate", tmp_path / "in", "--out", tmp_path / "out").code == 0
    assert written(tmp_path / "out") == ["a.xls（反馈）.xlsx", "a（反馈）.xlsx"]


def test_a_return_is_never_written_over(run: Run, returns: Path) -> None:
    before = (returns / "good.xlsx").read_bytes()
    ran = run("annotate", returns / "good.xlsx", "--out", returns, "--force")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "本身就是报表" in ran.err
    assert (returns / "good.xlsx").read_bytes() == before


@pytest.mark.parametrize("name", ["good.xlsx", "good（反馈）.xlsx"])
def test_nothing_is_overwritten_without_force(run: Run, returns: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"precious")
    ran = run("annotate", returns / "error.xlsx", returns / "good.xlsx", "--out", tmp_path)
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert "--force" in ran.err
    assert written(tmp_path) == [name]
    assert (tmp_path / name).read_bytes() == b"precious"
    assert run("annotate", returns / "good.xlsx", "--out", tmp_path, "--force").code == 0
    assert (tmp_path / "good.xlsx").read_bytes().startswith(b"PK")


def test_a_folder_of_returns_is_no_place_for_copies(run: Run, returns: Path) -> None:
    before = written(returns)
    for out in (returns, returns / "new", returns / "months" / "x"):
        assert run("annotate", returns, "--out", out).code == 2
    assert written(returns) == before


def test_returns_of_one_name_keep_the_folders_that_tell_them_apart(run: Run, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write(tmp_path / folder / "a.xlsx", area="曹子里镇" if folder == "one" else "梅厂镇")
    assert (
        run("annotate", tmp_path / "one" / "a.xlsx", tmp_path / "two" / "a.xlsx", "--out", tmp_path / "out").code == 0
    )
    assert written(tmp_path / "out") == ["one/a.xlsx", "two/a.xlsx"]
    assert run("annotate", tmp_path / "one", tmp_path / "two", "--out", tmp_path / "again").code == 0
    assert written(tmp_path / "again") == ["one/a.xlsx", "two/a.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "code"), [((), 2), (("--out", "x"), 2), (("nowhere.xlsx",), 2), (("nowhere.xlsx", "--out", "x"), 3)]
)
def test_usage_and_nothing_there(run: Run, arguments: tuple[str, ...], code: int) -> None:
    assert run("annotate", *arguments).code == code


def test_the_same_return_gives_the_same_bytes(run: Run, returns: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("annotate", returns / "query.xlsx", returns / "damaged.xlsx", "--out", tmp_path / name)
    for name in ("query.xlsx", "damaged（反馈）.xlsx"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_side_workbooks_are_not_annotated_themselves(run: Run, tmp_path: Path) -> None:
    write_markdown(PLAIN, tmp_path / "in" / "a.xls")
    run("annotate", tmp_path / "in", "--out", tmp_path / "out")
    (tmp_path / "out" / "a（反馈）.xlsx").rename(tmp_path / "in" / "a（反馈）.xlsx")
    assert run("annotate", tmp_path / "in", "--out", tmp_path / "again").code == 0
    assert written(tmp_path / "again") == ["a（反馈）.xlsx"]


def test_the_copy_opens_with_the_feedback(run: Run, returns: Path, tmp_path: Path) -> None:
    run("annotate", returns / "query.xlsx", "--out", tmp_path)
    book = CalamineWorkbook.from_path(tmp_path / "query.xlsx")
    rows = book.get_sheet_by_name("反馈").to_python()
    assert book.sheet_names[:2] == ["反馈", "封面"]
    assert rows[0][0] == "反馈：曹子里镇 2024-03"
    assert [row[1] for row in rows[5:]] == ["核实"]
