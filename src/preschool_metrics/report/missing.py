"""What a template names and does not exist: said with what exists instead, at once or all together."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from types import FrameType
from typing import Any, ClassVar

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from preschool_metrics.language import _


class Missing(StrictUndefined):
    """Something that a template names and that does not exist; its message says what does.

    known   the variables of the template; each environment has a class of its own, so that it knows its own
    """

    known: ClassVar[Sequence[str]] = ()

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        if self._undefined_exception is SecurityError:
            return _("{name} is not for templates").format(name=name)
        if owner is missing:
            return self._undefined_hint or unknown(name, self.known)
        return unknown(f"{type(owner).__name__}.{name}", names_of(owner))


def _noted(instead: Callable[[], Any]) -> Callable[..., Any]:
    """Return a method that notes what is missing and goes on with something empty."""

    def used(self: "Noted", *_arguments: object) -> Any:  # noqa: ANN401 - whatever the method returns
        self._note()
        return instead()

    return used


class Noted(Missing):
    """Something that does not exist, noted and then taken for nothing, so that all of it is found in one go.

    notes   what was missing and where, each once
    """

    notes: ClassVar[dict[str, None]] = {}

    def _note(self) -> None:
        frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - the only way to the line of a template
        while frame and "debug_info" not in frame.f_globals:
            frame = frame.f_back
        place = f"{_place(frame)}: " if frame else ""
        self.notes[f"{place}{self._undefined_message}"] = None

    def __getattr__(self, name: str) -> "Noted":
        """Note it, and take what it is asked for as missing too."""
        if name.startswith("__"):
            raise AttributeError(name)
        self._note()
        return self

    __str__ = _noted(str)
    __iter__ = _noted(lambda: iter(()))
    __len__ = __hash__ = _noted(int)
    __bool__ = __contains__ = __eq__ = _noted(bool)
    __ne__ = _noted(lambda: True)
    __call__ = __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _noted(str)
    __truediv__ = __rtruediv__ = __mod__ = __neg__ = __lt__ = __le__ = __gt__ = __ge__ = _noted(str)


def _place(frame: FrameType) -> str:
    """Return file and line of the template that a frame runs: Jinja keeps which line made which."""
    lines = dict(pair.split("=") for pair in frame.f_globals["debug_info"].split("&") if "=" in pair)
    before = [(int(made), int(line)) for line, made in lines.items() if int(made) <= frame.f_lineno]
    return f"{short(frame.f_code.co_filename)}:{max(before, default=(0, 1))[1]}"


def short(file: str) -> str:
    """Return a template's file as it is called: html/towns.j2."""
    return "/".join(Path(file).parts[-2:])


def unknown(name: str, known: Sequence[str]) -> str:
    """Say that there is no such thing, which one may be meant, and all there are."""
    if not known:
        return _("there is no {name}").format(name=name)
    close = get_close_matches(name.rpartition(".")[2], known, 1, 0.6)
    if close:
        return _("there is no {name}; did you mean {suggestion}? There are: {known}").format(
            name=name, suggestion=close[0], known=", ".join(known)
        )
    return _("there is no {name}; there are: {known}").format(name=name, known=", ".join(known))


def names_of(owner: object) -> list[str]:
    """Return what a template can ask an object for."""
    if isinstance(owner, Mapping):
        return [str(name) for name in owner]
    if is_dataclass(owner):
        return [each.name for each in fields(owner)]
    return list(getattr(owner, "_fields", ()))
