"""What each rule came to for each workbook: passed, failed, or not evaluated and why."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from preschool_metrics.model.assessment import Input
from preschool_metrics.model.finding import Finding, NotEvaluated, Outcome, Result
from preschool_metrics.model.rule import Reads, Rule, Sheet
from preschool_metrics.model.text import Text
from preschool_metrics.model.town_return import TownReturn
from preschool_metrics.validate.report import headings
from preschool_metrics.validate.rule import all_rules, rule_named

_UNREAD: Final = Text("文件未能读取", "the file could not be read")
_UNCOUNTED: Final = Text("报表未计入", "the return does not count")
_NO_SHEET: Final[dict[Sheet, Text]] = {
    "roster": Text("没有名册", "no roster"),
    "summary": Text("没有汇总表", "no summary"),
    "points": Text("没有托幼点名册", "no list of day-care points"),
}
_OTHER_LAYOUT: Final = Text("本表的列不涉及", "does not concern the columns of this return")
_OF_ROWS: Final[dict[Reads, Sheet]] = {"kindergarten": "roster", "summary": "summary", "kindergarten_change": "roster"}
_OF_FIGURES: Final = frozenset({"judgement", "town_change", "kindergarten_change", "point_change"})
Told = TypeVar("Told")


def outcomes(
    inputs: Iterable[Input],
    returns: Sequence[TownReturn],
    findings: Sequence[Finding],
    skipped: Sequence[NotEvaluated],
    policies: Collection[str],
) -> Iterator[Outcome]:
    """Yield an outcome for each workbook and rule, in the order of the inputs and of the codes; those of the run last.

    `returns` are those that count; `policies` the codes of the policy rules that the profiles ask for: others hold
    nowhere and have no outcome.
    """
    found = _by_place((file, finding.code, finding) for finding in findings for file in _places(finding))
    reasons = _by_place((each.file, each.rule, each.reason) for each in skipped)
    by_file: dict[str, list[TownReturn]] = {}
    for report in returns:
        by_file.setdefault(report.file, []).append(report)
    for each in inputs:
        for rule in all_rules().values():
            if rule.reads != "run" and (not rule.of_policy or rule.code in policies):
                place = (each.path, rule.code)
                yield _outcome(each, rule, by_file.get(each.path, []), found.get(place, []), reasons.get(place, []))
    for finding in findings:
        if finding.file is None:
            result: Result = "passed" if finding.explained else "failed"
            yield Outcome(None, finding.area, finding.period, finding.code, result, None, (finding,))


def _by_place(told: Iterable[tuple[str | None, str, Told]]) -> dict[tuple[str | None, str], list[Told]]:
    places: dict[tuple[str | None, str], list[Told]] = {}
    for file, code, each in told:
        places.setdefault((file, code), []).append(each)
    return places


def _places(finding: Finding) -> tuple[str | None, ...]:
    """Return the files that a finding speaks of: two returns of one town are told of each."""
    others = finding.related if finding.code == rule_named("double_return").code else ()
    return (finding.file, *others)


def _outcome(
    file: Input, rule: Rule, returns: Sequence[TownReturn], found: Sequence[Finding], reasons: Sequence[Text]
) -> Outcome:
    reason = _joined(reasons) if reasons else _not_held_to(file, rule, returns)
    open_ones = [finding for finding in found if not finding.explained]
    result: Result = "failed" if open_ones else "not_evaluated" if reason and not found else "passed"
    return Outcome(file.path, file.area, file.period, rule.code, result, reason, tuple(found))


def _joined(reasons: Iterable[Text]) -> Text:
    once = dict.fromkeys(reasons)
    return Text("；".join(each.zh for each in once), "; ".join(each.en for each in once))


def _not_held_to(file: Input, rule: Rule, returns: Sequence[TownReturn]) -> Text | None:
    """Return why there was nothing to hold to the rule."""
    if not file.read:
        return _UNREAD
    if not returns and (rule.reads in _OF_FIGURES or rule.reads in _OF_ROWS):
        return _UNCOUNTED
    needed = (*rule.needs, *((_OF_ROWS[rule.reads],) if rule.reads in _OF_ROWS else ()))
    lacking = [sheet for sheet in needed if returns and not any(_has(report, sheet) for report in returns)]
    if lacking:
        return _NO_SHEET[lacking[0]]
    if rule.moot and all(rule.moot(report.roster.columns) for report in returns if report.roster):
        return _OTHER_LAYOUT
    return _unstated(rule, returns) if rule.reads == "return" and rule.check else None


def _has(report: TownReturn, sheet: Sheet) -> bool:
    return bool(report.summary) if sheet == "summary" else getattr(report, sheet) is not None


def _unstated(rule: Rule, returns: Sequence[TownReturn]) -> Text | None:
    """Return which figures of the cover or the summary no return states."""
    absent = [
        field
        for field in rule.fields
        if not any(
            figures[field].value is not None
            for report in returns
            for figures in (report.cover, report.summary)
            if field in figures
        )
    ]
    columns = headings(absent)
    return Text(f"未填：{columns.zh}", f"not stated: {columns.en}") if absent else None
