"""Files that are no workbook, or none that can be trusted, are refused with what they really are."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.text import Text
from preschool_metrics.read import Limits, read_grid
from tests.builder import files, gridded

GOOD = "## 表\n| 甲 | 12 |\n| 乙 | 13 |\n"


def refused(content: bytes, limits: Limits | None = None) -> UnreadableWorkbookError:
    with pytest.raises(UnreadableWorkbookError) as error:
        gridded(content, limits=limits)
    return error.value


def what(content: bytes) -> str:
    """Return what a foreign file is said to be."""
    error = refused(content)
    assert error.flaw == Flaw.FOREIGN_FORMAT
    said = error.facts["what"]
    assert isinstance(said, Text)
    return said.zh


def workbook() -> bytes:
    with files(GOOD) as folder:
        return (folder / "return.xlsx").read_bytes()


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    package = BytesIO()
    with zipfile.ZipFile(package, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return package.getvalue()


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one part of its package changed."""
    with zipfile.ZipFile(BytesIO(workbook())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | {part: change(parts.get(part, b"<part/>"))})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "图片"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"Rar!\x1a\x07\x00", "压缩包"),
        (b"7z\xbc\xaf\x27\x1c", "压缩包"),
        (b"<html><p>12</p></html>", "网页（里面没有表）"),
        (b"<html><table></table></html>", "网页（里面没有表）"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "单个文件网页（里面没有表）"),
        (b'<?xml version="1.0"?><testsuites/>', "XML（不是表格）"),
        (b'{"schema_version": "1", "inputs": []}', "JSON"),
        (b'[{"a": 1, "b": 2}]', "JSON"),
        (b"{\\rtf1\\ansi a, b, c}", "RTF 文档"),
        (b'<?xml version="1.0"?><office:document xmlns:office="x">', "OpenDocument 单文件表格（.fods）"),
        ("幼儿园名册，共两所。\n甲幼儿园在园 90 人\n".encode("gb18030"), "文本（不是表）"),
        ("请于 3 月 31 日前报送".encode(), "文本（不是表）"),
        ("请于 3 月 31 日前报送".encode("utf-16"), "文本（不是表）"),
        (b"\x00\x01\x02\x03", "未知格式"),
        (packed({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"}), "Word 文档"),
        (packed({"ppt/presentation.xml": b"<p/>", "[Content_Types].xml": b"<t/>"}), "PowerPoint 文档"),
        (packed({"报表.xlsx": b"PK"}), "压缩包"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_foreign_file_is_called_what_it_is(content: bytes, said: str) -> None:
    assert what(content) == said


def test_an_empty_file_is_empty() -> None:
    assert refused(b"").flaw == Flaw.EMPTY_FILE


def test_a_workbook_cut_in_half_is_damaged() -> None:
    assert refused(workbook()[:-300]).flaw == Flaw.DAMAGED
    with files(GOOD, ".xls") as folder:
        half = (folder / "return.xls").read_bytes()[:2500]
    assert refused(half).flaw == Flaw.DAMAGED


@pytest.mark.parametrize("seed", range(40))
def test_an_xls_with_flipped_bytes_is_read_or_damaged_and_nothing_else(seed: int) -> None:
    with files(GOOD, ".xls") as folder:
        content = bytearray((folder / "return.xls").read_bytes())
    dice = Random(seed)
    for _ in range(dice.choice([1, 5, 30])):
        content[dice.randrange(8, len(content))] = dice.randrange(256)
    assert outcome(bytes(content)) in {"xls", Flaw.DAMAGED, Flaw.FOREIGN_FORMAT, Flaw.ENCRYPTED}


def outcome(content: bytes) -> str:
    """Return the kind of a workbook that was read, else its flaw."""
    try:
        return gridded(content, suffix=".xls").kind
    except UnreadableWorkbookError as error:
        return error.flaw


def test_a_compound_file_with_nothing_in_it_is_damaged() -> None:
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512).flaw == Flaw.DAMAGED


def test_an_xls_of_an_unknown_code_page_is_damaged() -> None:
    with files(GOOD, ".xls") as folder:
        content = bytearray((folder / "return.xls").read_bytes())
    at = content.index(b"\x42\x00\x02\x00") + 4
    content[at : at + 2] = (1213).to_bytes(2, "little")
    assert refused(bytes(content)).flaw == Flaw.DAMAGED


def test_flipped_bytes_are_damage() -> None:
    whole = bytearray(workbook())
    at = whole.index(b"xl/worksheets/sheet1.xml") + 60
    whole[at : at + 8] = b"\xff" * 8
    assert refused(bytes(whole)).flaw == Flaw.DAMAGED


def test_a_sheet_whose_xml_ends_early_is_damaged_and_never_read_halfway() -> None:
    cut = changed("xl/worksheets/sheet1.xml", lambda xml: xml[: xml.index(b"</sheetData>")])
    assert refused(cut).flaw == Flaw.DAMAGED


@pytest.mark.parametrize("reference", [b"A0", b"XFE1", b"A1048577", b"AAAA1", b"A", b"1", b"A99999999999"])
def test_a_cell_outside_any_sheet_is_damage(reference: bytes) -> None:
    moved = changed("xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'<c r="A1"', b'<c r="' + reference + b'"'))
    assert refused(moved).flaw == Flaw.DAMAGED


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_an_entity_in_any_part_is_forbidden(part: str) -> None:
    declared = changed(part, lambda xml: b'<!DOCTYPE x [<!ENTITY lol "lol">]>' + xml)
    assert refused(declared).flaw == Flaw.FORBIDDEN_XML


def test_a_workbook_with_a_password_is_encrypted() -> None:
    protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")
    assert refused(protected).flaw == Flaw.ENCRYPTED


# --- limits -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limits", "which"),
    [(Limits(max_size=100), "max-size"), (Limits(max_entries=3), "max-entries"), (Limits(max_unpacked=1000), "max-unpacked")],
)  # fmt: skip
def test_a_file_beyond_a_limit_names_the_limit(limits: Limits, which: str) -> None:
    error = refused(workbook(), limits)
    assert (error.flaw, error.facts["limit"]) == (Flaw.TOO_LARGE, which)


def test_a_package_that_unpacks_to_far_more_than_it_is_is_refused_before_it_is_unpacked() -> None:
    bomb = packed(
        {"xl/workbook.xml": b"<w/>", "[Content_Types].xml": b"<t/>", "xl/worksheets/sheet1.xml": b" " * (32 << 20)}
    )
    assert refused(bomb).flaw == Flaw.TOO_LARGE


def test_an_unusual_way_of_packing_is_refused() -> None:
    assert what(packed({"xl/workbook.xml": b"<w/>"}, zipfile.ZIP_BZIP2)) == "压缩方式不受支持的文件"


def test_a_lock_file_named_on_its_own_is_no_return(tmp_path: Path) -> None:
    (tmp_path / "~$return.xlsx").write_bytes(b"\x05lock")
    with pytest.raises(UnreadableWorkbookError) as error:
        read_grid(tmp_path / "~$return.xlsx", Limits())
    assert error.value.flaw == Flaw.LOCK_FILE


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorkbookError) as error:
        read_grid(tmp_path / "gone.xlsx", Limits())
    assert (error.value.flaw, error.value.facts) == (Flaw.NO_ACCESS, {"why": "No such file or directory"})


def test_an_entry_that_points_outside_is_never_written_anywhere(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    book = tmp_path / "inside" / "book.xlsx"
    book.write_bytes(changed("../evil.txt", lambda _: b"evil"))
    assert read_grid(book, Limits())[0].sheets[0].rows == [["甲", 12], ["乙", 13]]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["book.xlsx", "inside"]
