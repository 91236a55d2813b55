"""A wrong command line, said in one line and in the language spoken: the parser itself says it in English, over four."""

import re
from collections.abc import Iterator
from typing import Final

import typer

from preschool_metrics.language import _

_NAMED: Final = re.compile(r"Invalid value for (?P<option>'.*?'(?: / '.*?')*): (?P<rest>.*)", re.DOTALL)
_PLAIN: Final = re.compile(r"Invalid value: |Value error, ")


def is_help(error: typer.TyperException) -> bool:
    """Tell whether an error is the page of help that stands for a bare command, and is to be shown as it is."""
    return type(error).__name__ == "NoArgsIsHelpError"


def usage_line(error: typer.TyperException) -> str:
    """Return what is wrong, with which option, and where the help is."""
    said = error.format_message() if hasattr(error, "format_message") else str(error)
    named = _NAMED.fullmatch(said)
    reason = _reason(_PLAIN.sub("", named["rest"] if named else said))
    option = named["option"].replace("'", "") + ": " if named else ""
    context = getattr(error, "ctx", None)
    return option + reason + (_(" (help: {command} -h)").format(command=context.command_path) if context else "")


def _reason(said: str) -> str:
    for pattern, words in _words():
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found:
            return words.format(**{name: value.replace("'", "") for name, value in found.groupdict().items()})
    return said


def _words() -> Iterator[tuple[str, str]]:
    """Yield what the parser says, and how we do."""
    yield r"No such option: (?P<name>\S+)", _("there is no option {name}")
    yield (
        r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.*)\)",
        _("there is no option {name}; did you mean {near}?"),
    )
    yield r"No such command '(?P<name>.*?)'\.", _("there is no command {name}")
    yield (
        r"No such command '(?P<name>.*?)'\. Did you mean (?P<near>.*)\?",
        _("there is no command {name}; did you mean {near}?"),
    )
    yield r"Missing (?:argument|option|parameter) '?(?P<name>.*?)'?\..*", _("{name} is missing")
    yield r"'(?P<value>.*)' is not one of (?P<known>.*)\.", _("{value} is none of {known}")
    yield r"Input should be greater than or equal to (?P<least>\S+)", _("must be at least {least}")
    yield r"Input should be a valid integer.*", _("must be a whole number")
    yield r"Option '(?P<name>.*?)' requires an argument\.?", _("{name} needs a value")
    yield r"Option '(?P<name>.*?)' does not take a value\.", _("{name} takes no value")
    yield r"Got unexpected extra argument(?:\(s\)|s)? \((?P<extra>.*)\)", _("too many arguments: {extra}")
