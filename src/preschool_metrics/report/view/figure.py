"""A figure and all that is said of it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from preschool_metrics.model.policy import Verdict


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy: the document that fixes the lines.

    id          编号 · its id, as `--profile` takes it
    title       名称 · what it is called
    document    文件名称 · the title of the document
    issuer      发文机关 · who issued it
    date        发文日期 · when, as 2023-02-07
    number      文号，可为空 · its number; may be empty
    deadline    达标期限，如 2024年12月；没有则为空 · the month by which the lines are to be reached; empty if none
    basis       人口口径 · the basis of the population in words
    """

    id: str
    title: str
    document: str
    issuer: str
    date: str
    number: str
    deadline: str
    basis: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with its line in the month of the report.

    id            编号，如 public_share · its id
    title         名称 · its title
    definition    定义 · how it is measured, in words
    line          达标线，如 ≥50% 或 ≤1:7 · the line as printed
    threshold     达标线的数值，如 0.50 或 7 · the line as an exact number
    direction     at_least 或 at_most · which side of the line is met
    display       percent 或 one_to_n · how values are shown
    better        higher 或 lower · which way is better
    kind          ratio、share_of_units 或 requirement · how it is measured
    force         约束性或力争 · whether the line binds or is strived for, in words
    binding       对镇街是否有约束力 · whether the line binds the towns
    levels        适用层级 · the levels where the line applies, in words
    clause        条款 · the clause that fixes the line
    quote         原文 · its words
    numerator     分子名称 · the fields of the numerator in words
    denominator   分母名称 · the fields of the denominator in words
    lacking       缺口的名称，如 公办学位 · what a shortfall counts, in words
    met           达标镇街数 · towns that meet the line
    not_met       未达标镇街数 · towns that do not
    unknown       未报、缺数据或不适用的镇街数 · towns without a verdict
    reported      已报镇街数 · towns whose return came in
    """

    id: str
    title: str
    definition: str
    line: str
    threshold: Decimal
    direction: str
    display: str
    better: str
    kind: str
    force: str
    binding: bool
    levels: str
    clause: str
    quote: str
    numerator: str
    denominator: str
    lacking: str
    met: int
    not_met: int
    unknown: int
    reported: int


@dataclass(frozen=True, slots=True)
class Source:
    """What one return gives to the numerator or the denominator of a figure.

    side    numerator 或 denominator · which of the two
    field   填报项名称 · the field in words
    area    镇街 · the town
    value   数值；未知为 None · the sum; None while unknown
    file    文件 · the workbook
    sheet   工作表 · the sheet
    cells   单元格，如 G5:G9 · the cells
    place   工作表与单元格，如 幼儿园名册!G5:G9；没有则为 None · sheet and cells; None where there are none
    """

    side: str
    field: str
    area: str
    value: int | None
    file: str
    sheet: str
    cells: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A figure against an earlier month.

    period     对比月份，如 2024年2月 · the earlier month in words
    display    当时的值 · the value then, as shown
    amount     变化，如 +0.62 或 -0.10 · the difference of the exact values, rounded once
    words      变化的文字，如 上升0.62个百分点 · the difference in words
    arrow      ↑、↓ 或 → · which way
    better     变好 True，变差 False，持平 None · whether it is for the better; None if the same
    """

    period: str
    display: str
    amount: Decimal
    words: str
    arrow: str
    better: bool | None


@dataclass(frozen=True, slots=True)
class Point:
    """A month of a series; a month without returns has no value.

    period    月份，如 2024-03 · the month
    display   值；没有为 — · the value as shown
    value     数值；没有为 None · the value, exact
    verdict   结论 · the verdict
    partial   报表不齐 · returns are missing: the value is of what came in
    """

    period: str
    display: str
    value: Decimal | None
    verdict: Verdict
    partial: bool


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a figure moved, and when the line is reached if it goes on like that.

    months     看近几个月，3 或 12 · over how many months
    points     其中有数的月数 · the months of them with a whole figure
    usual      每月朝达标线变化多少，背离为负；数据太少为 None · the change a month towards the line; None if too few months
    reached    达标月份，如 2025-11；不能说则为 None · the month in which the line is reached; None if nothing can be said
    earliest   最早 · at the earliest
    latest     最晚；未定为 None · at the latest; None if open
    in_time    能否在期限前达标；不能说则为 None · whether that is by the deadline; None if nothing can be said
    words      文字，如 近3个月：每月+0.29个百分点 · 2025-11达标 · in words
    """

    months: int
    points: int
    usual: Decimal | None
    reached: str | None
    earliest: str | None
    latest: str | None
    in_time: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where a figure leads, from the latest month that is whole.

    month         以哪个月为准 · the month that it starts from
    verdict       该月结论 · the verdict of that month
    months_left   距期限的月数；没有期限为 None · months to the deadline; None without one
    needed        期限前每月须变化多少；无须或无期限为 None · the change a month that reaches the line by then, or None
    needed_words  文字；没有则为空 · likewise in words; empty if none
    paces         近3个月与近12个月的速度 · the paces of the last 3 and 12 months
    backwards     近3个月是否背离达标线 · whether it moved away from the line over the last 3 months
    since_first   自首月起的变化；只有一个月为 None · the change since the first month; None if there is but one
    lines         要说的话，逐条；已达标且未倒退则为空 · what is to be said, line by line; empty where the line is met and kept
    """

    month: str
    verdict: Verdict
    months_left: int | None
    needed: Decimal | None
    needed_words: str
    paces: tuple[Pace, ...]
    backwards: bool
    since_first: Decimal | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator of an area in the month of the report.

    indicator         指标 · the indicator (see Indicator)
    display           值，如 50.49%；未知为 — · the value as shown
    value             数值 · the value, exact to 8 decimals; None while unknown
    numerator         分子 · the numerator, a whole number; None while unknown
    denominator       分母 · the denominator, likewise
    verdict           met、not_met、no_data 或 not_applicable · the verdict
    verdict_word      达标、未达标、缺数据、不适用 · the verdict in words
    binding           是否约束 · whether the line binds here
    standing          力争、参考，约束时为空 · what a line counts that does not bind; empty if it does
    gap               与达标线的距离，不小于 0 · distance to the line, never below 0; None while unknown
    gap_words         差距的文字，如 差0.17个百分点；没有则为空 · the gap in words; empty if none
    shortfall         缺口人数，如 4 · how many close the gap; None while unknown
    shortfall_words   缺口的文字；没有则为空 · the shortfall in words; empty if none
    heat              底色深浅：2、1 达标，-1、-2、-3 未达标，0 无结论 · how far from the line, to shade a table
    missing           缺哪些填报项 · the fields that are unknown
    partial           报表不齐 · returns of the area are missing
    received          已报数 · returns that came in
    expected          应报数 · returns that were due
    last_month        与上月相比；不可比为 None · against the month before; None if not comparable
    last_year         与上年同月相比；不可比为 None · against the same month a year ago, likewise
    series            各月的值 · the months up to this one, without a break
    sources           出处 · what each return gives to it
    outlook           走向：每月须变化多少、按现速度何时达标；无数据为 None · where it leads (see Outlook); None without data
    interval          报表补齐后可能的最小值和最大值；未知为 None · the least and greatest value once all returns are in, or None
    """

    indicator: Indicator
    display: str
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    verdict: Verdict
    verdict_word: str
    binding: bool
    standing: str
    gap: Decimal | None
    gap_words: str
    shortfall: int | None
    shortfall_words: str
    heat: int
    missing: tuple[str, ...]
    partial: bool
    received: int
    expected: int
    last_month: Change | None
    last_year: Change | None
    series: tuple[Point, ...]
    sources: tuple[Source, ...]
    outlook: Outlook | None = None
    interval: tuple[Fraction, Fraction] | None = None
