"""The clauses of a policy, judged, as a report shows them."""

from collections import Counter
from typing import Final, get_args

from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.language import Language, _
from preschool_metrics.measure.clauses import month_before_of, stand
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.clauses import ClauseState, Part, State
from preschool_metrics.report.clauses import missing_of, state_word, target_of
from preschool_metrics.report.text.words import UNKNOWN, listed, plain
from preschool_metrics.report.view.clause import Clause, ClauseCount

_NAMES: Final = 6  # as many are named, and how many more there are: `clauses` lists them all


def clauses_of(assessment: Assessment, language: Language) -> tuple[Clause, ...]:
    """Return the clauses of the leading policy, none where it has no list of them."""
    profile = assessment.profiles[0]
    clauses = load_clauses(profile)
    last = month_before_of(assessment, profile) if clauses else None
    before = {each.clause.id: each for each in stand(last, profile, clauses)} if last else {}
    return tuple(_clause(each, before.get(each.clause.id), language) for each in stand(assessment, profile, clauses))


def counts_of(clauses: tuple[Clause, ...]) -> tuple[ClauseCount, ...]:
    """Return how many clauses stand alike: what is done first."""
    counted = Counter(each.state for each in clauses)
    states: tuple[State, ...] = get_args(State)
    return tuple(ClauseCount(state, state_word(state), counted[state]) for state in states if counted[state])


def _clause(state: ClauseState, before: ClauseState | None, language: Language) -> Clause:
    clause, now = state.clause, state.state or "not_reported"
    offices = [
        _("lead: {offices}").format(offices=listed(list(clause.lead))) if clause.lead else "",
        _("responsible: {offices}").format(offices=listed(list(clause.responsible))) if clause.responsible else "",
    ]
    return Clause(
        clause=plain(clause.clause),
        title=plain(clause.title.say(language)),
        quote=plain(clause.quote),
        responsible=plain(_("; ").join(filter(None, offices))),
        target=plain(_("; ").join(filter(None, map(target_of, state.parts)))),
        done=plain(_("; ").join(_done(part) for part in state.parts if part.kind != "rule")),
        state=now,
        word=state_word(now),
        before=_before(state, before),
        missing=plain(_("; ").join(missing_of(state, language, _NAMES))),
    )


def _done(part: Part) -> str:
    """Return what is reached, of something done once the day it was done."""
    return (part.on.isoformat() if part.on and not part.target else part.done) or UNKNOWN


def _before(now: ClauseState, before: ClauseState | None) -> str:
    """Return where a clause stood last month if that was elsewhere, and if it was asked then.

    What rules found last month is not kept, and what is asked in some months only was perhaps not asked.
    """
    asked = not (now.clause.rules or now.clause.months)
    if before is None or before.state is None or before.state == now.state or not asked:
        return ""
    return state_word(before.state)
