"""What follows from the policy, for the terminal: its tasks, what missed lines forbid, and the day-care points."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.task import InForce, Standing, TaskState, Touched
from preschool_metrics.model.town_return import TownReturn
from preschool_metrics.report.text.layout import GAP, hang, indented
from preschool_metrics.report.text.rows import in_columns
from preschool_metrics.report.text.words import BOLD, DIM, MET, NOT_MET, UNKNOWN, listed, plain, said

_STYLES: dict[Standing, str] = {"met": MET, "on_track": "", "behind": NOT_MET, "no_data": DIM}
_GLYPHS: dict[Standing, str] = {"met": "√", "on_track": "→", "behind": "×", "no_data": "—"}


def policy_lines(assessment: Assessment, language: Language, width: int) -> list[Text]:
    """Return tasks, consequences and day-care points; nothing where there is nothing to say of them."""
    blocks = [
        _tasks(assessment.tasks, language, width),
        _consequences(assessment.consequences, language, width),
        _points(assessment.returns, assessment.history, width),
    ]
    lines: list[Text] = []
    for block in filter(None, blocks):
        lines += [Text(), *block] if lines else block
    return lines


def _tasks(tasks: Sequence[TaskState], language: Language, width: int) -> list[Text]:
    """Return how the tasks stand, once the district's workbook says something of any of them."""
    if not any(state.tally for state in tasks):
        return []
    rows = [_task(state, language) for state in tasks]
    return [said(_("Tasks of the district"), BOLD), *in_columns(rows, width)]


def _task(state: TaskState, language: Language) -> list[Text]:
    words: dict[Standing, str] = {
        "met": _("done"),
        "on_track": _("on track"),
        "behind": _("behind"),
        "no_data": _("no data"),
    }
    done = state.tally.done if state.tally else None
    due = _("due by now: {due}").format(due=state.due) if state.task.every != "total" else ""
    return [
        said(state.task.title.say(language)),
        said(f"{UNKNOWN if done is None else done}/{state.target}", BOLD),
        Text(f"{_GLYPHS[state.standing]} {words[state.standing]}", _STYLES[state.standing]),
        said(due, DIM),
        said(state.clause, DIM),
    ]


def _consequences(consequences: Sequence[InForce], language: Language, width: int) -> list[Text]:
    """Return the towns where a clause holds, and the kindergartens that it touches, clause by clause."""
    lines: list[Text] = []
    for consequence in dict.fromkeys(each.consequence for each in consequences):
        own = [each for each in consequences if each.consequence == consequence]
        title = f"{consequence.clause} {consequence.title.say(language)}"
        lines += indented(hang(said(title), width - GAP, GAP), GAP)
        names = listed([f"{plain(each.judgement.observation.area)} {each.judgement.display}" for each in own])
        holds = _("holds in: {areas}").format(areas=names)
        lines += indented(hang(said(holds, DIM), width - 2 * GAP, GAP), 2 * GAP)
        for each in own:
            lines += [line for site in each.kindergartens for line in _site(each, site, width)]
    return [said(_("What the policy forbids"), BOLD), *lines] if lines else []


def _site(in_force: InForce, site: Touched, width: int) -> list[Text]:
    words = _("{area} {name}, handed over on {day}: {standing}")
    standing = _("is inclusive private, against the clause") if site.against else _("must not become inclusive private")
    written = words.format(
        area=in_force.judgement.observation.area, name=site.name, day=site.handed_over_on, standing=standing
    )
    return indented(hang(said(f"· {written}", NOT_MET if site.against else ""), width - 2 * GAP, GAP), 2 * GAP)


def _points(returns: Sequence[TownReturn], history: Sequence[TownReturn], width: int) -> list[Text]:
    """Return how many day-care points there are, and how many there were when the same towns reported before."""
    now = _counts(returns)
    if not any(now.values()):
        return []
    before: dict[str, int] = {}
    for month in sorted({report.period for report in history}):
        before |= _counts(report for report in history if report.period == month)
    both = sorted(now.keys() & before.keys())
    words = _("Private day-care points: {now} (listed by {towns} returns)")
    text = said(words.format(now=sum(now.values()), towns=len(now)))
    if both:
        compared = _("before: {before}, now: {now} where both are known").format(
            before=sum(before[area] for area in both), now=sum(now[area] for area in both)
        )
        text = Text.assemble(text, " · ", said(compared, DIM))
    grown = [f"{plain(area)} {before[area]}→{now[area]}" for area in both if now[area] > before[area]]
    lines = hang(text, width, GAP)
    return (
        [*lines, *hang(said(_("more than before: {areas}").format(areas=listed(grown)), NOT_MET), width, GAP)]
        if grown
        else lines
    )


def _counts(returns: Iterable[TownReturn]) -> dict[str, int]:
    return {report.area: len(report.points.rows) for report in returns if report.points is not None}
