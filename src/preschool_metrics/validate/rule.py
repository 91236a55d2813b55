"""A rule: one function whose parameters are the fields that it reads, with everything that is said of it beside it."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Final, Literal

from preschool_metrics.model.finding import Flaw, Severity
from preschool_metrics.model.text import Text

Reads = Literal["workbook", "cell", "kindergarten", "summary", "table", "return", "returns", "judgement"]
Facts = Mapping[str, Any]
Check = Callable[..., Facts | None]
Shown = Mapping[str, Any] | str | bytes | None

FAMILIES: Final = {
    "1": Text("文件", "file"),
    "2": Text("取值", "value"),
    "3": Text("行内", "row"),
    "4": Text("表内", "table"),
    "5": Text("表间", "across sheets"),
    "6": Text("跨期", "across periods"),
    "7": Text("政策", "policy"),
}
_MODULES: Final = ("file", "value", "row", "table", "across", "policy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Everything about a rule.

    code      PM, family digit and number; never changes meaning
    reads     what the check is called with: the fields of a kindergarten or a summary row, a table, a return …
    at        the field whose cell a finding names
    fields    the fields read; those in `optional` may be absent from the layout and then have that value
    of_policy       holds only where a profile asks for it by its code
    passes, fails   an example on each side: a row as a mapping, a workbook as Markdown, or a file as bytes
    """

    code: str
    severity: Severity
    title: Text
    message: Text
    fix: Text
    basis: Text
    reads: Reads
    passes: Shown
    fails: Shown
    at: str | None = None
    flaw: Flaw | None = None
    check: Check | None = None
    fields: tuple[str, ...] = ()
    optional: Mapping[str, int] | None = None
    of_policy: bool = False

    @property
    def family(self) -> Text:
        """The family that the code's first digit names."""
        return FAMILIES[self.code[2]]


_rules: dict[str, Rule] = {}
_placed: dict[str, str] = {}


def rule(code: str, severity: Severity, title: Text, message: Text, *, reads: Reads, **about: Any) -> Callable[[Check], Check]:
    """Register a function as the check of a rule; its parameters name the fields that it reads.

    A parameter with a default is a field that a layout may lack. The function returns None where the rule holds, else
    the facts of the message (`expected` among them where there is one).
    """

    def register(check: Check) -> Check:
        parameters = inspect.signature(check).parameters.values()
        optional = {each.name: each.default for each in parameters if each.default is not each.empty}
        _add(
            Rule(
                code=code, severity=severity, title=title, message=message, reads=reads, check=check,
                fields=tuple(each.name for each in parameters), optional=optional, **about,
            )  # fmt: skip
        )
        return check

    return register


def noticed(flaw: Flaw, code: str, severity: Severity, title: Text, message: Text, *, reads: Reads = "workbook", **about: Any) -> None:
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
