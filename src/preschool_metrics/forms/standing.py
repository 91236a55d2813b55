"""自查: the town's figures as it will be judged, as live formulas and as the results stored with them.

The ratios of any profile whose fields stand on the form are shown, against the threshold in force in the return's month.
What is not known of every kindergarten is not known of the town: 缺数据, never the sum of what happens to be there.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from preschool_metrics.forms.layout import COVER_BLOCKS, ROSTER_FIELDS, as_typed, bounds, choices
from preschool_metrics.forms.prefill import Prefill, filled, numbers
from preschool_metrics.forms.row_check import PASSED, hint_of
from preschool_metrics.measure.formula import Formula, Live, choose, quoted
from preschool_metrics.measure.line import (
    Line,
    applies,
    decided,
    display,
    display_formula,
    line_of,
    line_text,
    written,
)
from preschool_metrics.model.measures import BASES, BY_NATURE, POPULATION, SUMS
from preschool_metrics.model.policy import VERDICT_WORDS, Indicator, Profile, Threshold
from preschool_metrics.model.returns import Cover, Kindergarten

MET, NOT_MET, UNKNOWN, NOT_APPLICABLE = (word.zh for word in VERDICT_WORDS.values())
_COVER_FIELDS: Final = frozenset(name for block in COVER_BLOCKS.values() for name in block)
_PRESCHOOL: Final = "enrolled_preschool"
_MOST: Final = 99_999
_TO_FILL: Final = "待填"
_NAME, _NATURE, HINTS = "roster_name", "roster_nature", "roster_check"


class Entry(NamedTuple):
    """A row of the block, column by column; None leaves a cell blank."""

    label: str
    value: Live
    numerator: Live | None = None
    denominator: Live | None = None
    threshold: str = ""
    verdict: Live | None = None


class _Term(NamedTuple):
    """A roster column or a cover field, added or taken away; where natures are given, of these only."""

    sign: int
    field: str
    natures: tuple[str, ...] = ()


def range_name(name: str) -> str:
    """Return the defined name of a field's cells: a column of the roster, or one cell of the cover."""
    return f"{'cover' if name in _COVER_FIELDS else 'roster'}_{name}"


def standing(profile: Profile, period: str, town: Prefill, first: int) -> Iterator[Entry]:
    """Yield the rows of the block; `first` is the spreadsheet row of the first one."""
    names = [row.get("name") for row in town.kindergartens]
    hints = [hint_of(row, profile.rules) for row in town.kindergartens]
    yield Entry("自查 幼儿园（所）", Live(f"=COUNTA({_NAME})", filled(names)))
    # Every hint has two signs at least, an empty row's has one.
    open_hints = sum(len(hint) > 1 and hint != PASSED for hint in hints)
    yield Entry("自查 名册未通过（行）", Live(f'=COUNTIF({HINTS},"??*")-COUNTIF({HINTS},"{PASSED}")', open_hints))
    yield Entry("自查 在园幼儿（人）", _operand([_Term(1, "enrolled")], town))
    yield Entry("自查 教职工（人）", _operand([_Term(1, "staff")], town))
    for number, (indicator, *operands) in enumerate(_ratios(profile), first + 4):
        threshold = indicator.threshold_in(period)
        numerator, denominator = (_operand(terms, town) for terms in operands)
        value, verdict = judged_row(line_of(threshold, indicator), number, numerator.result, denominator.result)
        title, line = f"自查 {indicator.title.zh}", _line_text(threshold, indicator)
        known = filled(names) > 0
        value, verdict = (_once_filled(each, known=known) for each in (value, verdict))
        yield Entry(title, value, numerator, denominator, line, verdict)


def _once_filled(live: Live, *, known: bool) -> Live:
    """Say 待填 as long as no kindergarten is written: nothing is judged yet."""
    return Live(
        f'=IF(COUNTA({_NAME})=0,"{_TO_FILL}",{live.formula.removeprefix("=")})', live.result if known else _TO_FILL
    )


def judged_row(line: Line[int], row: int, numerator: float | str, denominator: float | str) -> tuple[Live, Live]:
    """Return the figure and the verdict of a row (1-based), its operands in the columns C and D, its verdict in F."""
    words = (MET, NOT_MET, NOT_APPLICABLE)
    shown = verdict = UNKNOWN
    if isinstance(numerator, int) and isinstance(denominator, int):
        verdict = decided(numerator, denominator, line, words)
        shown = NOT_APPLICABLE if verdict == NOT_APPLICABLE else display(numerator, denominator, line)
    n, d, live = Formula(f"C{row}"), Formula(f"D{row}"), written(line)
    figure = display_formula(n, d, live, Formula(f'F{row}="{MET}"'))
    figure = choose(applies(n, d, live), figure, quoted(NOT_APPLICABLE))
    said = decided(n, d, live, [quoted(word) for word in words])
    unknown = f'=IF(COUNT({n},{d})<2,"{UNKNOWN}"'
    return Live(f"{unknown},{figure})", shown), Live(f"{unknown},{said})", verdict)


def _line_text(threshold: Threshold, indicator: Indicator) -> str:
    """Return the line as printed: ≥93%, ≤1:7（全区，力争）."""
    whole = "县级" if "county" in threshold.levels else "全区"
    notes = [*([] if "town" in threshold.levels else [whole]), *([] if threshold.binding else ["力争"])]
    return line_text(threshold, indicator) + (f"（{'，'.join(notes)}）" if notes else "")


def _ratios(profile: Profile) -> Iterator[tuple[Indicator, list[_Term], list[_Term]]]:
    """Yield the indicators that are a ratio of what stands on the form."""
    for indicator in profile.indicators:
        measure = indicator.measure
        numerator, denominator = (
            _fields(measure.numerator, profile, measure.denominator),
            _fields(measure.denominator, profile),
        )
        if measure.kind != "requirement" and numerator and denominator:
            yield indicator, numerator, denominator


def _fields(names: tuple[str, ...], profile: Profile, over: tuple[str, ...] = ()) -> list[_Term]:
    """Return the terms of an operand, none where a field is not on the form."""
    nursery_counts = profile.scope.count_nursery and POPULATION in over
    found = [_terms("enrolled" if nursery_counts and name == _PRESCHOOL else name, profile.basis) for name in names]
    return [term for terms in found for term in terms] if all(found) else []


def _terms(name: str, basis: str) -> list[_Term]:
    if name == POPULATION:
        ways = (way for way in BASES[basis] if _COVER_FIELDS.issuperset(way))
        return [_Term(1, field) for field in next(ways, ())]
    if name in BY_NATURE or name == _PRESCHOOL:
        natures = _words(BY_NATURE.get(name, frozenset()))
        return [_Term(1, "enrolled", natures), _Term(-1, "enrolled_nursery", natures)]
    fields = SUMS.get(name, (name,))
    return [_Term(1, field) for field in fields] if set(ROSTER_FIELDS).issuperset(fields) else []


def _operand(terms: list[_Term], town: Prefill) -> Live:
    conditions = dict.fromkeys(condition for term in terms for condition in _conditions(term))
    amount = "".join(f"{'+' if term.sign > 0 else '-'}{_amount(term)}" for term in terms).removeprefix("+")
    known = all(_is_known(term, town) for term in terms)
    total = sum(term.sign * _count(term, town) for term in terms)
    return Live(f'=IF(AND({",".join(conditions)}),{amount},"{UNKNOWN}")', total if known else UNKNOWN)


def _conditions(term: _Term) -> Iterator[str]:
    """Whole numbers within bounds, one for every kindergarten; and a nature that is one of the three, where it counts."""
    cells, every = range_name(term.field), "1" if term.field in _COVER_FIELDS else f"COUNTA({_NAME})"
    yield f'COUNTIF({cells},">=0")-COUNTIF({cells},">{_most(term)}")={every}'
    yield f"SUM({cells})=INT(SUM({cells}))"
    if term.natures:
        counted = (f'COUNTIF({_NATURE},"{word}")' for word in choices(Kindergarten, "nature"))
        yield f"{'+'.join(counted)}={every}"


def _most(term: _Term) -> int:
    return bounds(Cover if term.field in _COVER_FIELDS else Kindergarten, term.field)[1]


def _words(natures: frozenset[str]) -> tuple[str, ...]:
    typed = {as_typed(Kindergarten, "nature", nature) for nature in natures}
    return tuple(word for word in choices(Kindergarten, "nature") if word in typed)


def _amount(term: _Term) -> str:
    cells = range_name(term.field)
    if not term.natures:
        return f"SUM({cells})"
    parts = "+".join(f'SUMIF({_NATURE},"{word}",{cells})' for word in term.natures)
    return f"({parts})"


def _is_known(term: _Term, town: Prefill) -> bool:
    cells, every = _cells(term, town)
    within = [value for value in numbers(cells) if 0 <= value <= _most(term)]
    told = not term.natures or sum(nature in choices(Kindergarten, "nature") for nature in _natures(town)) == every
    return told and len(within) == every and sum(numbers(cells)) % 1 == 0


def _natures(town: Prefill) -> list[object]:
    return [as_typed(Kindergarten, "nature", row.get("nature")) for row in town.kindergartens]


def _cells(term: _Term, town: Prefill) -> tuple[list[object], int]:
    """Return the cells of a term, and how many of them must be known."""
    if term.field in _COVER_FIELDS:
        return [town.cover.get(term.field)], 1
    return [row.get(term.field) for row in town.kindergartens], filled(row.get("name") for row in town.kindergartens)


def _count(term: _Term, town: Prefill) -> int:
    cells, _ = _cells(term, town)
    if term.natures:
        cells = [cell for cell, nature in zip(cells, _natures(town), strict=True) if nature in term.natures]
    return int(sum(numbers(cells)))
