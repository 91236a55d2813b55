"""`schema`: the JSON Schema of the document, or of a return."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from preschool_metrics.cli.output import emit_machine
from preschool_metrics.language import _


class Subject(StrEnum):
    """What a schema is published of."""

    CHECK = "check"
    RETURN = "return"
    DIFF = "diff"
    PLAN = "plan"
    WHATIF = "whatif"
    TREND = "trend"
    CLAUSES = "clauses"


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "schema", help=_("Print the JSON Schema of a JSON document, by default of `check`, or of a return's records.")
    )(schema)


def schema(
    subject: Annotated[
        Subject, typer.Argument(help=_("check, return, diff, plan, whatif, trend or clauses"))
    ] = Subject.CHECK,
) -> None:
    """Print a JSON Schema."""
    from preschool_metrics.report.clauses import clauses_schema
    from preschool_metrics.report.diff_document import diff_schema
    from preschool_metrics.report.json import json_schema, return_schema
    from preschool_metrics.report.plans import plan_schema
    from preschool_metrics.report.trend_document import trend_schema
    from preschool_metrics.report.what_if import what_if_schema

    schemas = {
        Subject.CHECK: json_schema,
        Subject.RETURN: return_schema,
        Subject.DIFF: diff_schema,
        Subject.PLAN: plan_schema,
        Subject.WHATIF: what_if_schema,
        Subject.TREND: trend_schema,
        Subject.CLAUSES: clauses_schema,
    }
    made = schemas[subject]()
    emit_machine(json.dumps(made, ensure_ascii=False, indent=2) + "\n")
