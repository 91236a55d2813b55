"""Plans as a machine reads them: their shape, which is the published schema, and their entries."""

import json
from collections.abc import Sequence
from typing import Any

from typing_extensions import TypedDict  # pydantic makes a schema of typing's own only from Python 3.12 on

from preschool_metrics.language import Language
from preschool_metrics.model.actions import ActionName
from preschool_metrics.model.plan import Plan, Step
from preschool_metrics.report.document import ObservationEntry, observation_entry


class StepEntry(TypedDict):
    """One action; `count` is null where the figures do not say, `kindergarten` the one that changes hands whole."""

    action: ActionName
    count: int | None
    kindergarten: str | None
    why: str


class PlanEntry(TypedDict):
    """The least-cost actions for an area, and its observations after them."""

    profile: str
    area: str
    optimal: bool
    cost: int | None
    actions: list[StepEntry]
    after: list[ObservationEntry]


class PlanDocument(TypedDict):
    """What `plan --format json` prints."""

    plans: list[PlanEntry]


def plan_document(plans: Sequence[Plan], language: Language) -> PlanDocument:
    """Return the document of plans, its reasons in a language."""
    return {"plans": [plan_entry(plan, language) for plan in plans]}


def plan_entry(plan: Plan, language: Language) -> PlanEntry:
    """Return one plan."""
    return {
        "profile": plan.profile,
        "area": plan.area,
        "optimal": plan.optimal,
        "cost": plan.cost,
        "actions": [_step(step, language) for step in plan.steps],
        "after": [observation_entry(each) for each in plan.after],
    }


def _step(step: Step, language: Language) -> StepEntry:
    return {
        "action": step.action,
        "count": step.count,
        "kindergarten": step.kindergarten,
        "why": step.why.say(language),
    }


def render_plans(plans: Sequence[Plan], language: Language) -> str:
    """Return the plans as JSON, an entry on a line of its own."""
    entries = plan_document(plans, language)["plans"]
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    return f'{{"plans": [\n{lines}\n]}}\n' if entries else '{"plans": []}\n'


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the document."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(PlanDocument).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "preschool-metrics plan"}
