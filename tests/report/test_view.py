"""What a template sees, on returns that a reader can follow."""

from decimal import Decimal

import pytest

from preschool_metrics.model.months import months_between
from preschool_metrics.report.view import View, view_of
from tests.builder import assessed

COVER = """
## 封面
| 镇街 | {area} |
| 报表月份 | {period} |
| 3-5岁常住人口 | {population} |
"""
ROSTER = """
## 幼儿园名册
| 幼儿园名称 | 办园性质 | 在园幼儿数 | 教职工数 |
| 甲幼儿园 | 公办 | {public} | {staff} |
| 乙幼儿园 | 普惠性民办 | {private} | 10 |
"""


def town(
    area: str, period: str, population: int = 200, public: int = 100, private: int = 90, staff: object = 18
) -> str:
    facts = {"area": area, "period": period, "population": population}
    return COVER.format(**facts) + ROSTER.format(public=public, private=private, staff=staff)


@pytest.fixture(scope="module")
def view() -> View:
    """Return March 2024 of two towns, with January and, of one of them, March 2023 before it."""
    files = {
        "2023-03/曹子里镇.xlsx": town("曹子里镇", "2023-03", public=80),
        "2024-02/曹子里镇.xlsx": town("曹子里镇", "2024-02", public=98),
        "2024-03/曹子里镇.xlsx": town("曹子里镇", "2024-03"),
        "2024-03/王庆坨镇.xlsx": town("王庆坨镇", "2024-03", public=60, private=100, staff=""),
    }
    return view_of(assessed(files))


def named(view: View, name: str, place: int) -> tuple[object, ...]:
    figure = next(town for town in view.towns if town.name == name).figures[place]
    return figure.display, figure.verdict_word, figure.numerator, figure.denominator, figure.shortfall


def test_a_figure_as_shown_and_exact(view: View) -> None:
    assert named(view, "曹子里镇", 0) == ("95.00%", "达标", 190, 200, 0)
    assert named(view, "曹子里镇", 2) == ("52.63%", "达标", 100, 190, 0)
    assert named(view, "王庆坨镇", 0) == ("80.00%", "未达标", 160, 200, 26)
    assert named(view, "王庆坨镇", 2) == ("37.50%", "未达标", 60, 160, 20)


def test_an_unknown_operand_is_named_and_is_not_zero(view: View) -> None:
    figure = next(town for town in view.towns if town.name == "王庆坨镇").figures[3]
    assert (figure.display, figure.verdict_word, figure.shortfall) == ("—", "缺数据", None)
    assert figure.missing == ("教职工数",)
    assert (figure.numerator, figure.denominator) == (160, None)


def test_a_month_is_compared_with_the_last_and_with_a_year_ago_by_the_exact_values(view: View) -> None:
    figure = next(town for town in view.towns if town.name == "曹子里镇").figures[2]
    assert figure.last_month is not None
    assert figure.last_year is not None
    assert (figure.last_month.display, figure.last_month.words) == ("52.13%", "上升0.50个百分点")
    assert (figure.last_year.display, figure.last_year.amount) == ("47.06%", Decimal("5.57"))
    assert (figure.last_year.period, figure.last_year.arrow, figure.last_year.better) == ("2023年3月", "↑", True)


def test_fewer_staff_for_the_children_is_for_the_worse(view: View) -> None:
    change = next(town for town in view.towns if town.name == "曹子里镇").figures[3].last_month
    assert change is not None
    assert (change.arrow, change.words, change.better) == ("↑", "上升0.07", False), (
        "190 children for 28, then 188: 2 ÷ 28 = 0.071"
    )


def test_what_lacks_returns_is_not_compared(view: View) -> None:
    figure = view.district.figures[0]
    assert (figure.partial, figure.received, figure.expected) == (True, 2, 30)
    assert figure.display == "87.50%"
    assert figure.last_month is figure.last_year is None


def test_the_months_have_no_hole_and_a_missing_one_no_value(view: View) -> None:
    assert view.months == months_between("2023-03", "2024-03")
    series = next(town for town in view.towns if town.name == "曹子里镇").figures[0].series
    assert [point.period for point in series] == list(view.months)
    assert [point.period for point in series if point.value is not None] == ["2023-03", "2024-02", "2024-03"]
    assert {point.display for point in series if point.value is None} == {"—"}


def test_a_figure_names_its_cells(view: View) -> None:
    sources = next(town for town in view.towns if town.name == "曹子里镇").figures[0].sources
    assert [(source.side, source.value, source.place) for source in sources] == [
        ("numerator", 190, "幼儿园名册!C2:C3"),
        ("denominator", 200, "封面!B3"),
    ]
    assert sources[0].file.endswith("2024-03/曹子里镇.xlsx")


def test_the_ledger_says_what_is_to_be_reached_and_leaves_the_measure_to_the_office(view: View) -> None:
    ledger = next(town for town in view.towns if town.name == "王庆坨镇").ledger
    targets = [row for row in ledger if row.kind == "target"]
    assert [(row.problem, row.target, row.measure, row.deadline) for row in targets] == [
        ("学前三年毛入园率 80.00%，差13.00个百分点", "≥93%，还差 26 名幼儿", "", "2024年12月"),
        ("公办园在园幼儿占比 37.50%，差12.50个百分点", "≥50%，还差 20 个公办学位", "", "2024年12月"),
    ]
    assert [row.number for row in ledger] == list(range(1, len(ledger) + 1))


def test_a_town_that_did_not_report_has_to(view: View) -> None:
    absent = next(town for town in view.towns if town.name == "黄庄街道")
    assert not absent.reported
    assert [(row.kind, row.target) for row in absent.ledger] == [("return", "补报")]
    assert "黄庄街道" in view.coverage.missing


def test_what_a_missed_line_forbids_stands_with_the_town(view: View) -> None:
    forbidden = {town.name: [each.clause for each in town.forbidden] for town in view.towns if town.forbidden}
    assert forbidden == {"王庆坨镇": ["二(三)3"]}
    assert [(each.area, each.figure) for each in view.forbidden] == [("王庆坨镇", "公办园在园幼儿占比 37.50%")]


def test_the_streets_are_outside_every_group(view: View) -> None:
    assert len(view.groups) == 9
    outside = view.groups[-1]
    assert (outside.name, outside.total, len(outside.towns)) == ("组团外", None, 6)
    assert sorted(town.name for group in view.groups for town in group.towns) == sorted(t.name for t in view.towns)


def test_a_lead_that_reports_stands_beside_its_towns_and_is_none_of_them() -> None:
    lead = town("武清区第一幼儿园", "2024-03").replace("| 常住人口3-5岁 | 200 |\n", "")
    files = {"2024-03/a.xlsx": town("曹子里镇", "2024-03"), "2024-03/b.xlsx": lead}
    alone, together = (view_of(assessed(some)) for some in ({"2024-03/a.xlsx": files["2024-03/a.xlsx"]}, files))
    first, second, *_others = together.groups
    assert first.own is not None
    assert (first.own.name, first.own.binding, first.own.ledger) == ("武清区第一幼儿园", False, ())
    assert second.own is None
    assert [each.name for each in together.towns] == [each.name for each in alone.towns]
    totals = (each.total for each in (first, alone.groups[0]))
    assert len({tuple(figure.display for figure in total.figures) for total in totals if total}) == 1
    assert (together.towns_all_met, together.towns_reported) == (alone.towns_all_met, alone.towns_reported)
    assert together.district.figures[2].denominator == 2 * (alone.district.figures[2].denominator or 0)


def test_rankings_begin_with_the_largest_and_add_up(view: View) -> None:
    for ranking in view.rankings:
        shortfalls = [row.shortfall for row in ranking.rows]
        assert shortfalls == sorted(shortfalls, reverse=True)
        assert ranking.total == sum(shortfalls)
        assert [row.share for row in ranking.rows[:1]] in ([], [Decimal("100.0")])


def test_english_is_english(view: View) -> None:
    english = view_of(assessed({"2024-03/a.xlsx": town("曹子里镇", "2024-03")}), "en")
    assert english.month == "March 2024"
    assert english.towns[0].figures[0].verdict_word in {"met", "no data"}
    assert english.groups[-1].name == "outside the groups"
    assert view.month == "2024年3月"


def test_a_second_policy_stands_beside_the_first() -> None:
    files = {"2024-03/a.xlsx": town("曹子里镇", "2024-03")}
    view = view_of(assessed(files, profiles=("wuqing-2023", "staffing-2013")))
    assert view.policy.id == "wuqing-2023"
    assert [other.policy.id for other in view.others] == ["staffing-2013"]
    assert [area.name for area in view.others[0].towns] == ["曹子里镇"]
