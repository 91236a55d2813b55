"""The rules that read figures, and returns side by side."""

from collections.abc import Iterable, Sequence
from typing import Any

from preschool_metrics.model.finding import Finding
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.rule import Rule
from preschool_metrics.model.town_return import TownReturn
from preschool_metrics.validate.report import Reporter
from preschool_metrics.validate.rule import rules_reading


def double_returns(returns: Sequence[TownReturn]) -> tuple[list[TownReturn], list[Finding]]:
    """Return the returns that count, and an error for each area and month that has several: none of these counts."""
    by_key: dict[tuple[str, str], list[TownReturn]] = {}
    for report in returns:
        by_key.setdefault((report.area, report.period), []).append(report)
    findings: list[Finding] = []
    for (area, period), several in by_key.items():
        if len(several) > 1:
            reporter = Reporter(several[0].file, findings, [], None, area, period)
            files = "、".join(report.file for report in several)
            reporter.report("double_return", files=files, related=tuple(report.file for report in several[1:]))
    return [several[0] for several in by_key.values() if len(several) == 1], findings


def shared_codes(returns: Sequence[TownReturn]) -> list[Finding]:
    """Return a query for each kindergarten whose code also stands in another return of the month."""
    seen: dict[tuple[str, str], TownReturn] = {}
    findings: list[Finding] = []
    for report in returns:
        roster = report.roster
        for row, code in enumerate((roster.column("code") if roster else None) or ()):
            first = seen.setdefault((report.period, str(code)), report) if code else report
            if first is not report and roster is not None:
                reporter = Reporter(report.file, findings, [], roster.sheet, report.area, report.period)
                name = (roster.column("name") or [""] * len(roster.rows))[row]
                reporter.report(
                    "in_two_returns",
                    cell=roster.cell(row, "code"),
                    field="code",
                    value=code,
                    name=name,
                    files=first.file,
                )
    return findings


def policies_of(profiles: Iterable[Profile]) -> frozenset[str]:
    """Return the codes of the policy rules that the profiles ask for."""
    return frozenset(code for profile in profiles for code in profile.rules)


def second_pass(
    judgements: Iterable[Judgement], returns: Sequence[TownReturn], profiles: Sequence[Profile]
) -> list[Finding]:
    """Return the findings of the rules that read judgements of towns."""
    by_area = {report.area: report for report in returns}
    policies = policies_of(profiles)
    findings: list[Finding] = []
    for judgement in judgements:
        report = by_area.get(judgement.observation.area)
        if judgement.observation.level == "town" and report and judgement.observation.profile == profiles[0].id:
            for rule in rules_reading("judgement"):
                if rule.at == judgement.observation.indicator.id and (not rule.of_policy or rule.code in policies):
                    _hold(rule, judgement, report, findings)
    return findings + _before_policy(judgements, profiles)


def _hold(rule: Rule, judgement: Judgement, report: TownReturn, findings: list[Finding]) -> None:
    observation = judgement.observation
    if observation.numerator is None or observation.denominator is None or rule.check is None:
        return
    known: dict[str, Any] = {"numerator": observation.numerator, "denominator": observation.denominator}
    reporter = Reporter(report.file, findings, [], None, report.area, report.period)
    of_rows = [field for field in rule.fields if field not in known]
    roster = report.roster
    if not of_rows:
        facts = rule.check(**known)
        if facts is not None:
            reporter.add(rule, field=None, display=judgement.display, value=judgement.display, **facts)
        return
    if roster is None or not set(of_rows) <= set(roster.columns):
        return
    reporter.sheet = roster.sheet
    for row in range(len(roster.rows)):
        values = {field: (roster.column(field) or [])[row] for field in of_rows}
        facts = None if None in values.values() else rule.check(**known, **values)
        if facts is not None:
            at = of_rows[0]
            name = (roster.column("name") or [""])[row]
            reporter.add(
                rule,
                cell=roster.cell(row, at),
                field=at,
                value=values[at],
                display=judgement.display,
                name=name,
                **values,
                **facts,
            )


def _before_policy(judgements: Iterable[Judgement], profiles: Sequence[Profile]) -> list[Finding]:
    findings: list[Finding] = []
    for profile in profiles:
        own = [each for each in judgements if each.observation.profile == profile.id]
        early = [each for each in own if each.observation.period < each.threshold.since]
        if early:
            period, since = early[0].observation.period, max(each.threshold.since for each in early)
            Reporter(None, findings, [], None, None, period).report(
                "before_policy", value=period, since=since, expected=since, period=period
            )
    return findings
