"""The clauses of a policy as data, and where each of them stands.

They lie in a file of their own beside the profile (`clauses = "FILE"`), which is read only when somebody asks for them.
"""

from datetime import date, time
from typing import Annotated, Final, Literal, NamedTuple

from annotated_types import Ge, Le, MinLen
from pydantic import AfterValidator, Field, model_validator

from preschool_metrics.language import _
from preschool_metrics.model.policy import Cited, Exact, Identifier, Period, Policy, Twins
from preschool_metrics.model.returns import ChildcarePoint, Kindergarten
from preschool_metrics.model.task import Every, Task
from preschool_metrics.model.text import Text

Kind = Literal["indicator", "share", "counter", "milestone", "rule", "trend", "appraisal"]
PartKind = Literal["indicator", "share", "task", "rule", "trend", "appraisal"]
Place = Literal["district", "group", "town", "kindergarten", "point"]
State = Literal["done", "in_progress", "overdue", "not_reported", "not_judged"]
Sites = Literal["kindergartens", "public", "private", "points"]
_BASES: Final = {
    "indicator": ("indicators", "figures"),
    "share": ("figures",),
    "counter": ("tasks", "figures"),
    "milestone": ("tasks", "figures"),
    "rule": ("rules",),
    "trend": (),
    "appraisal": (),
}


def _site_field(name: str) -> str:
    known = Kindergarten.model_fields | ChildcarePoint.model_fields
    if name not in known:
        msg = _("there is no field {name}; a measure can use {known}").format(
            name=name, known=_(", ").join(sorted(known))
        )
        raise ValueError(msg)
    return name


SiteField = Annotated[str, AfterValidator(_site_field)]


class SiteFigure(Policy):
    """What is asked of every kindergarten, of the public or the private ones, or of every private day-care point.

    yes         fields that must all say so: 是, a number above 0, a date, a name; blank is unknown
    not_before  times of day that must be reached, `{ leave_time_summer = 17:00:00 }`
    sum, over   instead of a yes: the sum of a field over the sum of another one
    at_least    the line as a share of the sites; None where the policy names none: shown, not judged
    """

    id: Identifier
    title: Twins
    of: Sites = "kindergartens"
    yes: tuple[SiteField, ...] = ()
    not_before: dict[SiteField, time] = Field(default_factory=dict)
    sum: SiteField | None = None
    over: SiteField | None = None
    at_least: Annotated[Exact, Le(1)] | None = None

    @model_validator(mode="after")
    def _one_question(self) -> "SiteFigure":
        if (self.sum is None) != (self.over is None) or (self.sum is None) != bool(self.yes or self.not_before):
            msg = _("a figure asks for a yes (`yes`, `not_before`), or divides `sum` by `over`")
            raise ValueError(msg)
        if self.sum is not None and self.at_least is not None:
            msg = _("`at_least` is a line for a share of sites with a yes")
            raise ValueError(msg)
        return self


class Clause(Policy):
    """A clause of the policy that can be counted, dated or judged.

    clause       where it stands, 二(四)3
    levels       whose it is
    quote        its words; what is left out is marked ……
    lead         牵头单位, `responsible` 责任单位, as the document names them; empty where it names none
    due          the month it is due by; by default the deadline of the profile
    months       the months of a year in which the figures are asked for; empty: in all
    indicators   ids of indicators of the profile
    figures      shares of sites; `tasks` counters, of a milestone by default the clause itself; `rules` codes
    notes        our reading, where the words leave something open
    """

    id: Identifier
    title: Twins
    clause: Cited
    kind: Kind
    levels: Annotated[tuple[Place, ...], MinLen(1)]
    quote: Cited
    lead: tuple[Cited, ...] = ()
    responsible: tuple[Cited, ...] = ()
    due: Period | None = None
    months: tuple[Annotated[int, Ge(1), Le(12)], ...] = ()
    indicators: tuple[Identifier, ...] = ()
    figures: tuple[SiteFigure, ...] = ()
    tasks: tuple[Task, ...] = ()
    rules: tuple[str, ...] = ()
    notes: Twins | None = None

    @model_validator(mode="after")
    def _based(self) -> "Clause":
        bases = _BASES[self.kind]
        if bases and self.kind != "milestone" and not any(getattr(self, name) for name in bases):
            msg = _("a clause of kind {kind} needs {bases}").format(kind=self.kind, bases=_(", ").join(bases))
            raise ValueError(msg)
        return self

    @property
    def counted(self) -> tuple[Task, ...]:
        """Its tasks; of a milestone that names none the clause itself, done once."""
        if self.kind != "milestone" or self.tasks or self.figures:
            return self.tasks
        return (Task.model_construct(id=self.id, title=self.title, target=1, every="total"),)


class Clauses(Policy):
    """The file of a profile's clauses."""

    clauses: Annotated[tuple[Clause, ...], MinLen(1)]


class Part(NamedTuple):
    """One thing that a clause asks for: an indicator, a share of sites, a task, rules, or what is shown of it.

    kind     what it is; of a `trend` and an `appraisal` nothing but itself
    target   the line as printed, `≥93%`, `≥20`; "" where there is none
    every    how often a task is due
    done     what is reached as printed; None while unknown, and where nobody asked
    state    None where nobody asked; `lined` whether there is a line to judge by
    short    of a task: how many are still to be done
    missed   areas or kindergartens that do not reach the line
    unknown  areas or kindergartens of which it is not known
    areas    of a share each area with what it has reached, the lowest first
    on       the day a task was done; `evidence` what shows it
    """

    kind: PartKind
    id: str
    title: Text
    target: str = ""
    every: Every = "total"
    done: str | None = None
    state: State | None = None
    lined: bool = True
    short: int = 0
    missed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    areas: tuple[tuple[str, str], ...] = ()
    on: date | None = None
    evidence: str | None = None


class ClauseState(NamedTuple):
    """Where a clause stands at the end of a month; `state` is None where nobody asked. `due` is a month."""

    profile: str
    clause: Clause
    due: str | None
    state: State | None
    parts: tuple[Part, ...]
