"""What can go wrong outside the data, as one family of exceptions.

A fault *in* a return is never an exception but a Finding; these are for everything else.
"""

from pathlib import Path


class PreschoolMetricsError(Exception):
    """Base of all errors that the library raises on purpose; `str(error)` is one line that says what to do."""


class InputError(PreschoolMetricsError):
    """There is nothing to work on: a path is missing, or a folder holds no workbook."""


class RequestError(PreschoolMetricsError):
    """What is asked for names something that there is not: an area, a field, an action."""


class ProfileError(PreschoolMetricsError):
    """A policy profile does not load; `mistakes` holds every one of them, not only the first."""

    def __init__(self, profile: str, mistakes: list[str]) -> None:
        """`profile` is the id or path as given; `mistakes` are full sentences with their place in the file."""
        super().__init__(f"{profile}: " + "; ".join(mistakes))
        self.profile = profile
        self.mistakes = mistakes


class SettingsError(PreschoolMetricsError):
    """A file of settings cannot be read, or sets what no option is called or takes."""


class RunError(PreschoolMetricsError):
    """A file that should hold the document of an earlier run does not, or holds one of another version."""


class UnknownRuleError(PreschoolMetricsError):
    """A word calls no rule and no family of rules; `suggestion` is the known one that is most like it."""

    def __init__(self, message: str, word: str, suggestion: str | None) -> None:
        """`message` is the whole line; `word` is what was written."""
        super().__init__(message)
        self.word = word
        self.suggestion = suggestion


class LayoutError(PreschoolMetricsError):
    """A layout file does not load; `mistakes` holds every one of them, not only the first."""

    def __init__(self, layout: str, mistakes: list[str]) -> None:
        """`layout` is the path as given; `mistakes` are full sentences with their place in the file."""
        super().__init__(f"{layout}: " + "; ".join(mistakes))
        self.layout = layout
        self.mistakes = mistakes


class OutputError(PreschoolMetricsError):
    """A file cannot be written, or would overwrite one without having been asked to."""


class UnwrittenError(OutputError):
    """A file cannot be written, for a reason outside it: the disk, its name, a permission, a link."""

    def __init__(self, path: Path, reason: str) -> None:
        """`path` is the file that is missing now, `reason` a clause that says why."""
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class TemplateError(PreschoolMetricsError):
    """A template of a report is broken; the message says where, what is wrong and what exists instead."""


class RefutedPlanError(RuntimeError):
    """What the solver found does not stand up to whole numbers: a defect of the tool, never of a return.

    No PreschoolMetricsError, because nothing that the user does can mend it.
    """


class UnreadableWorkbookError(PreschoolMetricsError):
    """A file is no workbook that can be trusted; `flaw` names why (a `Flaw` of the model), `facts` fill the message."""

    def __init__(self, flaw: str, **facts: object) -> None:
        """`flaw` becomes the finding of the file; `facts` its message's parameters."""
        super().__init__(flaw)
        self.flaw = flaw
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        """Carry the keyword facts across a process boundary, which `Exception` alone would drop."""
        return _rebuild, (self.flaw, self.facts)


def _rebuild(flaw: str, facts: dict[str, object]) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(flaw, **facts)
