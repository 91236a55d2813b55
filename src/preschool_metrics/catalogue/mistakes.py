"""The mistakes of a TOML file in our own words: where in the file, what is wrong, and what was perhaps meant."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from preschool_metrics.language import _

_ALIKE = 0.6
_SHOWN = 60  # of a value that is not taken


def mistakes_in(error: ValidationError, raw: dict[str, object], model: type[BaseModel]) -> list[str]:
    """Name every mistake of a TOML file once: a list whose items all failed is not also too short."""
    errors = error.errors(include_url=False)
    places = [each["loc"] for each in errors]
    inner = [
        each
        for each in errors
        if not any(len(place) > len(each["loc"]) and place[: len(each["loc"])] == each["loc"] for place in places)
    ]
    return [f"{place_of(raw, each['loc'])}: {_sentence(each, model)}" for each in inner]


def hint(name: str, known: Collection[str]) -> str:
    """Return "; did you mean …?" where a name is like a known one, else nothing."""
    near = get_close_matches(name, sorted(known), 1, _ALIKE)
    return _("; did you mean {suggestion}?").format(suggestion=near[0]) if near else ""


def place_of(raw: object, location: tuple[int | str, ...]) -> str:
    """Return the keys down to a place, `indicators.public_share.thresholds.0.quote`, as far as the file writes them."""
    place = []
    for step in location:
        if not isinstance(raw, dict | list):
            break
        try:
            raw = raw[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            raw = {}
        named = isinstance(step, int) and isinstance(raw, dict) and (raw.get("id") or raw.get("name"))
        place.append(str(named or step))
    return ".".join(place) or _("the file")


def _sentence(error: Mapping[str, Any], model: type[BaseModel]) -> str:
    """Say what is wrong in the language spoken; what a validator of ours says stands as it is."""
    kind, asked = str(error["type"]), error.get("ctx", {})
    if kind in ("value_error", "assertion_error"):
        return str(asked.get("error", error["msg"]))
    if kind == "extra_forbidden":
        name = str(error["loc"][-1])
        return _("there is no such key{hint}").format(hint=hint(name, _keys(model)))
    if kind in ("literal_error", "enum"):
        known = _choices(error)
        return _("{value} is none of {known}{hint}").format(
            value=_shown(error), known=_(", ").join(known), hint=hint(str(error["input"]), known)
        )
    wanted = _wanted(kind, asked)
    return (
        wanted
        if kind == "missing"
        else _("{value} does not belong here: {wanted}").format(value=_shown(error), wanted=wanted)
    )


def _shown(error: Mapping[str, Any]) -> str:
    text = str(error["input"])
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _choices(error: Mapping[str, Any]) -> list[str]:
    """Return what may stand there, out of pydantic's "'a', 'b' or 'c'"."""
    return str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")


def _wanted(kind: str, asked: Mapping[str, Any]) -> str:
    """Return what should stand there, by the kind of the mistake; a kind that nobody has met yet gets the last line."""
    limits = {
        "greater_than": ("gt", _("write a number above {limit}")),
        "greater_than_equal": ("ge", _("write a number of {limit} or more")),
        "less_than": ("lt", _("write a number below {limit}")),
        "less_than_equal": ("le", _("write a number of {limit} or less")),
        "too_short": ("min_length", _("write at least {limit} of them")),
        "too_long": ("max_length", _("write at most {limit} of them")),
        "string_too_short": ("min_length", _("write at least {limit} letters")),
        "string_pattern_mismatch": ("pattern", _("write it in the form {limit}")),
    }
    if kind in limits:
        key, sentence = limits[kind]
        return sentence.format(limit=asked.get(key))
    return next((sentence for start, sentence in _kinds().items() if kind.startswith(start)), _("write it otherwise"))


def _kinds() -> dict[str, str]:
    """Return what to write by the beginning of a mistake's kind."""
    return {
        "missing": _("it is missing"),
        "string": _("write a text in quotation marks"),
        "path": _("write a text in quotation marks"),
        "int": _("write a whole number"),
        "float": _("write a number"),
        "decimal": _("write a number"),
        "finite": _("write a number"),
        "is_instance": _("write a number"),
        "bool": _("write true or false"),
        "date": _("write a date as 2024-03-31"),
        "time": _("write a time of day as 17:00:00"),
        "list": _("write a list in square brackets"),
        "tuple": _("write a list in square brackets"),
        "set": _("write a list in square brackets"),
        "frozen_set": _("write a list in square brackets"),
        "dict": _("write a table of keys and values"),
        "mapping": _("write a table of keys and values"),
        "model": _("write a table of keys and values"),
    }


def _keys(model: type[BaseModel]) -> set[str]:
    """Return every key that a file of this model may hold, at any depth."""
    schema = model.model_json_schema()
    tables = [schema, *schema.get("$defs", {}).values()]
    return {name for table in tables for name in table.get("properties", {})}
