"""The cover: who reports, what month, how many children live there."""

import pytest

from preschool_metrics.validate import Validated
from tests.builder import codes, found, returned

ROSTER = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n"
AREA = "| 填报单位 | 曹子里镇 |\n"
MONTH = "| 报表月份 | 2024-03 |\n"
POPULATION = "| 常住人口3-5岁 | 200 |\n"


def covered(
    *lines: str, folder: str | None = None, period: str | None = None, profile: str = "wuqing-2023"
) -> Validated:
    return returned(f"## 封面\n{''.join(lines)}{ROSTER}", folder=folder, period=period, profile=profile)


def month(result: Validated) -> str | None:
    return result.input.period


# --- the month --------------------------------------------------------------------------------------------


def test_the_month_is_the_one_on_the_cover() -> None:
    assert month(covered(AREA, MONTH, POPULATION)) == "2024-03"


def test_failing_that_it_is_the_month_of_the_reference_date() -> None:
    assert month(covered(AREA, "| 统计时点 | 2024-03-31 |\n", POPULATION, folder=None)) == "2024-03"


def test_failing_that_it_is_the_folders() -> None:
    assert month(covered(AREA, POPULATION, folder="2024-03", period="2024-05")) == "2024-03"


def test_failing_that_it_is_the_one_asked_for() -> None:
    assert month(covered(AREA, POPULATION, period="2024-05")) == "2024-05"


def test_it_is_never_the_day_on_which_the_return_was_sent() -> None:
    result = covered(AREA, "| 填报日期 | 2024-04-02 |\n", POPULATION)
    assert month(result) is None
    assert result.returns == ()
    assert "PM115" in codes(result)


def test_the_month_asked_for_does_not_overrule_the_cover() -> None:
    assert month(covered(AREA, MONTH, POPULATION, period="2024-05")) == "2024-03"


@pytest.mark.parametrize(
    ("folder", "asked", "counted"),
    [
        ("2024-03", None, "2024-03"),
        ("2024-02", None, "2024-03"),
        ("2024-02", "2024-02", "2024-02"),
        ("2024-02", "2024-03", "2024-03"),
        ("2024-02", "2024-07", "2024-03"),
    ],
)
def test_where_cover_and_folder_differ_the_month_asked_for_decides_if_it_is_one_of_them(
    folder: str, asked: str | None, counted: str
) -> None:
    result = covered(AREA, MONTH, POPULATION, folder=folder, period=asked)
    assert month(result) == counted
    assert len(found(result, "PM116")) == (folder != "2024-03")


def test_a_month_that_is_none_is_an_error_at_its_cell_and_the_folder_counts() -> None:
    result = covered(AREA, "| 报表月份 | 三月 |\n", POPULATION, folder="2024-03")
    (finding,) = found(result, "PM208")
    assert (finding.sheet, finding.cell, finding.value) == ("封面", "B2", "三月")
    assert month(result) == "2024-03"


# --- the area ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["曹子里镇", "曹子里", "武清区曹子里镇人民政府", "曹子里乡"])
def test_the_area_is_resolved_through_the_register(written: str) -> None:
    result = covered(f"| 填报单位 | {written} |\n", MONTH, POPULATION)
    assert [report.area for report in result.returns] == ["曹子里镇"]
    assert "PM114" not in codes(result)


def test_a_near_miss_counts_with_a_question() -> None:
    result = covered("| 填报单位 | 曹子裡镇 |\n", MONTH, POPULATION)
    (finding,) = found(result, "PM114")
    assert (finding.cell, finding.value, finding.expected) == ("B1", "曹子裡镇", "曹子里镇")
    assert [report.area for report in result.returns] == ["曹子里镇"]


def test_an_unknown_area_is_an_error_and_counts_nowhere() -> None:
    result = covered("| 填报单位 | 梅场镇 |\n", MONTH, POPULATION)
    (finding,) = found(result, "PM113")
    assert (finding.cell, finding.expected) == ("B1", "梅厂镇")
    assert "是否为“梅厂镇”？" in finding.message.zh
    assert result.returns == ()


def test_the_code_of_an_area_stands_in_for_its_name() -> None:
    result = covered("| 行政区划代码 | 120114121 |\n", MONTH, POPULATION)
    assert [report.area for report in result.returns] == ["曹子里镇"]
    assert "PM112" not in codes(result)


def test_without_a_register_any_area_is_taken() -> None:
    result = covered("| 填报单位 | 南江县 |\n", MONTH, POPULATION, profile="national-2020")
    assert [report.area for report in result.returns] == ["南江县"]


# --- the population ---------------------------------------------------------------------------------------


def test_a_population_that_names_no_basis_is_taken_and_told() -> None:
    (finding,) = found(covered(AREA, MONTH, "| 适龄儿童数 | 200 |\n"), "PM129")
    assert (finding.cell, finding.severity) == ("B3", "info")


def test_a_population_of_the_other_basis_is_none() -> None:
    result = covered(AREA, MONTH, "| 户籍人口3-5岁 | 200 |\n")
    assert "PM130" in codes(result)


@pytest.mark.parametrize("cell", ["约200", "-200", "200.5", "#REF!", "=RAND()"])
def test_a_population_that_cannot_be_read_is_an_error_and_unknown(cell: str) -> None:
    result = covered(AREA, MONTH, f"| 常住人口3-5岁 | {cell} |\n")
    errors = [finding for finding in result.findings if finding.severity == "error"]
    assert [finding.cell for finding in errors] == ["B3"]
    (report,) = result.returns
    assert "population_resident_3_5" not in report.cover


def test_a_population_that_is_not_the_sum_of_its_ages_is_an_error_and_the_total_counts() -> None:
    ages = "| 常住人口3岁 | 60 |\n| 常住人口4岁 | 60 |\n| 常住人口5岁 | 60 |\n"
    result = covered(AREA, MONTH, POPULATION, ages)
    (finding,) = found(result, "PM412")
    assert (finding.sheet, finding.cell, finding.expected) == ("封面", "B3", "180")
    assert result.returns[0].cover["population_resident_3_5"].value == 200


def test_a_line_that_stands_twice_with_another_value_is_asked_about() -> None:
    result = covered(AREA, MONTH, POPULATION, "| 3-5岁常住人口 | 210 |\n")
    (finding,) = found(result, "PM131")
    assert (finding.cell, finding.related, finding.value, finding.expected) == ("B4", ("B3",), "210", "200")
