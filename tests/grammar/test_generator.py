"""The generator itself: it repeats itself, its truths add up, and its judge can fail."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import openpyxl
import pytest

from tests.grammar.example import FAMILIES, draw_example
from tests.grammar.facts import NATURES, POSTS, draw_towns, operands, whole
from tests.grammar.judge import Heard, Said, judge
from tests.grammar.tool import heard
from tests.grammar.truth import Example, Must
from tests.grammar.writer import workbook_bytes, write

SEED = 7


def examples(number: int) -> Iterator[Example]:
    return (draw_example(SEED, index) for index in range(number))


def perfect(example: Example) -> Heard:
    """What a tool that is always right would say."""
    heard = Heard()
    for area, row in [*example.truth.areas.items(), ("", example.truth.total)]:
        for indicator, want in row.items():
            if want[0] is not None:
                heard.figures["town" if area else "district", area, indicator] = want[0]
    heard.findings = [
        Said((*must.codes, "PM000")[0], "error", must.sheet, must.cell, "") for must in example.truth.must
    ]
    heard.findings.append(Said("PM110", "info", None, None, example.truth.say.split("|")[0]))
    return heard


def test_the_same_seed_gives_the_same_bytes() -> None:
    for once, again in zip(examples(40), examples(40), strict=True):
        assert workbook_bytes(once.book) == workbook_bytes(again.book)
        assert (once.truth, once.features) == (again.truth, again.features)


def test_another_seed_gives_another_workbook() -> None:
    assert workbook_bytes(draw_example(1, 0).book) != workbook_bytes(draw_example(2, 0).book)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_can_be_drawn(family: str) -> None:
    for index in range(12):
        example = draw_example(SEED, index, family)
        assert example.family == family
        assert any(sheet.cells for sheet in example.book.sheets)


def test_facts_add_up() -> None:
    for seed in range(50):
        group = whole(draw_towns(Random(seed), "wuqing-2023", 3))
        for key in ("enrolled", "staff", "classes"):
            assert group.count(key) == sum(group.count(key, nature) for nature in NATURES)
        assert group.count("staff") == sum(group.count(post) for post in POSTS)
        assert group.count("enrolled", "inclusive_all") + group.count("enrolled", "other") == group.count("enrolled")


def test_operands_need_what_they_are_made_of() -> None:
    group = whole(draw_towns(Random(1), "wuqing-2023", 1))
    assert set(operands(group, set()).values()) == {None}
    known = operands(group, {"enrolled", "staff"})
    assert known["child_staff_ratio"] == (group.count("enrolled"), group.count("staff"))
    assert known["public_share"] is None


def test_what_the_towns_have_is_what_the_district_has() -> None:
    for example in examples(200):
        if example.truth.must or len(example.truth.areas) < 2 or example.family == "yearbook":
            continue
        for indicator, (total, *_) in example.truth.total.items():
            parts = [row[indicator][0] for row in example.truth.areas.values()]
            if total is not None:
                assert total == (sum(p[0] for p in parts if p), sum(p[1] for p in parts if p))


def test_what_was_meant_stands_in_the_file(tmp_path: Path) -> None:
    for example in examples(40):
        book = openpyxl.load_workbook(write(example.book, tmp_path))
        for (sheet, cell), meant in example.book.meant().items():
            if meant == 0:
                continue
            typed = str(book[sheet][cell].value)
            digits = re.sub(r"[^\d.-]", "", typed.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
            assert digits.startswith(str(meant)) or typed == str(meant / 10000), (sheet, cell, typed, meant)


def test_a_tool_that_is_right_is_judged_right() -> None:
    for example in examples(200):
        assert judge(example, perfect(example)).verdict == "right", example.features


def test_a_wrong_figure_is_found() -> None:
    found = 0
    for example in examples(80):
        said = perfect(example)
        if not said.figures:
            continue
        key = next(iter(said.figures))
        over, under = said.figures[key]
        said.figures[key] = (over + 1, under)
        score = judge(example, said)
        assert score.figures["wrong"] == 1
        assert score.verdict == "wrong"
        found += 1
    assert found > 40


def test_a_missing_figure_is_no_right_one() -> None:
    for example in examples(80):
        said = perfect(example)
        sure = [key for key in said.figures if key[0] == "district" and len(example.truth.total[key[2]]) == 1]
        if sure:
            del said.figures[sure[0]]
            said.findings = [each for each in said.findings if each.severity == "info"]
            assert judge(example, said).verdict == "silent"


def test_a_false_finding_is_noise_and_with_a_missing_figure_it_accuses() -> None:
    example = next(each for each in examples(80) if each.truth.areas and not each.truth.must)
    said = perfect(example)
    said.findings.append(Said("PM301", "error", "名册", "A99", ""))
    assert judge(example, said).verdict == "noisy"
    said.figures.clear()
    assert judge(example, said).verdict == "accused"


def test_a_fault_that_is_not_found_is_silence() -> None:
    example = next(each for each in (draw_example(SEED, i) for i in range(400)) if each.truth.must)
    said = perfect(example)
    said.findings = []
    assert judge(example, said).verdict == "silent"
    must = replace(example.truth.must[0], cell="ZZ1")
    said.findings = [Said((*must.codes, "PM000")[0], "error", must.sheet, must.cell, "")]
    assert judge(example, said).verdict == "silent", "a fault named at another cell is not found"


def test_addresses_are_held_to_what_was_meant() -> None:
    example = next(each for each in examples(80) if each.book.meant() and not each.truth.must)
    (sheet, cell), meant = next(iter(example.book.meant().items()))
    said = perfect(example)
    said.cells = [(sheet, cell, meant), (sheet, cell, meant + 1)]
    assert judge(example, said).addresses == (1, 2)


def test_faults_lie_where_the_truth_says() -> None:
    for example in (draw_example(SEED, index, "roster of a town") for index in range(150)):
        for must in example.truth.must:
            assert isinstance(must, Must)
            assert must.sheet in {sheet.name for sheet in example.book.sheets}


def test_the_tool_survives_them(tmp_path: Path) -> None:
    """A smoke test: no accuracy is asserted here, `make accuracy` publishes it."""
    for example in examples(60):
        assert not heard(write(example.book, tmp_path), example.profile).crash
