"""Everything that one run found out: the one object that every output is rendered from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from preschool_metrics.model.completeness import Received
from preschool_metrics.model.explanation import Explanation
from preschool_metrics.model.finding import Finding, NotEvaluated, Outcome
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.rule import Rule
from preschool_metrics.model.task import InForce, Tally, TaskState
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import TownReturn
from preschool_metrics.model.trace import Contribution

Status = Literal["read", "unreadable", "ignored"]


class Input(NamedTuple):
    """A file that was looked at.

    path          the PATH argument's last name plus what lies below it, never absolute
    read          at least one table was understood
    kindergartens rows of its roster; None for a summary of many areas
    ignored       it lies in a folder of returns and is none: a lock file, a picture, an output of this tool
    """

    path: str
    sha256: str | None
    area: str | None
    period: str | None
    read: bool
    kindergartens: int | None
    ignored: bool = False

    @property
    def status(self) -> Status:
        """What became of the file."""
        return "ignored" if self.ignored else "read" if self.read else "unreadable"


class Coverage(NamedTuple):
    """Which returns of the period are in: areas of the register, or as many as came where there is none."""

    expected: int
    received: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Assessment:
    """Returns of one period, judged by one or more profiles.

    judgements       of district, groups and towns, profile by profile in that order
    of_kindergartens computes the judgements of single kindergartens when they are asked for: a nation has a million
    of_history       likewise those of district, groups and towns in the earlier months, the earliest first
    outcomes_of      says when asked what each rule came to for each workbook by findings: `outcomes` by its own
    contributions_of computes likewise what each return gives to the operands of a judgement, with the cells
    findings         ordered by effect: what can flip a verdict first
    returns          the returns of the period that count; `history` those of earlier months
    explanations     what towns said to findings, and what came of it: the audit trail
    tasks            how the counters of the policies stand; `tallies` the rows of 区级任务 in every month
    consequences     what missed lines forbid, town by town
    completeness     what came in of each area, in every month that was looked at
    period           None where no file says any
    rules            the rules asked for, by code, as severe as the profiles take them
    places           where the files lie as seen from the working folder, by their paths; of "" the first PATH argument
    notes            basis, scope and what is not in the figures, to be printed with every output
    """

    profiles: tuple[Profile, ...]
    period: str | None
    inputs: tuple[Input, ...]
    coverage: Coverage
    judgements: tuple[Judgement, ...]
    findings: tuple[Finding, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    notes: tuple[Text, ...]
    returns: tuple[TownReturn, ...]
    history: tuple[TownReturn, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    tasks: tuple[TaskState, ...] = ()
    tallies: tuple[Tally, ...] = ()
    consequences: tuple[InForce, ...] = ()
    completeness: tuple[Received, ...] = ()
    of_kindergartens: Callable[[], Iterable[Judgement]] = field(default=lambda: (), repr=False, compare=False)
    of_history: Callable[[], Iterable[Judgement]] = field(default=lambda: (), repr=False, compare=False)
    outcomes_of: Callable[[Sequence[Finding]], Iterable[Outcome]] = field(
        default=lambda _: (), repr=False, compare=False
    )
    contributions_of: Callable[[Judgement], Iterable[Contribution]] = field(
        default=lambda _: (), repr=False, compare=False
    )
    rules: Mapping[str, Rule] = field(default_factory=dict, repr=False, compare=False)
    places: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    def outcomes(self) -> Iterable[Outcome]:
        """Return what each rule came to for each workbook: passed, failed, not evaluated and why."""
        return self.outcomes_of(self.findings)

    def uncounted(self) -> dict[str, Received]:
        """Return what came in for the period of each area without a return that counts; nothing where nothing came."""
        own = (each for each in self.completeness if each.period == self.period and each.area in self.coverage.missing)
        return {each.area: each for each in own if each.area and each.files}

    def place(self, file: str | None) -> str:
        """Return a file's path from the working folder; without a file that of the PATH argument."""
        return self.places.get(file or "", file or "")

    def judged(self, level: str, profile: str | None = None) -> list[Judgement]:
        """Return the judgements of one level, by default of the first profile; the district's own kindergartens are apart."""
        return [each for each in self._of(profile) if each.observation.level == level and not each.observation.direct]

    def of_direct(self, profile: str | None = None) -> list[Judgement]:
        """Return the judgements of the kindergartens that the district runs itself, of those that reported."""
        return [each for each in self._of(profile) if each.observation.direct]

    def _of(self, profile: str | None) -> list[Judgement]:
        wanted = profile or self.profiles[0].id
        return [each for each in self.judgements if each.observation.profile == wanted]
