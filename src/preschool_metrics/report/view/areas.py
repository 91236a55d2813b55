"""What one policy says of the district, the groups and the towns."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from preschool_metrics.language import _
from preschool_metrics.model import policy
from preschool_metrics.model.months import month_words
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Level, Profile, Verdict
from preschool_metrics.report.tally import all_met_of, tally_of
from preschool_metrics.report.text.words import lacking_words, plain
from preschool_metrics.report.view.duties import forbidden_of
from preschool_metrics.report.view.duty import Forbidden
from preschool_metrics.report.view.figure import Indicator
from preschool_metrics.report.view.figures import Making, figure_of, indicator_of
from preschool_metrics.report.view.finding import Finding
from preschool_metrics.report.view.ledger import Due, ledger_of
from preschool_metrics.report.view.plan import Plan, TownPlan
from preschool_metrics.report.view.plans import plan_of, town_plan_of
from preschool_metrics.report.view.whole import Area, Group, RankedTown, Ranking


class Standing(NamedTuple):
    """A policy's indicators and verdicts: the district, the groups with what lies outside them, the towns; what to do.

    The last two are the headline: how many towns meet every line that binds them, of how many that reported.
    """

    indicators: tuple[Indicator, ...]
    district: Area
    groups: tuple[Group, ...]
    towns: tuple[Area, ...]
    plan: Plan | None
    towns_all_met: int | None
    towns_reported: int


def standing_of(profile: Profile, making: Making, findings: Sequence[Finding]) -> Standing:
    """Return what a policy says of every area."""
    judged = {level: making.assessment.judged(level, profile.id) for level in ("district", "group", "town")}
    indicators = tuple(
        indicator_of(each, making.months[-1], judged["town"], making.language) for each in profile.indicators
    )
    drawer = _Drawer(profile, making, indicators, forbidden_of(making.assessment, making.language))
    unread = {name: {plain(file) for file, _ in each.files} for name, each in making.assessment.uncounted().items()}
    own_files = {file for files in unread.values() for file in files}
    towns = tuple(
        drawer.area(
            name,
            own,
            [each for each in findings if each.area == plain(name) or each.file in unread.get(name, ())],
            unread=name in unread,
        )
        for name, own in _by_area(judged["town"]).items()
    )
    known = {town.name for town in towns}
    astray = [each for each in findings if each.area not in known and each.file not in own_files]
    ((name, own),) = _by_area(judged["district"]).items()
    totals = {name: drawer.area(name, own, ()) for name, own in _by_area(judged["group"]).items()}
    plan = plan_of(town.plan for town in towns if town.plan)
    headline = all_met_of(judged["town"]) or (None, 0)
    leads = {
        name: drawer.area(name, own, ()) for name, own in _by_area(making.assessment.of_direct(profile.id)).items()
    }
    groups = _groups(profile, totals, towns, leads)
    return Standing(indicators, drawer.area(name, own, astray), groups, towns, plan, *headline)


class _Drawer(NamedTuple):
    """Draws the areas of one policy."""

    profile: Profile
    making: Making
    indicators: tuple[Indicator, ...]
    forbidden: Sequence[Forbidden]

    def area(
        self, name: str, judgements: Sequence[Judgement], findings: Sequence[Finding], *, unread: bool = False
    ) -> Area:
        """Return an area with its figures, its findings and what it has to do; of an `unread` return why it is none."""
        pairs = zip(judgements, self.indicators, strict=True)
        figures = tuple(figure_of(judgement, indicator, self.making) for judgement, indicator in pairs)
        observation, tally = judgements[0].observation, tally_of(judgements)
        reported = observation.received > 0
        called = {group.name.zh: group.name for group in self.profile.groups}
        shown = called[name].say(self.making.language) if name in called else name
        return Area(
            name=plain(shown),
            level=observation.level,
            group=self._group(name, observation.level),
            reported=reported,
            unread=next((each.message for each in findings if each.severity == "error"), _("no table was understood"))
            if unread
            else "",
            figures=figures,
            **tally._asdict(),
            binding=tally.binding,
            received=observation.received,
            expected=observation.expected,
            errors=sum(each.severity == "error" for each in findings),
            queries=sum(each.severity == "query" and not each.explained for each in findings),
            findings=tuple(findings),
            forbidden=tuple(each for each in self.forbidden if each.area == plain(name)),
            ledger=ledger_of(plain(shown), figures, findings, self._due(), reported=reported or unread),
            plan=self._plan(name, observation.level),
        )

    def _plan(self, name: str, level: Level) -> TownPlan | None:
        named = (self.profile.id, level, name)
        own = next((each for each in self.making.plans if (each.profile, each.level, each.area) == named), None)
        return town_plan_of(own, self.indicators, self.making.language) if own and level == "town" else None

    def _group(self, name: str, level: Level) -> str:
        number = next((area.group for area in self.profile.areas if area.name == name and level == "town"), None)
        group = next((group for group in self.profile.groups if group.id == number), None)
        return plain(group.name.say(self.making.language)) if group else ""

    def _due(self) -> Due:
        deadline = self.profile.deadline
        return Due(month_words(deadline, self.making.language) if deadline else "", self.making.correct_by)


def _by_area(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    areas: dict[str, list[Judgement]] = {}
    for each in judgements:
        areas.setdefault(each.observation.area, []).append(each)
    return areas


def _groups(
    profile: Profile, totals: dict[str, Area], towns: Sequence[Area], leads: dict[str, Area]
) -> tuple[Group, ...]:
    if not profile.groups:
        return ()
    groups = []
    for each in profile.groups:
        total = totals[each.name.zh]
        own = tuple(town for town in towns if town.group == total.name)
        groups.append(Group(total.name, plain(each.lead), total, own, leads.get(each.lead)))
    outside = tuple(town for town in towns if not town.group)
    return (*groups, Group(_("outside the groups"), "", None, outside)) if outside else tuple(groups)


def rankings_of(standing: Standing, profile: Profile) -> tuple[Ranking, ...]:
    """Return for each indicator the towns that lack something, the largest shortfall first."""
    return tuple(_ranking(place, standing, indicator) for place, indicator in enumerate(profile.indicators))


def _ranking(place: int, standing: Standing, indicator: policy.Indicator) -> Ranking:
    lacking = [(town, town.figures[place]) for town in standing.towns if town.figures[place].shortfall]
    lacking.sort(key=lambda pair: -(pair[1].shortfall or 0))  # stable: equals stay in the order of the register
    most = max((figure.shortfall or 0 for _town, figure in lacking), default=1)
    rows = tuple(
        RankedTown(town.name, figure.shortfall or 0, figure.display, _percent(figure.shortfall or 0, most))
        for town, figure in lacking
    )
    total = sum(row.shortfall for row in rows)
    return Ranking(
        standing.indicators[place],
        rows,
        total,
        lacking_words(indicator, total) if total else "",
        _turned(place, standing, "not_met", "met"),
        _turned(place, standing, "met", "not_met"),
    )


def _turned(place: int, standing: Standing, before: Verdict, now: Verdict) -> tuple[str, ...]:
    """Return the towns whose verdict was one thing the month before and is another now."""
    ends = ((town.name, [point.verdict for point in town.figures[place].series[-2:]]) for town in standing.towns)
    return tuple(name for name, verdicts in ends if verdicts == [before, now])


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
