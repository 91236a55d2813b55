"""The rules that read figures, and returns side by side."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from preschool_metrics.model.finding import Finding
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.rule import Rule
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import TownReturn
from preschool_metrics.validate.pairs import value_of
from preschool_metrics.validate.report import Reporter, Told, no_columns, rows_lack
from preschool_metrics.validate.rule import rules_reading
from preschool_metrics.validate.summary import compare_with_cover, compare_with_roster


def double_returns(returns: Sequence[TownReturn]) -> tuple[list[TownReturn], list[Finding]]:
    """Return the returns that count, and what there is to say of each area and month that has several.

    A town's own return goes before what a list of several towns holds of it: the district's summary is compared with
    it, a row in another town's roster is an error there. Of two returns of its own none counts.
    """
    by_key: dict[tuple[str, str], list[TownReturn]] = {}
    for report in returns:
        by_key.setdefault((report.area, report.period), []).append(report)
    findings: list[Finding] = []
    counted = [one for several in by_key.values() if (one := _counting(several, findings)) is not None]
    return counted, findings


def _counting(several: Sequence[TownReturn], findings: list[Finding]) -> TownReturn | None:
    """Return the one of several returns of an area and month that counts, None where nobody can say."""
    own = [report for report in several if not report.multi] or [report for report in several if report.roster]
    if len(several) > 1 and len(own) == 1:
        for other in several:
            if other is not own[0]:
                _compare(other, own[0], findings)
        return own[0]
    if len(several) > 1:
        first = several[0]
        reporter = Reporter(first.file, findings, [], None, first.area, first.period)
        files = "、".join(report.file for report in several)
        reporter.report("double_return", files=files, related=tuple(report.file for report in several[1:]))
        return None
    return several[0]


def _compare(other: TownReturn, own: TownReturn, findings: list[Finding]) -> None:
    """Say where what another file holds of a town differs from the town's own return."""
    reporter = Reporter(other.file, findings, [], None, other.area, other.period)
    if other.roster is not None:
        fields = [field for field in ("area", "name") if field in other.roster.columns]
        cell = other.roster.cell(0, fields[0]) if fields and other.roster.rows else None
        place = {
            "sheet": other.roster.sheet,
            "cell": cell,
            "field": "area",
            "value": other.area,
            "expected": other.area,
        }
        reporter.report("other_town", area=other.file, **place)
    if own.roster is not None:
        compare_with_roster(other.summary, own.roster, reporter)
    compare_with_cover(other.summary, {**own.summary, **own.cover}, reporter, every=own.roster is None)


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


def second_pass(judgements: Sequence[Judgement], returns: Sequence[TownReturn], profiles: Sequence[Profile]) -> Told:
    """Hold each town to the rules that read its judgements: of an indicator the one of the first profile that has it."""
    by_area = {report.area: report for report in returns}
    policies = policies_of(profiles)
    towns: dict[tuple[str, str], Judgement] = {}
    for each in judgements:
        if each.observation.level == "town" and not each.observation.direct:
            towns.setdefault((each.observation.area, each.observation.indicator.id), each)
    told = Told(_before_policy(judgements, profiles), [])
    for (area, indicator), judgement in towns.items():
        for rule in rules_reading("judgement"):
            if area in by_area and rule.at == indicator and (not rule.of_policy or rule.code in policies):
                _hold(rule, judgement, by_area[area], told)
    return told


def _hold(rule: Rule, judgement: Judgement, report: TownReturn, told: Told) -> None:
    """Hold a town to a rule of an indicator: once, or for each of its kindergartens where the rule reads their fields."""
    observation = judgement.observation
    known: dict[str, Any] = {"numerator": observation.numerator, "denominator": observation.denominator}
    reporter = Reporter(report.file, told.findings, told.not_evaluated, None, report.area, report.period)
    of_rows = [field for field in rule.fields if field not in known]
    if None in known.values():
        title = observation.indicator.title
        reporter.skip(rule.code, Text(f"{title.zh}无法计算", f"{title.en} cannot be computed"))
    elif of_rows:
        _hold_rows(rule, of_rows, {**known, "display": judgement.display}, report, reporter)
    elif rule.check and (facts := rule.check(**known)) is not None:
        reporter.add(rule, field=None, display=judgement.display, value=judgement.display, **facts)


def _hold_rows(
    rule: Rule, fields: Sequence[str], known: dict[str, Any], report: TownReturn, reporter: Reporter
) -> None:
    """A field with a default may be blank; without its column, or with another one blank, a row is not looked at."""
    needed = [field for field in fields if field not in (rule.optional or {})]
    roster = report.roster
    absent = [field for field in fields if roster is None or field not in roster.columns]
    if roster is None or absent:
        reporter.skip(rule.code, no_columns(absent))
        return
    reporter.sheet = roster.sheet
    blanks: Counter[str] = Counter()
    operands = {name: value for name, value in known.items() if name != "display"}
    for row, values in enumerate(zip(*(roster.column(field) or () for field in fields), strict=True)):
        given = dict(zip(fields, values, strict=True))
        if None in values and (unknown := [field for field in needed if given[field] is None]):
            blanks.update(unknown)
            continue
        facts = rule.check(**operands, **given) if rule.check else None
        if facts is not None:
            at = next((field for field in fields if given[field] is None), fields[0])  # a blank is what is to be filled
            place = {"cell": roster.cell(row, at), "field": at, "value": given[at]}
            reporter.add(rule, **{**known, **given, "name": value_of(roster, row, "name"), **place, **facts})
    if blanks:
        reporter.skip(rule.code, rows_lack(blanks))


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
