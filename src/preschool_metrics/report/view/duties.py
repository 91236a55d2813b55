"""Tasks and consequences of the policy, as a report shows them."""

from preschool_metrics.language import Language, _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.task import InForce, Standing, TaskState
from preschool_metrics.report.text.words import plain
from preschool_metrics.report.view.duty import Forbidden, Task


def forbidden_of(assessment: Assessment, language: Language) -> tuple[Forbidden, ...]:
    """Return what the policies forbid, town by town."""
    return tuple(_forbidden(each, language) for each in assessment.consequences)


def _forbidden(in_force: InForce, language: Language) -> Forbidden:
    consequence, judgement = in_force.consequence, in_force.judgement
    title = judgement.observation.indicator.title.say(language)
    return Forbidden(
        area=plain(judgement.observation.area),
        title=plain(consequence.title.say(language)),
        clause=plain(consequence.clause),
        quote=plain(consequence.quote),
        figure=f"{plain(title)} {judgement.display}",
        touched=tuple(plain(site.name) for site in in_force.kindergartens),
        against=tuple(plain(site.name) for site in in_force.kindergartens if site.against),
    )


def tasks_of(assessment: Assessment, language: Language) -> tuple[Task, ...]:
    """Return how the tasks stand; none while the district's workbook says nothing of any of them."""
    if not any(state.tally for state in assessment.tasks):
        return ()
    return tuple(_task(state, language) for state in assessment.tasks)


def _task(state: TaskState, language: Language) -> Task:
    words: dict[Standing, str] = {
        "met": _("done"),
        "on_track": _("on track"),
        "behind": _("behind"),
        "no_data": _("no data"),
    }
    return Task(
        title=plain(state.task.title.say(language)),
        done=state.tally.done if state.tally else None,
        target=state.target,
        due=state.due,
        standing=state.standing,
        word=words[state.standing],
        clause=plain(state.clause),
    )
