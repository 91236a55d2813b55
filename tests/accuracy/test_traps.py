"""What is no plain return: damaged, foreign or turned files give their exact figures or an error, never a wrong figure."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

import pytest

from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.grid import a1
from tests.accuracy.book import Formula, Page
from tests.accuracy.case import Case
from tests.accuracy.checks import checked, indicators_of, operands_of
from tests.accuracy.choose import Chooser
from tests.accuracy.layouts import case_of
from tests.accuracy.writers import write_book

_HTML: Final = "<html><meta charset='gb2312'><table><tr><td>幼儿园名称</td><td>在园幼儿数</td></tr></table></html>"
_ENTITIES: Final = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'


def cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(1, len(content))]


def flipped(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << random.randrange(8))]) + content[at + 1 :]


def with_entities(content: bytes, _: Random) -> bytes:
    return repacked(content, zipfile.ZIP_DEFLATED, b"sheet1.xml")


def by_bzip2(content: bytes, _: Random) -> bytes:
    return repacked(content, zipfile.ZIP_BZIP2, b"")


def repacked(content: bytes, method: int, spoilt: bytes) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.zip")
        path.write_bytes(content)
        if not zipfile.is_zipfile(path):
            return content[:100]  # an .xls has no parts: cut instead
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        with zipfile.ZipFile(path, "w", method) as package:
            for name, part in parts.items():
                package.writestr(name, _ENTITIES if spoilt and name.encode().endswith(spoilt) else part)
        return path.read_bytes()


def zipped(content: bytes, _: Random) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.zip")
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("return.xlsx", content)
        return path.read_bytes()


DAMAGES: Final[dict[str, Callable[[bytes, Random], bytes]]] = {
    "cut": cut,
    "one bit flipped": flipped,
    "zero bytes": lambda _content, _random: b"",
    "junk before": lambda content, _random: b"HTTP/1.1 200 OK\r\n\r\n" + content,
    "entities": with_entities,
    "bzip2": by_bzip2,
    "a zip of it": zipped,
    "a web page": lambda _content, _random: _HTML.encode("gb2312"),
    "a web archive": lambda _content, _random: (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + _HTML.encode()
    ),
    "CSV": lambda _content, _random: "幼儿园名称,办园性质,在园幼儿数\n甲幼儿园,公办园,90\n".encode("gb18030"),
    "PDF": lambda _content, _random: b"%PDF-1.7\n",
    "a picture": lambda _content, _random: b"\xff\xd8\xff\xe0" + bytes(200),
    "RAR": lambda _content, _random: b"Rar!\x1a\x07\x00" + bytes(200),
}


def exact_or_unknown(case: Case, found: Assessment) -> None:
    """Hold every figure to this: it is the true one or unknown."""
    judged = indicators_of(case, found)
    for indicator, want in operands_of(case).items():
        have = judged.get(indicator, (None, None))
        assert all(own in (None, true) for own, true in zip(have, want, strict=True)), (
            f"{indicator}: {have}, not {want}"
        )


def exact_or_refused(case: Case, path: Path) -> None:
    """Hold a file to this: every figure is the true one, or unknown with an error that says why."""
    found = checked(path)
    exact_or_unknown(case, found)
    errors = [finding for finding in found.findings if finding.severity == "error"]
    judged = indicators_of(case, found)
    exact = all(judged.get(indicator) == want for indicator, want in operands_of(case).items())
    assert errors or exact, f"{judged}, and no error"


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("number", range(4))
def test_a_damaged_file_gives_no_wrong_figure(damage: str, number: int) -> None:
    case = case_of(Chooser.rolled(f"{damage}:{number}"))
    with TemporaryDirectory() as folder:
        path = write_book(case.book, Path(folder))
        path.write_bytes(DAMAGES[damage](path.read_bytes(), Random(number)))
        exact_or_refused(case, path)


@pytest.mark.parametrize("number", range(60))
def test_a_sheet_on_its_side_gives_no_wrong_figure(number: int) -> None:
    """Kindergartens as columns, and titles and notes turned with them: odder than the tables that are laid on their side."""
    case = case_of(Chooser.rolled(f"turned:{number}"))
    case.book.pages = [page for page in case.book.pages if page.name != "汇总表"]  # which is read by itself
    turn(case.roster.page)
    with TemporaryDirectory() as folder:
        exact_or_unknown(case, checked(write_book(case.book, Path(folder))))


def turn(page: Page) -> None:
    page.turn = None
    page.cells = {
        (column, row): content.result if isinstance(content, Formula) else content
        for (row, column), content in page.cells.items()
    }
    page.merges = [
        span._replace(top=span.left, left=span.top, bottom=span.right, right=span.bottom) for span in page.merges
    ]
    page.hidden_rows, page.hidden_columns = page.hidden_columns, page.hidden_rows
    page.comments.clear()


@pytest.mark.parametrize("number", range(10))
def test_a_missing_column_is_named_and_no_figure_guessed(number: int) -> None:
    case = case_of(Chooser.rolled(f"missing:{number}"))
    column = case.roster.columns.at["enrolled"]
    page = case.roster.page
    page.cells = {at: content for at, content in page.cells.items() if at[1] != column or at[0] < case.roster.top}
    page.merges = [span for span in page.merges if span.left != column]
    with TemporaryDirectory() as folder:
        found = checked(write_book(case.book, Path(folder)))
    named = {"PM143"} if case.roster.page.turn else {"PM111", "PM212"}  # on its side it is too little to go by
    assert named & {finding.code for finding in found.findings}, a1(case.roster.top, column)
    assert {have[0] for have in indicators_of(case, found).values()} == {None}
