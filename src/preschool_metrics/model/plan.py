"""A plan: the least that must be done for the targets to be met together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from preschool_metrics.model.actions import ACTIONS, ActionName
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Indicator, Level, Threshold
from preschool_metrics.model.text import Text

STANDARD_COSTS: dict[ActionName, int] = {action: int(action != "hire_other") for action in ACTIONS}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a plan is asked for.

    costs   of one child or one person, by action; 1, but 0 for `hire_other`
    caps    the most of an action: in an area, or with None for the area in each of them
    whole   only entire kindergartens of the roster change hands
    budget  what may be spent at most: then as many targets as possible are met
    """

    costs: Mapping[ActionName, int] = field(default_factory=lambda: STANDARD_COSTS)
    caps: Mapping[tuple[str | None, ActionName], int] = field(default_factory=dict)
    whole: bool = False
    budget: int | None = None

    def cap(self, area: str, action: ActionName) -> int | None:
        """Return the most of an action that an area may have; None where nothing says so."""
        said = [self.caps[key] for key in ((area, action), (None, action)) if key in self.caps]
        return min(said, default=None)


class Target(NamedTuple):
    """A line that is to be met: an indicator with the threshold in force, its measure as the profile's scope has it.

    applies  the threshold applies at the level planned for; else the staff that it needs is only listed
    """

    indicator: Indicator
    threshold: Threshold
    applies: bool


class Site(NamedTuple):
    """A kindergarten that can change hands whole: its nature and its children without nursery.

    fixed  actions that the policy forbids for it
    """

    name: str
    nature: str
    children: int
    fixed: frozenset[ActionName] = frozenset()


@dataclass(frozen=True, slots=True)
class Situation:
    """Where an area stands.

    amounts      every measurable field that a target or an action needs; None while unknown
    missing      of each field unknown the fields of the return that keep it so
    lacks        of each `requirement`: what its sites lack together; None while unknown
    free_places  places in public kindergartens that no child has; None where the roster has no 学位数
    forbidden    actions that the policy forbids, with its words
    received     a return is there; without one nothing is known and nothing planned
    """

    area: str
    level: Level
    targets: tuple[Target, ...]
    amounts: Mapping[str, int | None]
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacks: Mapping[str, int | None] = field(default_factory=dict)
    sites: tuple[Site, ...] | None = None
    free_places: int | None = None
    forbidden: Mapping[ActionName, Text] = field(default_factory=dict)
    received: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a plan.

    count         children or persons; None where the figures do not say
    kindergarten  the one that changes hands whole
    listed        the need is only listed: the line does not apply here, and nothing of it is in the cost
    """

    action: ActionName
    count: int | None
    kindergarten: str | None
    why: Text
    listed: bool = False


class Plan(NamedTuple):
    """The actions for an area, and its figures before and after them.

    optimal  the solver has proved that nothing cheaper meets all targets (under a budget: that nothing meets more)
    cost     of the actions; of a group or a district the sum of its areas and of its own
    notes    what is missing, what cannot be reached, what the policy forbids
    """

    profile: str
    area: str
    level: Level
    optimal: bool
    cost: int | None
    steps: tuple[Step, ...]
    before: tuple[Judgement, ...]
    after: tuple[Judgement, ...]
    notes: tuple[Text, ...] = ()
