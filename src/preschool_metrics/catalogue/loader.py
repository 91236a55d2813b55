"""Profiles from TOML, refused with all their mistakes at once."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from preschool_metrics.errors import ProfileError
from preschool_metrics.language import _, reason_of
from preschool_metrics.model.policy import Profile

_SHIPPED = Path(__file__).absolute().parent / "profiles"


def shipped_profiles() -> list[str]:
    """Return the ids of the profiles that come with the tool."""
    return sorted(path.stem for path in _SHIPPED.glob("*.toml"))


def load_profile(name: str) -> Profile:
    """Load a profile by id, or from a user's own TOML file.

    Raises ProfileError with every mistake of the file.
    """
    path = _path(name)
    try:
        state = path.stat()
    except OSError:
        return _load(name, path, 0, 0)
    return _load(name, path, state.st_mtime_ns, state.st_size)


def _path(name: str) -> Path:
    own = name.endswith(".toml") or "/" in name or "\\" in name
    return Path(name).absolute() if own else _SHIPPED / f"{name}.toml"


@cache
def _load(name: str, path: Path, _changed: int, _size: int) -> Profile:
    """Load a file as it was changed last: the same name may mean another file, or another content, later on."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except FileNotFoundError:
        known = ", ".join(shipped_profiles())
        raise ProfileError(
            name, [_("no such profile; shipped: {known}; or give the path of a .toml file").format(known=known)]
        ) from None
    except (OSError, UnicodeDecodeError, RecursionError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(name, [_("cannot be read as TOML: {error}").format(error=reason_of(error))]) from None
    try:
        return Profile.model_validate(raw)
    except ValidationError as error:
        raise ProfileError(name, mistakes_in(error, raw)) from None


def mistakes_in(error: ValidationError, raw: dict[str, object]) -> list[str]:
    """Name every mistake of a TOML file once: a list whose items all failed is not also too short."""
    errors = error.errors()
    places = [each["loc"] for each in errors]
    inner = [
        each
        for each in errors
        if not any(len(place) > len(each["loc"]) and place[: len(each["loc"])] == each["loc"] for place in places)
    ]
    return [_mistake(each, raw) for each in inner]


def _mistake(error: object, raw: dict[str, object]) -> str:
    """Say where in the file: `indicators.public_share.thresholds.0.quote: Field required`."""
    location, message = error["loc"], error["msg"]  # type: ignore[index]
    return f"{'.'.join(_place(raw, location))}: {message.removeprefix('Value error, ')}"


def _place(raw: object, location: tuple[int | str, ...]) -> list[str]:
    place = []
    for step in location:
        try:
            raw = raw[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            raw = None
        named = isinstance(step, int) and isinstance(raw, dict) and (raw.get("id") or raw.get("name"))
        place.append(str(named or step))
    return place or ["profile"]
