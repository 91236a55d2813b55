"""Two runs side by side: what is new, fixed, still there or explained, and which verdicts turned."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from preschool_metrics.errors import RunError
from preschool_metrics.language import _, reason_of
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.change import Change
from preschool_metrics.model.finding import Finding
from preschool_metrics.report.document import (
    SCHEMA_VERSION,
    Document,
    ObservationEntry,
    finding_of,
    observation_entries,
)
from preschool_metrics.report.identity import Identity, identity


class Run(NamedTuple):
    """What a run came to: from its JSON document, or from an Assessment.

    places   what it looked at: the areas whose returns it has, and the names of its workbooks
    """

    period: str | None
    places: frozenset[str]
    findings: tuple[Finding, ...]
    observations: tuple[ObservationEntry, ...]

    def looked_at(self, finding: Finding) -> bool:
        """Tell whether the run would have a finding, if it were still so: it has the return, or the file."""
        return finding.file is None or not self.places.isdisjoint((finding.area, _name(finding.file)))

    def missed(self) -> frozenset[tuple[str, ...]]:
        """Return the keys of the binding targets that are not met."""
        return frozenset(_key(each) for each in self.observations if each["binding"] and each["verdict"] == "not_met")


class Turned(NamedTuple):
    """A figure whose verdict is another one."""

    before: ObservationEntry
    after: ObservationEntry


class Diff(NamedTuple):
    """What differs between two runs.

    new        in the later run only, or explained in the earlier one and now no more
    fixed      in the earlier run only
    unchecked  in the earlier run only, but the later one does not have the return
    still      open in both
    explained  explained in the later run
    turned     the verdicts that changed
    profiles   the policies that the later run judges by
    changes    the values that changed; none where one side is a document, which holds no values
    """

    before: str | None
    after: str | None
    new: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    unchecked: tuple[Finding, ...]
    still: tuple[Finding, ...]
    explained: tuple[Finding, ...]
    turned: tuple[Turned, ...]
    profiles: tuple[str, ...]
    changes: tuple[Change, ...] = ()


def run_of(assessment: Assessment) -> Run:
    """Return the run that an assessment is."""
    observations = tuple(observation_entries(assessment))
    return _run(assessment.period, (each.path for each in assessment.inputs), assessment.findings, observations)


def read_run(path: Path) -> Run:
    """Read the document of `check --format json`.

    Raises RunError where the file cannot be read, is none, or is one of another version of the schema.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise RunError(f"{path}: {reason_of(error)}") from None
    except (ValueError, RecursionError) as error:
        raise RunError(_("{path}: no run: not JSON ({error})").format(path=path, error=error)) from None
    version = document.get("schema_version") if isinstance(document, dict) else None
    if version != SCHEMA_VERSION:
        words = _("{path}: a run of schema version {found}, this tool reads {version}: make it anew")
        raise RunError(words.format(path=path, found=version, version=SCHEMA_VERSION))
    try:
        checked: Document = TypeAdapter(Document).validate_python(document)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise RunError(
            _("{path}: no run: {place}: {error}").format(path=path, place=place, error=first["msg"])
        ) from None
    paths = (each["path"] for each in checked["inputs"])
    return _run(checked["period"], paths, map(finding_of, checked["findings"]), checked["observations"])


def _run(
    period: str | None, paths: Iterable[str], findings: Iterable[Finding], observations: Sequence[ObservationEntry]
) -> Run:
    towns = {each["area"] for each in observations if each["level"] == "town" and each["received"]}
    return Run(period, frozenset({*towns, *map(_name, paths)}), tuple(findings), tuple(observations))


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def against(assessment: Assessment, baseline: Run) -> Assessment:
    """Return the assessment with each finding known, because the baseline has it too, or new."""
    marked = (
        after.model_copy(update={"baseline": "new" if _is_worse(before, after) else "known"})
        for before, after in _matched(baseline.findings, assessment.findings, identity)
        if after is not None
    )
    return replace(assessment, findings=tuple(marked))


def compare_runs(before: Run, after: Run, changes: Iterable[Change] = ()) -> Diff:
    """Compare two runs, of one month or of two: the month that a run judges is not part of what a finding is."""
    kinds: dict[str, list[Finding]] = {name: [] for name in ("new", "fixed", "unchecked", "still", "explained")}
    twins = _matched(before.findings, after.findings, lambda each: _of_month(each, (before.period, after.period)))
    for then, now in twins:
        if now is not None:
            kinds["explained" if now.explained else "new" if _is_worse(then, now) else "still"].append(now)
        elif then is not None:
            kinds["fixed" if after.looked_at(then) else "unchecked"].append(then)
    return Diff(
        before.period,
        after.period,
        turned=tuple(_turned(before.observations, after.observations)),
        profiles=tuple(dict.fromkeys(each["profile"] for each in after.observations)),
        changes=tuple(changes),
        **{name: tuple(findings) for name, findings in kinds.items()},
    )


def _matched(
    before: Sequence[Finding], after: Sequence[Finding], key: Callable[[Finding], Identity]
) -> Iterator[tuple[Finding | None, Finding | None]]:
    """Yield findings with their twins, in the order of the later ones; then those that have none any more.

    Of several that share a key each has one twin; an open one before one that was explained.
    """
    waiting: dict[Identity, list[Finding]] = {}
    for finding in sorted(before, key=lambda each: not each.explained):
        waiting.setdefault(key(finding), []).append(finding)
    for finding in after:
        twins = waiting.get(key(finding))
        yield (twins.pop() if twins else None), finding
    left = {id(finding) for findings in waiting.values() for finding in findings}
    yield from ((finding, None) for finding in before if id(finding) in left)


def _is_worse(before: Finding | None, after: Finding) -> bool:
    """Tell whether a finding is new: not there before, cleared before, or about more rows than before."""
    if before is None or (before.explained and not after.explained):
        return True
    return after.subject is None and len(after.related) > len(before.related)


def _of_month(finding: Finding, months: tuple[str | None, str | None]) -> Identity:
    own = identity(finding)
    return own._replace(period="") if finding.period in months else own


def _turned(before: Iterable[ObservationEntry], after: Iterable[ObservationEntry]) -> Iterator[Turned]:
    then = {_key(each): each for each in before}
    for now in after:
        earlier = then.get(_key(now))
        if earlier and earlier["verdict"] != now["verdict"]:
            yield Turned(earlier, now)


def _key(entry: ObservationEntry) -> tuple[str, ...]:
    """Return what `Observation.key` is of the entry."""
    return entry["profile"], entry["level"], entry["area"], entry["kindergarten"] or "", entry["indicator"]
