"""The clauses for the terminal: what each asks for, and where it stands."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.clauses import ClauseState, Part, State
from preschool_metrics.model.policy import Profile
from preschool_metrics.report.clauses import missing_of, state_word, target_of
from preschool_metrics.report.text.frame import footer_lines, title_lines
from preschool_metrics.report.text.layout import GAP, grid, hang, indented, longest_unit, natural, total
from preschool_metrics.report.text.whole import NARROWEST, printed
from preschool_metrics.report.text.words import BOLD, DIM, MET, NOT_MET, UNKNOWN, listed, plain, said

_STATES: Final[dict[State, tuple[str, str]]] = {
    "done": ("√", MET),
    "in_progress": ("→", ""),
    "overdue": ("×", NOT_MET),
    "not_reported": ("—", DIM),
    "not_judged": ("·", DIM),
}
_NAMES: Final = 6
_TITLE: Final = 1


def render_clauses(
    states: Sequence[ClauseState],
    profile: Profile,
    assessment: Assessment | None,
    language: Language,
    *,
    width: int,
    color: bool,
) -> str:
    """Return the clauses as text: without an assessment what they ask for, with one where they stand."""
    width = max(width, NARROWEST)
    head = said(f"{profile.title.say(language)}  {profile.id}", BOLD)
    title = title_lines(assessment, language, width) if assessment else hang(head, width, GAP)
    rows = [_rows(state, language) for state in states]
    widths = _widths([row for own in rows for row in own], width)
    blocks = [[*title, *_progress(states, profile, width)]]
    for _section, own in groupby(zip(states, rows, strict=True), key=lambda each: _section_of(each[0])):
        lines = [line for state, cells in own for line in _lines(state, cells, widths, language, width)]
        blocks.append(lines)
    if assessment:
        blocks.append(footer_lines(assessment, width, verbose=False))
    return printed(blocks, width, color=color)


def _section_of(state: ClauseState) -> str:
    """Return the section of a clause: 二(二) of 二(二)3(1)."""
    return state.clause.clause.partition(")")[0]


def _lines(
    state: ClauseState, cells: list[list[Text]], widths: Sequence[int], language: Language, width: int
) -> list[Text]:
    indent = widths[0] + GAP
    below = indented(list(_below(state, language, width - indent)), indent)
    return [*grid(cells, widths, right={2}), *below]


def _progress(states: Sequence[ClauseState], profile: Profile, width: int) -> list[Text]:
    """Return at a glance how many clauses there are, and how many stand how."""
    counted = Counter(each.state for each in states)
    facts = [f"{state_word(state)} {counted[state]}" for state in _STATES if counted[state]]
    if len(states) == counted[None] and profile.deadline:
        facts = [_("due {month}").format(month=profile.deadline)]
    text = " · ".join([_("{number} clauses").format(number=len(states)), *facts])
    return hang(said(text), width, GAP)


def _rows(state: ClauseState, language: Language) -> list[list[Text]]:
    """Return the row of a clause; where it has several parts, a row for each of them below."""
    clause, parts = state.clause, state.parts
    first = [said(clause.clause, DIM), said(clause.title.say(language), BOLD)]
    if len(parts) <= 1:
        done, target = _figures(parts[0], state) if parts else (Text(), Text())
        return [[*first, done, target, _state(state.state)]]
    return [
        [*first, Text(), Text(), _state(state.state)],
        *(
            [Text(), said(f"· {part.title.say(language)}"), *_figures(part, state), _state(part.state)]
            for part in parts
        ),
    ]


def _figures(part: Part, state: ClauseState) -> tuple[Text, Text]:
    """Return what is reached, of something done once the day it was done, and the target."""
    unknown = "" if part.kind in ("rule", "appraisal") else UNKNOWN
    done = (part.on.isoformat() if part.on and not part.target else part.done) or unknown if state.state else ""
    return said(done), said(target_of(part), DIM)


def _state(state: State | None) -> Text:
    if state is None:
        return Text()
    glyph, style = _STATES[state]
    return Text(f"{glyph} {state_word(state)}", style)


def _below(state: ClauseState, language: Language, width: int) -> Iterator[Text]:
    """Yield the lines below a clause: its words where nothing is judged, whose it is, and what it lacks."""
    clause = state.clause
    if state.state is None:
        yield from hang(said(f"“{clause.quote}”"), width, GAP)
    for sentence in missing_of(state, language, _NAMES):
        yield from hang(said(sentence, NOT_MET if state.state == "overdue" else ""), width, GAP)
    for part in state.parts:
        if part.areas and not part.lined:
            lowest = [f"{area} {done}" for area, done in part.areas[:_NAMES]]
            yield from hang(said(_("the lowest: {areas}").format(areas=listed(lowest)), DIM), width, GAP)
    facts = (
        _("lead: {offices}").format(offices=listed(list(clause.lead))) if clause.lead else "",
        _("responsible: {offices}").format(offices=listed(list(clause.responsible))) if clause.responsible else "",
        _("due {month}").format(month=state.due) if clause.due else "",
    )
    if any(facts):
        yield from hang(said(" · ".join(filter(None, facts)), DIM), width, GAP)
    if clause.notes and state.state is None:
        yield from hang(said(plain(clause.notes.say(language)), DIM), width, GAP)


def _widths(rows: Sequence[Sequence[Text]], width: int) -> list[int]:
    """Narrow the titles until the columns fit; figures and states keep their width."""
    widths = natural(rows)
    others = [each for at, each in enumerate(widths) if at != _TITLE]
    room = width - total([0, *others])
    least = max(longest_unit(row[_TITLE].plain) for row in rows)
    widths[_TITLE] = max(min(widths[_TITLE], room), min(least, room), 1)
    return widths
