import pytest
from hypothesis import given
from hypothesis import strategies as st

from preschool_metrics.catalogue import load_profile
from preschool_metrics.measure import judge
from preschool_metrics.model.observation import Judgement, Observation
from preschool_metrics.report.text.bar import EMPTY, FULL, MARK, bar

WUQING = load_profile("wuqing-2023")
STAFFING = load_profile("staffing-2013")


def judged(indicator: str, numerator: int, denominator: int, *, partial: bool = False) -> Judgement:
    found = WUQING.indicator(indicator) or STAFFING.indicator(indicator)
    assert found
    return judge(Observation("p", "2024-03", "武清区", "district", None, found, numerator, denominator, (), partial))


@pytest.mark.parametrize(
    ("indicator", "numerator", "denominator", "drawn"),
    [
        ("public_share", 30, 100, "██████▁▁▁▁|▁▁▁▁▁▁▁▁▁"),
        ("public_share", 49999, 100_000, "█████████▁|▁▁▁▁▁▁▁▁▁"),
        ("public_share", 50, 100, "██████████|▁▁▁▁▁▁▁▁▁"),
        ("public_share", 100, 100, "██████████|█████████"),
        ("public_share", 0, 0, "▁▁▁▁▁▁▁▁▁▁|▁▁▁▁▁▁▁▁▁"),
        ("gross_enrollment_rate", 124, 100, "███████████████|████"),
        ("child_staff_ratio", 700, 100, "█████████████|▁▁▁▁▁▁"),
        ("child_staff_ratio", 7001, 1000, "█████████████|█▁▁▁▁▁"),
        ("child_staff_ratio", 7000, 100, "██|█████████████████"),
        ("child_staff_ratio", 700, 0, "█████████████|██████"),
        ("health_staff_requirement", 9, 10, "██████████████████▁|"),
        ("health_staff_requirement", 10, 10, "███████████████████|"),
    ],
)
def test_the_end_of_the_bar_is_on_the_side_of_the_verdict(
    indicator: str, numerator: int, denominator: int, drawn: str
) -> None:
    assert bar(judged(indicator, numerator, denominator), 20).plain == drawn


@given(
    st.sampled_from(["public_share", "inclusive_coverage_rate", "child_staff_ratio", "child_health_staff_ratio"]),
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.booleans(),
    st.integers(10, 24),
)
def test_a_bar_never_contradicts_the_verdict(
    indicator: str, numerator: int, denominator: int, partial: bool, width: int
) -> None:
    judgement = judged(indicator, numerator, denominator, partial=partial)
    drawn = bar(judgement, width).plain
    assert len(drawn) == width
    assert set(drawn) <= {FULL, EMPTY, MARK}
    before, _mark, after = drawn.partition(MARK)
    if judgement.threshold.direction == "at_least" and judgement.verdict in {"met", "not_met"}:
        assert (EMPTY not in before) is (judgement.verdict == "met")
    if judgement.threshold.direction == "at_most" and judgement.verdict in {"met", "not_met"}:
        assert (FULL in after) is (judgement.verdict == "not_met")
