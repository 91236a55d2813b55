"""Plans as a report shows them."""

from collections.abc import Iterable, Iterator, Sequence

from preschool_metrics.language import Language, _
from preschool_metrics.model import plan
from preschool_metrics.model.actions import ACTIONS, TITLES
from preschool_metrics.model.observation import Judgement
from preschool_metrics.report.text.words import UNKNOWN, listed, plain
from preschool_metrics.report.view.figure import Indicator
from preschool_metrics.report.view.plan import Action, Effect, Plan, Total, TownPlan
from preschool_metrics.report.words import verdict_word


def town_plan_of(planned: plan.Plan, indicators: Sequence[Indicator], language: Language) -> TownPlan:
    """Return the plan of a town."""
    actions = tuple(_action(step, language) for step in planned.steps if not step.listed)
    effects = tuple(_effects(planned, indicators))
    notes = tuple(plain(note.say(language)) for note in planned.notes)
    return TownPlan(
        area=plain(planned.area),
        optimal=planned.optimal,
        cost=planned.cost,
        words=_words(planned, actions, notes),
        actions=actions,
        staff=tuple(_action(step, language) for step in planned.steps if step.listed),
        effects=effects,
        gained=sum(effect.gained for effect in effects),
        notes=notes,
    )


def plan_of(towns: Iterable[TownPlan]) -> Plan | None:
    """Return what the towns have to do together; None where no line applies to towns."""
    plans = list(towns)
    effects = next((each.effects for each in plans if each.effects), ())
    acting = sorted((each for each in plans if each.actions), key=lambda each: -(each.cost or 0))
    still = [each for each in plans if not each.actions]
    if not effects:
        return None
    return Plan(
        indicators=tuple(effect.indicator for effect in effects),
        towns=tuple(acting),  # equals stay in the order of the register
        totals=tuple(_totals(acting)),
        cost=sum(each.cost or 0 for each in acting),
        gained=sum(each.gained for each in acting),
        done=tuple(each.area for each in still if each.optimal),
        open=tuple(each.area for each in still if not each.optimal),
    )


def _totals(plans: Sequence[TownPlan]) -> Iterator[Total]:
    for name in ACTIONS:
        own = [[each for each in town.actions if each.id == name] for town in plans]
        chosen = [each for actions in own for each in actions]
        if chosen:
            count = sum(each.count or 0 for each in chosen)
            yield Total(name, chosen[0].title, count, sum(map(bool, own)))


def _action(step: plan.Step, language: Language) -> Action:
    title, kindergarten = plain(TITLES[step.action].say(language)), plain(step.kindergarten or "")
    count = UNKNOWN if step.count is None else str(step.count)
    words = " ".join(filter(None, (title, kindergarten, count)))
    return Action(step.action, title, step.count, kindergarten, plain(step.why.say(language)), words)


def _words(planned: plan.Plan, actions: Sequence[Action], notes: Sequence[str]) -> str:
    if actions:
        return listed([each.words for each in actions])
    return _("nothing to do: its lines are met") if planned.optimal else _("; ").join(notes)


def _effects(planned: plan.Plan, indicators: Sequence[Indicator]) -> Iterator[Effect]:
    for before, after, indicator in zip(planned.before, planned.after, indicators, strict=True):
        if after.applies:
            yield _effect(before, after, indicator)


def _effect(before: Judgement, after: Judgement, indicator: Indicator) -> Effect:
    return Effect(
        indicator,
        before.display,
        after.display,
        before.value,
        after.value,
        after.observation.numerator,
        after.observation.denominator,
        after.verdict,
        verdict_word(after.verdict),
        after.verdict == "met" != before.verdict,
    )
