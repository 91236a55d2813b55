"""The sheet 反馈 that an annotated workbook begins with: what is written into it and, when it comes back, read again."""

from typing import Final, NamedTuple

from preschool_metrics.model.finding import Severity

SHEET: Final = "反馈"
# What tells our sheet from one that happens to have its name: it survives every program that saves a workbook.
MARK: Final = "preschool-metrics 反馈 1"
OF_FILE: Final = "原文件："  # in a workbook that stands beside the return it is about
AUTHOR: Final = "preschool-metrics"
HEADINGS: Final = {
    "number": "序号",
    "severity": "类别",
    "rule": "规则",
    "sheet": "工作表",
    "cell": "单元格",
    "kindergarten": "幼儿园",
    "field": "填报项",
    "value": "现值",
    "expected": "应为",
    "message": "问题",
    "fix": "怎样改",
    "explanation": "情况说明",
    "explained_by": "说明人",
}
READ_BACK: Final = ("rule", "sheet", "cell", "kindergarten", "field", "value", "explanation", "explained_by")


class Item(NamedTuple):
    """A finding as the town reads it: where, what, and how to mend it; texts are Chinese, as the return is.

    related       further cells of the same finding, as D7 or 封面!B9
    explanation   what the town has said to it before, where that still holds
    """

    code: str
    severity: Severity
    sheet: str | None
    cell: str | None
    related: tuple[str, ...]
    kindergarten: str | None
    field: str | None
    value: str | None
    expected: str | None
    message: str
    fix: str
    explained: bool
    explanation: str | None
    explained_by: str | None


class Feedback(NamedTuple):
    """What a town is told of its return; `about` is the return's name where the sheet stands in a workbook of its own."""

    title: str
    items: tuple[Item, ...]
    about: str | None = None
