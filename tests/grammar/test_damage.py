"""What is no plain workbook: a damaged or foreign file gives the figures of the whole one, or none and an error."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Final

import pytest

from tests.grammar.example import draw_example
from tests.grammar.tool import heard
from tests.grammar.writer import workbook_bytes

_HTML: Final = "<html><meta charset='gb2312'><table><tr><td>幼儿园名称</td><td>在园幼儿数</td></tr></table></html>"
_ENTITIES: Final = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
Damage = Callable[[bytes, Random], bytes]


def cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(1, len(content))]


def flipped(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << random.randrange(8))]) + content[at + 1 :]


def repacked(content: bytes, method: int, *, spoilt: bool) -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(memory, "w", method) as other:
        for name in package.namelist():
            other.writestr(name, _ENTITIES if spoilt and name.endswith("sheet1.xml") else package.read(name))
    return memory.getvalue()


def zipped(content: bytes, _: Random) -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w") as package:
        package.writestr("return.xlsx", content)
    return memory.getvalue()


DAMAGES: Final[dict[str, Damage]] = {
    "cut": cut,
    "one bit flipped": flipped,
    "zero bytes": lambda _content, _random: b"",
    "junk before": lambda content, _random: b"HTTP/1.1 200 OK\r\n\r\n" + content,
    "entities": lambda content, _random: repacked(content, zipfile.ZIP_DEFLATED, spoilt=True),
    "bzip2": lambda content, _random: repacked(content, zipfile.ZIP_BZIP2, spoilt=False),
    "a zip of it": zipped,
    "a web page": lambda _content, _random: _HTML.encode("gb2312"),
    "CSV": lambda _content, _random: "幼儿园名称,办园性质,在园幼儿数\n".encode("gb18030"),
    "PDF": lambda _content, _random: b"%PDF-1.7\n",
    "a picture": lambda _content, _random: b"\xff\xd8\xff\xe0" + bytes(200),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("number", range(3))
def test_a_damaged_file_gives_no_other_figure_and_loses_none_without_an_error(
    damage: str, number: int, tmp_path: Path
) -> None:
    example = draw_example(11, number, "roster of a town")
    whole, path = workbook_bytes(example.book), tmp_path / example.book.filename
    path.write_bytes(whole)
    known = heard(path, example.profile)
    path.write_bytes(DAMAGES[damage](whole, Random(number)))
    damaged = heard(path, example.profile)
    assert not damaged.crash
    assert damaged.figures.items() <= known.figures.items()
    if damaged.figures != known.figures:
        assert any(finding.severity == "error" for finding in damaged.findings)
