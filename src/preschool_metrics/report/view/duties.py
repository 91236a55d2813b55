"""The consequences of the policy, as a report shows them."""

from preschool_metrics.language import Language
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.task import InForce
from preschool_metrics.report.text.words import plain
from preschool_metrics.report.view.duty import Forbidden


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
