"""Settings from a file: the same names as the options, checked, and weaker than the command line.

`preschool-metrics.toml`, or `[tool.preschool-metrics]` of `pyproject.toml`, in the working folder, or `--config FILE`.
What stands at the top holds for every command that has such an option; a table named as a command for that one only.
"""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import typer

from preschool_metrics.errors import SettingsError
from preschool_metrics.language import _, reason_of

OWN_FILE: Final = "preschool-metrics.toml"
SHARED_FILE: Final = "pyproject.toml"
_TABLE: Final = "preschool-metrics"
# The classes of the parser are typer's own in one version and click's in another: what is used here both have.
Command = Any
Option = Any


class Settings(NamedTuple):
    """What a file sets; `source` is how errors call it."""

    source: str
    values: Mapping[str, Any]

    def of(self, command: str, key: str) -> object:
        """Return what is set for a command: its own table counts before what holds for all."""
        own = self.values.get(command)
        return own[key] if isinstance(own, dict) and key in own else self.values.get(key)


def find_settings(named: str | None) -> Settings | None:
    """Read the file that is named, else the one of the working folder, if there is any.

    Raises SettingsError where it cannot be read.
    """
    there = (path for path in map(Path, (OWN_FILE, SHARED_FILE)) if path.is_file())
    path = Path(named) if named else next(there, None)
    if path is None:
        return None
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: {reason_of(error)}") from None
    if path.name != SHARED_FILE:
        return Settings(str(path), _parsed(path, content))
    if _TABLE.encode() not in content:
        return None  # a file of other tools, and theirs to understand
    tools = _table(_parsed(path, content).get("tool", {}), str(path), "tool")
    return Settings(str(path), _table(tools.get(_TABLE, {}), str(path), f"tool.{_TABLE}"))


def _parsed(path: Path, content: bytes) -> dict[str, Any]:
    from preschool_metrics.catalogue.toml_file import parse_toml

    try:
        return parse_toml(content)
    except ValueError as error:
        raise SettingsError(_("{path}: cannot be read as TOML: {error}").format(path=path, error=error)) from None


def _table(value: object, source: str, key: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(_("{source}: {key} must be a table").format(source=source, key=key))
    return value


def options_of(command: Command) -> dict[str, Option]:
    """Return the options of a command by their long names, without the dashes."""
    return {
        name.removeprefix("--"): parameter
        for parameter in command.params
        if parameter.param_type_name == "option"
        for name in parameter.opts
        if name.startswith("--")
    }


def defaults(
    settings: Settings, command: Command, commands: Collection[str], every_option: Callable[[], set[str]]
) -> dict[str, Any]:
    """Return what the parameters of a command are where the command line does not say.

    `commands` are the names of all, and `every_option` gives those of all their options: it is asked only where a key is
    none of this command's. Raises SettingsError for an unknown key, or a value that the option does not take.
    """
    source, options = settings.source, options_of(command)
    tables = {key: _table(settings.values[key], source, key) for key in commands if key in settings.values}
    top = {key: value for key, value in settings.values.items() if key not in tables}
    own = tables.get(command.name, {})
    known = {*options, *commands} if top.keys() <= options.keys() else {*options, *commands, *every_option()}
    unknown = [key for key in top if key not in known]
    unknown += [f"{command.name}.{key}" for key in own if key not in options]
    if unknown:
        raise _unknown(source, unknown[0], known)
    placed = {key: (key, value) for key, value in top.items() if key in options}
    placed |= {key: (f"{command.name}.{key}", value) for key, value in own.items()}
    context = typer.Context(command, info_name=command.name)
    return {
        options[key].name: _taken(options[key], value, context, f"{source}: {place}")
        for key, (place, value) in placed.items()
    }


def _unknown(source: str, key: str, known: Collection[str]) -> SettingsError:
    from difflib import get_close_matches

    near = get_close_matches(key.rpartition(".")[2].replace("_", "-"), sorted(known), 1)
    hint = _(" (did you mean {suggestion}?)").format(suggestion=near[0]) if near else ""
    return SettingsError(_("{source}: unknown key {key}{hint}").format(source=source, key=key, hint=hint))


def _taken(option: Option, value: object, context: typer.Context, place: str) -> object:
    """Return a value that an option takes: a text alone for one that may be repeated is one of them."""
    value = [value] if option.multiple and isinstance(value, str) else value
    if not _is_of_kind(option, value):
        raise SettingsError(_("{place}: {value} is not what the option takes").format(place=place, value=repr(value)))
    try:
        taken = option.process_value(context, value)
    except (typer.BadParameter, TypeError, ValueError) as error:
        reason = str(getattr(error, "message", error)).removeprefix("Value error, ")
        raise SettingsError(f"{place}: {reason}") from None
    if isinstance(taken, int) != isinstance(value, int):  # the parser reads numbers out of texts, a file writes them
        raise SettingsError(_("{place}: {value} is not what the option takes").format(place=place, value=repr(value)))
    return value


def _is_of_kind(option: Option, value: object) -> bool:
    """Tell whether a value is of the kind that the option's syntax has: a switch, a list of texts, or one value."""
    if option.is_flag:
        return isinstance(value, bool)
    if option.multiple:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return isinstance(value, str | int) and not isinstance(value, bool)
