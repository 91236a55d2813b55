"""No sheet, whatever it holds, stops the run: every workbook comes to returns and findings."""

from datetime import datetime, time, timedelta
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preschool_metrics.catalogue import Register, load_profile
from preschool_metrics.model.grid import Grid, Sheet, Span, Value
from preschool_metrics.shape import shape
from preschool_metrics.validate import Context, Validated, validate

HEADINGS: Final = [
    "幼儿园名称",
    "办园性质",
    "在园幼儿数",
    "教职工数",
    "小班",
    "中班",
    "大班",
    "托班",
    "合计",
    "小计",
    "专任教师",
    "保育员",
    "保健医",
    "班级数",
    "是否普惠",
    "营利性",
    "所属镇街",
    "镇街",
    "地区",
    "公办园",
    "民办园",
    "在园幼儿数（万人）",
    "2023年在园幼儿数",
    "移交日期",
    "夏季离园时间",
    "标识码",
    "常住人口3-5岁",
    "适龄儿童数",
    "托幼点名称",
    "备案日期",
    "任务",
    "完成数",
    "规则编号",
    "说明内容",
    "报表月份",
    "填报单位",
    "统计时点",
    "公办园在园幼儿数",
    "普惠性幼儿园在园幼儿数",
    "幼儿园数",
    "园长",
    "其他人员",
    "占地面积",
    "备注",
    "序号",
    "单位",
]
WORDS: Final = [
    "曹子里镇",
    "梅厂镇",
    "杨村街道",
    "双街镇",
    "甲幼儿园",
    "乙幼儿园",
    "公办园",
    "民办",
    "普惠性民办园",
    "是",
    "否",
    "2024-03",
    "2024年3月",
    "—",
    "约20",
    "12人",
    "合计",
    "小计",
    "其中：公办",
    "△市区",
    "一、公办园",
    "注：x",
    "（1）",
    "甲",
    "单位：万人",
    "填报单位：曹子里镇",
    "报表月份：2024-03",
    "全国",
    "17:00",
    "2023-09-01",
    "０",
    "①",
]
NUMBERS: Final = (1.0, 2.0, 3.0, 90.0, 0.0, -5.0, 12.5, 1e15, 10**20, 45352.0, 120114121.0)
ODD: Final[tuple[Value, ...]] = (True, datetime(2024, 3, 1), time(17), timedelta(hours=30), " ", "\n")  # noqa: DTZ001 - as Excel has it
PROFILES: Final = tuple(load_profile(name) for name in ("wuqing-2023", "national-2020", "staffing-2013"))


@st.composite
def sheet(draw: st.DrawFn) -> Sheet:
    """A row of headings among anything, with merges, errors, formulas and hidden rows anywhere."""
    width, height = draw(st.integers(1, 8)), draw(st.integers(1, 8))
    anything = st.one_of(st.just(""), st.sampled_from(WORDS), st.sampled_from(NUMBERS), st.sampled_from(ODD))
    headings = st.one_of(st.sampled_from(HEADINGS), st.just(""))
    of_headings = draw(st.sets(st.integers(0, height - 1), min_size=1, max_size=2))
    rows: list[list[Value]] = [
        [draw(headings if row in of_headings else anything) for _ in range(width)] for row in range(height)
    ]
    places = st.tuples(st.integers(0, height - 1), st.integers(0, width - 1))
    errors = dict.fromkeys(draw(st.sets(places, max_size=1)), "#REF!")
    formulas = {
        place: draw(st.sampled_from(["SUM(A1:B3)", "A1+B2", "RAND()"])) for place in draw(st.sets(places, max_size=1))
    }
    merges = [Span(0, 0, *draw(places)) for _ in range(draw(st.integers(0, 1)))]
    for row, column in (*errors, *formulas):
        rows[row][column] = ""
    hidden = frozenset(draw(st.sets(st.integers(0, height - 1), max_size=1)))
    return Sheet("表", rows, True, tuple(merges), errors, formulas, hidden)


def came_to(sheets: list[Sheet], month: str | None) -> Validated:
    context = Context("return.xlsx", "", Register(PROFILES[0]), PROFILES, month, None)
    return validate(shape(Grid("xlsx", "", tuple(sheets))), context)


@pytest.mark.parametrize("month", [None, "2024-03"])
@settings(max_examples=150, derandomize=True)
@given(sheets=st.lists(sheet(), min_size=1, max_size=2))
def test_any_sheet_comes_to_returns_and_findings(sheets: list[Sheet], month: str | None) -> None:
    result = came_to(sheets, month)
    assert len({report.area for report in result.returns}) == len(result.returns)
    for finding in result.findings:
        assert all("{" not in text for text in finding.message)
        assert finding.cell is None or finding.sheet == "表"
