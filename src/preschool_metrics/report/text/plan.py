"""What `plan` prints: a table of what is to be done where, then for each area the actions, why, and what becomes of it."""

from collections.abc import Sequence
from typing import Final

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.actions import TITLES
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.plan import Plan, Step
from preschool_metrics.report.text.frame import coverage_lines, footer_lines, notes_lines, title_lines
from preschool_metrics.report.text.layout import (
    GAP,
    grid,
    hang,
    indented,
    joined,
    natural,
    total,
    wrap,
)
from preschool_metrics.report.text.pairs import arrow, operands_of, pair_lines, shown
from preschool_metrics.report.text.plan_table import gained_by, plan_table
from preschool_metrics.report.text.whole import NARROWEST, printed
from preschool_metrics.report.text.words import (
    BOLD,
    DIM,
    MET,
    NOT_MET,
    listed,
    plain,
    said,
    title_of,
)

_FEWEST: Final = 2
_PAIR: Final = 4


def render_plan_text(
    assessment: Assessment,
    plans: Sequence[Plan],
    language: Language,
    *,
    width: int,
    color: bool,
    budget: int | None = None,
) -> str:
    """Return plans as text: the table of all areas, the areas one by one, what needs nothing, and the notes.

    Under a budget the towns stand in the order in which it buys most: targets met for what they cost.
    """
    width = max(width, NARROWEST)
    blocks = [title_lines(assessment, language, width)]
    for profile in assessment.profiles:
        own = [plan for plan in plans if plan.profile == profile.id]
        several = len(assessment.profiles) > 1
        title = said(f"{profile.id} · {profile.title.say(language)}", BOLD)
        heading = hang(title, width, GAP) if several else []
        blocks += [heading, *_profile(own, language, width, budget)]
    blocks += [
        coverage_lines(assessment, width),
        notes_lines(assessment, language, width),
        footer_lines(assessment, width, verbose=False),
    ]
    return printed(blocks, width, color=color)


def _profile(plans: Sequence[Plan], language: Language, width: int, budget: int | None) -> list[list[Text]]:
    if budget is not None:
        plans = sorted(plans, key=_yield)
    acting = [plan for plan in plans if plan.cost or (not plan.optimal and plan.before and plan.cost is not None)]
    table = plan_table(plans, language, width) if len(plans) >= _FEWEST else []
    return [table, *(_block(plan, language, width, budget) for plan in acting), _nothing(plans, acting, width)]


def _yield(plan: Plan) -> tuple[bool, float]:
    """Order plans: the whole first, then the towns by what a target costs there."""
    gained = gained_by(plan)
    return plan.level == "town", (plan.cost or 0) / gained if gained else float("inf")


# --- one area ----------------------------------------------------------------------------------------------


def _block(plan: Plan, language: Language, width: int, budget: int | None) -> list[Text]:
    """Return an area's actions with their reasons, its figures before and after, and what must be said."""
    facts = [said(plan.area, BOLD), said(_("cost {cost}").format(cost=plan.cost), BOLD), _proof(plan, budget)]
    lines = hang(joined(facts, "   "), width, GAP)
    steps = [step for step in plan.steps if not step.listed]
    lines += indented(_steps(steps, language, width - GAP), GAP)
    lines += indented(_figures(plan, language, width - GAP), GAP)
    lines += [line for text in _listed(plan.steps, language) for line in indented(hang(text, width - GAP, GAP), GAP)]
    notes = [said(f"· {note.say(language)}", DIM) for note in plan.notes]
    return [*lines, *(line for note in notes for line in indented(hang(note, width - GAP, GAP), GAP))]


def _proof(plan: Plan, budget: int | None) -> Text:
    if plan.optimal and budget is not None:
        return said(_("proved: {budget} buys no more targets").format(budget=budget), MET)
    if plan.optimal:
        return said(_("proved: nothing cheaper does it"), MET)
    return said(_("not all targets can be met or told"), NOT_MET)


def _steps(steps: Sequence[Step], language: Language, width: int) -> list[Text]:
    rows = [[_what(step, language), said(str(step.count), BOLD), said(step.why.say(language), DIM)] for step in steps]
    if not rows:
        return []
    what, count, _why = natural(rows)
    room = width - total([what, count, 0])
    if room >= width // 3:
        return grid(rows, [what, count, room], right={1})
    return [
        line
        for title, number, why in rows
        for line in [*hang(joined([title, number], " "), width, GAP), *indented(wrap(why, width - GAP), GAP)]
    ]


def _what(step: Step, language: Language) -> Text:
    title = TITLES[step.action].say(language)
    return said(f"{title} · {step.kindergarten}" if step.kindergarten else title)


def _figures(plan: Plan, language: Language, width: int) -> list[Text]:
    """Return every target that applies before and after."""
    rows = []
    for before, after in zip(plan.before, plan.after, strict=True):
        if after.applies:
            title = said(title_of(after.observation.indicator, language))
            rows.append([title, shown(before), arrow(), shown(after), operands_of(after)])
    return pair_lines(rows, width, needed=_PAIR) if rows else []


def _listed(steps: Sequence[Step], language: Language) -> list[Text]:
    """Return the staff that is only listed, and apart from it the staff that nobody can tell."""
    known = [f"{TITLES[step.action].say(language)} {step.count}" for step in steps if step.listed and step.count]
    blind = [TITLES[step.action].say(language) for step in steps if step.count is None]
    lines = []
    if known:
        lead = _("Staff that the ratios want, for information only, not in the cost: {staff}")
        lines.append(said(lead.format(staff=listed(known)), DIM))
    if blind:
        lead = _("Not to be told, as the staff there is is not reported: {staff}")
        lines.append(said(lead.format(staff=listed(blind)), DIM))
    return lines


# --- where nothing is to be done ---------------------------------------------------------------------------


def _nothing(plans: Sequence[Plan], acting: Sequence[Plan], width: int) -> list[Text]:
    rest = [plan for plan in plans if plan not in acting]
    done = [plain(plan.area) for plan in rest if plan.optimal]
    lines = (
        hang(said(_("All targets met, nothing to do: {areas}").format(areas=listed(done))), width, GAP) if done else []
    )
    blind = [plain(plan.area) for plan in rest if not plan.optimal]
    if blind:
        lines += hang(said(_("No return, so no plan: {areas}").format(areas=listed(blind)), NOT_MET), width, GAP)
    return lines
