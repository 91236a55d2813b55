"""The draft of a layout file: what is not understood, each with what it may be, as comments to take up."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from preschool_metrics.language import Language, _
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.inspection import Inspection
from preschool_metrics.model.layout import IGNORE, Unsettled, quoted
from preschool_metrics.model.returns import ChildcarePoint, Cover, Kindergarten, Summary, Task

_RECORDS = (Kindergarten, Summary, ChildcarePoint, Task, Cover)
_ORDER = ("headings", "values", "rows", "sheets")
_TO_FILL_IN = "?"  # refused as long as it stands: nobody takes a line up without having chosen


def draft_of(inspections: Sequence[Inspection], language: Language) -> str:
    """Return a layout file that says nothing yet: every line is a comment until somebody takes the mark before it away."""
    found: dict[tuple[str, ...], dict[str, tuple[str, Unsettled]]] = {}
    for inspection in inspections:
        for each in inspection.unsettled:
            found.setdefault(each.section, {}).setdefault(_key(each.text), (inspection.path, each))
    sections = sorted(found, key=lambda section: (_ORDER.index(section[0]), section))
    lines = [f"# {line}" for line in _head(bool(sections))]
    for section in sections:
        lines += ["", f"[{'.'.join(section)}]"]
        for path, each in found[section].values():
            lines += _lines(path, each, language)
    return "\n".join(lines) + "\n"


def _head(something: bool) -> Iterator[str]:  # noqa: FBT001 - one question
    if not something:
        yield _("Everything in these files is understood: there is nothing for a layout file to say.")
        return
    yield _("Draft of a layout file: what is not understood in these files, with what it may be.")
    yield _("Take the # away before a line, write behind = what is meant, and give the file with --layout.")
    yield _("The ids of the fields are listed in docs/fields.md; ignore leaves a column, a row or a sheet out.")


def _lines(path: str, each: Unsettled, language: Language) -> Iterator[str]:
    """Yield where something stands and what it may be, and the line that says so."""
    choices = ", ".join(
        _named(choice, language) if each.section == ("headings",) else choice for choice in each.choices
    )
    yield "# " + _one_line(f"{path} {each.cell}: {choices}")
    proposed = each.choices[0] if each.section == ("headings",) and each.choices[0] != IGNORE else _TO_FILL_IN
    yield f"# {quoted(_key(each.text))} = {quoted(proposed)}"


def _key(text: str) -> str:
    """Return a text as it is written in one line: line breaks and unseen marks make no difference to how it is found."""
    return _one_line(text)


def _one_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _named(field: str, language: Language) -> str:
    name = _headings(language).get(field)
    return f"{field} ({name})" if name else field


@cache
def _headings(language: Language) -> dict[str, str]:
    return {
        name: each.heading.say(language) for record in reversed(_RECORDS) for name, each in described(record).items()
    }


def unsettled_count(inspections: Iterable[Inspection]) -> int:
    """Return how many things are not understood, each text of a section once."""
    return len({(each.section, _key(each.text)) for inspection in inspections for each in inspection.unsettled})
