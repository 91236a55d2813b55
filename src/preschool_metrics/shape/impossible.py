"""The lines of a layout file that cannot be meant, each told with its key and why."""

from collections.abc import Iterator, Mapping
from typing import Any

from preschool_metrics.catalogue.mistakes import hint
from preschool_metrics.language import _, spoken
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.returns import Cover, Record
from preschool_metrics.shape.headings import RECORDS, column_meaning, field_of
from preschool_metrics.shape.meant import closed_fields, field_ids, word_of
from preschool_metrics.shape.words import ARROW, heading_path_key, sheet_key, value_key

_KEYS = {"headings": heading_path_key, "rows": value_key, "sheets": sheet_key, "header_rows": sheet_key}


def impossible(raw: Mapping[str, Any], place: str = "") -> Iterator[str]:
    """Yield the mistakes of a section and of those in it: what its types alone do not show."""
    for name, key in _KEYS.items():
        if isinstance(raw.get(name), dict):
            yield from _alike(raw[name], key, f"{place}{name}")
    if isinstance(raw.get("headings"), dict):
        yield from _misplaced(raw["headings"], f"{place}headings", raw.get("kind"))
    if isinstance(raw.get("values"), dict):
        yield from _values(raw["values"], f"{place}values")
    for name in ("sheets", "files"):
        for key, section in raw[name].items() if isinstance(raw.get(name), dict) else ():
            if isinstance(section, dict):
                yield from impossible(section, f"{place}{name}.{key}.")


def _alike(table: Mapping[str, Any], key: Any, place: str) -> Iterator[str]:
    """Yield the keys of which nothing is left to compare, and those that are one once units and blanks are taken off."""
    first: dict[str, str] = {}
    for text in table:
        if not key(text).strip(ARROW):
            yield f"{place}.{text!r}: " + _("there is no word in it to go by")
            continue
        other = first.setdefault(key(text), text)
        if other is not text:
            yield f"{place}.{text}: " + _("is the same as {other}").format(other=other)


def _misplaced(headings: Mapping[str, Any], place: str, kind: object) -> Iterator[str]:
    """Yield the headings of a table that are mapped to a field of the cover, or of a table of another kind."""
    for text, field in headings.items():
        if field not in field_ids():
            continue
        path = tuple(text.split(ARROW))
        homes = [record for record in (*RECORDS.values(), Cover) if field in described(record)]
        known = [record for record in (*RECORDS.values(), Cover) if field_of(record, column_meaning(path))]
        of_cover = Cover in homes and ((len(path) > 1 and homes == [Cover]) or (known and not set(known) & set(homes)))
        record = RECORDS.get({"childcare_points": "points"}.get(str(kind), str(kind)))  # type: ignore[call-overload]
        if of_cover or (record and record not in homes and Cover not in homes):
            yield f"{place}.{text}: " + _("{field} is a field of {home}, not of {table}").format(
                field=f"{_heading(homes[0], field)} {field}",
                home=_home(Cover if of_cover else homes[0]),
                table=_home(record or next(iter(known), RECORDS["roster"])),
            )


def _heading(record: type[Record], field: str) -> str:
    return described(record)[field].heading.say(spoken())


def _home(record: type[Record]) -> str:
    kind = next((kind for kind, each in RECORDS.items() if each is record), "cover")
    return {
        "roster": _("a roster"),
        "summary": _("a summary"),
        "points": _("a roster of day-care points"),
        "explanations": _("the explanations"),
        "tasks": _("the tasks"),
        "cover": _("the cover"),
    }[kind]


def _values(fields: Mapping[str, Any], place: str) -> Iterator[str]:
    """Yield the values of fields that hold no words of a closed list, and words that are no value of their field."""
    for field, words in fields.items():
        if field not in closed_fields():
            yield f"{place}.{field}: " + _no_values(field)
        elif isinstance(words, dict):
            yield from _alike(words, value_key, f"{place}.{field}")
            known = closed_fields()[field].words
            for text, word in words.items():
                if isinstance(word, str) and word_of(field, word) is None:
                    every = [*known, *(way for ways in known.values() for way in ways)]
                    yield f"{place}.{field}.{text}: " + _("{value} is none of {known}{hint}").format(
                        value=word, known=", ".join(ways[0] for ways in known.values()), hint=hint(word, every)
                    )


def _no_values(field: str) -> str:
    if field not in field_ids():
        return _("no field has the id {name}{hint} (docs/fields.md lists them)").format(
            name=field, hint=hint(field, field_ids())
        )
    return _("the field holds no words of a closed list; those that do: {known}").format(
        known=", ".join(closed_fields())
    )
