"""The population on a cover, on a sheet of its own, in lines: read by its headings, never by the nearest number."""

import pytest

from preschool_metrics.model.draft import Draft
from tests.builder import drafted

ROSTER = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n| 乙幼儿园 | 公办园 | 80 |\n"
COVER = "## 封面\n| 填报单位 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n"
AGES = {"population_resident_3": 150, "population_resident_4": 160, "population_resident_5": 190}
WHOLE = {"population_resident_3_5": 500}
UNNAMED_AGES = {"population_3": 150, "population_4": 160, "population_5": 190}
REGISTERED = {"population_registered_3": 130, "population_registered_4": 140, "population_registered_5": 150}


def population(draft: Draft) -> dict[str, object]:
    return {
        field: figure.value
        for field, figure in draft.cover.items()
        if field.startswith("population") and figure.value is not None
    }


TABLES = {
    "years": ("| 年龄 | 2023年 | 2024年 |\n| 常住人口3岁 | 140 | 150 |\n| 常住人口4岁 | 150 | 160 |\n| 常住人口5岁 | 180 | 190 |\n", AGES),
    "years, the measure over the labels": ("| 常住适龄人口 | 2023年 | 2024年 |\n| 3岁 | 140 | 150 |\n| 4岁 | 150 | 160 |\n| 5岁 | 180 | 190 |\n", AGES),
    "years, one line": ("| 项目 | 2023年 | 2024年 |\n| 3-5岁常住人口 | 470 | 500 |\n", WHOLE),
    "years with a total": ("| 常住人口 | 2023年 | 2024年 |\n| 3岁 | 140 | 150 |\n| 4岁 | 150 | 160 |\n| 5岁 | 180 | 190 |\n| 合计 | 470 | 500 |\n", AGES),
    "sexes": ("| 常住适龄人口 | 男 | 女 | 合计 |\n| 3岁 | 80 | 70 | 150 |\n| 4岁 | 80 | 80 | 160 |\n| 5岁 | 90 | 100 | 190 |\n", AGES),
    "sexes, total first": ("| 年龄 | 合计 | 男 | 女 |\n| 常住人口3岁 | 150 | 80 | 70 |\n| 常住人口4岁 | 160 | 80 | 80 |\n| 常住人口5岁 | 190 | 90 | 100 |\n", AGES),
    "plan": ("| 常住适龄人口 | 计划 | 实际 |\n| 3岁 | 161 | 150 |\n| 4岁 | 171 | 160 |\n| 5岁 | 201 | 190 |\n", AGES),
    "plan last": ("| 指标 | 实际 | 计划 |\n| 常住人口3岁 | 150 | 161 |\n| 常住人口4岁 | 160 | 171 |\n| 常住人口5岁 | 190 | 201 |\n", AGES),
    "bases": ("| 适龄人口 | 户籍 | 常住 |\n| 3岁 | 130 | 150 |\n| 4岁 | 140 | 160 |\n| 5岁 | 150 | 190 |\n", AGES | REGISTERED),
    "bases, the age over the labels": ("| 年龄 | 常住人口 | 户籍人口 |\n| 3岁 | 150 | 130 |\n| 4岁 | 160 | 140 |\n| 5岁 | 190 | 150 |\n", AGES | REGISTERED),
    "lines and units": ("| 3-5岁常住人口 | 行次 | 单位 | 数值 |\n| 3岁 | 1 | 人 | 150 |\n| 4岁 | 2 | 人 | 160 |\n| 5岁 | 3 | 人 | 190 |\n", AGES),
    "lines, total": ("| 指标名称 | 行次 | 计量单位 | 数量 |\n| 3-5岁常住人口 | 1 | 人 | 500 |\n", WHOLE),
    "ages across": ("| 常住人口 | 3岁 | 4岁 | 5岁 |\n| 人数 | 150 | 160 | 190 |\n", AGES),
    "ages across, total": ("| 常住人口 | 3岁 | 4岁 | 5岁 | 合计 |\n| 人数 | 150 | 160 | 190 | 500 |\n", AGES),
    "ages across without a label": ("| 常住人口3岁 | 常住人口4岁 | 常住人口5岁 |\n| 150 | 160 | 190 |\n", AGES),
    "no basis": ("| 适龄人口（3岁） | 150 |\n| 适龄人口（4岁） | 160 |\n| 适龄人口（5岁） | 190 |\n", UNNAMED_AGES),
    "months": ("| 3-5岁常住人口 | 2月 | 3月 |\n| 3岁 | 140 | 150 |\n| 4岁 | 150 | 160 |\n| 5岁 | 180 | 190 |\n", AGES),
    "last year beside": ("| 项目 | 上年 | 本年 |\n| 常住人口3岁 | 140 | 150 |\n| 常住人口4岁 | 150 | 160 |\n| 常住人口5岁 | 180 | 190 |\n", AGES),
}  # fmt: skip


@pytest.mark.parametrize(
    "title",
    [
        "",
        "| 适龄儿童人口情况 |\n",
        "| 学前适龄人口 |\n",
        "| 3-5岁常住人口统计 |\n",
        "| 3-5岁常住人口统计 |\n| |\n| 单位：人 |\n",
    ],
    ids=["bare", "children", "population", "residents", "unit"],
)
@pytest.mark.parametrize("called", TABLES)
def test_a_table_of_ages_stands_on_a_sheet_of_its_own(called: str, title: str) -> None:
    table, figures = TABLES[called]
    assert population(drafted(COVER + "## 人口情况\n" + title + table + ROSTER)) == figures


@pytest.mark.parametrize("called", TABLES)
def test_the_cover_is_laid_out_as_a_table_with_its_other_lines_around_it(called: str) -> None:
    table, figures = TABLES[called]
    for gap in ("", "| |\n"):
        draft = drafted(COVER + gap + table + gap + "| 填报人 | 经办人甲 |\n| 填报日期 | 2024-04-02 |\n" + ROSTER)
        assert population(draft) == figures
        assert draft.cover["area"].value == "曹子里镇"
        assert draft.cover["period"].value == "2024-03"
        assert draft.cover["filled_by"].value == "经办人甲"


@pytest.mark.parametrize("called", TABLES)
def test_the_labels_of_the_cover_stand_above_their_values(called: str) -> None:
    table, figures = TABLES[called]
    cover = "## 封面\n| 学前教育月报 |\n| |\n| 单位名称 | 统计截止 | 填报日期 |\n| 曹子里镇 | 2024年3月31日 | 2024年4月2日 |\n| |\n"
    draft = drafted(cover + table + ROSTER)
    assert population(draft) == figures
    assert draft.cover["area"].value == "曹子里镇"
    assert str(draft.cover["reference_date"].value) == "2024-03-31"
