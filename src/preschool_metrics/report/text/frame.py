"""What stands around the figures: the title above them, coverage, notes and the footer below."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rich.text import Text

from preschool_metrics._version import __version__
from preschool_metrics.language import Language, _
from preschool_metrics.model.assessment import Assessment, Coverage, Input
from preschool_metrics.model.finding import NotEvaluated
from preschool_metrics.report.text.layout import GAP, grid, hang, indented, natural, total
from preschool_metrics.report.text.words import BOLD, DIM, NOT_MET, basis_word, listed, said
from preschool_metrics.report.words import absences, absent_of

_REASONS: Final = 8
_FILES: Final = 10
_DIGEST: Final = 12


def title_lines(assessment: Assessment, language: Language, width: int) -> list[Text]:
    """Return the policies, and the period, basis and coverage of the figures."""
    titles = [said(f"{each.title.say(language)}  {each.id}", BOLD) for each in assessment.profiles]
    deadlines = dict.fromkeys(each.deadline for each in assessment.profiles if each.deadline)
    facts = [
        _period(assessment),
        _bases(assessment),
        *(_("due {month}").format(month=month) for month in deadlines),
        _received(assessment.coverage),
    ]
    return [line for text in [*titles, said(" · ".join(facts))] for line in hang(text, width, GAP)]


def coverage_lines(assessment: Assessment, width: int) -> list[Text]:
    """Return which returns are in, and by name those that are not, or that came in and do not count."""
    text = Text.assemble((_("Coverage"), BOLD), "   ", said(_received(assessment.coverage)))
    for part in absences(*absent_of(assessment)):
        text.append_text(said(f" · {part}", NOT_MET))
    return hang(text, width, GAP)


def not_evaluated_lines(
    skipped: Sequence[NotEvaluated], language: Language, width: int, *, verbose: bool
) -> list[Text]:
    """Return how often a rule could not be evaluated, and why."""
    if not skipped:
        return []
    reasons = Counter((each.rule, each.reason.say(language)) for each in skipped)
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    shown = ordered if verbose else ordered[:_REASONS]
    rows = [[said(rule, DIM), said(f"× {number}", DIM), said(reason, DIM)] for (rule, reason), number in shown]
    code, times, _reason = natural(rows)
    lines = grid(rows, [code, times, width - GAP - total([code, times, 0])])
    if len(ordered) > len(shown):
        lines.append(Text(_("{number} more reasons").format(number=len(ordered) - len(shown)), DIM))
    heading = said(_("Not evaluated"), BOLD).append_text(said(f"   {len(skipped)}", DIM))
    return [heading, *indented(lines, GAP)]


def notes_lines(assessment: Assessment, language: Language, width: int) -> list[Text]:
    """Return the notes on basis, scope and what is not in the figures."""
    notes = dict.fromkeys(note.say(language) for note in assessment.notes)
    lines = [line for note in notes for line in hang(said(f"· {note}", DIM), width - GAP, GAP)]
    return [said(_("Notes"), BOLD), *indented(lines, GAP)] if lines else []


def footer_lines(assessment: Assessment, width: int, *, verbose: bool) -> list[Text]:
    """Return tool, policies, basis and period, and the fingerprint of each return."""
    ids = listed([each.id for each in assessment.profiles])
    facts = [f"preschool-metrics {__version__}", ids, _bases(assessment), _period(assessment)]
    lines = hang(said(" · ".join(facts), DIM), width, GAP)
    files = [each for each in assessment.inputs if each.sha256]
    if len(files) > _FILES and not verbose:
        words = _("SHA-256 of {number} files: --format json")
        return [*lines, *hang(said(words.format(number=len(files)), DIM), width, GAP)]
    return [*lines, *(line for each in files for line in hang(_fingerprint(each), width, GAP))]


def _fingerprint(file: Input) -> Text:
    return said(f"{(file.sha256 or '')[:_DIGEST]}  {file.path}", DIM)


def _period(assessment: Assessment) -> str:
    return assessment.period or _("period unknown")


def _bases(assessment: Assessment) -> str:
    return listed(list(dict.fromkeys(basis_word(each.basis) for each in assessment.profiles)))


def _received(coverage: Coverage) -> str:
    return _("{received} of {expected} returns").format(received=coverage.received, expected=coverage.expected)
