"""What `explain` says: of a rule, of an indicator, of a figure."""

from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from preschool_metrics.language import Language, _
from preschool_metrics.measure.line import line_text
from preschool_metrics.model.measures import heading_of
from preschool_metrics.model.policy import Indicator, Profile
from preschool_metrics.model.rule import Rule, Shown
from preschool_metrics.model.severity import SEVERITY_WORDS
from preschool_metrics.model.text import Text
from preschool_metrics.model.trace import Cells, Trace
from preschool_metrics.report.document import observation_entry
from preschool_metrics.report.words import levels_of, verdict_word

Line = tuple[str, str]
Explained = Rule | Trace | tuple[Profile, Indicator]


def as_text(explained: Explained, language: Language, *, width: int, color: bool) -> str:
    """Return an explanation as text: a title, then a line for each thing said."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    (_name, title), *lines = _lines(explained, language)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, said in lines:
        grid.add_row(Text(name), Text(said))
    console = Console(file=StringIO(), width=width, force_terminal=color, no_color=not color, highlight=False)
    console.print(Text(title, style="bold"))
    console.print(grid)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"  # type: ignore[attr-defined]


def as_record(explained: Explained, language: Language) -> dict[str, Any]:
    """Return an explanation as a record for `--format json`."""
    if isinstance(explained, Trace):
        operands = [
            {
                "field": each.field,
                "cells": [
                    {"file": file, "sheet": cell.sheet, "cell": cell.cell, "value": cell.value}
                    for file, cell in each.cells
                ],
            }
            for each in explained.operands
        ]
        return {"observation": observation_entry(explained.judgement), "operands": operands}
    if isinstance(explained, Rule):
        return _rule_record(explained, language)
    profile, indicator = explained
    return {"profile": profile.id, **indicator.model_dump(mode="json", exclude={"title", "definition"}),
            "title": indicator.title.say(language), "definition": indicator.definition.say(language)}  # fmt: skip


def _rule_record(rule: Rule, language: Language) -> dict[str, Any]:
    texts = {name: getattr(rule, name).say(language) for name in ("family", "title", "message", "fix", "basis")}
    examples = {name: _shown_example(getattr(rule, name), language) for name in ("passes", "fails")}
    return {"code": rule.code, "severity": rule.severity, **texts, "fields": list(rule.fields), **examples}


def _shown_example(example: Shown, language: Language) -> object:
    if isinstance(example, Mapping):
        return {field: value.say(language) if isinstance(value, Text) else value for field, value in example.items()}
    return repr(example) if isinstance(example, bytes) else example


def _example(value: object, language: Language) -> str:
    return "—" if value is None else value.say(language) if isinstance(value, Text) else str(value)


def _lines(explained: Explained, language: Language) -> Iterator[Line]:
    if isinstance(explained, Rule):
        return _of_rule(explained, language)
    if isinstance(explained, Trace):
        return _of_trace(explained, language)
    return _of_indicator(*explained, language)


def _of_rule(rule: Rule, language: Language) -> Iterator[Line]:
    yield _("Rule"), f"{rule.code} {rule.title.say(language)}"
    yield _("Severity"), SEVERITY_WORDS[rule.severity].say(language)
    yield _("Family"), rule.family.say(language)
    yield _("Says"), rule.message.say(language)
    yield _("To do"), rule.fix.say(language)
    yield _("Basis"), rule.basis.say(language)
    if rule.check and rule.fields:
        yield _("Reads"), _(", ").join(_field_name(field, language) for field in rule.fields)
    for name, example in ((_("Passes"), rule.passes), (_("Fails"), rule.fails)):
        if isinstance(example, str):
            yield name, example.strip()
        elif example and not isinstance(example, bytes):
            yield (
                name,
                ", ".join(
                    f"{_field_name(field, language)} = {_example(value, language)}" for field, value in example.items()
                ),
            )


def _of_indicator(profile: Profile, indicator: Indicator, language: Language) -> Iterator[Line]:
    yield _("Indicator"), f"{indicator.id} {indicator.title.say(language)}"
    yield _("Definition"), indicator.definition.say(language)
    yield _("Numerator"), " + ".join(_field_name(field, language) for field in indicator.measure.numerator)
    yield _("Denominator"), " + ".join(_field_name(field, language) for field in indicator.measure.denominator)
    yield _("Policy"), profile.title.say(language)
    source = profile.source
    yield _("Source"), f"《{source.title}》{source.number} {source.issuer} {source.date}"
    for threshold in indicator.thresholds:
        force = _("binding") if threshold.binding else _("strived for")
        since = _("since {period}").format(period=threshold.since)
        yield _("Line"), f"{line_text(threshold, indicator)} · {force} · {levels_of(threshold)} · {since}"
        yield _("Clause"), f"{threshold.clause}：“{threshold.quote}”"
    for example in indicator.examples:
        yield (
            _("Example"),
            f"{example.numerator} / {example.denominator} = {example.display} {verdict_word(example.verdict)}",
        )


def _of_trace(trace: Trace, language: Language) -> Iterator[Line]:
    observation, judgement = trace.judgement.observation, trace.judgement
    yield (
        _("Figure"),
        f"{observation.area} {observation.period} {observation.indicator.title.say(language)} {judgement.display}",
    )
    yield (
        _("Verdict"),
        f"{verdict_word(judgement.verdict)} ({line_text(judgement.threshold, observation.indicator)}, {judgement.threshold.clause})",
    )
    measure = observation.indicator.measure
    if measure.kind == "requirement":
        yield _("Numerator"), _figure(observation.numerator) + " = " + _("sites that meet the need")
        yield _("Denominator"), _figure(observation.denominator) + " = " + _("sites with children")
    else:
        yield _("Numerator"), _operand(observation.numerator, measure.numerator, language)
        yield _("Denominator"), _operand(observation.denominator, measure.denominator, language)
    if judgement.shortfall:
        yield _("Shortfall"), str(judgement.shortfall)
    if observation.missing:
        yield _("Missing"), _(", ").join(_field_name(field, language) for field in observation.missing)
    for operand in trace.operands:
        yield _field_name(operand.field, language), "\n".join(_cells(operand)) or "—"


def _operand(value: int | None, fields: tuple[str, ...], language: Language) -> str:
    return f"{_figure(value)} = {' + '.join(_field_name(field, language) for field in fields)}"


def _figure(value: int | None) -> str:
    return "—" if value is None else str(value)


def _cells(operand: Cells) -> Iterator[str]:
    """One line a sheet: its cells with their values."""
    by_sheet: dict[tuple[str, str], list[str]] = {}
    for file, figure in operand.cells:
        value = "—" if figure.value is None else figure.value
        by_sheet.setdefault((file, figure.sheet), []).append(f"{figure.cell}={value}")
    for (file, sheet), cells in by_sheet.items():
        yield f"{file} > {sheet}: {' '.join(cells)}"


def _field_name(field: str, language: Language) -> str:
    return heading_of(field).say(language)
