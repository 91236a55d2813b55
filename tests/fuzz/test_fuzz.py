"""Returns of every kind with something wrong in them that nobody has thought of: read, judged and reported, or refused.

Hypothesis changes the bytes of a return, or of a part inside its package, and whatever comes of it has to go through
every stage without an exception that is none of ours, a hang or a death. FUZZ_EXAMPLES says how many are tried (`make
fuzz`); what ever failed lies in `seeds` and is tried first.
"""

import os
import sys
import traceback
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

import pytest
import xlwt
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from preschool_metrics.errors import PreschoolMetricsError, UnreadableWorkbookError
from preschool_metrics.model.layout import NO_LAYOUT
from preschool_metrics.read import Limits, find_sources, survive
from preschool_metrics.report import render
from preschool_metrics.workflow.annotate import annotate
from preschool_metrics.workflow.assess import assess
from preschool_metrics.workflow.files import examined
from tests.builder import files
from tests.raw_package import forgetful

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of time")
EXAMPLES: Final = int(os.environ.get("FUZZ_EXAMPLES", "25"))
KEPT: Final = Path(__file__).parent / "seeds"
ODD: Final = Path(__file__).parents[3] / "shared" / "odd"
PERIOD: Final = "2024-03"
PROFILES: Final = ("wuqing-2023", "national-2020")
SECONDS: Final = 30
LIMITS: Final = Limits(max_cells=2_000_000)

COVER: Final = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
ROSTER: Final = (
    "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 教职工数 | 专任教师数 |\n| 甲幼儿园 | 公办园 | 90 | 14 | 6 |\n"
    "| 乙幼儿园 | 普惠性民办园 | =C2-10 | #REF! | 6 |\n| 合计 |  | 170 | 28 | 12 |\nmerge A4:B4\nhide row 3\n"
)
SUMMARY: Final = "## 汇总\n| 镇街 | 在园幼儿数 | 公办园在园幼儿数 | 3-5岁常住人口 |\n| 杨村街道 | 100 | 60 | 104 |\n| 梅厂镇 | 200 | 110 | 210 |\n"
TEXT: Final = "幼儿园名称,办园性质,在园幼儿数\n甲幼儿园,公办园,90\n乙幼儿园,普惠性民办园,80\n"
PAGE: Final = "<html><table><tr><th>幼儿园名称<th>办园性质<th>在园幼儿数<tr><td>甲幼儿园<td rowspan=2>公办园<td>90<tr><td>乙<td>80</table></html>"
OLD_XML: Final = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table>'
    '<Row><Cell><Data ss:Type="String">镇街</Data></Cell><Cell><Data ss:Type="String">在园幼儿数</Data></Cell></Row>'
    '<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">梅厂镇</Data></Cell><Cell><Data ss:Type="Number">90</Data>'
    "</Cell></Row></Table></Worksheet></Workbook>"
)
TOKENS: Final = (
    *(b"<", b">", b"&", b"/", b'"', b"'", b"\0", b"\xff\xfe", b"\x1b", b" ", b"\n", b",", b"]]>", b"<!--", b"<![CDATA["),
    *(b"<!DOCTYPE a>", b"</c>", b"</row>", b"</sheetData>", b"<v></v>", b"<f>A1</f>", b' t="e"', b' t="s"', b' t="d"'),
    *(b'<c r="XFD1048576"><v>7</v></c>', b'<row r="9999999">', b' r="A0"', b'<mergeCell ref="A1:XFD1048576"/>', b"<is><t>"),
    *(b"0", b"-1", b"1e400", b"NaN", b"9" * 400, b"#REF!", b"2024-13", b"\xe5\x90\x88\xe8\xae\xa1", b"\xe5\x85\xb6\xe4\xb8\xad"),
    *(b"\xe2\x80\xae", b"=1+1", b"{{ x }}", b"::error::", b"</table>", b"<table>", b' colspan="9999"', b' rowspan="0"', b"<td>"),
)  # fmt: skip


def old_workbook() -> bytes:
    book, content = xlwt.Workbook(), BytesIO()
    sheet = book.add_sheet("幼儿园名册")
    for row, line in enumerate(TEXT.splitlines()):
        for column, value in enumerate(line.split(",")):
            sheet.write(row, column, int(value) if value.isdigit() else value)
    book.save(content)
    return content.getvalue()


def workbook(markdown: str) -> bytes:
    with files(markdown) as folder:
        return (folder / "return.xlsx").read_bytes()


def seeds() -> Iterator[tuple[str, bytes]]:
    yield "roster.xlsx", workbook(COVER + ROSTER)
    yield "summary.xlsx", workbook(SUMMARY)
    yield "old.xls", old_workbook()
    yield "forgetful.xls", forgetful(old_workbook())
    yield "list.csv", TEXT.encode()
    yield "list.tsv", TEXT.replace(",", "\t").encode("gb18030")
    yield "page.html", PAGE.encode()
    yield "old.xml", OLD_XML.encode()
    for path in sorted(ODD.glob("*.xls*")) if ODD.is_dir() else ():
        yield path.name, path.read_bytes()


SEEDS: Final = dict(seeds())


class Change(NamedTuple):
    """One thing done to bytes: `kind` of it, where as a share of the whole, over how many bytes, and what comes there."""

    kind: str
    part: int
    where: float
    length: int
    token: bytes


changes = st.lists(
    st.builds(
        Change,
        st.sampled_from(["cut", "repeat", "insert", "replace", "raw"]),
        st.integers(0, 12),
        st.floats(0, 1),
        st.integers(1, 40),
        st.sampled_from(TOKENS) | st.binary(min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=5,
)


def changed(content: bytes, each: Change) -> bytes:
    at = int(each.where * len(content))
    end = at + each.length
    middle = {
        "cut": b"",
        "repeat": content[at:end] * 3,
        "insert": each.token + content[at:end],
        "replace": each.token,
        "raw": each.token,
    }
    return content[:at] + middle[each.kind] + content[end:]


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package; none of what is no package, or no longer one."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        return {}


def mutated(content: bytes, every: list[Change]) -> bytes:
    """Make the changes: inside the parts of a package, packed again as if they had always been so, or in the bytes."""
    for each in every:
        parts = parts_of(content) if each.kind != "raw" else {}
        if parts:
            chosen = list(parts)[each.part % len(parts)]
            made = BytesIO()
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
                for name, part in parts.items():
                    package.writestr(name, changed(part, each) if name == chosen else part)
            content = made.getvalue()
        else:
            content = changed(content, each)
    return content


def through_all(path: Path) -> str:
    """Take a file through every stage; return what went wrong, nothing where it went well or was refused."""
    try:
        (source,) = find_sources([path])
        with suppress(UnreadableWorkbookError):
            examined(source, PROFILES, PERIOD, LIMITS, NO_LAYOUT)
        assessment = assess([path], profile=PROFILES, period=PERIOD, limits=LIMITS)
        for kind in ("text", "json", "csv", "sarif", "junit", "github", "gitlab"):
            render(assessment, kind, "zh")
        list(annotate([path], path.parent / "out", limits=LIMITS, force=True))
    except PreschoolMetricsError:
        return ""
    except BaseException:  # noqa: BLE001 - that is what is looked for
        return traceback.format_exc()
    return ""


def tried(name: str, content: bytes, folder: Path) -> str:
    path = folder / name
    path.write_bytes(content)
    (said,) = survive(
        through_all, [path], jobs=1, max_seconds=SECONDS, max_memory=2 << 30, dead=lambda _: "died, or took too long"
    )
    return said


@pytest.mark.parametrize("path", sorted(KEPT.glob("*")), ids=lambda path: path.name)
def test_what_once_failed_does_not_fail_again(tmp_path: Path, path: Path) -> None:
    assert tried(path.name, path.read_bytes(), tmp_path) == ""


@pytest.mark.parametrize("name", SEEDS)
def test_what_is_changed_is_read_to_begin_with(tmp_path: Path, name: str) -> None:
    assert tried(name, SEEDS[name], tmp_path) == ""


@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.sampled_from(sorted(SEEDS)), changes)
def test_no_change_to_a_return_breaks_anything(tmp_path: Path, name: str, every: list[Change]) -> None:
    content = mutated(SEEDS[name], every)
    said = tried(name, content, tmp_path)
    if said and "FUZZ_KEEP" in os.environ:  # to be put into `seeds` once it is mended
        kept = Path(os.environ["FUZZ_KEEP"])
        kept.mkdir(parents=True, exist_ok=True)
        (kept / name).write_bytes(content)
    note(said)
    assert said == ""
