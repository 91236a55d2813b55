import json
from pathlib import Path
from typing import Any

import pytest

from tests.builder import files
from tests.cli.conftest import Run
from tests.opendocument import content, package

ROSTER = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n"


def documents(run: Run, *arguments: object, code: int = 0) -> list[dict[str, Any]]:
    ran = run("inspect", *arguments, "--format", "json")
    assert (ran.code, ran.err) == (code, "")
    made = json.loads(ran.out)
    assert made["schema_version"] == "1"
    return list(made["files"])


def test_a_return_is_shown_with_its_tables(run: Run, good: Path) -> None:
    ran = run("inspect", good)
    assert (ran.code, ran.err) == (0, "")
    for said in ("good.xlsx", "python-calamine", "封面!B", "幼儿园名册", "曹子里镇", "enrolled", "1.00"):
        assert said in ran.out


def test_the_document_holds_what_the_text_says(run: Run, good: Path) -> None:
    (file,) = documents(run, good)
    assert (file["kind"], file["read"], file["form_version"] is not None) == ("xlsx", True, True)
    roster = next(table for table in file["tables"] if table["kind"] == "roster")
    assert len(roster["rows"]) == 2
    assert {"name", "nature", "enrolled"} <= {each["field"] for each in roster["headings"]}


@pytest.mark.parametrize(("suffix", "reader"), [(".xlsx", "python-calamine"), (".xls", "xlrd"), (".ods", "expat")])
def test_kind_and_reader_follow_the_content(run: Run, suffix: str, reader: str) -> None:
    with files(ROSTER, suffix) as folder:
        renamed = (folder / f"return{suffix}").rename(folder / "return.dat")
        (file,) = documents(run, renamed)
    assert (f".{file['kind']}", file["reader"]) == (suffix, reader)
    assert file["tables"][0]["range"] == "A1:C2"


def test_texts_and_messages_follow_the_language(run: Run) -> None:
    with files(ROSTER.replace("90", "#REF!")) as folder:
        path = folder / "return.xlsx"
        chinese, english = run("inspect", path), run("inspect", path, "--lang", "en")
        assert (chinese.code, english.code) == (1, 1)
        assert "错误值" in chinese.out
        assert "error value" in english.out
        assert "error value" in documents(run, path, "--lang", "en", code=1)[0]["findings"][0]["message"]


def test_json_is_chinese_whatever_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    with files(ROSTER.replace("90", "#REF!")) as folder:
        assert "错误值" in documents(run, folder / "return.xlsx", code=1)[0]["findings"][0]["message"]


def test_a_file_that_cannot_be_read_is_a_finding_and_1_and_the_others_are_shown(run: Run, returns: Path) -> None:
    ran = run("inspect", returns / "damaged.xlsx", returns / "good.xlsx")
    assert (ran.code, ran.err) == (1, "")
    assert "PM104" in ran.out
    assert "幼儿园名册" in ran.out
    damaged, good = documents(run, returns / "damaged.xlsx", returns / "good.xlsx", code=1)
    assert (damaged["read"], good["read"]) == (False, True)


def test_a_file_without_a_table_is_an_error(run: Run) -> None:
    with files("## 表\n| 甲 | 1 |\n") as folder:
        (file,) = documents(run, folder / "return.xlsx", code=1)
    assert [each["code"] for each in file["findings"]] == ["PM110"]


def test_a_missing_path_and_a_folder_without_workbooks_are_3(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "gone.xlsx", tmp_path):
        ran = run("inspect", path)
        assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)


def test_a_lock_file_is_skipped_in_a_folder_and_a_finding_where_it_is_named(run: Run) -> None:
    with files({"return.xlsx": ROSTER, "~$return.xlsx": b"\x05lock"}) as folder:
        found = [each for file in documents(run, folder) for each in file["findings"]]
        assert [(each["code"], each["severity"]) for each in found] == [("PM132", "info")]
        assert documents(run, folder / "~$return.xlsx", code=1)[0]["findings"][0]["code"] == "PM102"


@pytest.mark.parametrize(
    ("option", "limit"), [("--max-size", "max-size"), ("--max-entries", "max-entries"), ("--max-cells", "max-cells")]
)
def test_the_limits_are_those_of_check(run: Run, tmp_path: Path, option: str, limit: str) -> None:
    cells = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="9"/>'
    xml = content(f'<table:table table:name="表"><table:table-row>{cells}</table:table-row></table:table>')
    path = tmp_path / "a.ods"
    path.write_bytes(package(xml, padding=str(list(range(1_000_000)))) + b"\0" * 100)
    for command in ("inspect", "check"):
        ran = run(command, path, option, 1)
        assert ran.code == 1
        assert limit in ran.out


def test_a_reader_that_dies_is_a_finding(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    from preschool_metrics.workflow import inspect as inspecting

    def die(*_: object) -> None:
        os._exit(9)

    monkeypatch.setattr(inspecting, "shape", die)
    with files(ROSTER) as folder:
        (file,) = documents(run, folder / "return.xlsx", code=1)
    assert [each["code"] for each in file["findings"]] == ["PM108"]


def test_the_same_file_gives_the_same_bytes(run: Run, good: Path) -> None:
    for form in ("text", "json"):
        assert run("inspect", good, "--format", form) == run("inspect", good, "--format", form)
    assert str(good.parent) not in run("inspect", good, "--format", "json").out


def test_help_names_the_command(run: Run) -> None:
    assert "\n  inspect " in run("--help").out
    assert run("inspect", "--help").code == 0
