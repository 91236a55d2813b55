"""The least that has to be done, as a report shows it."""

from dataclasses import dataclass
from decimal import Decimal

from preschool_metrics.model.policy import Verdict
from preschool_metrics.report.view.figure import Indicator


@dataclass(frozen=True, slots=True)
class Action:
    """An action of a plan.

    id             措施编号，如 new_public · its id
    title          措施 · what is done
    count          人数；不能测算为 None · children or persons; None where the figures do not say
    kindergarten   整体转制的幼儿园；没有则为空 · the one that changes hands whole; empty if none
    why            理由 · why it is there
    words          文字，如 新增公办园幼儿 58 · in words
    """

    id: str
    title: str
    count: int | None
    kindergarten: str
    why: str
    words: str


@dataclass(frozen=True, slots=True)
class Effect:
    """A figure before and after a plan, of a line that applies.

    indicator      指标 · the indicator
    before         现值 · the value now, as shown
    after          措施后的值 · the value afterwards, as shown
    value_before   现值，数值；未知为 None · the value now, exact to 8 decimals; None while unknown
    value          措施后的值，数值 · the value afterwards, likewise
    numerator      措施后的分子 · the numerator afterwards
    denominator    措施后的分母 · the denominator afterwards
    verdict        措施后的结论 · the verdict afterwards
    verdict_word   同上，文字 · likewise in words
    gained         是否因此达标 · whether the line is met by it and was not before
    """

    indicator: Indicator
    before: str
    after: str
    value_before: Decimal | None
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    verdict: Verdict
    verdict_word: str
    gained: bool


@dataclass(frozen=True, slots=True)
class TownPlan:
    """The least that a town has to do to meet all lines that apply to it.

    area      镇街 · the town
    optimal   是否已证明再少不能达标 · whether it is proved that nothing less meets all
    cost      须落实人数；不能测算为 None · the number of children and persons it takes; None where nothing can be told
    words     一句话，如 新增公办园幼儿 58、非普惠转公办 34 · in a line
    actions   措施 · the actions
    staff     另需增聘（只列出，不计入；不能测算的 count 为 None） · staff that is only listed and not in the cost
    effects   各项指标的变化 · what becomes of the figures
    gained    因此达标的项数 · lines met by it that were not before
    notes     须说明的事项 · what has to be said with it
    """

    area: str
    optimal: bool
    cost: int | None
    words: str
    actions: tuple[Action, ...]
    staff: tuple[Action, ...]
    effects: tuple[Effect, ...]
    gained: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """What all towns together do of one action.

    id      措施编号 · its id
    title   措施 · what is done
    count   合计人数 · children or persons in all
    towns   涉及镇街数 · in how many towns
    """

    id: str
    title: str
    count: int
    towns: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What all towns have to do, each planned for itself.

    indicators   对镇街适用的指标，次序同 effects · the indicators whose lines apply to towns, in the order of `effects`
    towns        有措施的镇街，人数多的在前 · the towns with something to do, those with the most first
    totals       各类措施合计 · the sums of each action
    cost         合计人数 · the sum of all
    gained       因此达标的项次 · lines met by it that were not before
    done         无需措施的镇街 · the towns that need nothing
    open         不能测算的镇街 · the towns of which nothing can be told
    """

    indicators: tuple[Indicator, ...]
    towns: tuple[TownPlan, ...]
    totals: tuple[Total, ...]
    cost: int
    gained: int
    done: tuple[str, ...]
    open: tuple[str, ...]
