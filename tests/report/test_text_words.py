from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.catalogue import load_profile, shipped_profiles
from preschool_metrics.language import speak, spoken
from preschool_metrics.measure import judge
from preschool_metrics.measure.line import line_text
from preschool_metrics.model.observation import Judgement, Observation
from preschool_metrics.model.policy import Level, Threshold
from preschool_metrics.report.text.words import field_title, gap_of, plain, shortfall_of, standing, value_of

INDICATORS = {each.id: each for name in shipped_profiles() for each in load_profile(name).indicators}
INDICATORS |= {each.id: each for each in load_profile("wuqing-2023").indicators}


@pytest.fixture(autouse=True, scope="module")
def chinese() -> Iterator[None]:
    before = spoken()
    speak("zh")
    yield
    speak(before)


def judged(indicator: str, numerator: int | None, denominator: int | None, level: Level = "district") -> Judgement:
    return judge(
        Observation("p", "2024-03", "武清区", level, None, INDICATORS[indicator], numerator, denominator, lack=4)
    )


def line(indicator: str, **threshold: str) -> str:
    made = Threshold.model_validate(
        {"since": "2024-01", "levels": (), "binding": True, "clause": "c", "quote": "q", **threshold}
    )
    return line_text(made, INDICATORS[indicator])


def test_lines_are_printed_without_idle_noughts() -> None:
    assert line("public_share", at_least="0.50") == "≥50%"
    assert line("public_share", at_least="0.925") == "≥92.5%"
    assert line("public_share", at_least="1") == "≥100%"
    assert line("child_staff_ratio", at_most="150") == "≤1:150"
    assert line("child_staff_ratio", at_most="7.50") == "≤1:7.5"


@pytest.mark.parametrize(
    ("indicator", "numerator", "denominator", "gap", "shortfall"),
    [
        ("gross_enrollment_rate", 92996, 100_000, "差0.004个百分点", "还差 4 名幼儿"),
        ("public_share", 40, 100, "差10.00个百分点", "还差 10 个公办学位"),
        ("public_share", 50, 100, "", ""),
        ("child_staff_ratio", 7001, 1000, "高出0.001", "还差 1 名教职工"),
        ("child_staff_ratio", 7, 0, "", "还差 1 名教职工"),
        ("child_health_staff_ratio", 300, 1, "高出150.00", "还差 1 名保健医"),
        ("health_staff_requirement", 8, 10, "差20.00个百分点", "还差 4 名保健医"),
        ("public_share", None, 10, "", ""),
    ],
)
def test_gap_and_shortfall_in_words(
    indicator: str, numerator: int | None, denominator: int | None, gap: str, shortfall: str
) -> None:
    judgement = judged(indicator, numerator, denominator)
    assert gap_of(judgement) == gap
    assert shortfall_of(judgement) == shortfall


@given(st.integers(0, 9999), st.integers(1, 9999))
def test_value_and_gap_as_shown_make_up_the_line(numerator: int, denominator: int) -> None:
    judgement = judged("gross_enrollment_rate", numerator, denominator)
    if judgement.verdict == "not_met":
        shown = Decimal(value_of(judgement).rstrip("%"))
        gap = Decimal(gap_of(judgement).removeprefix("差").removesuffix("个百分点"))
        assert shown + gap == 93


def test_what_does_not_bind_says_so() -> None:
    assert standing(judged("public_share", 1, 2)) == ""
    assert standing(judged("child_staff_ratio", 1, 2)) == "力争"
    assert standing(judged("child_staff_ratio", 1, 2, "town")) == "参考"


def test_fields_have_their_heading() -> None:
    assert field_title("health_staff", "zh") == "保健医"
    assert field_title("population", "zh") == "学前三年适龄人口"
    assert field_title("unheard_of", "zh") == "unheard_of"


def test_controls_marks_and_breaks_are_taken_out() -> None:
    assert plain("曹子里镇") == "曹子里镇"
    assert plain("a\x1b[31m\u202eb\nc\u3000d\u200b…") == "a[31mb c d..."
