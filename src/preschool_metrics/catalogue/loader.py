"""Profiles from TOML, refused with all their mistakes at once."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from preschool_metrics.catalogue.mistakes import mistakes_in
from preschool_metrics.catalogue.toml_file import read_toml
from preschool_metrics.errors import ProfileError
from preschool_metrics.language import _, reason_of
from preschool_metrics.model.policy import Profile

DEFAULT_PROFILE = "wuqing-2023"
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
    raw = parsed(name, path)
    if isinstance(raw.get("clauses"), str):
        raw["clauses"] = path.parent / raw["clauses"]
    try:
        return Profile.model_validate(raw)
    except ValidationError as error:
        raise ProfileError(name, mistakes_in(error, raw, Profile)) from None


def parsed(name: str, path: Path) -> dict[str, Any]:
    """Return what a TOML file of the catalogue holds, its numbers exact; raises ProfileError where it holds none."""
    try:
        return read_toml(path, Decimal)
    except FileNotFoundError:
        known = ", ".join(shipped_profiles())
        raise ProfileError(
            name, [_("no such profile; shipped: {known}; or give the path of a .toml file").format(known=known)]
        ) from None
    except (OSError, ValueError) as error:
        raise ProfileError(name, [_("cannot be read as TOML: {error}").format(error=reason_of(error))]) from None
