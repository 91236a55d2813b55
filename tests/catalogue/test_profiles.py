"""Profiles: the shipped ones keep their own promises, and a broken one is refused with every mistake named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from preschool_metrics.catalogue import load_profile, shipped_profiles
from preschool_metrics.errors import ProfileError
from preschool_metrics.language import speak, spoken
from preschool_metrics.measure import contradicted_examples
from preschool_metrics.model.policy import Indicator, Profile, Threshold
from preschool_metrics.workflow.assess import working_profile
from tests.builder import assessed, judged

OWN = """
id = "own-2025"
title = { zh = "某县方案", en = "A county's plan" }
source = { title = "方案", issuer = "某县", date = 2025-01-01 }
basis = "resident"
areas = [{ name = "甲镇", kind = "town" }, { name = "乙镇", kind = "town" }]

[[indicators]]
id = "public_share"
title = { zh = "公办占比", en = "Public share" }
definition = { zh = "公办 ÷ 全部。", en = "Public over all." }
measure = { numerator = ["enrolled_public"], denominator = ["enrolled_preschool"] }
better = "higher"
display = "percent"
examples = [
    { numerator = 60, denominator = 100, verdict = "met", display = "60.00%" },
    { numerator = 59, denominator = 100, verdict = "not_met", display = "59.00%" },
]
[[indicators.thresholds]]
at_least = 0.60
since = "2025-01"
levels = ["town", "district"]
binding = true
clause = "一(二)"
quote = "公办园在园幼儿占比达到60%"
"""
SAME = 'id = "own-2025"'
LINE = "at_least = 0.60\n"
MEASURE = "measure = { numerator"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = spoken()
    speak("en")
    yield
    speak(before)


def own(folder: Path, text: str) -> str:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def mistakes_of(folder: Path, text: str) -> str:
    with pytest.raises(ProfileError) as refused:
        load_profile(own(folder, text))
    return "\n".join(refused.value.mistakes)


# --- shipped ----------------------------------------------------------------------------------------------


def test_three_profiles_are_shipped() -> None:
    assert shipped_profiles() == ["national-2020", "staffing-2013", "wuqing-2023"]


@pytest.mark.parametrize("name", shipped_profiles())
def test_the_worked_examples_of_a_shipped_profile_come_out(name: str) -> None:
    assert contradicted_examples(load_profile(name)) == []


@pytest.mark.parametrize("name", shipped_profiles())
def test_a_shipped_profile_is_found_under_its_own_id(name: str) -> None:
    assert load_profile(name).id == name


@pytest.mark.parametrize("name", shipped_profiles())
def test_every_threshold_is_cited_and_on_the_side_that_is_better(name: str) -> None:
    for indicator in load_profile(name).indicators:
        for threshold in indicator.thresholds:
            assert threshold.clause
            assert threshold.quote
            assert threshold.direction == {"higher": "at_least", "lower": "at_most"}[indicator.better]


def lines(name: str) -> dict[str, str]:
    return {each.id: str(each.thresholds[-1].line) for each in load_profile(name).indicators}


def test_the_lines_of_wuqing_are_those_of_its_plan() -> None:
    assert lines("wuqing-2023") == {
        "gross_enrollment_rate": "0.93",
        "inclusive_coverage_rate": "0.85",
        "public_share": "0.50",
        "child_staff_ratio": "7",
        "child_care_teaching_staff_ratio": "9",
        "child_health_staff_ratio": "150",
    }


def test_the_lines_of_the_national_evaluation_are_those_of_its_document() -> None:
    assert lines("national-2020") == {
        "gross_enrollment_rate": "0.85",
        "inclusive_coverage_rate": "0.80",
        "public_share": "0.50",
        "child_teacher_ratio": "15",
        "class_size_compliance": "0.85",
        "teacher_certification_rate": "1",
    }


def test_in_wuqing_the_rates_bind_and_the_staff_ratios_are_strived_for() -> None:
    binding = {each.id: (each.thresholds[0].binding, each.thresholds[0].levels) for each in wuqing().indicators}
    assert binding["public_share"] == (True, ("town", "district"))
    assert binding["child_staff_ratio"] == (False, ("district",))


def wuqing() -> Profile:
    return load_profile("wuqing-2023")


# --- the threshold in force -------------------------------------------------------------------------------


def raised_twice() -> Indicator:
    indicator = wuqing().indicators[0]
    later = [indicator.thresholds[0].model_copy(update={"since": since}) for since in ("2025-01", "2023-02", "2024-01")]
    return indicator.model_copy(update={"thresholds": tuple(later)})


@pytest.mark.parametrize(
    ("period", "since"),
    [("2022-06", "2023-02"), ("2023-02", "2023-02"), ("2023-12", "2023-02"), ("2024-01", "2024-01"), ("2030-01", "2025-01")],
)  # fmt: skip
def test_the_latest_threshold_not_after_the_period_is_in_force(period: str, since: str) -> None:
    assert raised_twice().threshold_in(period).since == since


def test_a_threshold_is_an_exact_number() -> None:
    threshold = Threshold.model_validate(
        {
            "at_least": "0.1",
            "since": "2024-01",
            "levels": ["town"],
            "binding": True,
            "clause": "一",
            "quote": "十分之一",
        }
    )
    assert threshold.line.as_integer_ratio() == (1, 10)


# --- a user's own -----------------------------------------------------------------------------------------


def test_a_file_of_ones_own_works_by_its_path(tmp_path: Path) -> None:
    path = own(tmp_path, OWN)
    assert working_profile(path).id == "own-2025"
    result = assessed(
        "## 封面\n| 填报单位 | 甲镇 |\n| 报表月份 | 2025-03 |\n| 常住人口3-5岁 | 100 |\n"
        "## 幼儿园名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲园 | 公办园 | 59 |\n| 乙园 | 非普惠性民办园 | 41 |\n",
        profiles=(path,),
    )
    assert judged(result, "public_share").verdict == "not_met"
    assert result.coverage.missing == ("乙镇",)


def test_an_example_that_the_thresholds_contradict_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"public_share: the example 60/100 says met 60.00%.*gives not_met"):
        working_profile(own(tmp_path, OWN.replace(LINE, "at_least = 0.61\n")))


def test_a_rule_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="PM999"):
        working_profile(own(tmp_path, OWN.replace("areas = [", 'rules = ["PM999"]\nareas = [')))


@pytest.mark.parametrize("name", ["nonsense", "nowhere/own.toml"])
def test_a_profile_that_is_not_there_names_those_that_are(name: str) -> None:
    with pytest.raises(ProfileError, match=r"national-2020, staffing-2013, wuqing-2023"):
        load_profile(name)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (SAME, f'{SAME}\ncolour = "blue"'),
        ('clause = "一(二)"\n', ""),
        ("at_least = 0.60", "at_least = 0"),
        ('since = "2025-01"', "since = 2025-01-01"),
        ('["town", "district"]', '["village"]'),
        ('basis = "resident"', "basis = []"),
        ("binding = true", 'binding = "maybe"'),
        ("date = 2025-01-01", 'date = "soon"'),
        ("numerator = 60", "numerator = -1"),
        ("areas = [", "groups = 3\nareas = ["),
        ('"乙镇"', '"甲镇"'),
    ],
)
def test_a_mistake_is_told_in_the_language_spoken(tmp_path: Path, right: str, wrong: str) -> None:
    speak("zh")
    told = mistakes_of(tmp_path, OWN.replace(right, wrong, 1)).partition(": ")[2]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in told)
    assert not any(word in told for word in ("Input", "should", "Field", "Extra", "valid"))


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (SAME, f'{SAME}\ncolour = "blue"', "colour: there is no such key"),
        ("enrolled_public", "enrolled_pubic", "there is no field enrolled_pubic; a measure can use "),
        ('clause = "一(二)"\n', "", "indicators.public_share.thresholds.0.clause: it is missing"),
        ('clause = "一(二)"', 'clause = ""', "thresholds.0.clause:  does not belong here: write at least 1 letters"),
        ('quote = "公办园在园幼儿占比达到60%"\n', "", "indicators.public_share.thresholds.0.quote: it is missing"),
        ('verdict = "met"', 'verdict = "not_met"', "worked examples on both sides of the line are needed; none is met"),
        ('"乙镇"', '"甲镇"', "areas: the same twice: area 甲镇"),
        ('"乙镇",', '"乙镇", group = "9",', "areas name groups that are not listed: 9"),
        (LINE, f"{LINE}at_most = 0.7\n", "a threshold is either at_least or at_most"),
        (LINE, "", "a threshold is either at_least or at_most"),
        (LINE, "at_least = true\n", "at_least: True is no exact number; write it as 0.93 or 7"),
        (LINE, "at_least = [0.6]\n", "is no exact number"),
        (LINE, "at_least = nan\n", "thresholds.0.at_least: "),
        (LINE, 'at_least = "half"\n', "at_least: 'half' is no exact number"),
        (LINE, "at_least = 0\n", "at_least: 0 does not belong here: write a number above 0"),
        ('since = "2025-01"', 'since = "2025-13"', "since: 2025-13 does not belong here: write it in the form"),
        ('since = "2025-01"', "since = 2025-01-01", "since: 2025-01-01 does not belong here: write a text in quotation marks"),
        ('["town", "district"]', '["village"]', "levels.0: village is none of kindergarten, town"),
        ('basis = "resident"', 'basis = "both"', "basis: both is none of resident, registered"),
        ('{ zh = "公办占比", en = "Public share" }', '{ zh = "公办占比" }', "title: a text needs exactly zh and en"),
        (MEASURE, 'measure = { kind = "requirement", numerator', "only a requirement, has `per`"),
        (MEASURE, "measure = { per = 150, numerator", "only a requirement, has `per`"),
        (MEASURE, 'measure = { kind = "expression", numerator', "measure.kind: expression is none of ratio"),
        ("[[indicators]]", "[[indicators", "TOML"),
    ],
    ids=lambda text: text.strip()[:40],
)  # fmt: skip
def test_a_broken_profile_is_refused_with_its_mistake(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    assert right in OWN
    assert told in mistakes_of(tmp_path, OWN.replace(right, wrong, 1))


def test_an_indicator_twice_is_refused(tmp_path: Path) -> None:
    again = OWN[OWN.index("[[indicators]]") :]
    assert "indicators: the same twice: indicator public_share" in mistakes_of(tmp_path, OWN + again)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProfileError, match="TOML"):
        load_profile(str(path))


def test_a_file_with_four_mistakes_names_all_four(tmp_path: Path) -> None:
    broken = (
        OWN.replace('basis = "resident"', 'basis = "both"')
        .replace('better = "higher"', 'better = "up"')
        .replace('["enrolled_preschool"]', '["pupils"]')
        .replace('quote = "公办园在园幼儿占比达到60%"\n', "")
    )
    told = mistakes_of(tmp_path, broken)
    for place in ("basis: ", "public_share.better: ", "public_share.measure.denominator.0: ", "thresholds.0.quote: "):
        assert place in told


# --- a line for counties ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "binds"),
    [
        ("衡南县", True),
        ("吴兴区", True),
        ("安吉县 ", True),
        ("义乌市", True),
        ("鄂托克旗", True),
        ("滨海新区", True),
        ("曹子里镇", False),
        ("杨村街道", False),
        ("大良乡", False),
        ("山西省", False),
        ("全国", False),
    ],
)
def test_the_national_lines_bind_for_counties_and_are_shown_for_towns(area: str, *, binds: bool) -> None:
    for indicator in load_profile("national-2020").indicators:
        (threshold,) = indicator.thresholds
        assert threshold.applies("town", area) == binds
        assert threshold.applies("district", "全部")
        assert not threshold.applies("kindergarten", area)


def test_a_list_of_counties_and_one_of_towns() -> None:
    sheet = "## 汇总表\n| 地区 | 在园幼儿数 | 公办园在园幼儿数 |\n| {one} | 100 | 40 |\n| {other} | 100 | 70 |\n"
    for one, other, binding in (("甲县", "乙区", True), ("甲镇", "乙街道", False)):
        result = assessed(sheet.format(one=one, other=other), profiles=("national-2020",), period="2024-03")
        own = judged(result, "public_share", one)
        assert (own.verdict, own.binding, own.shortfall) == ("not_met", binding, 10)
        assert judged(result, "public_share", level="district").binding
