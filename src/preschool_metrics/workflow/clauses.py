"""The clauses of the policies of an assessment, judged when somebody asks for them."""

from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.errors import InputError, ProfileError
from preschool_metrics.language import _
from preschool_metrics.measure.clauses import asked, stand
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.clauses import Clause, ClauseState
from preschool_metrics.model.policy import Profile
from preschool_metrics.validate import all_rules


def clauses_asked(profile: Profile) -> tuple[ClauseState, ...]:
    """Return what the clauses of a profile ask for, none of them judged.

    Raises InputError where it has none, ProfileError where their file is broken.
    """
    return tuple(asked(profile, _clauses(profile)))


def clauses_of(assessment: Assessment, profile: Profile) -> tuple[ClauseState, ...]:
    """Return where the clauses of a profile stand at the end of the period of an assessment; raises as `clauses_asked`."""
    return tuple(stand(assessment, profile, _clauses(profile)))


def _clauses(profile: Profile) -> tuple[Clause, ...]:
    clauses = load_clauses(profile)
    if not clauses:
        raise InputError(_("profile {profile} has no clauses").format(profile=profile.id))
    unknown = [
        _("{table}: there is no rule {code}").format(table=each.id, code=code)
        for each in clauses
        for code in each.rules
        if code not in all_rules()
    ]
    if unknown and profile.clauses:
        raise ProfileError(profile.clauses.name, unknown)
    return clauses
