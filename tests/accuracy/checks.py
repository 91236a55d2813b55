"""The checks: what was read against the truth. They raise AssertionError and say what differs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.policy import Profile
from preschool_metrics.pipeline import DEFAULT_PROFILE, _assessment, examine, working_profile
from preschool_metrics.read import Limits, Source
from tests.accuracy.case import Case

_PRESCHOOL: Final = "enrolled_preschool"
_INDICATORS: Final = {
    "gross_enrollment_rate": (_PRESCHOOL, "population"),
    "inclusive_coverage_rate": ("inclusive", _PRESCHOOL),
    "public_share": ("public", _PRESCHOOL),
    "child_staff_ratio": ("enrolled", "staff"),
    "child_care_teaching_staff_ratio": ("enrolled", "care_teaching"),
    "child_health_staff_ratio": ("enrolled", "health_staff"),
}


@cache
def _profile() -> Profile:
    return working_profile(DEFAULT_PROFILE)


def checked(path: Path) -> Assessment:
    """Take one workbook through every stage, as `check` does, in this process."""
    source = Source(path, path.name, None)
    result = examine(source, profiles=(DEFAULT_PROFILE,), period=None, limits=Limits())
    return _assessment([result], (_profile(),), result.input.period, require_complete=False)


def totals_of(case: Case) -> dict[str, int | None]:
    """Return the exact sums of a case; None where its layout has no column for a field."""
    rows = [{name: placed.value for name, placed in row.items()} for row in case.rows]
    young = [row.get("enrolled_nursery") or 0 for row in rows]
    children = [_whole(row["enrolled"]) - _whole(nursery) for row, nursery in zip(rows, young, strict=True)]
    by_nature = list(zip(children, [row["nature"] for row in rows], strict=True))
    posts = {name: _sum(rows, name) for name in ("staff", "teachers", "care_workers", "health_staff")}
    both = posts["teachers"], posts["care_workers"]
    return {
        "enrolled": _sum(rows, "enrolled"),
        _PRESCHOOL: sum(children),
        "public": sum(count for count, nature in by_nature if nature == "public"),
        "inclusive": sum(count for count, nature in by_nature if nature != "other_private"),
        "staff": posts["staff"],
        "health_staff": posts["health_staff"],
        "care_teaching": None if both[0] is None or both[1] is None else both[0] + both[1],
        "population": case.lines.population,
    }


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value


def _sum(rows: Sequence[dict[str, object]], name: str) -> int | None:
    return sum(_whole(row[name]) for row in rows) if name in rows[0] else None


def check_figures(case: Case, found: Assessment) -> None:
    """Hold every figure, every cell and every finding of a valid return to the truth."""
    told = [finding for finding in found.findings if finding.severity != "info"]
    errors = [finding for finding in told if finding.severity == "error"]
    assert not errors, f"errors: {_listed(errors)}"
    _check_operands(case, found)
    _check_cells(case, found)
    assert {finding.code for finding in told} == case.queries, (
        f"queries: {_listed(told)}, expected {sorted(case.queries)}"
    )


def operands_of(case: Case) -> dict[str, tuple[int | None, int | None]]:
    """Return the true numerator and denominator of each indicator."""
    totals = totals_of(case)
    return {each: (totals[numerator], totals[denominator]) for each, (numerator, denominator) in _INDICATORS.items()}


def indicators_of(case: Case, found: Assessment) -> dict[str, tuple[int | None, int | None]]:
    """Return the numerator and denominator that were found for the town of a case."""
    judged = [each.observation for each in found.judged("town") if each.observation.area == case.area]
    return {each.indicator.id: (each.numerator, each.denominator) for each in judged}


def _check_operands(case: Case, found: Assessment) -> None:
    have, want = indicators_of(case, found), operands_of(case)
    assert set(have) >= set(want), f"no figures of {case.area}, but {found.inputs}"
    assert found.period == case.period
    for indicator, operands in want.items():
        assert have[indicator] == operands, f"{indicator}: {have[indicator]}, not {operands}"
    unknown = {
        each.observation.indicator.id
        for each in found.judged("town")
        if each.verdict == "no_data" and each.observation.area == case.area
    }
    assert unknown & set(want) == {indicator for indicator, operands in want.items() if None in operands}


def _check_cells(case: Case, found: Assessment) -> None:
    """Compare every value of the roster, and the cell it is said to come from."""
    (report,) = found.returns
    roster = report.roster
    assert roster is not None
    assert roster.sheet == case.roster.page.name
    assert set(roster.columns) == set(case.rows[0]), f"columns {set(roster.columns) ^ set(case.rows[0])}"
    assert len(roster.rows) == len(case.rows) == found.inputs[0].kindergartens, f"{len(roster.rows)} kindergartens"
    for number, truth in enumerate(case.rows):
        read = dict(zip(roster.columns, roster.rows[number], strict=True))
        for name, (value, cell) in truth.items():
            read_in = case.stood(roster.cell(number, name))
            assert read_in == cell, f"{name}: {read_in}, not {cell}"
            wanted = " ".join(value.split()) if isinstance(value, str) else value
            assert read[name] == wanted, f"{cell} {name}: {read[name]!r}, not {value!r}"


@dataclass(frozen=True)
class Expected:
    """The finding that a planted error must give, and the rows that other findings may be in (its own, the totals)."""

    code: str
    sheet: str
    cell: str
    rows: frozenset[int]


def check_address(case: Case, expected: Expected, found: Iterable[Finding]) -> None:
    """Hold the findings to a planted error: named in its cell with its code, and no cell elsewhere accused."""
    follows = case.queries | {"PM501"}  # a summary that was right differs from a roster that was spoilt
    told = [_stood(case, finding) for finding in found if finding.severity != "info" and finding.code not in follows]
    named = [(finding.code, finding.sheet, finding.cell) for finding in told]
    assert (expected.code, expected.sheet, expected.cell) in named, f"{expected} is not among {_listed(told)}"
    strays = [
        each for each in told if each.cell and int(each.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) not in expected.rows
    ]
    assert not strays, f"accused beside {expected}: {_listed(strays)}"


def _stood(case: Case, finding: Finding) -> Finding:
    """Return a finding with the cell that it had before the table was laid on its side."""
    if not finding.cell or finding.sheet != case.roster.page.name:
        return finding
    return finding.model_copy(update={"cell": case.stood(finding.cell)})


def _listed(findings: Sequence[Finding]) -> str:
    return "; ".join(f"{each.code} {each.sheet}!{each.cell} {each.message.zh}" for each in findings)
