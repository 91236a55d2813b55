"""The JSON document: its shape, and its entries made from an Assessment.

The typed dictionaries are the published schema (`preschool-metrics schema`); the builders below fill them.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final, Literal

from typing_extensions import TypedDict  # pydantic makes a schema of typing's own only from Python 3.12 on

from preschool_metrics._version import __version__
from preschool_metrics.language import Language
from preschool_metrics.model.assessment import Assessment, Input, Status
from preschool_metrics.model.completeness import Received, State
from preschool_metrics.model.explanation import Explanation, Standing
from preschool_metrics.model.finding import Effect, Finding, Severity
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Basis, Level, Verdict
from preschool_metrics.model.task import InForce, TaskState
from preschool_metrics.model.task import Standing as TaskStanding
from preschool_metrics.model.text import Text

SCHEMA_VERSION: Final = "1"
_STEPS: Final = 10**8


class ToolEntry(TypedDict):
    """Which tool wrote the document."""

    name: Literal["preschool-metrics"]
    version: str


class InputEntry(TypedDict):
    """A file that was looked at; `area` and `kindergartens` are null for a summary of many areas."""

    path: str
    sha256: str | None
    area: str | None
    period: str | None
    read: bool
    kindergartens: int | None
    status: Status


class CoverageEntry(TypedDict):
    """Which returns of the period are in."""

    expected: int
    received: int
    missing: list[str]


class CompletenessEntry(TypedDict):
    """What came in of an area for a month; `late` is null where the day or the profile's due day is not known."""

    period: str | None
    area: str | None
    expected: bool
    state: State
    files: list[str]
    sha256: list[str | None]
    errors: int
    submitted_on: str | None
    late: bool | None


class ObservationEntry(TypedDict):
    """An indicator of an area (or a kindergarten in it) against its threshold; operands are exact counts."""

    profile: str
    period: str
    area: str
    level: Level
    indicator: str
    kindergarten: str | None
    numerator: int | None
    denominator: int | None
    value: float | None
    display: str
    threshold: str
    direction: Literal["at_least", "at_most"]
    binding: bool
    verdict: Verdict
    gap: float | None
    shortfall: int | None
    missing: list[str]
    partial: bool
    received: int
    expected: int
    interval: list[float] | None


class EffectEntry(TypedDict):
    """What a finding can do to an indicator of its town: the least error that turns the verdict, the value if it is right."""

    profile: str
    indicator: str
    verdict: Verdict
    binding: bool
    margin: int | None
    flips: bool
    value: float | None
    corrected: float | None


class FindingEntry(TypedDict):
    """One thing found, at one cell; further cells in `related`.

    `subject` is what the row is called, where the finding is about one; an explanation counts if its standing is
    accepted; `baseline` is null without an earlier run.
    `can_flip`: a binding verdict of the town can turn; `margin`: by how much the value would have to be wrong for that.
    """

    code: str
    severity: Severity
    file: str | None
    sheet: str | None
    cell: str | None
    related: list[str]
    area: str | None
    period: str | None
    subject: str | None
    field: str | None
    value: str | None
    expected: str | None
    message: str
    affects: list[str]
    effects: list[EffectEntry]
    can_flip: bool
    margin: int | None
    explained: bool
    explanation: str | None
    explained_by: str | None
    explanation_standing: Standing | None
    baseline: Literal["new", "known"] | None


FINDING_COLUMNS: Final = tuple(name for name in FindingEntry.__annotations__ if name != "effects")
"""The columns of a finding in a flat table: what nests stays in the JSON."""


class NotEvaluatedEntry(TypedDict):
    """A rule that a return could not be held to, and why."""

    rule: str
    file: str | None
    area: str | None
    period: str | None
    reason: str


class ExplanationEntry(TypedDict):
    """What a town said to a finding, where (`file`, `sheet`, `cell`), and what came of it."""

    file: str
    sheet: str
    cell: str
    about: str
    rule: str | None
    of_sheet: str | None
    of_cell: str | None
    kindergarten: str | None
    field: str | None
    value: str | None
    text: str
    by: str | None
    standing: Standing


class TaskEntry(TypedDict):
    """A task of a policy: what is done, to be done by the deadline, and due by now; `every` of these a year or half-year."""

    profile: str
    task: str
    title: str
    done: int | None
    target: int
    due: int
    every: Literal["total", "year", "half_year"]
    standing: TaskStanding
    clause: str
    file: str | None
    sheet: str | None
    cell: str | None


class TouchedEntry(TypedDict):
    """A community kindergarten that a consequence touches; `against` it where it is inclusive private."""

    kindergarten: str
    nature: str | None
    handed_over_on: str
    against: bool


class ConsequenceEntry(TypedDict):
    """What a policy forbids a town whose line is missed."""

    profile: str
    area: str
    indicator: str
    consequence: str
    clause: str
    quote: str
    kindergartens: list[TouchedEntry]


class Document(TypedDict):
    """The whole of a run."""

    schema_version: Literal["1"]
    tool: ToolEntry
    profiles: list[str]
    period: str | None
    basis: Basis
    inputs: list[InputEntry]
    coverage: CoverageEntry
    completeness: list[CompletenessEntry]
    observations: list[ObservationEntry]
    findings: list[FindingEntry]
    not_evaluated: list[NotEvaluatedEntry]
    notes: list[str]
    explanations: list[ExplanationEntry]
    tasks: list[TaskEntry]
    consequences: list[ConsequenceEntry]


def document(assessment: Assessment, language: Language) -> Document:
    """Return the document of an assessment, its messages in a language."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "preschool-metrics", "version": __version__},
        "profiles": [profile.id for profile in assessment.profiles],
        "period": assessment.period,
        "basis": assessment.profiles[0].basis,
        "inputs": [_input_entry(each) for each in assessment.inputs],
        "coverage": {**assessment.coverage._asdict(), "missing": list(assessment.coverage.missing)},  # type: ignore[typeddict-item]
        "completeness": [completeness_entry(each) for each in assessment.completeness],
        "observations": list(observation_entries(assessment)),
        "findings": [finding_entry(finding, language) for finding in assessment.findings],
        "not_evaluated": [
            {
                "rule": each.rule,
                "file": each.file,
                "area": each.area,
                "period": each.period,
                "reason": each.reason.say(language),
            }
            for each in assessment.not_evaluated
        ],
        "notes": [note.say(language) for note in assessment.notes],
        "explanations": list(map(explanation_entry, assessment.explanations)),
        "tasks": [task_entry(each, language) for each in assessment.tasks],
        "consequences": [consequence_entry(each) for each in assessment.consequences],
    }


def _input_entry(file: Input) -> InputEntry:
    return {
        "path": file.path,
        "sha256": file.sha256,
        "area": file.area,
        "period": file.period,
        "read": file.read,
        "kindergartens": file.kindergartens,
        "status": file.status,
    }


def completeness_entry(received: Received) -> CompletenessEntry:
    """Return what came in of an area for a month."""
    return {
        "period": received.period,
        "area": received.area,
        "expected": received.expected,
        "state": received.state,
        "files": [path for path, _digest in received.files],
        "sha256": [digest for _path, digest in received.files],
        "errors": received.errors,
        "submitted_on": received.submitted_on.isoformat() if received.submitted_on else None,
        "late": received.late,
    }


def observation_entries(assessment: Assessment) -> Iterator[ObservationEntry]:
    """Yield the observations of every level, the kindergartens last."""
    yield from map(observation_entry, assessment.judgements)
    yield from map(observation_entry, assessment.of_kindergartens())


def observation_entry(judgement: Judgement) -> ObservationEntry:
    """Return one observation with its verdict."""
    observation = judgement.observation
    return {
        "profile": observation.profile,
        "period": observation.period,
        "area": observation.area,
        "level": observation.level,
        "indicator": observation.indicator.id,
        "kindergarten": observation.kindergarten,
        "numerator": observation.numerator,
        "denominator": observation.denominator,
        "value": _float(judgement.value),
        "display": judgement.display,
        "threshold": str(judgement.threshold.line),
        "direction": judgement.threshold.direction,
        "binding": judgement.binding,
        "verdict": judgement.verdict,
        "gap": _float(judgement.gap),
        "shortfall": judgement.shortfall,
        "missing": list(observation.missing),
        "partial": observation.partial,
        "received": observation.received,
        "expected": observation.expected,
        "interval": _outward(observation.interval),
    }


def finding_entry(finding: Finding, language: Language) -> FindingEntry:
    """Return one finding with its message in a language."""
    entry: Any = {name: getattr(finding, name, None) for name in FindingEntry.__annotations__}
    entry["message"] = finding.message.say(language)
    entry["related"], entry["affects"] = list(finding.related), list(finding.affects)
    entry["effects"] = [_effect_entry(each) for each in finding.effects]
    said = finding.explanation
    entry["explanation"], entry["explained_by"] = (said.text, said.by) if said else (None, None)
    entry["explanation_standing"] = said.standing if said else None
    return entry  # type: ignore[no-any-return]


def _effect_entry(effect: Effect) -> EffectEntry:
    entry: Any = {**effect._asdict(), "value": _float(effect.value), "corrected": _float(effect.corrected)}
    return entry  # type: ignore[no-any-return]


def finding_of(entry: FindingEntry) -> Finding:
    """Return the finding of an entry: `finding_entry` backwards, its message in the one language that the entry has."""
    values: dict[str, Any] = {name: value for name, value in entry.items() if name in Finding.model_fields}
    text, standing = entry["explanation"], entry["explanation_standing"]
    said = Explanation("", "", "", "", text, entry["explained_by"], standing=standing) if text and standing else None
    values |= {"message": Text(entry["message"], entry["message"]), "explanation": said}
    values |= {"related": tuple(entry["related"]), "affects": tuple(entry["affects"])}
    return Finding.model_construct(**{**values, "effects": tuple(map(_effect_of, entry["effects"]))})


def _effect_of(entry: EffectEntry) -> Effect:
    values: dict[str, Any] = {**entry, "value": _decimal(entry["value"]), "corrected": _decimal(entry["corrected"])}
    return Effect(**values)


def explanation_entry(explanation: Explanation) -> ExplanationEntry:
    """Return one explanation."""
    return {name: getattr(explanation, name) for name in ExplanationEntry.__annotations__}  # type: ignore[return-value]


def task_entry(state: TaskState, language: Language) -> TaskEntry:
    """Return how one task stands."""
    tally = state.tally
    return {
        "profile": state.profile,
        "task": state.task.id,
        "title": state.task.title.say(language),
        "done": tally.done if tally else None,
        "target": state.target,
        "due": state.due,
        "every": state.task.every,
        "standing": state.standing,
        "clause": state.clause,
        "file": tally.file if tally else None,
        "sheet": tally.sheet if tally else None,
        "cell": tally.cell if tally else None,
    }


def consequence_entry(in_force: InForce) -> ConsequenceEntry:
    """Return one consequence that holds."""
    observation, consequence = in_force.judgement.observation, in_force.consequence
    return {
        "profile": observation.profile,
        "area": observation.area,
        "indicator": observation.indicator.id,
        "consequence": consequence.id,
        "clause": consequence.clause,
        "quote": consequence.quote,
        "kindergartens": [
            {
                "kindergarten": each.name,
                "nature": each.nature,
                "handed_over_on": each.handed_over_on.isoformat(),
                "against": each.against,
            }
            for each in in_force.kindergartens
        ],
    }


def _outward(interval: tuple[Fraction, Fraction] | None) -> list[float] | None:
    """Round an interval to 8 decimals so that nothing of it is lost."""
    if interval is None:
        return None
    low, high = interval
    return [floor(low * _STEPS) / _STEPS, ceil(high * _STEPS) / _STEPS]


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
