"""An Assessment → the View of it."""

from collections.abc import Sequence

from preschool_metrics._version import __version__
from preschool_metrics.language import Language, _, speaking
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.months import month_before, month_words, months_between
from preschool_metrics.model.plan import Plan
from preschool_metrics.model.policy import Profile
from preschool_metrics.report.text.side import apart
from preschool_metrics.report.text.words import basis_word, plain, title_of
from preschool_metrics.report.view.areas import Standing, rankings_of, standing_of
from preschool_metrics.report.view.clauses import clauses_of, counts_of
from preschool_metrics.report.view.duties import forbidden_of
from preschool_metrics.report.view.figure import Policy
from preschool_metrics.report.view.figures import Making, past_of, trends_by_key
from preschool_metrics.report.view.findings import findings_of, not_checked_of, quality_of
from preschool_metrics.report.view.ledger import numbered
from preschool_metrics.report.view.pace import Progress
from preschool_metrics.report.view.paces import progress_of
from preschool_metrics.report.view.whole import Apart, Comparison, Coverage, Failing, Input, View
from preschool_metrics.report.words import absent_of


def view_of(
    assessment: Assessment, language: Language = "zh", *, correct_by: str | None = None, plans: Sequence[Plan] = ()
) -> View:
    """Return what a template may see of an assessment that has a period.

    `correct_by` says in words by when corrections are due; by default before the next return. `plans` are those of the
    towns, of every policy.
    """
    with speaking(language):
        return _view(assessment, language, correct_by or _("before the next return"), plans)


def _view(assessment: Assessment, language: Language, correct_by: str, plans: Sequence[Plan]) -> View:
    period, trends = str(assessment.period), trends_by_key(assessment)
    making = Making(assessment, _months(assessment, period), past_of(assessment), language, correct_by, trends, plans)
    findings = findings_of(assessment, language)
    clauses = clauses_of(assessment, language)
    policies = [_policy(profile, language) for profile in assessment.profiles]
    leading, *further = [standing_of(profile, making, findings) for profile in assessment.profiles]
    return View(
        language=language,
        period=period,
        month=month_words(period, language),
        last_month=month_words(month_before(period), language),
        tool=f"preschool-metrics {__version__}",
        correct_by=correct_by,
        policy=policies[0],
        **leading._asdict(),
        rankings=rankings_of(leading, assessment.profiles[0]),
        others=tuple(Comparison(policy, *standing) for policy, standing in zip(policies[1:], further, strict=True)),
        coverage=_coverage(assessment),
        quality=quality_of(findings, leading.towns),
        findings=findings,
        not_checked=not_checked_of(assessment, language),
        ledger=numbered(row for area in (leading.district, *leading.towns) for row in area.ledger),
        forbidden=forbidden_of(assessment, language),
        clauses=clauses,
        clause_counts=counts_of(clauses),
        notes=tuple(plain(note.say(language)) for note in assessment.notes),
        inputs=tuple(
            Input(plain(each.path), each.sha256 or "", plain(each.area or ""), each.read)
            for each in assessment.inputs
            if not each.ignored
        ),
        months=making.months,
        progress=_progress(assessment.profiles[0], leading, making),
        apart=_apart(assessment, policies, language),
    )


def _progress(profile: Profile, leading: Standing, making: Making) -> tuple[Progress, ...]:
    names = {group.name.zh: group.name.say(making.language) for group in profile.groups}
    return progress_of(profile, leading.indicators, list(making.trends.values()), names)


def _apart(assessment: Assessment, policies: Sequence[Policy], language: Language) -> tuple[Apart, ...]:
    named = {policy.id: policy for policy in policies}
    return tuple(
        Apart(
            named[one],
            named[other],
            tuple(
                Failing(plain(area), tuple(title_of(each.observation.indicator, language) for each in missed))
                for area, missed in areas
            ),
        )
        for one, other, areas in apart(assessment)
    )


def _months(assessment: Assessment, period: str) -> tuple[str, ...]:
    """Return the months from the first return on, without a break."""
    return months_between(min((report.period for report in assessment.history), default=period), period)


def _policy(profile: Profile, language: Language) -> Policy:
    return Policy(
        id=profile.id,
        title=plain(profile.title.say(language)),
        document=plain(profile.source.title),
        issuer=plain(profile.source.issuer),
        date=str(profile.source.date),
        number=plain(profile.source.number),
        deadline=month_words(profile.deadline, language) if profile.deadline else "",
        basis=basis_word(profile.basis),
    )


def _coverage(assessment: Assessment) -> Coverage:
    expected, received, _missing = assessment.coverage
    missing, unread, double = (tuple(map(plain, areas)) for areas in absent_of(assessment))
    return Coverage(expected, received, missing, unread, double, complete=received >= expected)
