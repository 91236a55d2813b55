"""A user's bounds of figures whose returns are missing, from TOML."""

from pathlib import Path

from preschool_metrics.catalogue.toml_file import read_toml
from preschool_metrics.errors import InputError
from preschool_metrics.language import _, reason_of
from preschool_metrics.model.measures import MEASURABLE

_ENDS = 2


def load_bounds(path: Path) -> dict[str, dict[str, tuple[int, int]]]:
    """Load bounds: a table an area, in it a field a line, as [least, most] or one whole number.

    Raises InputError where the file cannot be read or says something else.
    """
    try:
        raw = read_toml(path)
    except (OSError, ValueError) as error:
        raise InputError(
            _("{path}: cannot be read as TOML: {error}").format(path=path, error=reason_of(error))
        ) from None
    bounds: dict[str, dict[str, tuple[int, int]]] = {}
    for area, fields in raw.items():
        if not isinstance(fields, dict):
            raise InputError(_("{path}: {name} is no table of an area").format(path=path, name=area))
        bounds[area] = {name: _range(path, f"{area}.{name}", name, value) for name, value in fields.items()}
    return bounds


def _range(path: Path, place: str, name: str, value: object) -> tuple[int, int]:
    ends = [value, value] if isinstance(value, int) else value
    whole = isinstance(ends, list) and len(ends) == _ENDS and all(type(end) is int and end >= 0 for end in ends)
    if name not in MEASURABLE or not whole or not isinstance(ends, list) or ends[0] > ends[1]:
        raise InputError(_("{path}: {place} is no [least, most] of a field").format(path=path, place=place))
    return ends[0], ends[1]
