"""Findings and rules that could not be evaluated, as a report shows them."""

from collections.abc import Sequence

from preschool_metrics.language import Language
from preschool_metrics.model import finding as model
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.severity import SEVERITY_WORDS
from preschool_metrics.report.text.words import plain
from preschool_metrics.report.view.finding import Finding, NotChecked, Quality
from preschool_metrics.report.view.whole import Area


def findings_of(assessment: Assessment, language: Language) -> tuple[Finding, ...]:
    """Return the findings in their order, the gravest effect first."""
    return tuple(_finding(each, assessment, language) for each in assessment.findings)


def _finding(finding: model.Finding, assessment: Assessment, language: Language) -> Finding:
    rule = assessment.rules.get(finding.code)
    titles = {each.id: each.title for profile in assessment.profiles for each in profile.indicators}
    return Finding(
        code=finding.code,
        title=rule.title.say(language) if rule else "",
        severity=finding.severity,
        severity_word=SEVERITY_WORDS[finding.severity].say(language),
        area=plain(finding.area or ""),
        file=plain(finding.file or ""),
        place=plain("!".join(filter(None, (finding.sheet, finding.cell)))),
        message=plain(finding.message.say(language)),
        value=plain(finding.value or ""),
        expected=plain(finding.expected or ""),
        fix=rule.fix.say(language) if rule else "",
        affects=tuple(plain(titles[each].say(language)) for each in finding.affects if each in titles),
        can_flip=finding.can_flip,
        explained=finding.explained,
    )


def not_checked_of(assessment: Assessment, language: Language) -> tuple[NotChecked, ...]:
    """Return the rules that could not be evaluated, and why."""
    return tuple(
        NotChecked(
            rule=each.rule,
            title=assessment.rules[each.rule].title.say(language) if each.rule in assessment.rules else "",
            area=plain(each.area or ""),
            file=plain(each.file or ""),
            reason=plain(each.reason.say(language)),
        )
        for each in assessment.not_evaluated
    )


def quality_of(findings: Sequence[Finding], towns: Sequence[Area]) -> Quality:
    """Return the quality of the data, in numbers."""
    open_ones = [each for each in findings if not each.explained]
    figures = [figure for town in towns for figure in town.figures]
    return Quality(
        errors=sum(each.severity == "error" for each in open_ones),
        queries=sum(each.severity == "query" for each in open_ones),
        infos=sum(each.severity == "info" for each in open_ones),
        explained=len(findings) - len(open_ones),
        known=sum(figure.value is not None for figure in figures),
        figures=len(figures),
        clean=sum(town.reported and not town.errors and not town.queries for town in towns),
    )
