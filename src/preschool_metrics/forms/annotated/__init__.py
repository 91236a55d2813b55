"""The submitter's own workbook back: marks and notes on its cells, and a first sheet 反馈."""

from preschool_metrics.forms.annotated.beside import side_workbook
from preschool_metrics.forms.annotated.copy import annotated
from preschool_metrics.forms.annotated.splice import DAMAGED, UnpatchableError

__all__ = ["DAMAGED", "UnpatchableError", "annotated", "side_workbook"]
