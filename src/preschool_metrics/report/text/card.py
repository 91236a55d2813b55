"""The card of the district: each indicator against its line, in as many columns as the width allows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.measure.line import line_text
from preschool_metrics.model.observation import Judgement, Observation
from preschool_metrics.report.tally import all_met_of, all_met_words
from preschool_metrics.report.text.bar import bar
from preschool_metrics.report.text.layout import (
    GAP,
    beside,
    hang,
    indented,
    joined,
    natural,
    total,
    wrap,
    wrapped,
)
from preschool_metrics.report.text.words import (
    BOLD,
    DIM,
    NOT_MET,
    UNKNOWN,
    field_title,
    gap_of,
    listed,
    said,
    shortfall_of,
    standing,
    title_of,
    value_of,
    verdict_text,
)

_BAR: Final = range(10, 25)
_TITLE: Final = 30
_FIRST: Final = 4


class Row(NamedTuple):
    """An indicator of the card, in words."""

    judgement: Judgement
    title: Text
    value: Text
    line: Text
    verdict: Text
    gap: Text
    shortfall: Text
    counts: Text


def card(
    heading: str, judgements: Sequence[Judgement], towns: Sequence[Judgement], language: Language, width: int
) -> list[Text]:
    """Return the lines of a card: a heading with the tally of what binds, then the indicators; none without these."""
    if not judgements:
        return []
    rows = [_row(judgement, language) for judgement in judgements]
    top = joined([said(heading, BOLD), *_headline(judgements, towns)], "   ")
    return [*hang(top, width, GAP), *indented(_body(rows, width - GAP), GAP)]


def _headline(judgements: Sequence[Judgement], towns: Sequence[Judgement]) -> Iterator[Text]:
    """Yield the verdicts on the lines that bind, and how many towns meet all of theirs; nothing where none binds."""
    count = Counter(judgement.verdict for judgement in judgements if judgement.binding)
    if count:
        words = [Text.assemble(verdict_text(verdict), f" {count[verdict]}") for verdict in sorted(count, key=_order)]
        yield Text(_("binding lines:"), DIM).append(" ").append_text(joined(words, " · ", DIM))
    all_met = all_met_of(towns)
    if all_met:
        yield said(all_met_words(all_met))


def _order(verdict: str) -> int:
    return ("met", "not_met", "no_data", "not_applicable").index(verdict)


def _row(judgement: Judgement, language: Language) -> Row:
    return Row(
        judgement,
        said(title_of(judgement.observation.indicator, language)),
        said(value_of(judgement), BOLD),
        joined(
            [
                said(line_text(judgement.threshold, judgement.observation.indicator)),
                Text(standing(judgement), DIM),
            ],
            " ",
        ),
        verdict_text(judgement.verdict),
        Text(gap_of(judgement)),
        Text(shortfall_of(judgement), NOT_MET if judgement.verdict == "not_met" else ""),
        _counts(judgement.observation, language),
    )


def _counts(observation: Observation, language: Language) -> Text:
    """Say what was divided by what, and what is missing in it."""
    operands = (observation.numerator, observation.denominator)
    notes = ["/".join(UNKNOWN if operand is None else str(operand) for operand in operands)]
    if observation.partial:
        notes.append(_("partial ({received}/{expected})").format(**_coverage(observation)))
    if observation.missing:
        fields = listed([field_title(field, language) for field in observation.missing])
        notes.append(_("unknown: {fields}").format(fields=fields))
    return said(" · ".join(notes), DIM)


def _coverage(observation: Observation) -> dict[str, int]:
    return {"received": observation.received, "expected": observation.expected}


def _body(rows: Sequence[Row], width: int) -> list[Text]:
    one = [[row.title, row.value, row.line, row.verdict, row.gap, row.shortfall, row.counts] for row in rows]
    two = [cells[:_FIRST] for cells in one]
    for cells in (one, two):
        for title in (width, _TITLE):
            if widths := _widths(cells, title, width):
                return [
                    line for row, shown in zip(rows, cells, strict=True) for line in _lines(row, shown, widths, width)
                ]
    return [line for row in rows for line in _block(row, width)]


def _widths(cells: Sequence[Sequence[Text]], title: int, width: int) -> list[int]:
    """Return the widths of the columns, the bar's among them; nothing if they take more than the width."""
    first, value, line, *others = natural(cells)
    fixed = [min(first, title), value, line, 0, *others]
    room = min(width - total(fixed), _BAR.stop - 1)
    return [*fixed[:3], room, *others] if room >= _BAR.start else []


def _lines(row: Row, shown: Sequence[Text], widths: Sequence[int], width: int) -> list[Text]:
    """Set an indicator in one line; what has no column of its own stands in a second."""
    cells = [*shown[:3], bar(row.judgement, widths[3]), *shown[3:]]
    first = beside(wrapped(cells, widths), widths, right={1})
    return first if len(shown) > _FIRST else [*first, *indented(_details(row, width - GAP), GAP)]


def _block(row: Row, width: int) -> list[Text]:
    first = joined([row.value, row.line, row.verdict], " " * GAP)
    bar_width = min(width - GAP, _BAR.stop - 1)
    return [
        *wrap(row.title, width),
        *indented([*wrap(first, width - GAP), bar(row.judgement, bar_width), *_details(row, width - GAP)], GAP),
    ]


def _details(row: Row, width: int) -> list[Text]:
    return wrap(joined([row.gap, row.shortfall, row.counts], " · ", DIM), width)
