"""The lexicon: every word once, every feature of a known kind, and every field of the dictionary said in its words."""

import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import TableKind
from preschool_metrics.model.returns import ChildcarePoint, Cover, Explanation, Kindergarten, Record, Summary, Task
from preschool_metrics.shape import lexicon as module
from preschool_metrics.shape.grammar import NONE, meaning_of, parse
from preschool_metrics.shape.headings import RECORDS, cover_field, match, signature
from preschool_metrics.shape.lexicon import NATURES, Feature, features, lexicon
from preschool_metrics.shape.words import bare, unit_of

CATEGORIES = frozenset(
    {
        "measure",
        "thing",
        "nature",
        "sponsor",
        "level",
        "age",
        "basis",
        "time",
        "statistic",
        "narrow",
        "attribute",
        "mark",
    }
)
PLAIN = frozenset({"measure", "level", "basis", "attribute"})
LEVELS = frozenset({"nursery", "junior", "middle", "senior", "mixed"})
EVERY_RECORD: tuple[type[Record], ...] = (Cover, Kindergarten, Summary, ChildcarePoint, Explanation, Task)
PAGE = Path(__file__).parents[2] / "docs" / "lexicon.md"


def written() -> dict[str, Any]:
    return tomllib.loads(files(module.__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))


def test_no_word_stands_twice() -> None:
    raw = written()
    spelled = [bare(word).casefold() for words in (raw["filler"], *raw["words"].values()) for word in words]
    assert [word for word, times in Counter(spelled).items() if times > 1] == []


def test_every_feature_is_of_a_known_kind() -> None:
    for word, said in lexicon().words.items():
        assert {feature.category for feature in said} <= CATEGORIES, word


def test_natures_and_levels_are_those_that_the_grammar_knows() -> None:
    for word, said in lexicon().words.items():
        for category, value in said:
            assert category != "nature" or value in NATURES, word
            assert category != "level" or value in LEVELS, word


def test_features_are_read_as_they_are_written() -> None:
    assert features("measure:children nature:public") == (Feature("measure", "children"), Feature("nature", "public"))


def test_a_word_alone_says_what_its_line_says() -> None:
    """Words longer than one letter, of one feature: what the grammar makes of them is what stands there."""
    for word, said in lexicon().words.items():
        by_a_pattern = unit_of(word) or parse(word).age  # 园所(个) by its unit, 2岁 as an age
        if len(said) == 1 and len(word) > 1 and not by_a_pattern and said[0].category in PLAIN:
            assert getattr(parse(word), said[0].category) == said[0].value, word


@pytest.mark.parametrize("record", EVERY_RECORD, ids=lambda record: record.__name__)
def test_no_two_fields_of_a_record_have_the_same_features(record: type[Record]) -> None:
    owners: dict[object, str] = {}
    for name, description in described(record).items():
        for way in description.ways():
            said = signature(meaning_of(features(way)))
            assert owners.setdefault((said, "thing" if "thing:" in way else ""), name) == name, way


@pytest.mark.parametrize("kind", RECORDS)
def test_the_heading_of_every_field_means_the_field(kind: TableKind) -> None:
    for name, description in described(RECORDS[kind]).items():
        for heading in (description.heading.zh, f"{description.heading.zh}（{description.unit}）"):
            found = match(kind, (heading.replace("（）", ""),))
            assert found is not None, heading
            assert found.field == name, heading


def test_the_label_of_every_line_of_the_cover_means_the_line() -> None:
    for name, description in described(Cover).items():
        assert cover_field(description.heading.zh) == name


def test_a_heading_of_the_dictionary_leaves_no_letter_unexplained() -> None:
    for record in EVERY_RECORD:
        for description in described(record).values():
            assert parse(description.heading.zh).residue == "", description.heading.zh


def test_the_page_of_the_lexicon_has_every_word() -> None:
    shown = PAGE.read_text(encoding="utf-8")
    assert [word for word in lexicon().words if word not in shown] == []


@pytest.mark.parametrize(
    ("word", "nature"),
    [
        ("镇办园", "public"),
        ("机关园", "public"),
        ("普惠性幼儿园", "inclusive"),
        ("限价园", "inclusive_private"),
        ("选择性民办园", "not_inclusive"),
        ("公民办", "all"),
    ],
)
def test_a_word_for_a_nature_is_one_line(word: str, nature: str) -> None:
    """What CONTRIBUTING.md shows: a word added to its line of the lexicon is a row here."""
    assert parse(word).nature == NATURES[nature]


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("在读幼儿", "children"),
        ("教养员", "teachers"),
        ("阿姨", "care_workers"),
        ("园医", "health_staff"),
        ("开班数", "classes"),
    ],
)
def test_a_word_for_a_measure_is_one_line(word: str, measure: str) -> None:
    assert parse(word).counted == measure
    assert parse(word).narrow == NONE


@pytest.mark.parametrize("label", ["合计", "总计", "小计", "共计", "累计", "合計"])
def test_a_word_for_a_total_is_one_line(label: str) -> None:
    assert "total" in parse(label).marks
