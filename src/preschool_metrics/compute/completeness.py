"""The completeness of a folder: expected, received, readable, free of errors, for each area and month."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath

from preschool_metrics.catalogue import Register
from preschool_metrics.model.assessment import Input
from preschool_metrics.model.completeness import Received, State
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.town_return import TownReturn

_Key = tuple[str | None, str | None]  # month, area


def completeness_of(
    profile: Profile, inputs: Iterable[Input], returns: Iterable[TownReturn], findings: Iterable[Finding]
) -> Iterator[Received]:
    """Yield what came in, month by month in the order of the register; files of nobody last.

    `returns` are all that were read, those of which there are several too; `findings` those of all months.
    """
    files, reports = _files(Register(profile), inputs, returns)
    errors = Counter(
        (finding.file, finding.area) for finding in findings if finding.severity == "error" and not finding.explained
    )
    due = [area.name for area in profile.areas if area.kind != "direct" or profile.expect_direct]
    for month in sorted({month for month, _ in files}, key=lambda month: month or "~"):
        others = sorted({area for period, area in files if period == month and area} - set(due))
        nobody = [None] if (month, None) in files else []
        for area in (*(due if month else ()), *others, *nobody):
            yield _received(
                (month, area), files.get((month, area), []), reports.get((month, area), []), errors, profile,
                expected=area in due,
            )  # fmt: skip


def _files(
    register: Register, inputs: Iterable[Input], returns: Iterable[TownReturn]
) -> tuple[dict[_Key, list[Input]], dict[_Key, list[TownReturn]]]:
    """Sort files and returns by month and area; a file without a return by what it says, or else by its own name."""
    by_file: dict[str, list[TownReturn]] = {}
    for report in returns:
        by_file.setdefault(report.file, []).append(report)
    files: dict[_Key, list[Input]] = {}
    reports: dict[_Key, list[TownReturn]] = {}
    for each in (each for each in inputs if not each.ignored):
        own = by_file.get(each.path, [])
        for report in own:
            reports.setdefault((report.period, report.area), []).append(report)
        named: set[_Key] = {(report.period, report.area) for report in own}
        for key in named or {(each.period, each.area or _named(register, each))}:
            files.setdefault(key, []).append(each)
    return files, reports


def _named(register: Register, file: Input) -> str | None:
    found = register.resolve(PurePath(file.path).stem) if register else None
    return found.area.name if found and found.area and found.how == "exact" else None


def _received(
    key: _Key,
    files: Sequence[Input],
    reports: Sequence[TownReturn],
    errors: Counter[tuple[str | None, str | None]],
    profile: Profile,
    *,
    expected: bool,
) -> Received:
    month, area = key
    wrong = sum(errors[file.path, name] for file in files for name in {area, None})
    submitted = _submitted(reports)
    late = None if submitted is None or month is None else _is_late(submitted, month, profile.due_day)
    named = tuple((file.path, file.sha256) for file in files)
    return Received(month, area, expected, _state(files, reports, wrong), named, wrong, submitted, late)


def _state(files: Sequence[Input], reports: Sequence[TownReturn], wrong: int) -> State:
    if not files:
        return "missing"
    if len(reports) > 1:
        return "double"
    if not any(file.read for file in files):
        return "unreadable"
    return "errors" if wrong or not reports else "complete"


def _submitted(reports: Sequence[TownReturn]) -> date | None:
    days = [figure.value for report in reports if (figure := report.cover.get("submitted_on")) and figure.value]
    return max(days, default=None)


def _is_late(day: date, month: str, due: int | None) -> bool | None:
    """Tell whether a day is after the one of the following month by which a return is due."""
    if due is None:
        return None
    year, number = map(int, month.split("-"))
    return day > date(year + number // 12, number % 12 + 1, due)
