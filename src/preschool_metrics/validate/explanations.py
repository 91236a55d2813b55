"""Explanations that come back: read from 说明 and 反馈, matched to the findings that they explain."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from preschool_metrics.model.draft import Draft, Table
from preschool_metrics.model.explanation import Explanation, Standing
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.measures import heading_of
from preschool_metrics.model.spelling import bare, one_width
from preschool_metrics.validate.names import name_key
from preschool_metrics.validate.report import Reporter

_CODE = re.compile(r"PM\d{3}")
_PLACE = re.compile(r"(?:'?(?P<sheet>[^'!]+)'?!)?\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[1-9]\d{0,6})")
_RANK: Final[dict[Standing, int]] = {"accepted": 0, "stale": 1, "refused": 2, "unmatched": 3}


class Settled(NamedTuple):
    """Findings with what was said to them, every explanation with its standing, and what is to be said of these."""

    findings: list[Finding]
    explanations: tuple[Explanation, ...]
    remarks: list[Finding]


def explanations_of(draft: Draft, file: str) -> Iterator[Explanation]:
    """Yield the explanations of a workbook; those of one that stands beside a return are about that return."""
    about = PurePosixPath(file).with_name(draft.about).as_posix() if draft.about else file
    for table in draft.tables:
        if table.kind == "explanations":
            yield from _of_table(table, file, about)


def _of_table(table: Table, file: str, about: str) -> Iterator[Explanation]:
    fields = table.fields()
    column = table.columns[fields.index("explanation")]
    rows = [
        (number, {field: str(value) for field, value in zip(fields, row, strict=True) if value is not None})
        for number, row in zip(table.numbers, table.rows, strict=True)
    ]
    for number, said in [(number, said) for number, said in rows if "explanation" in said]:
        code = _CODE.search(bare(said.get("rule", "")).upper())
        place = _PLACE.fullmatch(bare(said.get("cell", "")).upper())
        yield Explanation(
            file, table.sheet, table.address(number, column), about, said["explanation"], said.get("explained_by"),
            code.group() if code else said.get("rule"),
            said.get("sheet") or (_sheet_of(said["cell"]) if place else None),
            place["column"] + place["row"] if place else said.get("cell"),
            said.get("kindergarten"), said.get("field"), said.get("value"),
        )  # fmt: skip


def _sheet_of(place: str) -> str | None:
    """Return the sheet of 封面!B9 as it was typed."""
    sheet, mark, _cell = one_width(place).rpartition("!")
    return sheet.strip(" '") if mark else None


def settle(findings: Sequence[Finding], explanations: Iterable[Explanation]) -> Settled:
    """Match explanations to findings of their file: by rule and row, else by rule and cell, else by rule alone.

    A query is explained; an error is not, nor a query whose value is another one than was explained.
    """
    by_rule: dict[tuple[str | None, str | None], list[int]] = {}
    for at, finding in enumerate(findings):
        if finding.severity != "info":
            by_rule.setdefault((finding.file, finding.code), []).append(at)
            by_rule.setdefault((finding.file, None), []).append(at)
    settled, said, remarks = list(findings), [], list[Finding]()
    for each in explanations:
        meant = _meant(each, {at: findings[at] for at in by_rule.get((each.about, each.rule), [])})
        explanation = each._replace(standing=_standing(each, [findings[at] for at in meant]))
        said.append(explanation)
        for at in meant:
            settled[at] = _with(settled[at], explanation)
        remarks += _remark(explanation, next((findings[at] for at in meant), None))
    return Settled(settled, tuple(said), remarks)


def _meant(each: Explanation, findings: dict[int, Finding]) -> list[int]:
    """Return which of the findings of its file, and of its rule if it names one, an explanation means."""
    if each.field:
        findings = {at: finding for at, finding in findings.items() if each.field == heading(finding)}
    if each.kindergarten:
        key = name_key(each.kindergarten)
        return [at for at, finding in findings.items() if finding.subject and name_key(finding.subject) == key]
    if each.of_cell:
        return [at for at, finding in findings.items() if _at(finding, each)]
    whole = [at for at, finding in findings.items() if finding.cell is None]
    return (whole or list(findings) if len(whole or findings) == 1 else []) if each.rule else []


def _at(finding: Finding, each: Explanation) -> bool:
    here = each.of_cell in (finding.cell, *finding.related)
    return here and (each.of_sheet is None or each.of_sheet == finding.sheet)


def heading(finding: Finding) -> str | None:
    """Return the Chinese heading of a finding's field."""
    return heading_of(finding.field).zh if finding.field else None


def _standing(each: Explanation, meant: Sequence[Finding]) -> Standing:
    if not meant:
        return "unmatched"
    queries = [finding for finding in meant if finding.severity == "query"]
    if not queries:
        return "refused"
    return "accepted" if all(each.value is None or _same(each.value, finding.value) for finding in queries) else "stale"


def _same(one: str, other: str | None) -> bool:
    """Tell whether two values are one: 12 and 12.0 are."""
    try:
        return Decimal(one) == Decimal(other or "")
    except InvalidOperation:
        return bare(one) == bare(other or "")


def _with(finding: Finding, explanation: Explanation) -> Finding:
    """Return a finding with what was said to it; of several explanations the one that counts is kept."""
    known = finding.explanation
    if known and _RANK[known.standing] <= _RANK[explanation.standing]:
        return finding
    if finding.severity == "error":
        explanation = explanation._replace(standing="refused")
    explained = finding.severity == "query" and explanation.standing == "accepted"
    return finding.model_copy(update={"explained": explained, "explanation": explanation})


def _remark(explanation: Explanation, finding: Finding | None) -> Iterator[Finding]:
    """Say which explanations clear nothing; a stale one is said of at its finding, which stays open."""
    names = {"refused": "explained_error", "unmatched": "explains_nothing"}
    if explanation.standing in names:
        reporter = Reporter(explanation.file)
        reporter.report(
            names[explanation.standing], sheet=explanation.sheet, cell=explanation.cell, value=explanation.text,
            rule=explanation.rule or "—", place=explanation.of_cell or "—",
            **({"related": (f"{finding.sheet}!{finding.cell}",)} if finding and finding.cell else {}),
        )  # fmt: skip
        yield from reporter.findings
