"""The rules registered: each by its decorator, found by code, by flaw, by name or by what it reads."""

import inspect
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, Final

from preschool_metrics.model.finding import Flaw, Severity
from preschool_metrics.model.rule import FAMILIES, Check, Facts, Reads, Rule
from preschool_metrics.model.text import Text

__all__ = [
    "FAMILIES",
    "Facts",
    "Rule",
    "all_rules",
    "noticed",
    "placed",
    "rule",
    "rule_named",
    "rule_of",
    "rules_reading",
]

_MODULES: Final = ("file", "explanation", "value", "row", "table", "across", "period", "policy", "task")


_rules: dict[str, Rule] = {}
_placed: dict[str, str] = {}


def rule(
    code: str, severity: Severity, title: Text, message: Text, *, reads: Reads, **about: Any
) -> Callable[[Check], Check]:
    """Register a function as the check of a rule; its parameters name the fields that it reads.

    A parameter with a default is a field that a layout may lack; a keyword-only `usual` asks for what changes are usual.
    The function returns None where the rule holds, else
    the facts of the message (`expected` among them where there is one).
    """

    def register(check: Check) -> Check:
        every = inspect.signature(check).parameters
        parameters = [each for each in every.values() if each.kind is not each.KEYWORD_ONLY]
        optional = {each.name: each.default for each in parameters if each.default is not each.empty}
        _add(
            Rule(
                code=code,
                severity=severity,
                title=title,
                message=message,
                reads=reads,
                check=check,
                fields=tuple(each.name for each in parameters),
                optional=optional,
                usual="usual" in every,
                **about,
            )
        )
        return check

    return register


def noticed(
    flaw: Flaw, code: str, severity: Severity, title: Text, message: Text, *, reads: Reads = "workbook", **about: Any
) -> None:
    """Register the rule of a flaw that reading or shaping notices."""
    _add(Rule(code=code, severity=severity, title=title, message=message, reads=reads, flaw=flaw, **about))


def placed(
    name: str, code: str, severity: Severity, title: Text, message: Text, *, reads: Reads = "return", **about: Any
) -> None:
    """Register a rule that the stage itself applies while it places values; `name` is what the stage calls it."""
    _add(Rule(code=code, severity=severity, title=title, message=message, reads=reads, **about))
    _placed[name] = code


def _add(new: Rule) -> None:
    if new.code in _rules:
        msg = f"{new.code} is taken by {_rules[new.code].title.en!r}"
        raise ValueError(msg)
    _rules[new.code] = new


@cache
def all_rules() -> dict[str, Rule]:
    """Return every rule by code, in the order of the codes."""
    for module in _MODULES:
        import_module(f"preschool_metrics.validate.rules.{module}")
    return dict(sorted(_rules.items()))


def rule_named(name: str) -> Rule:
    """Return the rule that the stage calls by this name."""
    return all_rules()[_placed[name]]


@cache
def rule_of(flaw: Flaw) -> Rule:
    """Return the rule of a flaw."""
    return next(each for each in all_rules().values() if each.flaw is flaw)


@cache
def rules_reading(what: Reads) -> tuple[Rule, ...]:
    """Return the rules whose check is called with this."""
    return tuple(each for each in all_rules().values() if each.reads == what and each.check)
