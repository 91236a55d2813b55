"""Which files there are: in a fixed order, each once, named without anything of this machine."""

from pathlib import Path

import pytest

from preschool_metrics.errors import InputError
from preschool_metrics.read import find_sources


def touched(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return paths


def labels(*paths: Path) -> list[str]:
    return [source.label for source in find_sources(paths)]


def test_a_folder_is_walked_in_the_order_of_its_paths(tmp_path: Path) -> None:
    touched(tmp_path, "r/2024-03/b.xlsx", "r/2024-03/a.xls", "r/2024-02/c.XLSX", "r/z.et", "r/2024-03/deep/d.xlsm")
    assert labels(tmp_path / "r") == [
        "r/2024-02/c.XLSX",
        "r/2024-03/a.xls",
        "r/2024-03/b.xlsx",
        "r/2024-03/deep/d.xlsm",
        "r/z.et",
    ]


def test_the_order_in_which_paths_are_given_is_irrelevant(tmp_path: Path) -> None:
    one, other = touched(tmp_path, "b.xlsx", "a.xlsx")
    assert labels(one, other) == labels(other, one) == ["a.xlsx", "b.xlsx"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    (one,) = touched(tmp_path, "r/a.xlsx")
    assert labels(one, tmp_path / "r", one) == ["a.xlsx"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    february, march, other = touched(tmp_path, "r/2024-02/a.xlsx", "r/2024-03/a.xlsx", "r/2024-03/b.xlsx")
    assert labels(february, march, other) == ["2024-02/a.xlsx", "2024-03/a.xlsx", "b.xlsx"]
    touched(tmp_path, "s/2024-03/a.xlsx")
    assert labels(march, tmp_path / "s/2024-03/a.xlsx") == ["r/2024-03/a.xlsx", "s/2024-03/a.xlsx"]
    assert labels(tmp_path / "r", tmp_path / "s") == [
        "r/2024-02/a.xlsx", "r/2024-03/a.xlsx", "r/2024-03/b.xlsx", "s/2024-03/a.xlsx",
    ]  # fmt: skip
    assert labels(tmp_path / "r/2024-03", tmp_path / "s/2024-03") == [
        "2024-03/b.xlsx", "r/2024-03/a.xlsx", "s/2024-03/a.xlsx",
    ]  # fmt: skip
    monkeypatch.chdir(tmp_path / "r")
    assert labels(Path("2024-02/a.xlsx"), Path("../s/2024-03/a.xlsx")) == ["2024-02/a.xlsx", "2024-03/a.xlsx"]


def test_what_holds_no_table_is_passed_over_in_a_folder_and_named(tmp_path: Path) -> None:
    names = [
        "a.xlsx",
        "通知.pdf",
        "说明.docx",
        "现场.JPG",
        "readme.txt",
        "log",
        "sub/盖章.png",
        "results.xml",
        "b.json",
    ]
    touched(tmp_path, *(f"r/{name}" for name in names))
    found = {source.label: source.skipped for source in find_sources([tmp_path / "r"])}
    assert found.pop("r/a.xlsx") is None
    assert found == {f"r/{name}": "no_table" for name in names[1:]}


def test_what_the_system_leaves_in_folders_is_not_even_named(tmp_path: Path) -> None:
    touched(tmp_path, "r/a.xlsx", "r/.hidden.xlsx", "r/.~lock.a.xlsx#", "r/Thumbs.db", "r/desktop.ini", "r/.DS_Store")
    assert labels(tmp_path / "r") == ["r/a.xlsx"]


@pytest.mark.parametrize("suffix", [".csv", ".TSV", ".htm", ".html", ".mht", ".mhtml", ".ods", ".xltm"])
def test_every_kind_of_table_is_taken_in_a_folder(tmp_path: Path, suffix: str) -> None:
    touched(tmp_path, f"r/a{suffix}")
    assert [source.skipped for source in find_sources([tmp_path / "r"])] == [None]


@pytest.mark.parametrize(
    ("name", "content", "skipped"),
    [
        ("a.xml", b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', None),
        ("a.xml", b'<?xml version="1.0"?><testsuites/>', "no_table"),
        ("a.txt", "幼儿园名称\t在园幼儿数\r\n".encode("utf-16"), None),
        ("a.txt", "说明：本表\t由镇街填写".encode(), None),
        ("a.txt", "请于 3 月 31 日前报送\n".encode(), "no_table"),
    ],
)
def test_a_name_that_may_stand_for_anything_is_looked_into(
    tmp_path: Path, name: str, content: bytes, skipped: str | None
) -> None:
    touched(tmp_path, "r/b.xlsx")
    (tmp_path / "r" / name).write_bytes(content)
    assert [source.skipped for source in find_sources([tmp_path / "r"])] == [skipped, None]


def test_the_parts_of_a_saved_page_are_no_files_of_their_own(tmp_path: Path) -> None:
    touched(
        tmp_path,
        "r/a.htm",
        "r/a.files/sheet001.htm",
        "r/a.files/b.png",
        "r/c_files/d.html",
        "r/e.html",
        "r/e_files/x.js",
    )
    assert labels(tmp_path / "r") == ["r/a.htm", "r/c_files/d.html", "r/e.html"]


def test_a_file_named_on_its_own_is_taken_whatever_its_name(tmp_path: Path) -> None:
    (path,) = touched(tmp_path, "报表.csv")
    assert labels(path) == ["报表.csv"]


def test_a_lock_file_in_a_folder_is_skipped_and_told(tmp_path: Path) -> None:
    touched(tmp_path, "r/a.xlsx", "r/~$a.xlsx")
    assert [(source.label, source.skipped) for source in find_sources([tmp_path / "r"])] == [
        ("r/a.xlsx", None),
        ("r/~$a.xlsx", "lock_file"),
    ]


@pytest.mark.parametrize("names", [(), ("r/readme.txt",), ("r/~$a.xlsx",)])
def test_a_folder_without_a_workbook_is_an_error(tmp_path: Path, names: tuple[str, ...]) -> None:
    (tmp_path / "r").mkdir()
    touched(tmp_path, *names)
    with pytest.raises(InputError):
        find_sources([tmp_path / "r"])


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        find_sources([tmp_path / "nowhere"])


@pytest.mark.parametrize(
    ("path", "month"),
    [
        ("returns/2024-03/a.xlsx", "2024-03"),
        ("returns/2024-03/镇/a.xlsx", "2024-03"),
        ("2023-12/2024-03/a.xlsx", "2024-03"),
        ("returns/2024-13/a.xlsx", None),
        ("returns/2024-3/a.xlsx", "2024-03"),
        ("returns/2024年3月/a.xlsx", "2024-03"),
        ("returns/2024年3月报表/a.xlsx", "2024-03"),
        ("2024.2/202403/镇/a.xlsx", "2024-03"),
        ("returns/2024年/a.xlsx", None),
        ("returns/2024-03.xlsx", None),
    ],
)
def test_a_month_is_named_by_the_nearest_folder_that_names_one(tmp_path: Path, path: str, month: str | None) -> None:
    touched(tmp_path, path)
    assert [source.folder for source in find_sources([tmp_path])] == [month]


@pytest.mark.parametrize(
    ("given", "month"), [("2024-03", "2024-03"), ("2024-03/a.xlsx", "2024-03"), ("2024-03/镇", None)]
)
def test_a_folder_above_the_path_that_was_given_says_nothing(tmp_path: Path, given: str, month: str | None) -> None:
    touched(tmp_path, "2024-03/a.xlsx", "2024-03/镇/b.xlsx")
    assert {source.folder for source in find_sources([tmp_path / given])} == {month}
