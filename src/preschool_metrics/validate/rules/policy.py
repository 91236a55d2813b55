"""政策: what a policy forbids or what its figures make doubtful (domain.md R16, R22, R23; codes PM7xx)."""

from datetime import date, time
from typing import Final

from preschool_metrics.model.measures import LEAVE_TIMES
from preschool_metrics.model.text import Text
from preschool_metrics.validate.rule import Facts, placed, rule

_HANDOVER: Final = date(2023, 2, 7)
_HIGHEST, _LOWEST = 110, 50


@rule(
    "PM701", "query",
    Text("毛入园率在50%至110%之间", "The gross rate lies between 50 % and 110 %"),
    Text("毛入园率 {display}，请核对在园幼儿和适龄人口", "the gross rate is {display}: check the children and the population"),
    reads="judgement", at="gross_enrollment_rate",
    fix=Text("跨镇街就读、人口口径不同都会造成；属实的请说明，不改数。", "Children from other towns or another basis can cause it; explain it, do not change the figure."),
    basis=Text("毛入园率可以超过100%，只核实不拒收", "A gross rate may exceed 100 %: query it, never reject it"),
    passes={"numerator": 105, "denominator": 100}, fails={"numerator": 111, "denominator": 100},
)  # fmt: skip
def gross_rate_is_plausible(numerator: int, denominator: int) -> Facts | None:
    """R16."""
    plausible = _LOWEST * denominator <= 100 * numerator <= _HIGHEST * denominator
    return None if plausible else {"expected": "50%—110%"}


@rule(
    "PM702", "query",
    Text("公办园离园时间不早于17:00（夏）、16:30（冬）", "Public kindergartens close at 17:00 (summer) and 16:30 (winter) at the earliest"),
    Text("公办园夏季 {leave_time_summer:%H:%M} 离园，不得早于 17:00", "a public kindergarten closes at {leave_time_summer:%H:%M} in summer, not before 17:00"),
    reads="kindergarten", at="leave_time_summer",
    of_policy=True,
    fix=Text("调整离园时间，或改正填报。", "Change the time, or correct the return."), basis=Text("攻坚方案二(六)1", "Plan, clause 二(六)1"),
    passes={"leave_time_summer": time(17, 0), "nature": "public"}, fails={"leave_time_summer": time(16, 0), "nature": "public"},
)  # fmt: skip
def summer_leave_time(leave_time_summer: time, nature: str) -> Facts | None:
    """R22, summer."""
    return (
        {"expected": "≥ 17:00"} if nature == "public" and leave_time_summer < LEAVE_TIMES["leave_time_summer"] else None
    )


@rule(
    "PM705", "query",
    Text("公办园冬季离园时间不早于16:30", "Public kindergartens close at 16:30 in winter at the earliest"),
    Text("公办园冬季 {leave_time_winter:%H:%M} 离园，不得早于 16:30", "a public kindergarten closes at {leave_time_winter:%H:%M} in winter, not before 16:30"),
    reads="kindergarten", at="leave_time_winter",
    of_policy=True,
    fix=Text("调整离园时间，或改正填报。", "Change the time, or correct the return."), basis=Text("攻坚方案二(六)1", "Plan, clause 二(六)1"),
    passes={"leave_time_winter": time(16, 30), "nature": "public"}, fails={"leave_time_winter": time(16, 0), "nature": "public"},
)  # fmt: skip
def winter_leave_time(leave_time_winter: time, nature: str) -> Facts | None:
    """R22, winter."""
    return (
        {"expected": "≥ 16:30"} if nature == "public" and leave_time_winter < LEAVE_TIMES["leave_time_winter"] else None
    )


@rule(
    "PM703", "error",
    Text("公办占比不足50%的镇街，新移交小区配套园不办成普惠性民办园", "Below 50 % public, no newly handed-over community kindergarten becomes inclusive private"),
    Text("公办占比 {display}，{handed_over_on} 移交的小区配套园“{name}”办成了普惠性民办园", "public share {display}: the community kindergarten “{name}”, handed over on {handed_over_on}, is inclusive private"),
    reads="judgement", at="public_share",
    of_policy=True,
    fix=Text("办成公办园；移交日期有误的请改正。", "Make it public; correct the date if it is wrong."), basis=Text("攻坚方案二(三)3", "Plan, clause 二(三)3"),
    passes={"numerator": 50, "denominator": 100, "nature": "inclusive_private", "community_attached": "yes", "handed_over_on": date(2023, 9, 1)},
    fails={"numerator": 49, "denominator": 100, "nature": "inclusive_private", "community_attached": "yes", "handed_over_on": date(2023, 9, 1)},
)  # fmt: skip
def handed_over_stays_public(
    numerator: int, denominator: int, nature: str, community_attached: str, handed_over_on: date | None = None
) -> Facts | None:
    """R23: the clause holds for what was handed over after the plan's date; without a day speaks PM706."""
    below = 2 * numerator < denominator
    late = handed_over_on is not None and handed_over_on > _HANDOVER
    return {} if below and late and nature == "inclusive_private" and community_attached == "yes" else None


@rule(
    "PM706", "query",
    Text("小区配套园有移交日期", "A community kindergarten has its day of handing over"),
    Text("公办占比 {display}，小区配套园“{name}”办成了普惠性民办园而没有移交日期，无法判断是否为新移交", "public share {display}: the community kindergarten “{name}” is inclusive private, and nobody says when it was handed over"),
    reads="judgement", at="public_share",
    of_policy=True,
    fix=Text("补填移交日期；2023年2月7日后移交的须办成公办园。", "Fill in the day; what was handed over after 2023-02-07 must be public."),
    basis=Text("攻坚方案二(三)3", "Plan, clause 二(三)3"),
    passes={"numerator": 49, "denominator": 100, "nature": "inclusive_private", "community_attached": "yes", "handed_over_on": date(2020, 9, 1)},
    fails={"numerator": 49, "denominator": 100, "nature": "inclusive_private", "community_attached": "yes", "handed_over_on": None},
)  # fmt: skip
def handed_over_is_dated(
    numerator: int, denominator: int, nature: str, community_attached: str, handed_over_on: date | None = None
) -> Facts | None:
    """R23: where the day is blank nobody knows whether the clause holds."""
    attached = nature == "inclusive_private" and community_attached == "yes"
    return {} if 2 * numerator < denominator and attached and handed_over_on is None else None


placed(
    "before_policy", "PM704", "info",
    Text("报告期不早于政策", "The period is not before the policy"),
    Text("{period} 早于达标线生效月份 {since}，按该线回看", "{period} is before the thresholds came into force ({since}); judged by them, looking back"),
    fix=Text("只作参考。", "For reference only."), basis=Text("按现行标准回看", "Looking back with today's line"), reads="run", passes=None, fails=None,
)  # fmt: skip
