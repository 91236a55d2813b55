"""The last sheet: what the figures rest on, so that another can make them again."""

from collections.abc import Iterator, Sequence
from typing import Final

from preschool_metrics.language import _
from preschool_metrics.report.view import Policy, View
from preschool_metrics.report.workbook.judged import Judged
from preschool_metrics.report.workbook.page import Column, Page

_HEADING: Final = 2


def write_notes(page: Page, view: View, policies: Sequence[Judged]) -> None:
    """Write basis, scope, policies, lines with their clauses, and the hash of every workbook."""
    page.head(_("Notes {month}").format(month=view.month))
    columns = [Column(_("Subject"), 16, "top"), Column(_("Item"), 34, "wrap"), Column(_("Content"), 96, "wrap")]
    rows = [*_general(view), *(row for each in policies for row in _policy(each)), *_files(view)]
    end = page.table(_HEADING, columns, rows, "notes")
    page.widths(columns)
    page.freeze(_HEADING + 1)
    page.paper(f"{view.district.name} {view.month}", (end - 1, len(columns) - 1), _HEADING)


def _general(view: View) -> Iterator[list[str]]:
    coverage, quality, subject = view.coverage, view.quality, _("This report")
    yield [subject, _("Month"), view.period]
    yield [subject, _("Tool"), view.tool]
    received = _("{received} of {expected} returns").format(received=coverage.received, expected=coverage.expected)
    yield [subject, _("Returns"), received]
    yield [subject, _("Missing returns"), _(", ").join(coverage.missing) or _("none")]
    yield [subject, _("Received, not readable"), _(", ").join(coverage.unread) or _("none")]
    yield [subject, _("Several received, none counted"), _(", ").join(coverage.double) or _("none")]
    known = _("{known} of {figures} figures of towns have a value").format(known=quality.known, figures=quality.figures)
    yield [subject, _("Values"), known]
    for number, note in enumerate(view.notes, 1):
        yield [_("Basis and scope"), str(number), note]
    for reading, meaning in _reading():
        yield [_("How to read"), reading, meaning]
    for each in view.not_checked:
        yield [_("Not evaluated"), " ".join(filter(None, (each.rule, each.area))), f"{each.title}: {each.reason}"]


def _reading() -> Iterator[tuple[str, str]]:
    yield "—", _("unknown or not applicable; 0 is a count of none")
    yield (
        _("Verdict"),
        _("numerator × steps against denominator × line in steps: whole numbers, nothing is rounded before"),
    )
    yield _("Shortfall"), _("the least whole number that closes the gap, the other operand held fixed")
    yield _("Yellow"), _("to be changed or filled in; every other figure is a formula or comes from the returns")


def _policy(judged: Judged) -> Iterator[list[str]]:
    policy = judged.policy
    yield [policy.id, _("Policy"), policy.title]
    yield [policy.id, _("Document"), _document(policy)]
    yield [policy.id, _("Population basis"), policy.basis]
    for line in judged.lines:
        each = line.indicator
        yield [policy.id, each.title, f"{each.line} ({each.force}, {each.levels}) · {each.clause} · {each.quote}"]
        yield [policy.id, each.title, each.definition]


def _document(policy: Policy) -> str:
    return " · ".join(filter(None, (policy.document, policy.number, policy.issuer, policy.date)))


def _files(view: View) -> Iterator[list[str]]:
    for each in view.inputs:
        yield [_("Workbook"), each.path, f"SHA-256 {each.sha256}" if each.sha256 else _("not read")]
