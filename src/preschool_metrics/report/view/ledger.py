"""The list of what is to be put right (整改台账), filled as far as it is known.

What cannot be known from the figures — how a town will close a gap — stays empty for the office to fill in.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from preschool_metrics.language import _
from preschool_metrics.report.view.figure import Figure
from preschool_metrics.report.view.finding import Finding, LedgerRow


class Due(NamedTuple):
    """By when: the targets of the policy, and corrections of the data."""

    targets: str
    corrections: str


def ledger_of(
    name: str, figures: Iterable[Figure], findings: Iterable[Finding], due: Due, *, reported: bool
) -> tuple[LedgerRow, ...]:
    """Return what a town has to do: report, reach the binding targets, correct or explain what was found."""
    rows = [
        *([] if reported else [_missing(name, due)]),
        *_targets(name, figures, due),
        *_corrections(name, findings, due),
    ]
    return numbered(rows)


def numbered(rows: Iterable[LedgerRow]) -> tuple[LedgerRow, ...]:
    """Return rows numbered from 1."""
    return tuple(
        LedgerRow(number, row.kind, row.problem, row.target, row.measure, row.unit, row.deadline)
        for number, row in enumerate(rows, 1)
    )


def _missing(name: str, due: Due) -> LedgerRow:
    return LedgerRow(0, "return", _("no return has come in"), _("send the return in"), "", name, due.corrections)


def _targets(name: str, figures: Iterable[Figure], due: Due) -> Iterator[LedgerRow]:
    for figure in figures:
        if figure.binding and figure.verdict == "not_met":
            indicator = figure.indicator
            problem = _("{indicator}: {value}, {gap}").format(
                indicator=indicator.title, value=figure.display, gap=figure.gap_words
            )
            target = _("{line}; {shortfall}").format(line=indicator.line, shortfall=figure.shortfall_words)
            yield LedgerRow(0, "target", problem, target, "", name, due.targets)


def _corrections(name: str, findings: Iterable[Finding], due: Due) -> Iterator[LedgerRow]:
    for each in findings:
        if not each.explained and each.severity != "info":
            problem = _("{place}: {message}").format(place=each.place, message=each.message)
            problem = problem if each.place else each.message
            target = _("corrected") if each.severity == "error" else _("corrected or explained")
            yield LedgerRow(0, "finding", problem, target, each.fix, name, due.corrections)
