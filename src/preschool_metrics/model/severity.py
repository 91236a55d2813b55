"""How serious a finding is."""

from typing import Literal

Severity = Literal["error", "query", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "query", "info")
