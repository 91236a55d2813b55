"""The lexicon is TOML, and read as such by whoever wants to: the quick reader finds the same words."""

import tomllib
from importlib.resources import files

import pytest

from preschool_metrics.shape.lexicon import Feature, features, lexicon, lists
from preschool_metrics.shape.words import bare

TEXT = files("preschool_metrics.shape").joinpath("lexicon.toml").read_text(encoding="utf-8")


def in_one_width(spelled: list[str]) -> list[str]:
    return [bare(word).casefold() for word in spelled]


def test_the_quick_reader_finds_what_toml_says() -> None:
    said = tomllib.loads(TEXT)
    told = [("", in_one_width(said["filler"])), *((key, in_one_width(each)) for key, each in said["words"].items())]
    assert list(lists(TEXT)) == told


def test_a_list_may_stand_in_one_line_or_several_and_be_remarked_on() -> None:
    text = '# "a": no list\nfiller = ["的"]\n[words]\n"level:junior" = [\n    "小班", "ＸＢ",\n] # small\n"nature:all" = ["全部"]\n'
    assert list(lists(text)) == [("", ["的"]), ("level:junior", ["小班", "xb"]), ("nature:all", ["全部"])]


def test_a_word_has_one_meaning() -> None:
    words, lengths = lexicon()
    assert words["公办"] == (Feature("nature", "public"),)
    assert features("level:junior age:3") == (Feature("level", "junior"), Feature("age", "3"))
    assert all(len(word) in lengths[word[0]] for word in words)


def test_a_word_that_stands_twice_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("preschool_metrics.shape.lexicon.lists", lambda _: [("level:junior", ["小班", "小班"])])
    with pytest.raises(ValueError, match="小班 twice"):
        lexicon.__wrapped__()
