"""What must come out of a workbook: figures, findings that have to come, and findings that may."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.grammar.canvas import Book
from tests.grammar.facts import INDICATORS, Group, Pair, Town, operands, whole

# What is right, and what is not wrong either.
Want = tuple[Pair | None, ...]


@dataclass(frozen=True)
class Must:
    """A finding that has to come: one of some codes, or any, at one place or at one of its others."""

    codes: tuple[str, ...]
    sheet: str
    cell: str
    others: tuple[str, ...] = ()


@dataclass
class Truth:
    """The exact operands by area and indicator, None where the workbook does not carry them.

    must    errors that are due; findings at these places blame nobody wrongly
    allow   codes that are true of the workbook as a whole
    say     a regular expression: where figures cannot be known, a message says why
    """

    areas: dict[str, dict[str, Want]]
    total: dict[str, Want]
    must: list[Must] = field(default_factory=list)
    allow: set[str] = field(default_factory=set)
    say: str = ""


@dataclass
class Example:
    """A drawn workbook with its truth."""

    seed: str
    family: str
    profile: str
    book: Book
    truth: Truth
    features: dict[str, str]


def wants(group: Group, carried: Iterable[str], profile: str) -> dict[str, Want]:
    """Return what is right for one group of kindergartens."""
    known = operands(group, set(carried))
    return {indicator: (known[indicator],) for indicator in INDICATORS[profile]}


def truth_of(towns: Sequence[Town], carried: Iterable[str], profile: str) -> Truth:
    """Return the truth of a workbook that carries the same of each of its towns."""
    carried = set(carried)
    allow = set() if "population" in carried else {"PM130"}
    areas = {town.name: wants(whole([town]), carried, profile) for town in towns}
    if any(_beyond(want) for row in areas.values() for want in row["gross_enrollment_rate"]):
        allow.add("PM701")  # without a column of 托班 its children count too: the rate is asked about
    return Truth(areas, wants(whole(towns), carried, profile), allow=allow)


def _beyond(rate: Pair | None) -> bool:
    """Tell whether a gross rate is above 110 %, where it is queried and never refused."""
    return rate is not None and rate[0] * 100 > rate[1] * 110


def unknown(figures: Mapping[str, Want], indicators: Iterable[str]) -> dict[str, Want]:
    """Return the figures with some of them unknown."""
    lost = set(indicators)
    return {indicator: (None,) if indicator in lost else want for indicator, want in figures.items()}
