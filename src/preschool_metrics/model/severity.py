"""How serious a finding is."""

from typing import Final, Literal

from preschool_metrics.model.text import Text

Severity = Literal["error", "query", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "query", "info")
SEVERITY_WORDS: Final[dict[Severity, Text]] = {
    "error": Text("错误", "error"),
    "query": Text("核实", "query"),
    "info": Text("提示", "info"),
}
