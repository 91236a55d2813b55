"""Plans, what-ifs, trends and bounds as they are printed: no line too wide, every sign in GBK, and one whole page."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial

import pytest
from inline_snapshot import snapshot
from rich.cells import cell_len

from preschool_metrics.language import LANGUAGES, Language, speak, spoken
from preschool_metrics.measure.trend import trends_of
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.plan import STANDARD_COSTS, Wishes
from preschool_metrics.report import render
from preschool_metrics.report.text.plan import render_plan_text
from preschool_metrics.report.text.trend import render_trend_text
from preschool_metrics.report.text.what_if import render_what_if_text
from preschool_metrics.workflow.assess import assess
from preschool_metrics.workflow.plan import plans_of
from preschool_metrics.workflow.what_if import change_of, what_if
from tests.builder import assessed, files
from tests.workflow.towns import drawn, summary, town

Page = Callable[..., str]
WIDTHS = (40, 60, 80, 100, 120, 160)


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    before = spoken()
    yield
    speak(before)


@pytest.fixture(scope="module")
def months() -> Assessment:
    contents: dict[str, str | bytes] = {}
    for at, month in enumerate(("2023-11", "2023-12", "2024-01", "2024-02", "2024-03")):
        figures = drawn(at)
        if month == "2024-03":
            del figures["黄庄街道"]
            figures["曹子里镇"]["population_resident_3_5"] = None
        contents[f"{month}/汇总.xlsx"] = summary(figures, month)
    with files(contents) as folder:
        return assess([folder], profile=("wuqing-2023", "national-2020"), margin=Fraction(1, 10))


@pytest.fixture(scope="module")
def pages(months: Assessment) -> list[Page]:
    """Return everything that is printed, to be asked for in a language and a width."""
    every: list[Page] = []
    for wishes in (Wishes(), Wishes(budget=300), Wishes(caps={(None, "new_public"): 0})):
        plans = plans_of(months, wishes, unit="武清区")
        every.append(partial(render_plan_text, months, plans, color=False, budget=wishes.budget))
    changes = [change_of("杨村街道.enrolled_public+=40"), change_of("曹子里镇.teachers-=3")]
    every.append(partial(render_what_if_text, months, what_if(months, changes), color=False))
    every += [partial(render_trend_text, months, trends_of(months), color=False, every=each) for each in (False, True)]
    return [*every, partial(render, months, "text")]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_asked_and_every_sign_is_in_gbk(
    pages: list[Page], language: Language, width: int
) -> None:
    speak(language)
    for page in (each(language, width=width) for each in pages):
        assert max(map(cell_len, page.splitlines())) <= width
        assert page.encode("gbk")
        assert page.splitlines() == [line.rstrip() for line in page.splitlines()]


def test_a_plan_as_it_goes_to_a_meeting() -> None:
    figures = {
        "曹子里镇": town(1000, 900, 700, 400),
        "黄庄街道": town(1000, 950, 900, 500),
        "杨村街道": town(1000, 960, 800, 600),
    }
    assessment = assessed(summary(figures))
    speak("zh")
    text = render_plan_text(assessment, plans_of(assessment), "zh", width=80, color=False)
    shown = text[: text.index("上报")]
    assert shown == snapshot("""\
武清区学前教育普及普惠两年攻坚行动（2023—2024年）  wuqing-2023
2024-03 · 常住人口 · 期限 2024-12 · 应报 30，已报 3

要做的事
                                                非普惠转普
            成本  新增达标  新增公办园幼儿        惠性民办  非普惠转公办
  杨村街道    16         1                              16
  曹子里镇    91         3              30                            61
  合计       107         4              30              16            61

杨村街道   成本 16   已证明为最省
  非普惠转普惠性民办  16  不做此项，普惠性幼儿园覆盖率只有800/960
  学前三年毛入园率    96.00% √  →  96.00% √  960/1000
  普惠性幼儿园覆盖率  83.33% ×  →  85.00% √  816/960
  公办园在园幼儿占比  62.50% √  →  62.50% √  600/960
  现有人员数未报，无法测算：增聘专任教师、增聘保育员、增聘保健医、增聘其他教职工

曹子里镇   成本 91   已证明为最省
  新增公办园幼儿  30  不做此项，学前三年毛入园率只有900/1000、普惠性幼儿园覆盖率
                      只有761/900
  非普惠转公办    61  不做此项，普惠性幼儿园覆盖率只有730/930、公办园在园幼儿占
                      比只有430/930
  学前三年毛入园率    90.00% ×  →  93.00% √  930/1000
  普惠性幼儿园覆盖率  77.78% ×  →  85.05% √  791/930
  公办园在园幼儿占比  44.44% ×  →  52.80% √  491/930
  现有人员数未报，无法测算：增聘专任教师、增聘保育员、增聘保健医、增聘其他教职工
  · 政策要求：二(三)3 镇街公办园在园幼儿占比不足50%的，新移交的小区配套幼儿园不
    得办成普惠性民办园

已全部达标，无需措施：黄庄街道
未收到报表，无法测算：下朱庄街道、东蒲洼街道、徐官屯街道、运河西街道、梅厂镇、大
  碱厂镇、崔黄口镇、大良镇、下伍旗镇、南蔡村镇、大孟庄镇、泗村店镇、河西务镇、城
  关镇、东马圈镇、黄花店镇、石各庄镇、王庆坨镇、汊沽港镇、河北屯镇、上马台镇、大
  王古庄镇、陈咀镇、豆张庄镇、大黄堡镇、高村镇、白古屯镇

""")


def test_colours_are_there_only_where_they_are_asked_for() -> None:
    assessment = assessed(summary({"曹子里镇": town(1000, 900, 700, 400)}))
    plans = plans_of(assessment)
    assert "\x1b" in render_plan_text(assessment, plans, "zh", width=80, color=True)
    assert "\x1b" not in render_plan_text(assessment, plans, "zh", width=80, color=False)


def test_under_a_budget_the_towns_where_it_buys_most_come_first() -> None:
    figures = {
        "曹子里镇": town(1000, 940, 800, 440),
        "黄庄街道": town(1000, 940, 800, 468),
        "杨村街道": town(1000, 940, 940, 500),
    }
    assessment = assessed(summary(figures))
    wishes = Wishes(STANDARD_COSTS, budget=40)
    text = render_plan_text(assessment, plans_of(assessment, wishes), "zh", width=80, color=False, budget=40)
    assert text.index("黄庄街道") < text.index("曹子里镇")
    assert "40 的成本达标项不能再多" in text
