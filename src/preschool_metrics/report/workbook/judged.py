"""What one policy says of the month, and where in the workbook it stands."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from preschool_metrics.language import _
from preschool_metrics.model.address import a1
from preschool_metrics.report.view import Area, Comparison, Group, Indicator, Plan, Policy, View
from preschool_metrics.report.workbook.live import Line, Place

TOWN_HEADING: Final = 5  # 0-based heading row of the table of towns; the lines and the district stand above it
OVERVIEW_HEADING: Final = 5
OVERVIEW_GAP: Final = 3  # rows between the table of a policy and that of the next
_LONGEST_SHEET: Final = 31


class Judged(NamedTuple):
    """A policy with its verdicts; `number` is 1 for the one that leads the report.

    top     the 0-based heading row of its table on the first sheet
    months  those of its series; none where there is but one, or where another policy leads
    """

    number: int
    top: int
    policy: Policy
    lines: tuple[Line, ...]
    district: Area
    groups: tuple[Group, ...]
    towns: tuple[Area, ...]
    months: tuple[str, ...]
    plan: Plan | None
    towns_all_met: int | None
    towns_reported: int

    @property
    def leading(self) -> int:
        """The columns of the table of towns before the figures: name, group where there are any, counts."""
        return 3 + bool(self.groups)

    @property
    def parts(self) -> "Parts":
        """The columns of the figures of towns."""
        return Parts(self.leading, len(self.lines), len(self.months))

    @property
    def towns_sheet(self) -> str:
        """The name of the sheet with its towns."""
        return self._sheet(_("Towns"))

    @property
    def groups_sheet(self) -> str:
        """The name of the sheet with its groups."""
        return self._sheet(_("Groups"))

    @property
    def plan_sheet(self) -> str:
        """The name of the sheet with what its towns have to do."""
        return self._sheet(_("Plan"))

    def _sheet(self, name: str) -> str:
        own = f" {self.number} {self.policy.id}" if self.number > 1 else ""
        return f"{name}{own}"[:_LONGEST_SHEET].rstrip()


@dataclass(frozen=True, slots=True)
class Parts:
    """Which columns (0-based) hold the parts of the figures in a table with a row an area.

    Values with their verdicts side by side, then shortfalls, pictures of the months, the operands, and last the months
    themselves: in the row of their picture, so that the two stay together when the table is sorted.
    """

    first: int
    count: int
    months: int = 0

    def value(self, at: int) -> int:
        """Return the column of an indicator's value."""
        return self.first + 2 * at

    def verdict(self, at: int) -> int:
        """Return the column of its verdict."""
        return self.value(at) + 1

    def shortfall(self, at: int) -> int:
        """Return the column of its shortfall."""
        return self.first + 2 * self.count + at

    def picture(self, at: int) -> int:
        """Return the column of its months."""
        return self.shortfall(at) + self.count

    def numerator(self, at: int) -> int:
        """Return the column of its numerator; the denominator follows."""
        return self.first + self.count * (3 + bool(self.months)) + 2 * at

    def month(self, at: int) -> int:
        """Return the column of its first month."""
        return self.numerator(self.count) + self.months * at

    def place(self, row: int, at: int, short: str = "") -> Place:
        """Return the addresses of an indicator's parts in a 0-based row, columns fixed."""
        n, d, value, verdict = (
            a1(row, column) for column in (self.numerator(at), self.numerator(at) + 1, self.value(at), self.verdict(at))
        )
        return Place(f"${n}", f"${d}", f"${value}", f"${verdict}", short)


def judged_of(view: View) -> tuple[Judged, ...]:
    """Return what each policy says, the leading one first."""
    top, policies = OVERVIEW_HEADING, []
    faces: tuple[View | Comparison, ...] = (view, *view.others)
    for number, each in enumerate(faces, 1):
        lines = _lines(number, each.indicators)
        months = view.months if number == 1 and len(view.months) > 1 else ()
        policies.append(
            Judged(
                number,
                top,
                each.policy,
                lines,
                each.district,
                each.groups,
                each.towns,
                months,
                each.plan,
                each.towns_all_met,
                each.towns_reported,
            )
        )
        top += 1 + len(lines) + OVERVIEW_GAP
    return tuple(policies)


def _lines(number: int, indicators: tuple[Indicator, ...]) -> tuple[Line, ...]:
    prefix = "line_" if number == 1 else f"line_{number}_"
    return tuple(Line(f"{prefix}{indicator.id}", indicator) for indicator in indicators)
