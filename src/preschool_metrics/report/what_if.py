"""What would be, as a machine reads it."""

import json
from typing import Any

from typing_extensions import TypedDict  # pydantic makes a schema of typing's own only from Python 3.12 on

from preschool_metrics.model.what_if import WhatIf
from preschool_metrics.report.document import ObservationEntry, observation_entry


class ChangeEntry(TypedDict):
    """A change made; `before` is null where it was unknown."""

    area: str
    kindergarten: str | None
    field: str
    before: int | str | None
    after: int | str


class WhatIfDocument(TypedDict):
    """What `whatif --format json` prints: the observations that can move, before and after in the same order."""

    changes: list[ChangeEntry]
    before: list[ObservationEntry]
    after: list[ObservationEntry]


def what_if_document(result: WhatIf) -> WhatIfDocument:
    """Return the document."""
    return {
        "changes": [ChangeEntry(**each._asdict()) for each in result.changes],  # type: ignore[typeddict-item]
        "before": [observation_entry(each) for each in result.before],
        "after": [observation_entry(each) for each in result.after],
    }


def render_what_if(result: WhatIf) -> str:
    """Return the document as JSON, an entry on a line of its own."""
    made = what_if_document(result)
    lists = (f'"{key}": [\n' + ",\n".join(_json(each) for each in value) + "\n]" for key, value in made.items())  # type: ignore[attr-defined]
    return "{\n" + ",\n".join(lists) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def what_if_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the document."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(WhatIfDocument).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "preschool-metrics whatif"}
