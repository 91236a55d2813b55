"""The run as a page of Markdown: what a CI server shows beside its log."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from preschool_metrics._version import __version__
from preschool_metrics.language import Language, _
from preschool_metrics.measure.line import line_text
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import SEVERITIES, Finding
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile
from preschool_metrics.report.location import more_cells
from preschool_metrics.report.tally import all_met_of, all_met_words
from preschool_metrics.report.words import absences, absent_of, severity_word, verdict_word

_ADDRESS: Final = re.compile(r"(?i)@|:(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):")
LARGEST: Final = 900_000  # bytes: a step's summary may have 1 MiB
_LIVE: Final = str.maketrans({each: f"\\{each}" for each in "\\`*_{}[]<>#|~&"} | {"\n": " ", "\r": " "})


def render_summary(assessment: Assessment, language: Language) -> str:
    """Return verdicts, findings, coverage and notes; the last findings are left out where the page grows too large.

    Interface words are in the language that `speak` has set, which is the caller's to do.
    """
    blocks = [
        *(_verdicts(assessment, profile, language) for profile in assessment.profiles),
        _coverage(assessment),
        _findings(assessment, language),
        [f"- {_text(note.say(language))}" for note in assessment.notes],
        [f"preschool-metrics {__version__} · {assessment.period or _('period unknown')}"],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _verdicts(assessment: Assessment, profile: Profile, language: Language) -> list[str]:
    towns = assessment.judged("town", profile.id)
    rows = [
        [
            each.observation.indicator.title.say(language),
            line_text(each.threshold, each.observation.indicator),
            each.display,
            verdict_word(each.verdict),
            _tally(town for town in towns if town.observation.indicator.id == each.observation.indicator.id),
        ]
        for each in assessment.judged("district", profile.id)
    ]
    heading = f"## {_text(profile.title.say(language))} · {assessment.period or _('period unknown')}"
    names = [_("Indicator"), _("Line"), profile.district or _("All areas"), _("Verdict"), _("Towns and streets")]
    all_met = all_met_of(towns)
    headline = ["", _text(all_met_words(all_met))] if all_met else []
    return [heading, "", *_table(names, rows), *headline] if rows else [heading]


def _tally(judgements: Iterable[Judgement]) -> str:
    count = Counter(each.verdict for each in judgements if each.observation.received)
    return " · ".join(f"{verdict_word(verdict)} {number}" for verdict, number in sorted(count.items()))


def _coverage(assessment: Assessment) -> list[str]:
    coverage = assessment.coverage
    text = _("{received} of {expected} returns").format(received=coverage.received, expected=coverage.expected)
    return [" · ".join([text, *map(_text, absences(*absent_of(assessment)))])]


def _findings(assessment: Assessment, language: Language) -> list[str]:
    findings = assessment.findings
    count = Counter(finding.severity for finding in findings)
    tally = " · ".join(f"{severity_word(each)} {count[each]}" for each in SEVERITIES)
    heading = f"### {_('Findings')} {tally}"
    if not findings:
        return [heading, "", _("No findings")]
    names = [_("Severity"), _("Code"), _("File"), _("Cell"), _("Message"), _("Affects")]
    lines = _table(names, (_row(finding, assessment, language) for finding in findings))
    kept = _within(lines, LARGEST)
    rest = [_("{number} more findings; --format csv lists them all").format(number=len(lines) - len(kept))]
    return [heading, "", *kept, *(["", *rest] if len(kept) < len(lines) else [])]


def _row(finding: Finding, assessment: Assessment, language: Language) -> list[str]:
    titles = {each.id: each.title.say(language) for profile in assessment.profiles for each in profile.indicators}
    marks = [_("explained") if finding.explained else "", _("known") if finding.baseline == "known" else ""]
    return [
        "\n".join(filter(None, (severity_word(finding.severity), *marks))),
        finding.code,
        assessment.place(finding.file),
        "!".join(filter(None, (finding.sheet, finding.cell))),
        finding.message.say(language) + more_cells(finding, language),
        "、".join(titles.get(each, each) for each in finding.affects),
    ]


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [
        "|".join(["", *names, ""]),
        "|" + "---|" * len(names),
        *("|".join(["", *map(_text, row), ""]) for row in rows),
    ]


def _within(lines: Sequence[str], largest: int) -> list[str]:
    return list(_until_full(lines, largest))


def _until_full(lines: Sequence[str], largest: int) -> Iterator[str]:
    for line in lines:
        largest -= len(line.encode()) + 1
        if largest < 0:
            return
        yield line


def _text(text: str) -> str:
    """Return a text without anything that Markdown would take for markup, or for an address or a name to link."""
    return _ADDRESS.sub(lambda sign: f"&#{ord(sign.group())};", text.translate(_LIVE))
