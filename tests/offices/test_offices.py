"""Layouts that nobody drew for the reader: every figure is read as it stands, or it is said why not; none is made up."""

from dataclasses import replace
from pathlib import Path

import pytest

import preschool_metrics
from tests.offices import lists, matrices, sources, surroundings
from tests.offices.layout import LAYOUTS, Layout, Truth

MODULES = (lists, matrices, sources, surroundings)  # importing them fills LAYOUTS
Figures = dict[tuple[str | None, str], tuple[int, int]]
"""By town, None for the district, and indicator: numerator and denominator."""


def read(path: Path, profile: str, truth: Truth) -> tuple[Figures, list[str]]:
    """Return the figures that the tool gives, and the errors and queries that are not allowed."""
    made = preschool_metrics.assess(path, profile=profile, period="2024-03")
    towns = {alias: town for town, alias in truth.alias.items()}
    figures: Figures = {}
    for judgement in made.judgements:
        seen = judgement.observation
        if seen.level in ("town", "district") and seen.numerator is not None and seen.denominator is not None:
            area = towns.get(seen.area, seen.area) if seen.level == "town" else None
            figures[area, seen.indicator.id] = int(seen.numerator), int(seen.denominator)
    told = [
        f"{finding.code} {finding.message.zh}"
        for finding in made.findings
        if finding.severity in ("error", "query") and finding.code not in truth.allow
    ]
    return figures, told


def wanted(truth: Truth) -> dict[tuple[str | None, str], tuple[int, int] | None]:
    rows = [*truth.areas.items(), *([(None, truth.total)] if truth.total else [])]
    return {(area, indicator): pair for area, row in rows for indicator, pair in row.items()}


def faults(path: Path, truth: Truth) -> list[str]:
    """Return what the tool says of a workbook that is not so, what it leaves out, and what it says without need."""
    found: list[str] = []
    want, may = wanted(truth), {(town, indicator): pair for indicator, town, pair in truth.may}
    for profile in truth.profiles:
        figures, told = read(path, profile, truth)
        judged = {key: pair for key, pair in figures.items() if key in want or (key[0] and truth.areas)}
        found += [f"{key} {pair}" for key, pair in judged.items() if pair not in (want.get(key), may.get(key))]
        if truth.want == "refuse" or (truth.want == "either" and told):
            found += [] if told else [f"{profile}: nothing is said"]
            continue
        asked = {indicator.id for indicator in preschool_metrics.load_profile(profile).indicators}
        found += [f"no {key}" for key, pair in want.items() if pair and key[1] in asked and key not in figures | may]
        found += told
    return found


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layout_is_read_or_it_is_said_why_not(layout: Layout, tmp_path: Path) -> None:
    assert not faults(*layout.write(tmp_path)), layout.title


def test_a_figure_that_is_wrong_missing_or_not_told_is_a_fault(tmp_path: Path) -> None:
    layout = next(each for each in LAYOUTS if each.name == "m01")
    path, truth = layout.write(tmp_path)
    town = next(iter(truth.areas))
    for pair in ((1, 2), None):
        assert faults(path, replace(truth, areas={**truth.areas, town: {**truth.areas[town], "public_share": pair}}))
    more = {**truth.areas[town], "child_staff_ratio": (900, 140)}
    assert faults(path, replace(truth, areas={**truth.areas, town: more}))
    assert faults(path, replace(truth, want="refuse"))
