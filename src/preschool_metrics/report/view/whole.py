"""The report as a whole: areas, groups, rankings, and what they rest on."""

from dataclasses import dataclass
from decimal import Decimal

from preschool_metrics.language import Language
from preschool_metrics.model.policy import Level
from preschool_metrics.report.view.clause import Clause, ClauseCount
from preschool_metrics.report.view.duty import Forbidden
from preschool_metrics.report.view.figure import Figure, Indicator, Policy
from preschool_metrics.report.view.finding import Finding, LedgerRow, NotChecked, Quality
from preschool_metrics.report.view.pace import Progress
from preschool_metrics.report.view.plan import Plan, TownPlan


@dataclass(frozen=True, slots=True)
class Area:
    """A town or street, a group, or the district.

    name        名称 · its name
    level       town、group 或 district · its level
    group       所在组团；没有则为空 · the group it belongs to; empty if none
    reported    已报 · whether its return came in and counts
    unread      已收到但未能计入的原因，未收到或已计入则为空 · why its return, which came in, does not count; empty if none came or it counts
    figures     各项指标，次序同 indicators · its figures, in the order of `indicators`
    binding     对其有约束力的达标线数 · lines that bind it: they apply at its level and are no 力争
    met         其中达到的项数 · those of them that it meets
    not_met     其中未达到的项数 · those that it misses
    unknown     其中缺数据或不适用的项数 · those without a verdict
    received    已报数 · returns that came in
    expected    应报数 · returns that were due
    errors      错误数 · errors found in its return
    queries     待核实数 · queries that are not explained
    findings    问题 · what was found in its return
    ledger      整改台账 · what it has to do
    forbidden   政策后果 · what the policy forbids it
    plan        须采取的措施；不是镇街或未测算为 None · the least it has to do; None but for a town that is planned
    """

    name: str
    level: Level
    group: str
    reported: bool
    unread: str
    figures: tuple[Figure, ...]
    binding: int
    met: int
    not_met: int
    unknown: int
    received: int
    expected: int
    errors: int
    queries: int
    findings: tuple[Finding, ...]
    ledger: tuple[LedgerRow, ...]
    forbidden: tuple[Forbidden, ...]
    plan: TownPlan | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its towns, or the towns outside every group.

    name    名称 · its name
    lead    牵头园；组团外为空 · its lead kindergarten; empty outside the groups
    total   合计；组团外为 None · its figures; None outside the groups, which are no unit
    towns   镇街 · its towns
    own     牵头园的指标；未单独上报为 None · the figures of the lead kindergarten; None where it did not report itself
    """

    name: str
    lead: str
    total: Area | None
    towns: tuple[Area, ...]
    own: Area | None = None


@dataclass(frozen=True, slots=True)
class RankedTown:
    """A town in a ranking.

    name        镇街 · the town
    shortfall   缺口 · how many it lacks
    display     指标值 · its value as shown
    share       占首位的百分比，0—100 · its shortfall in percent of the largest, for a bar
    """

    name: str
    shortfall: int
    display: str
    share: Decimal


@dataclass(frozen=True, slots=True)
class Ranking:
    """The towns that lack something for an indicator, the largest shortfall first.

    indicator   指标 · the indicator
    rows        各镇街 · the towns
    total       合计，富余不抵 · the sum of the shortfalls: no town's surplus makes up for another's
    words       合计的文字，如 还差 277 个公办学位 · the sum in words
    reached     上月未达标、本月达标的镇街 · towns that meet the line and did not the month before
    lost        上月达标、本月未达标的镇街 · towns that met it the month before and do not now
    """

    indicator: Indicator
    rows: tuple[RankedTown, ...]
    total: int
    words: str
    reached: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which returns are in.

    expected   应报数 · returns that were due
    received   已报数 · returns that came in
    missing    未报镇街 · the towns that did not report
    unread     已收到、未能读取的镇街 · those whose return came in and was not read
    double     收到多份、均未计入的镇街 · those of which several returns came in, and none counts
    complete   是否报齐 · whether all came in and count
    """

    expected: int
    received: int
    missing: tuple[str, ...]
    unread: tuple[str, ...]
    double: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Input:
    """A workbook that was read for this month.

    path     文件 · its path below the folder that was given
    sha256   SHA-256 · the hash of its content; empty where it could not be read
    area     镇街；多个时为空 · the town; empty for a summary of many
    read     是否读懂 · whether a table was understood
    """

    path: str
    sha256: str
    area: str
    read: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A further policy that the same returns were judged by.

    policy       政策 · the policy
    indicators   指标 · its indicators
    district     全区 · the district
    groups       组团 · its groups
    towns        镇街 · its towns
    plan         措施；没有对镇街适用的达标线则为 None · the least its towns have to do; None where no line applies to them
    towns_all_met    约束性达标线全部达到的已报镇街数；对镇街都不约束则为 None · as in View
    towns_reported   其中已报镇街数 · likewise
    """

    policy: Policy
    indicators: tuple[Indicator, ...]
    district: Area
    groups: tuple[Group, ...]
    towns: tuple[Area, ...]
    plan: Plan | None = None
    towns_all_met: int | None = None
    towns_reported: int = 0


@dataclass(frozen=True, slots=True)
class Failing:
    """A town that misses lines of a policy.

    area     镇街 · the town
    missed   未达标的指标 · the indicators whose lines it misses
    """

    area: str
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Two policies that do not agree on some towns.

    passed   约束性达标线全部达到的政策 · the policy whose binding lines they all meet
    failed   未全部达到的政策 · the one of which they miss some
    towns    镇街 · the towns
    """

    passed: Policy
    failed: Policy
    towns: tuple[Failing, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The whole of a monthly report; each of these is a variable of every template.

    language       zh 或 en · the language of the report
    period         月份，如 2024-03 · the month
    month          月份的文字，如 2024年3月 · the month in words
    last_month     上月的文字 · the month before in words
    tool           程序与版本 · the tool and its version
    correct_by     更正期限的文字 · by when corrections are due, in words
    policy         政策（首个 --profile） · the policy that leads
    indicators     指标 · its indicators
    district       全区 · the district
    groups         各组团，末尾是组团外 · the groups, and last the towns outside them
    towns          各镇街 · the towns and streets
    towns_all_met    约束性达标线全部达到的已报镇街数；对镇街都不约束则为 None · towns that reported and meet every line that binds them; None where none binds
    towns_reported   其中已报镇街数 · how many reported, of the towns that a line binds
    rankings       缺口排行，每项指标一个 · a ranking for each indicator
    plan           措施；没有对镇街适用的达标线或未测算则为 None · the least the towns have to do; None where nothing is planned
    progress       组团进步与镇街倒退，逐项指标 · which groups moved most and which towns move away, by indicator
    others         其他政策的结论 · what further policies say
    apart          各政策结论不同的镇街 · the towns that pass one policy and fail another
    coverage       上报情况 · which returns are in
    quality        数据质量 · the quality of the data
    findings       问题，影响大的在前 · what was found, the gravest effect first
    not_checked    未能评估的规则 · the rules that could not be evaluated
    ledger         整改台账 · what is to be done
    forbidden      政策后果 · what the policies forbid, town by town
    clauses        任务台账：方案逐条；政策没有条款文件则为空 · the clauses of the policy; empty where it has no list of them
    clause_counts  各种进展的条数 · how many of them stand alike
    notes          说明 · the notes on basis and scope
    inputs         报表文件 · the workbooks read
    months         各月份 · the months of the series
    """

    language: Language
    period: str
    month: str
    last_month: str
    tool: str
    correct_by: str
    policy: Policy
    indicators: tuple[Indicator, ...]
    district: Area
    groups: tuple[Group, ...]
    towns: tuple[Area, ...]
    rankings: tuple[Ranking, ...]
    others: tuple[Comparison, ...]
    coverage: Coverage
    quality: Quality
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    ledger: tuple[LedgerRow, ...]
    forbidden: tuple[Forbidden, ...]
    clauses: tuple[Clause, ...]
    clause_counts: tuple[ClauseCount, ...]
    notes: tuple[str, ...]
    inputs: tuple[Input, ...]
    months: tuple[str, ...]
    plan: Plan | None = None
    progress: tuple[Progress, ...] = ()
    apart: tuple[Apart, ...] = ()
    towns_all_met: int | None = None
    towns_reported: int = 0
