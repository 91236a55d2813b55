"""What `diff` prints: the findings that came, went and stayed, the verdicts that turned, the values that changed."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.change import Change, Place
from preschool_metrics.model.finding import Finding
from preschool_metrics.report.diff import Diff, Turned
from preschool_metrics.report.document import ObservationEntry
from preschool_metrics.report.text.findings import finding_lines
from preschool_metrics.report.text.layout import GAP, hang, indented
from preschool_metrics.report.text.rows import listed_rows
from preschool_metrics.report.text.whole import NARROWEST, printed
from preschool_metrics.report.text.words import BOLD, DIM, UNKNOWN, field_title, said, verdict_text

_SHOWN: Final = 40


def render_diff(
    diff: Diff, names: tuple[str, str], titles: dict[str, str], language: Language, *, width: int, color: bool
) -> str:
    """Return a diff as text; `names` are those of the two sides, `titles` those of the indicators by their ids."""
    width = max(width, NARROWEST)
    blocks = [
        _title(diff, names, width),
        _found(_("New"), diff.new, titles, language, width),
        _found(_("Fixed"), diff.fixed, titles, language, width),
        _found(_("No longer checked"), diff.unchecked, titles, language, width),
        _found(_("Still there"), diff.still, titles, language, width),
        _found(_("Explained"), diff.explained, titles, language, width),
        listed_rows(_("Verdicts that changed"), [_turned(each, titles) for each in diff.turned], width),
        listed_rows(_("Values that changed"), [_change(each, language) for each in diff.changes], width),
    ]
    return printed(blocks, width, color=color)


def _title(diff: Diff, names: tuple[str, str], width: int) -> list[Text]:
    sides = (
        f"{name} ({period or _('period unknown')})"
        for name, period in zip(names, (diff.before, diff.after), strict=True)
    )
    counts = {
        _("new"): diff.new,
        _("fixed"): diff.fixed,
        _("no longer checked"): diff.unchecked,
        _("still there"): diff.still,
        _("explained"): diff.explained,
        _("verdicts changed"): diff.turned,
        _("values changed"): diff.changes,
    }
    tally = " · ".join(f"{word} {len(each)}" for word, each in counts.items() if each) or _("nothing changed")
    return [*hang(said(" → ".join(sides), BOLD), width, GAP), *hang(said(tally), width, GAP)]


def _found(
    heading: str, findings: Sequence[Finding], titles: dict[str, str], language: Language, width: int
) -> list[Text]:
    """Return findings under a heading; those that only inform are counted."""
    serious = [each for each in findings if each.severity != "info"]
    lines = finding_lines(serious[:_SHOWN], language, width - GAP, titles)
    for note in _notes(len(serious) - _SHOWN, len(findings) - len(serious)):
        lines += hang(said(note, DIM), width - GAP, GAP)
    return [said(heading, BOLD).append_text(said(f"   {len(findings)}", DIM)), *indented(lines, GAP)] if lines else []


def _notes(more: int, informing: int) -> Iterator[str]:
    if more > 0:
        yield _("{number} more; --format json lists them all").format(number=more)
    if informing:
        yield _("for information: {number}").format(number=informing)


def _turned(turned: Turned, titles: dict[str, str]) -> list[Text]:
    after = turned.after
    title = titles.get(after["indicator"], after["indicator"])
    name = " ".join(filter(None, (after["area"], after["kindergarten"])))
    arrow = said("→", DIM)
    return [said(name), said(title), _figure(turned.before), arrow, _figure(after)]


def _figure(entry: ObservationEntry) -> Text:
    return Text.assemble(verdict_text(entry["verdict"]), " ", said(entry["display"]))


def _change(change: Change, language: Language) -> list[Text]:
    name = " ".join(filter(None, (change.area, change.row)))
    field = field_title(change.field, language) if change.field else _came_or_went(change)
    before, after = (_value(each, shown=change.field is not None) for each in (change.before, change.after))
    return [said(name), said(field), said(f"{before} → {after}" if change.field else ""), said(_cells(change), DIM)]


def _came_or_went(change: Change) -> str:
    if change.row is None:
        return _("return added") if change.before is None else _("return gone")
    return _("row added") if change.before is None else _("row gone")


def _value(place: Place | None, *, shown: bool) -> str:
    return str(place.figure.value) if place and shown else UNKNOWN


def _cells(change: Change) -> str:
    """Return where the value stands, and where it stood if that was another cell."""
    places = dict.fromkeys(_cell(each) for each in (change.before, change.after) if each)
    return " → ".join(places)


def _cell(place: Place) -> str:
    figure = place.figure
    return f"{figure.sheet}!{figure.cell}" if figure.cell else place.file
