"""The clauses of the plan as data: all of them, in its own words, with the offices that it names and no line of ours."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.errors import ProfileError
from preschool_metrics.language import speak, spoken
from preschool_metrics.model.clauses import Clause
from tests.catalogue.test_profiles import OWN
from tests.catalogue.test_quotations import PLAN, is_of, plain

LIST: Final = PLAN.with_name("clauses.md")
WUQING: Final = load_clauses(load_profile("wuqing-2023"))
KINDS: Final = {"share": ("indicator", "rule, indicator")}
here: Final = pytest.mark.skipif(not LIST.is_file(), reason=f"the plan is not here ({LIST})")

CLAUSES = """
[[clauses]]
id = "experts"
title = { zh = "专家组", en = "Experts" }
clause = "二(一)"
kind = "counter"
levels = ["district"]
quote = "专家不少于5人"
tasks = [{ id = "experts_named", title = { zh = "专家", en = "Experts" }, target = 5 }]
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = spoken()
    speak("en")
    yield
    speak(before)


def listed() -> list[list[str]]:
    rows = (
        [cell.strip() for cell in line.strip("|\n").split("|")]
        for line in LIST.read_text(encoding="utf-8").splitlines()
        if line.startswith("|") and not line.startswith("|---")
    )
    return [row for row in rows if row[0] != "clause"]


def offices_after(quote: str) -> tuple[str, str]:
    """Return 牵头单位 and 责任单位 that the plan names behind a quotation, without separators; a goal has none."""
    text = plain(PLAN.read_text(encoding="utf-8"))
    start, tasks = text.index(plain(quote)), text.index("二、主要任务")
    found = re.compile(r"（(?:牵头单位：([^）]*?)[，）])?(?:责任单位：([^）]*)）)?").finditer(text, start)
    named = next((each for each in found if each[1] or each[2]), None)
    if named is None or start < tasks <= named.start():
        return "", ""
    return bare(named[1] or ""), bare(named[2] or "")


def bare(offices: str) -> str:
    return re.sub("[、，]", "", offices)


# --- the plan ---------------------------------------------------------------------------------------------


@here
def test_every_clause_of_the_list_has_its_row_in_its_order() -> None:
    assert [(each.clause, each.quote) for each in WUQING] == [(row[0], row[3]) for row in listed()]
    assert len(WUQING) == 41


@here
def test_each_is_of_the_kind_that_the_list_says() -> None:
    for each, row in zip(WUQING, listed(), strict=True):
        assert row[1] in KINDS.get(each.kind, (each.kind,)), each.id


@here
@pytest.mark.parametrize("each", WUQING, ids=lambda each: each.id)
def test_the_offices_are_those_that_the_plan_names_behind_the_words(each: Clause) -> None:
    assert (bare("".join(each.lead)), bare("".join(each.responsible))) == offices_after(each.quote)


@here
def test_every_quotation_stands_in_the_plan() -> None:
    text = PLAN.read_text(encoding="utf-8")
    assert [each.quote for each in WUQING if not is_of(each.quote, text)] == []


def test_a_number_that_is_no_word_of_the_plan_is_explained() -> None:
    """“不少于20人”写明的数自己说话；从别处来的数（24个镇、8个组团）在 notes 里说明。"""
    for each in WUQING:
        for task in each.tasks:
            if task.target and str(task.target) not in each.quote:
                assert each.notes, task.id


def test_what_has_no_line_says_so() -> None:
    for each in WUQING:
        without = [
            *(task for task in each.tasks if task.target is None and not task.by),
            *(f for f in each.figures if f.at_least is None),
        ]
        if without:
            assert each.notes, each.id
            assert "作判定" in each.notes.zh, each.id


# --- a county's own ---------------------------------------------------------------------------------------


def own(folder: Path, clauses: str) -> tuple[Clause, ...]:
    (folder / "own-clauses.toml").write_text(clauses, encoding="utf-8")
    profile = OWN.replace('basis = "resident"', 'basis = "resident"\nclauses = "own-clauses.toml"')
    (folder / "own.toml").write_text(profile, encoding="utf-8")
    return load_clauses(load_profile(str(folder / "own.toml")))


def test_a_county_names_its_own_file_of_clauses(tmp_path: Path) -> None:
    (clause,) = own(tmp_path, CLAUSES)
    assert (clause.id, clause.counted[0].target) == ("experts", 5)


def test_a_milestone_is_its_own_task(tmp_path: Path) -> None:
    milestone = CLAUSES.replace('"counter"', '"milestone"').partition("tasks =")[0]
    (clause,) = own(tmp_path, milestone)
    assert [(task.id, task.title, task.target) for task in clause.counted] == [("experts", clause.title, 1)]


def test_a_profile_without_clauses_has_none() -> None:
    assert load_clauses(load_profile("national-2020")) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('quote = "专家不少于5人"\n', "", "clauses.experts.quote: it is missing"),
        ('kind = "counter"', 'kind = "number"', "clauses.experts.kind: number is none of indicator"),
        ('kind = "counter"', 'kind = "share"', "a clause of kind share needs figures"),
        ("target = 5", "target = 0", "write a number of 1 or more"),
        ("tasks =", "task =", "clauses.experts.task: there is no such key; did you mean tasks?"),
        ("tasks =", 'indicators = ["public_part"]\ntasks =', "experts: there is no indicator public_part"),
        (CLAUSES, CLAUSES + CLAUSES, "the same twice: clause experts"),
        (
            "tasks =",
            'figures = [{ id = "a", title = { zh = "甲", en = "A" } }]\ntasks =',
            "a figure asks for a yes",
        ),
        (
            "tasks =",
            'figures = [{ id = "a", title = { zh = "甲", en = "A" }, yes = ["alarms"] }]\ntasks =',
            "there is no field alarms",
        ),
        ("[[clauses]]", "[[clauses", "TOML"),
    ],
)
def test_a_broken_file_is_refused_with_its_mistake(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    with pytest.raises(ProfileError) as refused:
        own(tmp_path, CLAUSES.replace(right, wrong, 1))
    assert told in "\n".join(refused.value.mistakes)
    assert "own-clauses.toml" in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    own(tmp_path, CLAUSES)
    (tmp_path / "own-clauses.toml").rename(tmp_path / "other.toml")
    with pytest.raises(ProfileError, match="the file of clauses is not there"):
        load_clauses(load_profile(str(tmp_path / "own.toml")))
