"""Findings as they are made: a rule, a place and the facts of its message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from preschool_metrics.model.address import located
from preschool_metrics.model.finding import Finding, NotEvaluated, Remark
from preschool_metrics.model.measures import heading_of
from preschool_metrics.model.rule import Rule
from preschool_metrics.model.text import Text
from preschool_metrics.validate.rule import rule_named, rule_of


@dataclass(slots=True)
class Reporter:
    """Collects the findings of one file; sheet, area and period are filled in as they become known.

    A finding of a whole run has no file.
    """

    file: str | None
    findings: list[Finding] = field(default_factory=list)
    not_evaluated: list[NotEvaluated] = field(default_factory=list)
    sheet: str | None = None
    area: str | None = None
    period: str | None = None

    def report(self, called: str, /, **place: Any) -> None:
        """Report a rule by the name its stage has for it."""
        self.add(rule_named(called), **place)

    def add(self, rule: Rule, /, *, prefix: Text | None = None, related: tuple[str, ...] = (), **facts: Any) -> None:
        """Add a finding; `cell`, `field`, `value`, `expected` and `sheet` among the facts become its own.

        So does `subject`, which only a finding without a cell in its row needs to name.
        """
        sheet, cell = located(facts.get("sheet", self.sheet) or "", facts.get("cell") or "")
        facts["sheet"], facts["cell"] = sheet or None, cell or None
        message = rule.message.fill(
            **{"area": self.area, "period": self.period, **facts, "related": "、".join(related)}
        )
        if prefix:
            message = Text(f"{prefix.zh}：{message.zh}", f"{prefix.en}: {message.en}")
        self.findings.append(
            Finding.model_construct(
                code=rule.code,
                severity=rule.severity,
                file=self.file,
                sheet=facts["sheet"],
                cell=facts["cell"],
                related=related,
                area=self.area,
                period=self.period,
                subject=facts.get("subject"),
                field=facts.get("field"),
                value=_text(facts.get("value")),
                expected=_text(facts.get("expected")),
                message=message,
                affects=(),
                effects=(),
                can_flip=False,
                margin=None,
                explained=False,
                baseline=None,
            )
        )

    def remark(self, remark: Remark) -> None:
        """Add the finding of a flaw that an earlier stage noticed."""
        facts: dict[str, Any] = dict(remark.facts)
        if remark.field:
            facts.setdefault("heading", heading_of(remark.field))
        self.add(
            rule_of(remark.flaw),
            related=remark.related,
            sheet=remark.sheet,
            cell=remark.cell,
            field=remark.field,
            value=remark.value,
            **facts,
        )

    def skip(self, rule: str, reason: Text) -> None:
        """Note that a rule was not evaluated, and why."""
        self.not_evaluated.append(NotEvaluated(rule, self.file, self.area, self.period, reason))


class Told(NamedTuple):
    """What rules said, and what could not be held to them."""

    findings: list[Finding]
    not_evaluated: list[NotEvaluated]


def no_columns(fields: Sequence[str]) -> Text:
    """Return the reason of a rule whose columns a layout lacks."""
    columns = headings(tuple(fields))
    return Text(f"没有列：{columns.zh}", f"no column: {columns.en}")


def rows_lack(blanks: Mapping[str, int]) -> Text:
    """Return the reason of a rule that some rows could not be held to: how often each field is blank."""
    columns, most = headings(tuple(blanks)), max(blanks.values())
    return Text(f"{most} 行缺值：{columns.zh}", f"{most} rows lack: {columns.en}")


def headings(names: list[str] | tuple[str, ...]) -> Text:
    """Return the headings of fields as a list in each language."""
    return _headings(tuple(names))


@lru_cache(maxsize=512)
def _headings(names: tuple[str, ...]) -> Text:
    texts = [heading_of(name) for name in names]
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


def _text(value: object) -> str | None:
    return value.zh if isinstance(value, Text) else None if value is None else str(value)
