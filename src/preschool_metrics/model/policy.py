"""A policy as data: its indicators, their dated and cited thresholds, and the areas it speaks of."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Final, Literal

from annotated_types import Ge, Gt, Le, MinLen
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    field_validator,
    model_validator,
)

from preschool_metrics.language import _
from preschool_metrics.model.actions import ActionName
from preschool_metrics.model.measures import MEASURABLE, POPULATION
from preschool_metrics.model.severity import Severity
from preschool_metrics.model.text import Text

_MOST_DIGITS = 12
_COUNTIES = ("县", "区", "市", "旗")
Level = Literal["kindergarten", "town", "group", "district"]
Units = Level | Literal["county"]
Verdict = Literal["met", "not_met", "no_data", "not_applicable"]
VERDICT_WORDS: Final[dict[Verdict, Text]] = {
    "met": Text("达标", "met"),
    "not_met": Text("未达标", "not met"),
    "no_data": Text("缺数据", "no data"),
    "not_applicable": Text("不适用", "not applicable"),
}
Basis = Literal["resident", "registered"]
AreaKind = Literal["town", "street", "direct"]
Period = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Cited = Annotated[str, MinLen(1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


def _known_field(name: str) -> str:
    if name not in MEASURABLE:
        msg = _("there is no field {name}; a measure can use {known}").format(
            name=name, known=_(", ").join(sorted(MEASURABLE))
        )
        raise ValueError(msg)
    return name


def _exact(value: object) -> Decimal:
    if isinstance(value, Decimal | str | int) and not isinstance(value, bool):
        try:
            exact = Decimal(value)
        except InvalidOperation:
            exact = Decimal("NaN")
        if exact.is_finite() and abs(exact.adjusted()) <= _MOST_DIGITS:
            return exact
    msg = _("{value} is no exact number; write it as 0.93 or 7").format(value=repr(value))
    raise ValueError(msg)


def _twins(value: object) -> object:
    if isinstance(value, dict):
        if value.keys() != {"zh", "en"} or not all(isinstance(text, str) and text for text in value.values()):
            msg = _("a text needs exactly zh and en")
            raise ValueError(msg)
        return Text(**value)
    return value


FieldName = Annotated[str, AfterValidator(_known_field)]
Exact = Annotated[Decimal, BeforeValidator(_exact), Gt(0)]
Twins = Annotated[Text, BeforeValidator(_twins)]


class Policy(BaseModel):
    """Base of the parts of a profile: an unknown key is a mistake, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Threshold(Policy):
    """A line that a value must reach (`at_least`) or stay under (`at_most`), from a month on.

    `levels` says where the line applies, `county` being the rows of a list of areas that are counties (…县, 区, 市, 旗);
    `binding = false` is a 力争, something strived for.
    """

    at_least: Exact | None = None
    at_most: Exact | None = None
    since: Period
    levels: tuple[Units, ...]
    binding: bool
    clause: Cited
    quote: Cited

    @model_validator(mode="after")
    def _one_side(self) -> "Threshold":
        if (self.at_least is None) == (self.at_most is None):
            msg = _("a threshold is either at_least or at_most")
            raise ValueError(msg)
        return self

    @property
    def line(self) -> Decimal:
        """The number of the threshold, whichever side it is on."""
        return self.at_least if self.at_least is not None else self.at_most  # type: ignore[return-value]

    def applies(self, level: Level, area: str) -> bool:
        """Tell whether the line is one for an area at a level; anywhere else it is only printed for information."""
        county = level == "town" and "county" in self.levels and area.rstrip().endswith(_COUNTIES)
        return county or level in self.levels

    @property
    def direction(self) -> Literal["at_least", "at_most"]:
        """Which side of the line is met."""
        return "at_least" if self.at_least is not None else "at_most"


class Measure(Policy):
    """How an indicator is measured; fields are names of the data dictionary, never expressions.

    ratio            sum of `numerator` over sum of `denominator`
    share_of_units   units that pass over units, counted alike
    requirement      sites whose full-time `numerator` reaches ⌈`denominator` ÷ `per`⌉, over sites with children;
                     below `per` one of `part_time` will do
    """

    kind: Literal["ratio", "share_of_units", "requirement"] = "ratio"
    numerator: Annotated[tuple[FieldName, ...], MinLen(1)]
    denominator: Annotated[tuple[FieldName, ...], MinLen(1)]
    per: Annotated[int, Ge(1)] | None = None
    part_time: tuple[FieldName, ...] = ()

    @model_validator(mode="after")
    def _per_site(self) -> "Measure":
        if (self.kind == "requirement") != (self.per is not None):
            msg = _("a requirement, and only a requirement, has `per`")
            raise ValueError(msg)
        return self


class Example(Policy):
    """A worked example: these operands, this verdict, shown like this."""

    numerator: Annotated[int, Ge(0)]
    denominator: Annotated[int, Ge(0)]
    verdict: Literal["met", "not_met", "not_applicable"]
    display: Cited


class Indicator(Policy):
    """What is measured, how it is shown and where its line lies."""

    id: Identifier
    title: Twins
    definition: Twins
    measure: Measure
    better: Literal["higher", "lower"]
    display: Literal["percent", "one_to_n"]
    thresholds: Annotated[tuple[Threshold, ...], MinLen(1)]
    examples: tuple[Example, ...]

    @field_validator("examples")
    @classmethod
    def _both_sides(cls, examples: tuple[Example, ...]) -> tuple[Example, ...]:
        lacking = {"met", "not_met"} - {example.verdict for example in examples}
        if lacking:
            msg = _("worked examples on both sides of the line are needed; none is {lacking}").format(
                lacking=_(", ").join(sorted(lacking))
            )
            raise ValueError(msg)
        return examples

    @field_validator("thresholds")
    @classmethod
    def _each_month_once(cls, thresholds: tuple[Threshold, ...]) -> tuple[Threshold, ...]:
        _once("month that a threshold begins in", (threshold.since for threshold in thresholds))
        return thresholds

    @model_validator(mode="after")
    def _better_side(self) -> "Indicator":
        side = "at_least" if self.better == "higher" else "at_most"
        if any(threshold.direction != side for threshold in self.thresholds):
            msg = _("better = {better} goes with {side}").format(better=repr(self.better), side=side)
            raise ValueError(msg)
        return self

    def threshold_in(self, period: str) -> Threshold:
        """Return the latest threshold not after the period; before the first, the first one (looking back)."""
        dated = sorted(self.thresholds, key=lambda threshold: threshold.since)
        return next((each for each in reversed(dated) if each.since <= period), dated[0])


class Area(Policy):
    """A unit that reports: a town, a street, or a kindergarten run by the district itself (`direct`).

    aliases   other correct names, taken silently
    misspelt  usual typing errors, taken with a query
    """

    code: Annotated[str, StringConstraints(pattern=r"^\d{9,12}$")] | None = None
    name: Cited
    kind: AreaKind
    group: str | None = None
    aliases: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()


class AreaGroup(Policy):
    """A group of towns around a lead kindergarten (组团)."""

    id: Cited
    name: Twins
    lead: Cited


class Scope(Policy):
    """Answers to the questions of scope that the policy leaves open; printed in the notes of every output."""

    count_nursery: bool = False


class Consequence(Policy):
    """What a policy forbids a town or street whose `indicator` misses its line.

    forbids        actions that it may not plan at all
    forbids_sites  actions that it may not plan for a community kindergarten handed over after `since`
    """

    id: Identifier
    title: Twins
    indicator: Identifier
    since: date
    forbids: tuple[ActionName, ...]
    forbids_sites: tuple[ActionName, ...] = ()
    clause: Cited
    quote: Cited


class Source(Policy):
    """The document a profile states."""

    title: Cited
    issuer: Cited
    date: date
    number: str = ""


class Profile(Policy):
    """A policy: document, basis and scope, areas and groups, indicators.

    direct     kindergartens that the district runs itself: they may report like a town, count in the district alone and
               have no population of their own; `expect_direct` says that they are waited for
    due_day    the day of the following month by which a return is due, where the policy states one
    rules      codes of the policy rules that it asks for
    severity   rules that it takes more or less seriously than usual: `PM310 = "error"`
    clauses    the file of its clauses and tasks, in a profile named as seen from there (`catalogue.clauses`)
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Twins
    source: Source
    deadline: Period | None = None
    basis: Basis
    scope: Scope = Scope()
    district: str | None = None
    prefixes: tuple[str, ...] = ()
    direct: tuple[Area, ...] = ()
    expect_direct: bool = False
    due_day: Annotated[int, Ge(1), Le(28)] | None = None
    areas: tuple[Area, ...] = ()
    groups: tuple[AreaGroup, ...] = ()
    rules: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    notes: tuple[Twins, ...] = ()
    clauses: Path | None = None
    consequences: tuple[Consequence, ...] = ()
    indicators: Annotated[tuple[Indicator, ...], MinLen(1)]

    @model_validator(mode="after")
    def _direct_apart(self) -> "Profile":
        if any(area.kind == "direct" for area in self.areas) or any(area.kind != "direct" for area in self.direct):
            msg = _("areas of kind direct stand in `direct`, and no others")
            raise ValueError(msg)
        _once("area", (area.name for area in self.units))
        return self

    @field_validator("areas")
    @classmethod
    def _areas_once(cls, areas: tuple[Area, ...]) -> tuple[Area, ...]:
        _once("area", (area.name for area in areas))
        _once("area code", (area.code for area in areas if area.code))
        return areas

    @field_validator("indicators")
    @classmethod
    def _indicators_once(cls, indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
        _once("indicator", (indicator.id for indicator in indicators))
        return indicators

    @model_validator(mode="after")
    def _groups_known(self) -> "Profile":
        unknown = sorted({area.group for area in self.areas if area.group} - {group.id for group in self.groups})
        if unknown:
            msg = _("areas name groups that are not listed: {unknown}").format(unknown=_(", ").join(unknown))
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _consequences_known(self) -> "Profile":
        unknown = sorted({each.indicator for each in self.consequences} - {each.id for each in self.indicators})
        if unknown:
            msg = _("consequences name indicators that are not listed: {unknown}").format(unknown=_(", ").join(unknown))
            raise ValueError(msg)
        return self

    @property
    def units(self) -> tuple[Area, ...]:
        """Everyone who may report: the areas, and the kindergartens that the district runs itself."""
        return (*self.areas, *self.direct)

    @property
    def due(self) -> tuple[Area, ...]:
        """Everyone whose return is waited for."""
        return self.units if self.expect_direct else self.areas

    def is_direct(self, name: str) -> bool:
        """Tell whether a unit is a kindergarten that the district runs itself."""
        return any(unit.name == name for unit in self.direct)

    def scoped(self, measure: Measure) -> Measure:
        """Return a measure as the scope has it: `count_nursery` puts the nursery children into the gross rate."""
        if not self.scope.count_nursery or POPULATION not in measure.denominator:
            return measure
        numerator = tuple("enrolled" if field == "enrolled_preschool" else field for field in measure.numerator)
        return measure.model_copy(update={"numerator": numerator})

    def indicator(self, identifier: str) -> Indicator | None:
        """Return an indicator by its id."""
        return next((each for each in self.indicators if each.id == identifier), None)


def _once(what: str, names: Iterable[str]) -> None:
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        msg = _("the same twice: {what} {names}").format(what=what, names=_(", ").join(twice))
        raise ValueError(msg)
