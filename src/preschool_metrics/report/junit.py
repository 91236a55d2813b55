"""JUnit XML, inside the schema that Jenkins publishes: a suite is a workbook, a test case one rule on it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from preschool_metrics.language import Language
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Finding, Outcome
from preschool_metrics.model.text import Text
from preschool_metrics.report.location import more_cells, told

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EXPLAINED: Final = Text("已说明", "explained")
_KNOWN: Final = Text("基线已有", "in the baseline")
_SUFFIX: Final = re.compile(r"\.\w+$")


def render_junit(assessment: Assessment, language: Language) -> str:
    """Return the document. An error or a query fails its test case; what only informs, is explained or known does not.

    No times: the same returns give the same document.
    """
    suites = [
        _suite(file, list(outcomes), assessment, language)
        for file, outcomes in groupby(assessment.outcomes(), key=lambda outcome: outcome.file)
    ]
    lines = [line for suite in suites for line in suite]
    body = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", *lines, "</testsuites>"])
    return f"{body}\n"


def _suite(file: str | None, outcomes: list[Outcome], assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield the lines of a workbook's suite; what is said of the run as a whole has one of its own."""
    by_rule = groupby(sorted(outcomes, key=lambda outcome: outcome.rule), key=lambda outcome: outcome.rule)
    cases = [_merged(list(same)) for _rule, same in by_rule]
    failed = sum(any(map(fails, case.findings)) for case in cases)
    skipped = sum(_is_skipped(case) for case in cases)
    counts = f'tests="{len(cases)}" failures="{failed}" errors="0" skipped="{skipped}"'
    yield f"<testsuite name={_attribute(assessment.place(file))} {counts}>"
    yield from _properties(file, outcomes, assessment)
    classname = _SUFFIX.sub("", assessment.place(file)).replace("/", ".")
    for case in cases:
        yield from _case(case, classname, assessment, language)
    yield "</testsuite>"


def _merged(outcomes: Sequence[Outcome]) -> Outcome:
    """Put the outcomes of one rule together: of the run as a whole each finding is one."""
    return outcomes[0]._replace(findings=tuple(finding for each in outcomes for finding in each.findings))


def fails(finding: Finding) -> bool:
    """Tell whether a finding fails its rule: an error or a query does, unless it is explained or known."""
    return finding.severity != "info" and finding.counts


def _is_skipped(case: Outcome) -> bool:
    return case.result == "not_evaluated" and not case.findings


def _properties(file: str | None, outcomes: list[Outcome], assessment: Assessment) -> Iterator[str]:
    """Yield what the suite is of, and how the workbook's areas stand to their targets."""
    found = next((each for each in assessment.inputs if each.path == file), None)
    areas = {report.area for report in assessment.returns if report.file == file}
    verdicts = Counter(
        each.verdict
        for each in assessment.judgements
        if each.observation.level == "town" and each.observation.area in areas
    )
    values = {
        "area": found.area if found else None,
        "period": outcomes[0].period,
        "sha256": found.sha256 if found else None,
        **{f"verdicts.{verdict}": str(number) for verdict, number in sorted(verdicts.items())},
    }
    yield "<properties>"
    for name, value in values.items():
        if value is not None:
            yield f"<property name={_attribute(name)} value={_attribute(value)}/>"
    yield "</properties>"


def _case(case: Outcome, classname: str, assessment: Assessment, language: Language) -> Iterator[str]:
    title = assessment.rules[case.rule].title.say(language)
    opening = f"<testcase name={_attribute(f'{case.rule} {title}')} classname={_attribute(classname)}"
    said = list(_said(case, assessment, language))
    yield from (f"{opening}>", *said, "</testcase>") if said else (f"{opening}/>",)


def _said(case: Outcome, assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield what a test case holds: why it was skipped, what fails it, and what does not."""
    rule = assessment.rules[case.rule]
    title = rule.title.say(language)
    if _is_skipped(case) and case.reason:
        yield f"<skipped message={_attribute(case.reason.say(language))}/>"
    failures = list(filter(fails, case.findings))
    if failures:
        worst = "error" if any(each.severity == "error" for each in failures) else "query"
        lines = [_line(each, language) for each in failures]
        text = _text("\n".join([*lines, f"→ {rule.fix.say(language)}"]))
        yield f'<failure type="{worst}" message={_attribute(f"{title} × {len(failures)}")}>{text}</failure>'
    others = [_line(each, language) for each in case.findings if not fails(each)]
    if others:
        text = _text("\n".join(others))
        yield f"<system-out>{text}</system-out>"


def _line(finding: Finding, language: Language) -> str:
    mark = _EXPLAINED if finding.explained else _KNOWN if finding.baseline == "known" else None
    said = f": {finding.explanation.text}" if finding.explained and finding.explanation else ""
    tail = f" [{mark.say(language)}{said}]" if mark else ""
    return " ".join(f"{told(finding, language)}{more_cells(finding, language)}{tail}".split())


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", text))
