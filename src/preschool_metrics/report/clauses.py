"""The clauses as a document: JSON, and one row a clause as CSV."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from typing_extensions import TypedDict  # pydantic makes a schema of typing's own only from Python 3.12 on

from preschool_metrics.language import Language, _
from preschool_metrics.model.clauses import ClauseState, Kind, Part, PartKind, Place, State
from preschool_metrics.model.task import Every

SCHEMA_VERSION = "1"


class AreaEntry(TypedDict):
    """What an area has reached of a share."""

    area: str
    done: str


class PartEntry(TypedDict):
    """One thing that a clause asks for: an indicator, a share of sites, a task."""

    kind: PartKind
    id: str
    title: str
    target: str | None
    every: Every
    done: str | None
    state: State | None
    missed: list[str]
    unknown: list[str]
    areas: list[AreaEntry]


class ClauseEntry(TypedDict):
    """A clause and where it stands; `state` is null where no return was asked, `due` a month, null where it holds at once.

    `target` and `done` are those of its parts, by semicolons; null where the document names no line.
    """

    id: str
    clause: str
    title: str
    kind: Kind
    level: list[Place]
    quote: str
    target: str | None
    due: str | None
    lead: list[str]
    responsible: list[str]
    state: State | None
    done: str | None
    date: str | None
    evidence: str | None
    missing: list[str]
    notes: str | None
    parts: list[PartEntry]


class ClausesDocument(TypedDict):
    """What `clauses --format json` prints."""

    schema_version: str
    profile: str
    period: str | None
    clauses: list[ClauseEntry]


COLUMNS = tuple(name for name in ClauseEntry.__annotations__ if name != "parts")


def render_clauses_json(states: Sequence[ClauseState], profile: str, period: str | None, language: Language) -> str:
    """Return the document as JSON, a clause a line."""
    head: dict[str, Any] = {"schema_version": SCHEMA_VERSION, "profile": profile, "period": period}
    lines = ",\n".join(json.dumps(clause_entry(each, language), ensure_ascii=False) for each in states)
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "clauses": [\n{lines}\n]}}\n'


def render_clauses_csv(states: Sequence[ClauseState], language: Language) -> str:
    """Return one row a clause; lists are joined by blanks."""
    from preschool_metrics.report.csv import csv_of

    return csv_of(COLUMNS, (clause_entry(each, language) for each in states))


def clauses_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the document."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(ClausesDocument).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "preschool-metrics clauses"}


def clause_entry(state: ClauseState, language: Language) -> ClauseEntry:
    """Return one clause."""
    clause, parts = state.clause, state.parts
    days = [part.on for part in parts if part.on]
    return {
        "id": clause.id,
        "clause": clause.clause,
        "title": clause.title.say(language),
        "kind": clause.kind,
        "level": list(clause.levels),
        "quote": clause.quote,
        "target": "; ".join(part.target for part in parts if part.target) or None,
        "due": state.due,
        "lead": list(clause.lead),
        "responsible": list(clause.responsible),
        "state": state.state,
        "done": "; ".join(part.done or "—" for part in parts) if any(part.done for part in parts) else None,
        "date": max(days).isoformat() if days else None,
        "evidence": "; ".join(part.evidence for part in parts if part.evidence) or None,
        "missing": missing_of(state, language),
        "notes": clause.notes.say(language) if clause.notes else None,
        "parts": [_part_entry(part, language) for part in parts],
    }


def _part_entry(part: Part, language: Language) -> PartEntry:
    return {
        "kind": part.kind,
        "id": part.id,
        "title": part.title.say(language),
        "target": part.target or None,
        "every": part.every,
        "done": part.done,
        "state": part.state,
        "missed": list(part.missed),
        "unknown": list(part.unknown),
        "areas": [{"area": area, "done": done} for area, done in part.areas],
    }


def missing_of(state: ClauseState, language: Language, most: int | None = None) -> list[str]:
    """Return what a clause lacks, a sentence each: what is short, who misses the line, of whom it is not known.

    `most` names are listed, and how many more there are. What several parts do not know alike is said once.
    """
    several, unknown = len(state.parts) > 1, {part.unknown for part in state.parts if part.unknown}
    sentences = [
        f"{part.title.say(language)} {sentence}" if several else sentence
        for part in state.parts
        for sentence in _sentences(part, most, alike=len(unknown) == 1)
    ]
    return [*sentences, *(_not_reported(names, most) for names in unknown if len(unknown) == 1)]


def _sentences(part: Part, most: int | None, *, alike: bool) -> Iterator[str]:
    if part.short:
        yield _("short: {number}").format(number=part.short)
    if part.missed:
        words = {"rule": _("against it: {names}"), "trend": _("more than before: {names}")}
        yield words.get(part.kind, _("not there yet: {names}")).format(names=_names(part.missed, most))
    if part.unknown and not alike:
        yield _not_reported(part.unknown, most)


def _not_reported(names: Sequence[str], most: int | None) -> str:
    return _("not reported: {names}").format(names=_names(names, most))


def _names(names: Sequence[str], most: int | None) -> str:
    shown = names if most is None else names[:most]
    more = len(names) - len(shown)
    listed = _(", ").join(shown)
    return _("{names} and {number} more").format(names=listed, number=more) if more else listed


def state_word(state: State) -> str:
    """Return the word for a state."""
    words: dict[State, str] = {
        "done": _("done"),
        "in_progress": _("under way"),
        "overdue": _("overdue"),
        "not_reported": _("not reported"),
        "not_judged": _("shown only"),
    }
    return words[state]


def target_of(part: Part) -> str:
    """Return the line of a part as printed, with how often it is due; nothing where there is none."""
    every = {
        "total": "{target}",
        "year": _("{target} a year"),
        "half_year": _("{target} a half-year"),
    }
    return every[part.every].format(target=part.target) if part.target else ""
