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


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "schema",
        help=_("Print the JSON Schema of `check --format json`, of a return's records, or of `diff --format json`."),
    )(schema)


def schema(subject: Annotated[Subject, typer.Argument(help=_("check, return or diff"))] = Subject.CHECK) -> None:
    """Print a JSON Schema."""
    from preschool_metrics.report.diff_document import diff_schema
    from preschool_metrics.report.json import json_schema, return_schema

    made = {Subject.CHECK: json_schema, Subject.RETURN: return_schema, Subject.DIFF: diff_schema}[subject]()
    emit_machine(json.dumps(made, ensure_ascii=False, indent=2) + "\n")
