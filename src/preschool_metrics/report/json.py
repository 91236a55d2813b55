"""The machine format: one JSON object, its schema published."""

import json
from typing import Any

from preschool_metrics.language import Language
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report.document import Document, document


def render_json(assessment: Assessment, language: Language) -> str:
    """Return the document as JSON: keys in a fixed order, an entry of a list on a line of its own."""
    made = document(assessment, language)
    return "{\n" + ",\n".join(f"{_json(key)}: {_member(value)}" for key, value in made.items()) + "\n}\n"


def _member(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n" + ",\n".join(map(_json, value)) + "\n]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the document."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(Document).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "preschool-metrics check"}


def return_schema() -> dict[str, Any]:
    """Return the JSON Schema of a return's records, from the data dictionary."""
    from pydantic.json_schema import models_json_schema

    from preschool_metrics.model.returns import ChildcarePoint, Cover, Explanation, Kindergarten, Summary, Task

    records = (Cover, Kindergarten, Summary, ChildcarePoint, Explanation, Task)
    schema = models_json_schema([(record, "validation") for record in records], title="preschool-metrics return")[1]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
