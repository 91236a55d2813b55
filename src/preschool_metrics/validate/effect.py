"""What a finding can do to the verdicts of its town, exactly.

A line is met where the operands' surplus over it (`measure.line`) is not below 0, which is linear in both. One more in a cell moves numerator and denominator by whole numbers (a, b): for the children of a public kindergarten and the public
share (1, 1), of a private one (0, 1), for staff (0, 1). So the least error that turns the verdict is a division.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from preschool_metrics.measure.line import applies, line_behind, reaches, surplus, value_of
from preschool_metrics.model.address import place_if_any
from preschool_metrics.model.finding import SEVERITIES, Effect, Finding
from preschool_metrics.model.measures import POPULATION, SUMS, base_fields, column
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Measure, Profile
from preschool_metrics.model.town_return import Roster, TownReturn
from preschool_metrics.validate.figures import way_of

_NEVER: Final = 10**9
Move = tuple[int, int]


class Place(NamedTuple):
    """What an error of one at a finding can move.

    moves   numerator and denominator of each cell that the error may stand in
    value   what is counted there now, None where it may stand in several
    own     the finding's cell is what is counted; else it is a sum beside it, and what is counted is `expected`
    """

    moves: frozenset[Move]
    value: int | None
    own: bool


def order_by_effect(
    findings: Iterable[Finding],
    judgements: Sequence[Judgement],
    returns: Sequence[TownReturn],
    profiles: Sequence[Profile],
) -> list[Finding]:
    """Say of each finding which indicators it feeds and what it can do to their verdicts, the weightiest first."""
    feeds = _feeds(profiles)
    towns = {
        (each.observation.profile, each.observation.area, each.observation.indicator.id): each
        for each in judgements
        if each.observation.level == "town"
    }
    by_area = {report.area: report for report in returns}
    weighed = [_weighed(finding, feeds, towns, by_area.get(finding.area or ""), profiles) for finding in findings]
    return sorted(weighed, key=_weight)


def _feeds(profiles: Sequence[Profile]) -> dict[str, list[str]]:
    feeds: dict[str, list[str]] = {}
    for profile in profiles:
        for indicator in profile.indicators:
            measure = indicator.measure
            for field in (*measure.numerator, *measure.denominator, *measure.part_time):
                for base in (field, *base_fields(field, profile.basis)):
                    if indicator.id not in feeds.setdefault(base, []):
                        feeds[base].append(indicator.id)
    return feeds


def _weighed(
    finding: Finding,
    feeds: Mapping[str, Sequence[str]],
    towns: Mapping[tuple[str, str, str], Judgement],
    report: TownReturn | None,
    profiles: Sequence[Profile],
) -> Finding:
    affects = tuple(feeds.get(finding.field or "", ()))
    if finding.severity == "info":
        return finding.model_copy(update={"affects": affects})
    keys = ((profile, (profile.id, finding.area or "", name)) for profile in profiles for name in affects)
    effects = tuple(effect_of(finding, towns[key], report, profile) for profile, key in keys if key in towns)
    flips = any(each.flips and each.binding for each in effects)
    margins = [each.margin for each in effects if each.binding and each.margin is not None]
    return finding.model_copy(
        update={"affects": affects, "effects": effects, "can_flip": flips, "margin": min(margins, default=None)}
    )


def effect_of(finding: Finding, judgement: Judgement, report: TownReturn | None, profile: Profile) -> Effect:
    """Return what a finding can do to one indicator of its town.

    A verdict that hangs on an unknown value can go either way. A need that is rounded up site by site is not followed to
    its sites: there any error is taken to be enough.
    """
    observation = judgement.observation
    effect = Effect(
        observation.profile, observation.indicator.id, judgement.verdict, judgement.binding, value=judgement.value
    )
    measure = profile.scoped(observation.indicator.measure)
    if judgement.verdict == "no_data" or (judgement.verdict != "not_applicable" and measure.kind == "requirement"):
        return effect._replace(flips=True)
    if judgement.verdict == "not_applicable" or report is None:
        return effect
    place = place_of(finding, report, measure, profile.basis)
    margins = [least for move in place.moves if (least := margin(judgement, move, place.value)) is not None]
    off = _off(finding, place)
    if off is None:
        return effect._replace(margin=min(margins, default=None), flips=bool(margins))
    corrected = [_moved(judgement, move, off) for move in place.moves]
    line = line_behind(judgement)
    turned = any(
        applies(*operands, line) and reaches(*operands, line) is (judgement.verdict != "met") for operands in corrected
    )
    shown = value_of(*corrected[0], line) if len(corrected) == 1 else None
    return effect._replace(margin=min(margins, default=None), flips=turned, corrected=shown)


def margin(judgement: Judgement, move: Move, value: int | None) -> int | None:
    """Return the least error of a counted value that turns a verdict; None where none can.

    `value` is what is counted now: an error cannot take it below nothing.
    """
    line = line_behind(judgement)
    standing, step = surplus(*_operands(judgement), line), surplus(*move, line)
    if step == 0:
        return None
    met = standing >= 0
    least = standing // abs(step) + 1 if met else -(standing // abs(step))
    change = least if (step > 0) != met else -least
    numerator, denominator = _moved(judgement, move, change)
    possible = numerator >= 0 and denominator >= 0 and (value is None or value + change >= 0)
    return least if possible and applies(numerator, denominator, line) else None


def _operands(judgement: Judgement) -> Move:
    return judgement.observation.numerator or 0, judgement.observation.denominator or 0


def _moved(judgement: Judgement, move: Move, by: int) -> Move:
    numerator, denominator = _operands(judgement)
    return numerator + by * move[0], denominator + by * move[1]


def _off(finding: Finding, place: Place) -> int | None:
    """Return by how much what is counted would change if the finding's other figure were right; None where nobody knows."""
    try:
        difference = int(finding.expected or "") - int(finding.value or "")
    except ValueError:
        return None
    return difference if place.own else -difference


# --- what one more in a cell moves ------------------------------------------------------------------------


def place_of(finding: Finding, report: TownReturn, measure: Measure, basis: str) -> Place:
    """Return what an error of one can move: in the finding's own cell where that is counted, else in any cell of its field."""
    field, roster = finding.field or "", report.roster
    if roster is not None and field in roster.columns:
        rows = _rows_at(finding, roster, field)
        moves = frozenset(_moves_of_rows(roster, rows or range(len(roster.rows)), field, measure))
        return Place(moves, _count(roster.rows[rows[0]][roster.columns.index(field)]) if rows else None, own=bool(rows))
    figure = report.cover.get(field) or report.summary.get(field)
    move = tuple(
        sum(_move(report, field, name, basis) for name in names) for names in (measure.numerator, measure.denominator)
    )
    own = figure is not None and (figure.sheet, figure.cell) == (finding.sheet, finding.cell)
    return Place(frozenset({(move[0], move[1])}), _count(figure.value) if figure and own else None, own)


def _rows_at(finding: Finding, roster: Roster, field: str) -> list[int]:
    """Return the row whose cell of the field is the finding's own; by its number, as a nation's roster is long."""
    place = place_if_any(finding.cell)
    number = place[roster.turned] + 1 if place else 0
    if roster.sheet != finding.sheet or number not in roster.numbers:
        return []
    row = roster.numbers.index(number)
    return [row] if roster.cell(row, field) == finding.cell else []


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _moves_of_rows(roster: Roster, rows: Iterable[int], field: str, measure: Measure) -> Iterator[Move]:
    """Yield what one more in each row moves, by counting the row with and without it; or one less, where more is too many."""
    at = roster.columns.index(field)
    for values in (roster.rows[row] for row in rows):
        if _count(values[at]) is None:
            continue
        numerator, denominator = _sums(roster, values, measure)
        for step in (1, -1):
            other, wider = _sums(roster, (*values[:at], values[at] + step, *values[at + 1 :]), measure)
            if None not in (numerator, denominator, other, wider):
                yield (other - numerator) * step, (wider - denominator) * step  # type: ignore[operator]
                break


def _sums(roster: Roster, row: tuple[Any, ...], measure: Measure) -> tuple[int | None, int | None]:
    """Return numerator and denominator of one row; what the roster has no column for does not move."""
    alone = roster._replace(rows=(row,), numbers=(0,))
    operands = []
    for fields in (measure.numerator, measure.denominator):
        values = [columns[0] for field in fields if (columns := column(alone, field)) is not None]
        operands.append(None if None in values else sum(values))  # type: ignore[arg-type]
    return operands[0], operands[1]


def _move(report: TownReturn, field: str, name: str, basis: str) -> int:
    """Return what one more in a figure of cover or summary moves a measurable field by."""
    if name == POPULATION:
        return int(field in (way_of(report, basis) or ()))
    if name == field:
        return 1
    if name == "enrolled_preschool":
        return {"enrolled": 1, "enrolled_nursery": -1}.get(field, 0)
    stated = report.summary.get(name)
    return int(field in SUMS.get(name, ()) and (stated is None or stated.value is None))


# --- order ------------------------------------------------------------------------------------------------


def _weight(finding: Finding) -> tuple[object, ...]:
    """Severity, then what certainly turns a verdict, then what does with the least error, then how many indicators it feeds."""
    return (
        SEVERITIES.index(finding.severity),
        not finding.can_flip,
        0 if finding.turns else finding.margin if finding.margin is not None else _NEVER,
        -len(finding.affects),
        finding.code,
        finding.file or "",
        finding.sheet or "",
        _cell_order(finding.cell),
        finding.message,
    )


def _cell_order(cell: str | None) -> tuple[int, int]:
    return place_if_any(cell) or (-1, -1)
