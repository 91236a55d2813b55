"""The sheet 反馈 that an annotated workbook begins with: what is written into it and, when it comes back, read again."""

from typing import Final

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
