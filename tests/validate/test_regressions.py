"""What was wrong once in the core: each case with its smallest example."""

import time
from pathlib import Path

import pytest

from preschool_metrics.catalogue import Register, load_profile
from preschool_metrics.errors import ProfileError
from preschool_metrics.measure import observe
from preschool_metrics.model.policy import Area
from preschool_metrics.read import Limits, read_grid
from tests.builder import assessed, codes, column_of, drafted, found, judged, made, returned, write

COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
MONTH = "## 封面\n| 报表月份 | 2024-03 |\n"
HEADING = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n"
ROWS = "| 甲幼儿园 | 公办园 | 90 |\n| 乙幼儿园 | 普惠性民办园 | 80 |\n"
WITH_AREA = "## 名册\n| 幼儿园名称 | 所属镇街 | 办园性质 | 在园幼儿数 |\n"
WUQING = load_profile("wuqing-2023")


def test_a01_footnote_marks_and_superscripts_are_no_digits() -> None:
    """341① is read as 3411, 30² as 302 (NFKC)."""
    draft = drafted(COVER + HEADING + "| 甲幼儿园 | 公办园 | 341① |\n| 乙幼儿园 | 公办园 | 30² |\n")
    assert column_of(draft, "enrolled") == ["341①", "30²"]


@pytest.mark.parametrize("area", ["曹子里", ""])
def test_a03_a_kindergarten_twice_is_found_also_where_the_area_is_spelled_differently_or_blank(area: str) -> None:
    result = returned(
        COVER + WITH_AREA + f"| 甲幼儿园 | 曹子里镇 | 公办园 | 90 |\n| 甲幼儿园 | {area} | 公办园 | 90 |\n"
    )
    assert "PM403" in codes(result)


def test_a04_a_summary_row_whose_figures_are_formulas_without_a_result_does_not_vanish() -> None:
    result = returned(MONTH + "## 汇总表\n| 镇街 | 在园幼儿数 | 教职工数 |\n| 曹子里镇 | =表2!B2 | =表2!C2 |\n")
    assert [finding.cell for finding in found(result, "PM205")] == ["B2", "C2"]


def test_a05_a_summary_row_whose_only_figure_is_an_error_value_does_not_vanish() -> None:
    result = returned(MONTH + "## 汇总表\n| 镇街 | 在园幼儿数 |\n| 曹子里镇 | #N/A |\n| 梅厂镇 | 3 |\n")
    assert [finding.cell for finding in found(result, "PM204")] == ["B2"]


@pytest.mark.parametrize("typed", ["未报", "二十"])
def test_a06_a_summary_row_whose_only_figure_is_a_word_does_not_vanish(typed: str) -> None:
    result = returned(MONTH + f"## 汇总表\n| 镇街 | 在园幼儿数 |\n| 曹子里镇 | {typed} |\n| 梅厂镇 | 3 |\n")
    assert [finding.cell for finding in found(result, "PM201")] == ["B2"]


def test_a07_without_a_cover_a_row_without_an_area_is_told() -> None:
    result = returned(WITH_AREA + "| 甲 |  | 公办园 | 90 |\n| 乙 | 曹子里镇 | 公办园 | 80 |\n", period="2024-03")
    assert any(finding.cell in ("A2", "B2") for finding in result.findings)


def test_a07_without_a_cover_a_row_below_a_town_that_is_written_once_belongs_to_it() -> None:
    result = returned(WITH_AREA + "| 甲 | 曹子里镇 | 公办园 | 90 |\n| 乙 |  | 公办园 | 80 |\n", period="2024-03")
    (report,) = result.returns
    assert report.roster is not None
    assert (report.area, report.roster.column("enrolled")) == ("曹子里镇", [90, 80])


def test_a09_a_direct_unit_does_not_stand_in_for_a_town_that_is_missing() -> None:
    towns = tuple(area for area in WUQING.areas if area.name in ("泗村店镇", "王庆坨镇"))
    profile = WUQING.model_copy(update={"areas": towns, "direct": (Area(name="区直属", kind="direct"),), "groups": ()})
    one = [{"name": "甲", "nature": "public", "enrolled": 10}]
    district = next(iter(observe([made("泗村店镇", one), made("区直属", one)], profile, "2024-03")))
    assert (district.partial, district.received, district.expected) == (True, 1, 2)


def test_a10_a_total_labelled_in_the_nature_column_is_not_counted() -> None:
    result = assessed(COVER + HEADING + ROWS + "|  | 合计 | 170 |\n")
    assert judged(result, "gross_enrollment_rate").observation.numerator in (170, None)


def test_a11_a_summary_row_of_another_town_than_the_covers_is_not_counted_here() -> None:
    result = returned(COVER + "## 汇总表\n| 镇街 | 在园幼儿数 |\n| 曹子里镇 | 100 |\n| 梅厂镇 | 120 |\n")
    assert [report.area for report in result.returns] == ["曹子里镇"]
    assert "PM502" in codes(result)


def test_a13_a_single_numbering_row_with_one_number_is_no_kindergarten() -> None:
    assert column_of(drafted(HEADING + "| 甲 | 乙 | 1 |\n" + ROWS), "name") == ["甲幼儿园", "乙幼儿园"]


@pytest.mark.parametrize("written", ["1、曹子里镇", "2.曹子里镇"])
def test_a14_a_numbered_area_of_a_summary_does_not_vanish(written: str) -> None:
    result = returned(MONTH + f"## 汇总表\n| 镇街 | 在园幼儿数 |\n| {written} | 100 |\n| 梅厂镇 | 120 |\n")
    assert len(result.returns) == 2 or [finding for finding in result.findings if finding.cell == "A2"]


@pytest.mark.parametrize("name", ["1、甲幼儿园", "平均路幼儿园", "电话局幼儿园", "上报路幼儿园", "以上幼儿园"])
def test_a15_a_kindergarten_without_a_nature_does_not_vanish_for_its_name(name: str) -> None:
    assert column_of(drafted(COVER + HEADING + ROWS + f"| {name} |  | 70 |\n"), "enrolled") == [90, 80, 70]


@pytest.mark.parametrize("nature", ["2", "2所", "公办1所"])
def test_a16_a_row_named_total_is_a_total_whatever_stands_in_the_nature_column(nature: str) -> None:
    assert column_of(drafted(COVER + HEADING + ROWS + f"| 合计 | {nature} | 170 |\n"), "enrolled") == [90, 80]


def test_a17_the_example_row_of_a_form_is_no_kindergarten() -> None:
    result = returned(COVER + HEADING + "| 例：某某幼儿园 | 公办园 | 100 |\n" + ROWS)
    assert result.input.kindergartens == 2 or [finding for finding in result.findings if finding.cell == "A2"]


def test_a18_a_lock_file_does_not_decide_which_month_is_judged() -> None:
    result = assessed({"2024-03/a.xlsx": COVER + HEADING + ROWS, "2024-04/~$a.xlsx": b"lock"})
    assert result.period == "2024-03"


@pytest.mark.parametrize("odd", ['at IV65536\n| " " |\n', "merge E1:IV65536\n"])
def test_b04_a_stray_space_or_a_merge_of_the_whole_sheet_in_xls_takes_no_minute(tmp_path: Path, odd: str) -> None:
    path = write(COVER + HEADING + ROWS + odd, tmp_path / "a.xls")
    began = time.process_time()
    read_grid(path, Limits())
    assert time.process_time() - began < 10


def test_b06_a_blank_of_nursery_children_without_a_total_column_does_not_stop_the_run() -> None:
    result = assessed(COVER + "## 名册\n| 幼儿园名称 | 办园性质 | 托班 | 小班 |\n| 甲幼儿园 | 公办园 |  | 20 |\n")
    assert "PM111" in codes(result)


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e308])
def test_b07_a_number_beyond_all_bounds_does_not_stop_the_run(value: float) -> None:
    """An .xlsx with <v>1e999</v> in a column of 万人, or on the cover as a month."""
    from preschool_metrics.model.grid import Grid, Sheet
    from preschool_metrics.shape import shape

    people = Sheet("汇总表", [["镇街", "在园幼儿数（万人）"], ["曹子里镇", value], ["合计", value]])
    cover = Sheet("封面", [["填报单位", "曹子里镇"], ["报表月份", value], ["统计时点", value]])
    shape(Grid("xlsx", "", (cover, people)))


def test_c01_a_stated_total_in_ten_thousands_is_scaled_like_its_rows() -> None:
    result = returned(
        MONTH + "## 汇总表\n| 地区 | 在园幼儿数（万人） |\n| 甲县 | 2.5 |\n| 乙县 | 1.5 |\n| 合计 | 4 |\n",
        profile="national-2020",
    )
    assert "PM401" not in codes(result)


def test_c02_a_total_of_areas_in_floats_is_no_wrong_total() -> None:
    rows = "| 甲幼儿园 | 公办园 | 90 | 0.1 |\n| 乙幼儿园 | 公办园 | 80 | 0.2 |\n"
    result = returned(
        COVER + HEADING.replace("在园幼儿数 |", "在园幼儿数 | 占地面积 |") + rows + "| 合计 |  | 170 | =D2+D3 |\n"
    )
    assert "PM401" not in codes(result)


@pytest.mark.parametrize("written", ["汉沽港", "陈嘴", "武清区陈嘴"])
def test_c04_a_usual_typing_error_is_known_without_its_rank_too(written: str) -> None:
    assert Register(WUQING).resolve(written).how == "near"


def test_c05_the_code_of_the_cover_that_contradicts_its_name_is_asked_about() -> None:
    result = returned(COVER.replace("| 报表月份", "| 行政区划代码 | 120114101 |\n| 报表月份") + HEADING + ROWS)
    assert [finding for finding in result.findings if finding.severity != "info"]


def test_c06_a_population_of_nought_with_children_is_asked_about() -> None:
    result = assessed(COVER.replace("| 200 |", "| 0 |") + HEADING + ROWS)
    assert [finding for finding in result.findings if finding.severity != "info"]


def test_c07_a_wrong_value_in_the_list_of_day_care_points_is_a_finding() -> None:
    points = "## 托幼点名册\n| 托幼点名称 | 备案日期 | 在托幼儿数 | 状态 |\n| 丙托幼点 | 三月 | 约12 | 在办 |\n"
    assert [
        finding.cell
        for finding in returned(COVER + HEADING + ROWS + points).findings
        if finding.code in ("PM201", "PM208")
    ]


def test_c08_the_districts_own_summary_needs_no_town_on_its_cover() -> None:
    result = returned(
        "## 封面\n| 填报单位 | 武清区教育局 |\n| 报表月份 | 2024-03 |\n## 汇总表\n| 镇街 | 在园幼儿数 |\n| 曹子里镇 | 100 |\n| 梅厂镇 | 120 |\n"
    )
    assert "PM113" not in codes(result)


def test_c09_the_districts_row_of_a_summary_is_held_to_its_sum() -> None:
    result = returned(
        MONTH + "## 汇总表\n| 镇街 | 在园幼儿数 |\n| 曹子里镇 | 100 |\n| 梅厂镇 | 120 |\n| 武清区 | 221 |\n"
    )
    assert "PM401" in codes(result)


@pytest.mark.parametrize("formula", ["=40+50", "=C2+1"])
def test_c11_a_sum_of_numbers_is_a_plain_sum(formula: str) -> None:
    draft = drafted(COVER + HEADING + "| 甲幼儿园 | 公办园 | 90 |\n" + f"| 乙幼儿园 | 公办园 | {formula} |\n")
    assert column_of(draft, "enrolled")[1] in (90, 91)


def test_c12_better_and_the_side_of_the_line_agree(tmp_path: Path) -> None:
    from tests.catalogue.test_profiles import OWN, own

    with pytest.raises(ProfileError):
        load_profile(own(tmp_path, OWN.replace('better = "higher"', 'better = "lower"')))


def test_c15_the_gap_of_what_is_not_met_is_not_nought() -> None:
    from tests.measure.test_judgement import judged as at

    judgement = at("gross_enrollment_rate", 92_999_999_999, 100_000_000_000)
    assert judgement.verdict == "not_met"
    assert judgement.gap


def test_c16_a_dash_of_another_kind_is_a_blank() -> None:
    from preschool_metrics.model.returns import Kindergarten
    from preschool_metrics.shape.values import normaliser

    assert normaliser(Kindergarten, "enrolled", False)("―") is None


def test_c17_two_lines_that_begin_in_the_same_month_are_a_mistake(tmp_path: Path) -> None:
    from tests.catalogue.test_profiles import OWN, own

    again = OWN[OWN.index("[[indicators.thresholds]]") :].replace("0.60", "0.70")
    with pytest.raises(ProfileError):
        load_profile(own(tmp_path, OWN + again))


def test_c18_a_missing_column_is_told_at_a_cell_of_its_table() -> None:
    (finding,) = found(returned(COVER + "## 名册\nat D7\n| 幼儿园名称 | 在园幼儿数 |\n| 甲幼儿园 | 3 |\n"), "PM111")
    assert finding.cell == "D7"


def test_c19_an_error_value_is_seen_wherever_the_package_keeps_the_sheet() -> None:
    import io
    import zipfile

    from tests.validate.test_rule_examples import repacked

    whole = zipfile.ZipFile(io.BytesIO(repacked(COVER + HEADING + "| 甲幼儿园 | 公办园 | #REF! |\n", {}, {})))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in whole.namelist():
            content = whole.read(name).replace(b"worksheets/sheet2.xml", b"blatt/b2.xml")
            package.writestr(name.replace("worksheets/sheet2.xml", "blatt/b2.xml"), content)
    assert found(returned(out.getvalue()), "PM204")
