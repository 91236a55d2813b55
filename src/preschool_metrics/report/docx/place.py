"""Where in a Word template something is wrong: the part of the document, and the text of the paragraph."""

import re
import traceback
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError

from preschool_metrics.errors import TemplateError
from preschool_metrics.language import _

if TYPE_CHECKING:
    from jinja2 import Environment

_SHOWN: Final = 60  # characters of a paragraph, enough to find it by
_NOTE: Final = re.compile(r"<template>:(?P<line>\d+): (?P<problem>.*)", re.DOTALL)
CORE: Final = "docProps/core.xml"
_BROKEN: Final = (JinjaError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def placed(rendering: Callable[[], str], file: str, part: str, texts: Sequence[str], environment: "Environment") -> str:
    """Return what a rendering makes; its error, and what a check notes meanwhile, get the text that they come from.

    `texts` are those of the template's lines. Raises TemplateError.
    """
    try:
        rendered = rendering()
    except _BROKEN as error:
        raise template_error(file, part, texts[_line_of(error) - 1], _said(error)) from error
    notes: dict[str, None] = getattr(environment.undefined, "notes", None) or {}
    for line, problem in _taken_out(notes):
        notes[str(template_error(file, part, texts[line - 1], problem))] = None
    return rendered


def template_error(file: str, part: str, text: str, problem: str) -> TemplateError:
    """Return the error of a place: file, part of the package, the text around, and what is wrong with it."""
    shown = f" “{text[:_SHOWN]}”" if text else ""
    return TemplateError(f"{file}: {_place(part.removeprefix('/'))}{shown}: {problem}")


def _place(part: str) -> str:
    """Return a part of the package in the words of those who write documents."""
    words = {
        "word/document": _("text"),
        "word/header": _("header"),
        "word/footer": _("footer"),
        "word/footnotes": _("footnotes"),
        "word/charts": _("chart"),
        CORE: _("properties of the file"),
    }
    return next((word for start, word in words.items() if part.startswith(start)), part)


def _said(error: Exception) -> str:
    return str(error) if isinstance(error, JinjaError) else f"{type(error).__name__}: {error}"


def _line_of(error: Exception) -> int:
    """Return the line of a template that an error came from; the first where it names none."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return (lines[-1] if lines else None) or 1


def _taken_out(notes: dict[str, None]) -> list[tuple[int, str]]:
    """Take out what a check has noted by its line alone, which tells nobody where in a document it is."""
    found = [(note, _NOTE.fullmatch(note)) for note in notes]
    for note, match in found:
        if match:
            del notes[note]
    return [(int(match["line"]), match["problem"]) for _note, match in found if match]
