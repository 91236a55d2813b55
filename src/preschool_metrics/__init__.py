"""Preschool indicators of a district from the spreadsheet returns of its towns.

The verbs of the command line, as functions: `assess`, `annotate`, `plans_of`, `what_if`, `inspect`, `trace`, `compare`;
`read_return`, `load_profile`, `render`, `to_frame`. The verb `report` has the name of the stage that it calls, so it is
imported from its page: `preschool_metrics.workflow.report`.
"""

from preschool_metrics._version import __version__

TYPE_CHECKING = False  # not from typing: `--version` must not wait for it
if TYPE_CHECKING:
    from preschool_metrics.catalogue import load_profile
    from preschool_metrics.errors import PreschoolMetricsError
    from preschool_metrics.report import render
    from preschool_metrics.report.tables import to_frame
    from preschool_metrics.workflow.annotate import annotate
    from preschool_metrics.workflow.assess import assess, read_return
    from preschool_metrics.workflow.compare import compare
    from preschool_metrics.workflow.inspect import inspect
    from preschool_metrics.workflow.plan import plans_of
    from preschool_metrics.workflow.trace import trace
    from preschool_metrics.workflow.what_if import change_of, what_if

__all__ = [
    "PreschoolMetricsError",
    "__version__",
    "annotate",
    "assess",
    "change_of",
    "compare",
    "inspect",
    "load_profile",
    "plans_of",
    "read_return",
    "render",
    "to_frame",
    "trace",
    "what_if",
]

_HOMES = {
    "annotate": "workflow.annotate",
    "assess": "workflow.assess",
    "change_of": "workflow.what_if",
    "compare": "workflow.compare",
    "inspect": "workflow.inspect",
    "plans_of": "workflow.plan",
    "trace": "workflow.trace",
    "what_if": "workflow.what_if",
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
