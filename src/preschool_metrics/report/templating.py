"""Jinja as an office may use it: sandboxed, strict, and with errors that say where, what, and what exists instead."""

import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from jinja2 import FileSystemLoader, TemplateNotFound, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from preschool_metrics.errors import TemplateError
from preschool_metrics.language import Language, _
from preschool_metrics.report.missing import Missing, Noted, short
from preschool_metrics.report.templates import Templates
from preschool_metrics.report.view import View

_LONGEST_TEXT: Final = 100_000
_MOST_SECONDS: Final = 60


class _Environment(ImmutableSandboxedEnvironment):
    """No template may grow a text or a number without bounds: `'a' * 10 ** 9` is refused."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        numbers = isinstance(left, int) and isinstance(right, int)
        if operator == "**" or not numbers or abs(left * right) > _LONGEST_TEXT:
            raise JinjaError(_("a template does not calculate: {operator}").format(operator=operator))
        return super().call_binop(context, operator, left, right)


def environment(
    templates: Templates,
    kind: str,
    language: Language,
    *,
    finalize: Callable[[object], object] = lambda value: "—" if value is None else value,
) -> ImmutableSandboxedEnvironment:
    """Return the environment of the templates of a kind; `t(zh, en)` gives the text of the report's language.

    What a template prints goes through `finalize` and is then made harmless in HTML, unless it is Markup by then.
    """
    base = Missing if templates.notes is None else Noted
    made = _Environment(
        loader=FileSystemLoader([str(folder) for folder in templates.folders(kind)]),
        undefined=type(base.__name__, (base,), {"notes": templates.notes}),
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals = {"t": lambda zh, en: zh if language == "zh" else en}
    return made


def context_of(view: View) -> dict[str, Any]:
    """Return the variables of a template: the parts of the view."""
    return {each.name: getattr(view, each.name) for each in fields(view)}


def render_template(made: ImmutableSandboxedEnvironment, name: str, variables: Mapping[str, Any]) -> str:
    """Render a template.

    Raises TemplateError with its place: file and line, and what is wrong.
    """
    made.undefined.known = sorted({*variables, *made.globals})  # type: ignore[attr-defined]
    try:
        with in_time():
            return made.get_template(name).render(variables)
    except TemplateSyntaxError as error:
        raise TemplateError(f"{short(error.filename or name)}:{error.lineno}: {error.message}") from error
    except Exception as error:
        raise TemplateError(f"{place_of(error, made) or name}: {_said(error)}") from error


@contextmanager
def in_time() -> Iterator[None]:
    """Give a template so much processor time: a loop in a loop must not hang a month's batch.

    Raises JinjaError where it takes longer. There is no limit in a thread, or on Windows.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise JinjaError(_("it takes longer than {seconds} seconds").format(seconds=_MOST_SECONDS))

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _said(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return _("there is no template {name}").format(name=error.name)
    return str(error) if isinstance(error, JinjaError) else f"{type(error).__name__}: {error}"


def place_of(error: BaseException, made: ImmutableSandboxedEnvironment) -> str:
    """Return the innermost line of a template that an error came through; empty where it came through none."""
    folders = [Path(folder) for folder in getattr(made.loader, "searchpath", ())]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if any(folder in path.parents for folder in folders):
            return f"{short(frame.filename)}:{frame.lineno}"
    return ""
