"""Which language, and the texts of the interface.

Texts of rules, fields and indicators stand in both languages where these are defined (`model.text.Text`);
what the commands themselves say goes through the standard gettext catalogues in `locale/`, whose source
language is English and which the build compiles.
"""

import errno
import gettext
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DOMAIN = "preschool_metrics"
_COMMAND = re.compile(r"(?m)(^[^\S\n]*:(?=:)|##(?=\[|vso\[))")
_LOCALE = Path(__file__).parent / "locale"
_current: list[Language] = ["zh"]


def from_environment() -> Language:
    """Return the language that the environment asks for (LC_ALL, LC_MESSAGES, LANG), Chinese where it names none."""
    asked = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if asked.lower().startswith("en") else "zh"


def speak(language: Language) -> None:
    """Set the language of the interface for this process."""
    _current[0] = language


def spoken() -> Language:
    """Return the language that `speak` set, Chinese by default."""
    return _current[0]


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language for a while: what is made meanwhile is in it, whatever the messages around it are in."""
    before = spoken()
    speak(language)
    try:
        yield
    finally:
        speak(before)


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, _LOCALE, [language], fallback=True)


def _(message: str) -> str:
    """Translate an interface text into the language spoken."""
    return _catalogue(_current[0]).gettext(message)


def uncommanding(text: str) -> str:
    """Return a text in which no line is a command to the runner of GitHub or Azure, whose log it may go to."""
    return _COMMAND.sub(r"\1 ", text) if ":" in text or "##" in text else text


def harmless(written: str) -> str:
    """Return a text without controls, direction marks and line breaks: it steers nothing."""
    return written if written.isprintable() else "".join(map(_harmless, written))


def _harmless(sign: str) -> str:
    category = unicodedata.category(sign)
    if category.startswith("Z") or sign in "\t\n\v\f\r":
        return " "
    return "" if category in {"Cc", "Cf", "Cs"} else sign


def reason_of(error: Exception) -> str:
    """Say why a file cannot be read or written, in the language spoken; of what is rare in the system's own words."""
    known = _reasons().get(error.errno or 0) if isinstance(error, OSError) else None
    return known or getattr(error, "strerror", None) or str(error)


def _reasons() -> dict[int, str]:
    return {
        errno.ENOENT: _("there is no such file"),
        errno.EISDIR: _("it is a folder, not a file"),
        errno.ENOTDIR: _("a file stands where a folder is needed"),
        errno.EEXIST: _("a file stands where a folder is needed"),
        errno.EACCES: _("no permission"),
        errno.EPERM: _("no permission"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.ENOSPC: _("no space left on the disk"),
        errno.EDQUOT: _("no space left on the disk"),
        errno.EFBIG: _("too large for the disk"),
        errno.EROFS: _("the disk cannot be written to"),
        errno.EBADF: _("it is closed"),
    }
