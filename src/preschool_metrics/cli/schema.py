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


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("schema", help=_("Print the JSON Schema of `check --format json`, or of a return's records."))(schema)


def schema(subject: Annotated[Subject, typer.Argument(help=_("check or return"))] = Subject.CHECK) -> None:
    """Print a JSON Schema."""
    from preschool_metrics.report.json import json_schema, return_schema

    made = json_schema() if subject is Subject.CHECK else return_schema()
    emit_machine(json.dumps(made, ensure_ascii=False, indent=2) + "\n")
