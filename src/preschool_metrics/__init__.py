"""Preschool indicators of a district from the spreadsheet returns of its towns.

The verbs of the command line, as functions: `assess`, `read_return`, `load_profile`, `render`.
"""

from preschool_metrics._version import __version__

TYPE_CHECKING = False  # not from typing: `--version` must not wait for it
if TYPE_CHECKING:
    from preschool_metrics.catalogue import load_profile
    from preschool_metrics.errors import PreschoolMetricsError
    from preschool_metrics.report import render
    from preschool_metrics.report.tables import to_frame
    from preschool_metrics.workflow.assess import assess, read_return

__all__ = ["PreschoolMetricsError", "__version__", "assess", "load_profile", "read_return", "render", "to_frame"]

_HOMES = {
    "assess": "workflow.assess",
    "read_return": "workflow.assess",
    "load_profile": "catalogue",
    "render": "report",
    "to_frame": "report.tables",
    "PreschoolMetricsError": "errors",
}


def __getattr__(name: str) -> object:
    """Import a verb when it is first used: `--version` must not wait for pydantic."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(name)
