"""What `inspect` gives: record and text of the same inspection."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from preschool_metrics.language import Language, speak, spoken
from preschool_metrics.model.draft import Normalised, SkippedRow
from preschool_metrics.model.inspection import Inspection, SeenField, SeenHeading, SeenSheet, SeenTable
from preschool_metrics.model.text import Text
from preschool_metrics.report.inspection import as_record, as_text
from preschool_metrics.workflow.inspect import inspect
from tests.builder import files

ODD = """
## 封面
| 填报单位： | 曹子里镇 |
| 报表月份 | 2024年3月 |
| 常住人口3-5岁 | 200人 |
## 名册
| 曹子里镇学前教育情况 | | | | | |
| 序号 | 幼儿园名称 | 办园性质 | 在园幼儿数 | | 校车趟次 |
| | | | 小班 | 合计 | |
| | 一、公办园 | | | | |
| 1 | 甲幼儿园 | 公办园 | 90 | 90 | 3 |
| 2 | 乙幼儿园 | 普惠性民办园 | #REF! | "８０" | 2 |
| | 合计 | | 90 | 171 | |
| 注：数据截至三月底。 | | | | | |
merge A2:A3
merge B2:B3
merge C2:C3
merge D2:E2
merge F2:F3
hide row 6
hide column F
## 上年（隐藏）
| 幼儿园名称 | 办园性质 | 在园幼儿数 |
| 甲幼儿园 | 公办园 | 85 |
"""


@pytest.fixture(scope="module")
def odd() -> Inspection:
    with files(ODD) as folder:
        return inspect(folder / "return.xlsx")


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    before = spoken()
    speak("zh")
    yield
    speak(before)


def text(inspection: Inspection | Sequence[Inspection], *, said: Language = "zh", width: int = 120) -> str:
    speak(said)
    several = [inspection] if isinstance(inspection, Inspection) else inspection
    return as_text(several, said, width=width, color=False)


def record(inspection: Inspection) -> dict[str, Any]:
    made = json.loads(json.dumps(as_record([inspection], "zh"), ensure_ascii=False, default=str))
    (file,) = made["files"]
    return dict(file)


# --- what is understood -----------------------------------------------------------------------------------


def test_the_file_its_reader_and_its_sheets(odd: Inspection) -> None:
    file = record(odd)
    assert (file["path"], file["kind"], file["read"], file["reader"]) == (
        "return.xlsx",
        "xlsx",
        True,
        "python-calamine",
    )
    assert "XML" in file["why"]
    assert len(file["sha256"]) == 64
    assert [(each["name"], each["visible"], each["range"]) for each in file["sheets"]] == [
        ("封面", True, "A1:B3"),
        ("名册", True, "A1:F8"),
        ("上年", False, "A1:C2"),
    ]
    assert file["sheets"][1] | {"hidden_rows": [6], "hidden_columns": ["F"], "merges": 5} == file["sheets"][1]


def test_the_cover_with_its_cells(odd: Inspection) -> None:
    assert [(each["field"], each["sheet"], each["cell"], each["value"]) for each in record(odd)["cover"]] == [
        ("area", "封面", "B1", "曹子里镇"),
        ("period", "封面", "B2", "2024-03"),
        ("population_resident_3_5", "封面", "B3", 200),
    ]


def test_a_table_with_its_range_and_each_heading(odd: Inspection) -> None:
    (table,) = record(odd)["tables"]
    assert (table["kind"], table["sheet"], table["range"], table["header"]) == ("roster", "名册", "A2:F7", [2, 3])
    assert [(each["cell"], each["heading"], each["field"], each["score"]) for each in table["headings"]] == [
        ("A3", "序号", None, 0),
        ("B3", "幼儿园名称", "name", 1),
        ("C3", "办园性质", "nature", 1),
        ("D3", "在园幼儿数→小班", "enrolled_junior", 1),
        ("E3", "在园幼儿数→合计", "enrolled", 1),
        ("F3", "校车趟次", None, 0),
    ]
    assert [each["cell"] for each in table["headings"] if each["needless"]] == ["A3"]


def test_rows_left_out_and_why_and_what_a_total_adds(odd: Inspection) -> None:
    (table,) = record(odd)["tables"]
    assert table["rows"] == [5, 6]
    assert [(each["number"], each["why"], each["text"]) for each in table["skipped"]] == [
        (4, "section", "一、公办园"),
        (7, "total", "合计"),
        (8, "note", "注：数据截至三月底。"),
    ]
    (total,) = table["totals"]
    assert (total["number"], total["label"], total["kind"], total["rows"]) == (7, "合计", "total", [5, 6])
    assert [(each["cell"], each["field"], each["stated"], each["sum"]) for each in total["sums"]] == [
        ("D7", "enrolled_junior", 90, None),
        ("E7", "enrolled", 171, 170),
    ]


def test_values_normalised_and_remarks_with_their_cells(odd: Inspection) -> None:
    file = record(odd)
    assert {(each["sheet"], each["cell"], each["typed"], each["read"]) for each in file["normalised"]} >= {
        ("名册", "E6", "８０", "80"),
        ("封面", "B3", "200人", "200"),
    }
    assert {(each["code"], each["sheet"], each["cell"]) for each in file["findings"]} == {
        ("PM120", "上年", None),
        ("PM121", "名册", "B6"),
        ("PM204", "名册", "D6"),
    }


# --- as text ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 120, 160])
def test_the_text_says_everything_that_the_record_does(odd: Inspection, said: Language, width: int) -> None:
    shown = text(odd, said=said, width=width)
    for part in (
        "A2:F7",
        "校车趟次",
        "enrolled_junior",
        "1.00",
        "一、公办园",
        "171 ≠ 170",
        "８０",
        "→ 80",
        "PM204",
        "D6",
    ):
        assert part in shown
    assert max(map(cell_len, shown.splitlines())) <= width


def test_a_narrow_terminal_gets_whole_figures(odd: Inspection) -> None:
    shown = text(odd, width=40)
    assert max(map(cell_len, shown.splitlines())) <= 40
    assert "…" not in shown


def test_the_text_is_in_gbk_and_without_escapes(odd: Inspection) -> None:
    for said in ("zh", "en"):
        shown = text(odd, said=said)
        assert shown.encode("gbk")
        assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown) is None


def test_color_is_color_and_nothing_else(odd: Inspection) -> None:
    colored = as_text([odd], "zh", width=120, color=True)
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == text(odd)


def test_what_stands_in_a_file_steers_no_terminal() -> None:
    evil = "\x1b[31m甲\x07\r\n\u202e[bold]"
    table = SeenTable(
        "roster", evil, "A1:A2", (1, 1), (SeenHeading("A1", evil, None, 0),), (2,), (SkippedRow(3, "note", evil),), ()
    )
    inspection = Inspection(
        evil, "0", "xlsx", "r", Text("因", "why"), evil, sheets=(SeenSheet(evil, True, "A1:A2", 0, (), ()),),
        cover=(SeenField("area", evil, "B1", evil, again=False),), tables=(table,), normalised=(Normalised(evil, "A1", evil, evil),),
    )  # fmt: skip
    shown = text(inspection)
    assert re.search(r"[\x00-\x09\x0b-\x1f\u202e]", shown) is None
    assert "[bold]" in shown


def test_of_very_much_only_the_first_is_shown_and_the_rest_counted() -> None:
    many = tuple(Normalised("表", f"A{row}", "１", "1") for row in range(1, 1001))
    shown = text(Inspection("a.xlsx", "0", "xlsx", "r", normalised=many))
    assert "A100 " in shown
    assert "A101 " not in shown
    assert "900" in shown


def test_a_page_of_text_in_a_cell_is_cut_and_not_printed_whole() -> None:
    shown = text(Inspection("a.xlsx", "0", "xlsx", "r", normalised=(Normalised("表", "A1", "字" * 30_000, ""),)))
    assert len(shown) < 1000


def test_a_file_that_cannot_be_read_is_its_name_and_why(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(b"")
    inspection = inspect(tmp_path / "a.xls")
    assert inspection.failed
    assert record(inspection) | {"kind": None, "read": False, "sha256": None, "tables": []} == record(inspection)
    shown = text(inspection)
    assert shown.startswith("a.xls\n")
    assert "PM101" in shown
