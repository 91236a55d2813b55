"""The application: its commands, its exit codes, and what happens to an error."""

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final, NoReturn

import typer
import typer.main

from preschool_metrics.cli.output import say
from preschool_metrics.cli.settings import Command, Settings, defaults, find_settings, options_of
from preschool_metrics.errors import PreschoolMetricsError, RequestError
from preschool_metrics.language import LANGUAGES, Language, _, from_environment, reason_of, speak

USAGE: Final = 2
NOTHING_TO_DO: Final = 3
INTERNAL: Final = 4
PROGRAM: Final = "preschool-metrics"
CONFIG: Final = "--config"
_LONGEST: Final = 200
_TAKES_NO_MORE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EBADF, errno.EIO, errno.ENAMETOOLONG})
COMMANDS: Final = (
    "check",
    "report",
    "annotate",
    "diff",
    "templates",
    "plan",
    "whatif",
    "trend",
    "inspect",
    "form",
    "demo",
    "explain",
    "clauses",
    "indicators",
    "rules",
    "profiles",
    "areas",
    "schema",
)


def run() -> None:
    """Build the application in the language asked for and run it; never a traceback."""
    arguments, named = _without_config(sys.argv[1:])
    speak(_language_of(arguments) or from_environment())
    _bear_any_encoding()
    try:
        settings = find_settings(named)
        command = next((name for name in arguments[:1] if name in COMMANDS), None)
        if settings and command:
            speak(_language_of([*_set_language(settings, command), *arguments]) or from_environment())
        group = parser(arguments)
        known = {command: _defaults(settings, group, command)} if settings and command else None
        given = arguments if named else None
        sys.exit(group(given, PROGRAM, default_map=known, standalone_mode=False))
    except typer.TyperException as error:
        _refuse(error)
    except RequestError as error:
        say(str(error))
        sys.exit(USAGE)
    except PreschoolMetricsError as error:
        say(str(error))
        sys.exit(NOTHING_TO_DO)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - the last resort
        _give_up(error)


def build(arguments: Sequence[str] = ()) -> typer.Typer:
    """Return the application, its help texts in the language spoken now.

    Where the arguments name a command, only that one is imported: the others would double the start.
    """
    from preschool_metrics.cli import root

    app = typer.Typer(
        help=_("Indicators of preschool education from town returns: read, check, judge, explain."),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(root.root)
    asked = [name for name in arguments[:1] if name in COMMANDS]
    for name in asked or COMMANDS:
        import_module(f"preschool_metrics.cli.{name}").add_to(app)
    return app


def parser(arguments: Sequence[str] = ()) -> Command:
    """Return the parser of the application; below every command's help stands what is true of all."""
    group: Command = typer.main.get_command(build(arguments))
    for command in group.commands.values():
        command.epilog = _("Options can also be set in preschool-metrics.toml; --config FILE names another file.")
    return group


def _without_config(arguments: list[str]) -> tuple[list[str], str | None]:
    """Take `--config FILE` out of the arguments: it is every command's, and is needed before any is built."""
    for at, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if argument == "--":
            break
        if name == CONFIG and (equals or at + 1 < len(arguments)):
            after = at + 1 if equals else at + 2
            return arguments[:at] + arguments[after:], value if equals else arguments[at + 1]
    return arguments, None


def _set_language(settings: Settings, command: str) -> list[str]:
    return ["--lang", str(settings.of(command, "lang"))]


def _defaults(settings: Settings, group: Command, name: str) -> dict[str, Any]:
    def every_option() -> set[str]:
        return {option for other in parser().commands.values() for option in options_of(other)}

    return defaults(settings, group.commands[name], COMMANDS, every_option)


def _language_of(arguments: list[str]) -> Language | None:
    """Find `--lang` before the parser does: help and usage errors are to speak it too."""
    found: Language | None = None
    for at, argument in enumerate(arguments):
        name, _equals, value = argument.partition("=")
        value = value or (arguments[at + 1] if at + 1 < len(arguments) else "")
        if name == "--lang":
            found = next((language for language in LANGUAGES if language == value), found)
    return found


def _refuse(error: typer.TyperException) -> NoReturn:
    from preschool_metrics.cli.usage import is_help, usage_line

    if is_help(error):
        typer.echo(str(error), err=True)
    else:
        say(usage_line(error))
    sys.exit(USAGE)


def _bear_any_encoding() -> None:
    """Let a character that a console or a pipe cannot show become a question mark, in help texts too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _give_up(error: Exception) -> NoReturn:
    """Say in one line what no command has foreseen: a disk or a stream that takes nothing more, else a defect of ours."""
    if isinstance(error, FileNotFoundError) and _is_nowhere():
        say(_("the working folder is gone; go to another one"))
        sys.exit(NOTHING_TO_DO)
    if isinstance(error, OSError) and error.errno in _TAKES_NO_MORE:
        where = error.filename or _("standard output")
        say(f"{where}: {reason_of(error)}")
        sys.exit(NOTHING_TO_DO)
    told = repr(error)[:_LONGEST]
    try:
        say(_("internal error: {error}; please report it with {log}").format(error=told, log=_log(error)))
    except OSError:  # no place even for the log
        say(told)
    sys.exit(INTERNAL)


def _is_nowhere() -> bool:
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _log(error: Exception) -> Path:
    import logging
    import tempfile

    handle, name = tempfile.mkstemp(prefix="preschool-metrics-", suffix=".log")
    os.close(handle)
    logger = logging.getLogger("preschool_metrics.internal")
    logger.propagate = False
    logger.addHandler(logging.FileHandler(name, encoding="utf-8"))
    logger.error("arguments: %s", sys.argv[1:], exc_info=error)
    return Path(name)
