"""The findings: the counts first, then each with its place and what it affects, in the order of effect."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import SEVERITIES, Finding, Severity
from preschool_metrics.report.text.layout import GAP, grid, hang, indented, joined, natural, total, wrap
from preschool_metrics.report.text.words import BOLD, DIM, NOT_MET, UNKNOWN, listed, said, title_of
from preschool_metrics.report.words import severity_word

SHOWN: Final = 40
_SIDE_BY_SIDE: Final = 100
_PLACE_SHARE: Final = 0.36
_FEW: Final = 3
_MARK: Final[dict[Severity, str]] = {"error": "■", "query": "▲", "info": "·"}
_STYLE: Final[dict[Severity, str]] = {"error": NOT_MET, "query": "", "info": DIM}


def findings_lines(assessment: Assessment, language: Language, width: int, *, verbose: bool) -> list[Text]:
    """Return the findings; those that only inform are counted unless all are asked for."""
    findings = assessment.findings
    listed_ones = [each for each in findings if verbose or each.severity != "info"]
    shown = listed_ones if verbose else listed_ones[:SHOWN]
    titles = {each.id: title_of(each, language) for profile in assessment.profiles for each in profile.indicators}
    body = [
        *_each(shown, titles, language, width - GAP),
        *(
            line
            for note in _notes(findings, listed_ones, shown, verbose=verbose)
            for line in hang(said(note, DIM), width - GAP, GAP)
        ),
    ]
    return [*hang(_tally(findings), width, GAP), *indented(body, GAP)]


def finding_lines(
    findings: Sequence[Finding], language: Language, width: int, titles: dict[str, str] | None = None
) -> list[Text]:
    """Return findings one by one, without their counts; `titles` names the indicators that they affect."""
    return _each(findings, titles or {}, language, width)


def _tally(findings: Sequence[Finding]) -> Text:
    count = Counter(finding.severity for finding in findings)
    explained = sum(finding.explained for finding in findings)
    words = [Text(f"{severity_word(each)} {count[each]}", _STYLE[each] if count[each] else DIM) for each in SEVERITIES]
    known = sum(finding.baseline == "known" for finding in findings)
    if explained:
        words.append(Text(_("explained {number}").format(number=explained), DIM))
    if known or any(finding.baseline for finding in findings):
        words += [
            Text(_("new {number}").format(number=len(findings) - known)),
            Text(_("known {number}").format(number=known), DIM),
        ]
    return joined([Text(_("Findings"), BOLD), joined(words, " · ", DIM)], "   ")


def _each(findings: Sequence[Finding], titles: dict[str, str], language: Language, width: int) -> list[Text]:
    rows = [[_tag(each), said(_place(each)), _message(each, titles, language)] for each in findings]
    if width < _SIDE_BY_SIDE or not rows:
        return [line for row in rows for line in _stacked(row, width)]
    tag, place, _message_width = natural(rows)
    place = min(place, int(width * _PLACE_SHARE))
    return grid(rows, [tag, place, width - total([tag, place, 0])])


def _stacked(row: Sequence[Text], width: int) -> list[Text]:
    """Set the message under code and place."""
    tag, place, message = row
    return [*hang(joined([tag, place], " " * GAP), width, GAP), *indented(wrap(message, width - GAP), GAP)]


def _tag(finding: Finding) -> Text:
    severity = finding.severity
    return said(f"{_MARK[severity]} {finding.code} {severity_word(severity)}", _STYLE[severity])


def _place(finding: Finding) -> str:
    """Return file > sheet!cell, as far as known, and the area where the file does not name it."""
    file = finding.file or UNKNOWN
    cell = f"!{finding.cell}" if finding.cell else ""
    place = f"{file} > {finding.sheet}{cell}" if finding.sheet else file
    return place if not finding.area or finding.area in place else f"{place} ({finding.area})"


def _message(finding: Finding, titles: dict[str, str], language: Language) -> Text:
    """Return the message, and after it what would be right, where else to look, and what hangs on it."""
    tail = [
        _expected(finding),
        _related(finding),
        _affected(finding, titles),
        _explained(finding),
        {"new": _("new"), "known": _("known")}.get(finding.baseline or "", ""),
    ]
    more = joined((said(part, DIM) for part in tail), " · ", DIM)
    return joined([said(finding.message.say(language)), more], "  ")


def _expected(finding: Finding) -> str:
    return _("expected {value}").format(value=finding.expected) if finding.expected else ""


def _related(finding: Finding) -> str:
    cells = finding.related
    if len(cells) > _FEW:
        return _("{number} more cells").format(number=len(cells))
    return _("see also {cells}").format(cells=listed(list(cells))) if cells else ""


def _affected(finding: Finding, titles: dict[str, str]) -> str:
    if not finding.affects:
        return ""
    names = [titles.get(each, each) for each in finding.affects]
    what = _("{number} indicators").format(number=len(names)) if len(names) > _FEW else listed(names)
    if finding.turns:
        return _("affects {what}, can flip the verdict").format(what=what)
    if finding.margin is not None:
        words = _("affects {what}; the value would have to be wrong by ≥ {margin} to flip a verdict")
        return words.format(what=what, margin=finding.margin)
    return _("affects {what}").format(what=what)


def _explained(finding: Finding) -> str:
    said = finding.explanation
    if said is None:
        return _("explained") if finding.explained else ""
    words = {
        "accepted": _("explained: {text}"),
        "stale": _("the value has changed, its explanation is stale: {text}"),
        "refused": _("an error cannot be explained away: {text}"),
    }
    text = f"{said.text} ({said.by})" if said.by else said.text
    return words[said.standing].format(text=text)


def _notes(
    findings: Sequence[Finding], serious: Sequence[Finding], shown: Sequence[Finding], *, verbose: bool
) -> list[str]:
    """Say what is not listed one by one."""
    notes = [_("No findings")] if not findings else []
    if len(serious) > len(shown):
        more = _("{number} more findings; --format csv lists them all")
        notes.append(more.format(number=len(serious) - len(shown)))
    infos = Counter(each.code for each in findings if each.severity == "info")
    if infos and not verbose:
        codes = "  ".join(f"{code} × {number}" for code, number in sorted(infos.items()))
        notes.append(_("For information: {codes}").format(codes=codes))
    return notes
