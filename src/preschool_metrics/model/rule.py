"""A rule: one function whose parameters are the fields that it reads, with everything that is said of it beside it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from preschool_metrics.model.finding import Flaw, Severity
from preschool_metrics.model.text import Text

Reads = Literal[
    "workbook", "cell", "kindergarten", "summary", "table", "return", "returns", "judgement", "run",
    "town_change", "kindergarten_change", "point_change",
]  # fmt: skip
Sheet = Literal["roster", "summary", "points"]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Everything about a rule.

    code      PM, family digit and number; never changes meaning
    reads     what the check is called with: the fields of a kindergarten or a summary row, a table, a return …
    needs     the sheets without which there is nothing to hold to it: roster, summary; one of `reads` by itself
    at        the field whose cell a finding names
    fields    the fields read; those in `optional` may be absent from the layout and then have that value
    usual           the check also wants to know what changes are usual
    of_policy       holds only where a profile asks for it by its code
    moot            tells of a layout (its columns) that the rule has nothing to say about it
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
    needs: tuple[Sheet, ...] = ()
    at: str | None = None
    flaw: Flaw | None = None
    check: Check | None = None
    fields: tuple[str, ...] = ()
    optional: Mapping[str, int] | None = None
    usual: bool = False
    of_policy: bool = False
    moot: Callable[[Collection[str]], bool] | None = None

    @property
    def family(self) -> Text:
        """The family that the code's first digit names."""
        return FAMILIES[self.code[2]]
