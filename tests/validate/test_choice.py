"""Which rules are asked for, and how seriously a profile takes them."""

from pathlib import Path

import pytest

from preschool_metrics.catalogue import load_profile
from preschool_metrics.errors import ProfileError, UnknownRuleError
from preschool_metrics.report import render
from preschool_metrics.validate import FAMILIES, all_rules, chosen_rules, codes_of
from preschool_metrics.validate.rules.file import GOOD
from preschool_metrics.workflow.assess import assess
from tests.builder import assessed, codes, found, write

WRONG = GOOD.replace("| 90 |", "| 约90 |").replace("| 80 |", "| -3 |")
OWN = """
id = "own"
title = { zh = "自定", en = "Own" }
source = { title = "自定", issuer = "某区", date = 2024-01-01 }
basis = "resident"
[[indicators]]
id = "public_share"
title = { zh = "公办占比", en = "Public share" }
definition = { zh = "公办 ÷ 全部", en = "public over all" }
measure = { numerator = ["enrolled_public"], denominator = ["enrolled_preschool"] }
better = "higher"
display = "percent"
examples = [
    { numerator = 1, denominator = 2, verdict = "met", display = "50.00%" },
    { numerator = 1, denominator = 3, verdict = "not_met", display = "33.33%" },
]
[[indicators.thresholds]]
at_least = 0.5
since = "2024-01"
levels = ["town"]
binding = true
clause = "一"
quote = "五成"
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["PM301"], {"PM301"}),
        (["pm301", "PM302"], {"PM301", "PM302"}),
        (["PM32"], {"PM321", "PM322", "PM323", "PM324"}),
        (["PM6"], {f"PM60{number}" for number in range(1, 9)}),
        (["跨期"], {f"PM60{number}" for number in range(1, 9)}),
        (["Across Periods"], {f"PM60{number}" for number in range(1, 9)}),
    ],
)
def test_a_rule_is_called_by_code_beginning_or_family(words: list[str], expected: set[str]) -> None:
    assert set(codes_of(words)) == expected


@pytest.mark.parametrize("digit", FAMILIES)
def test_every_family_has_its_rules_under_both_its_names(digit: str) -> None:
    of_family = [code for code in all_rules() if code[2] == digit]
    assert of_family
    assert all(codes_of([name]) == of_family for name in FAMILIES[digit])


@pytest.mark.parametrize(("word", "meant"), [("PM3O1", "PM301"), ("PM999", "PM"), ("行", "行内"), ("rows", "row")])
def test_an_unknown_word_is_refused_with_what_may_have_been_meant(word: str, meant: str) -> None:
    with pytest.raises(UnknownRuleError, match=word) as caught:
        codes_of([word])
    assert meant in (caught.value.suggestion or "")


@pytest.mark.parametrize("word", ["PM", "", "甲乙丙丁戊"])
def test_what_is_like_nothing_gets_no_suggestion(word: str) -> None:
    with pytest.raises(UnknownRuleError) as caught:
        codes_of([word])
    assert caught.value.suggestion is None or word == "PM"


def test_ignored_wins_over_selected() -> None:
    assert chosen_rules(["PM3"], ["PM30", "PM31"]) == frozenset(codes_of(["PM32"]))
    assert chosen_rules() == frozenset(all_rules())


def test_what_is_not_selected_is_not_shown_and_the_figures_stay(tmp_path: Path) -> None:
    path = write(WRONG, tmp_path / "return.xlsx")
    every, only, without = assess([path]), assess([path], select=["PM203"]), assess([path], ignore=["取值"])
    assert {"PM201", "PM203"} <= codes(every)
    assert codes(only) == {"PM203"}
    assert not {"PM201", "PM203"} & codes(without)
    assert only.judgements == without.judgements == every.judgements
    assert {each.rule for each in only.outcomes()} == {"PM203"}
    assert {each.rule for each in without.not_evaluated} == {each.rule for each in every.not_evaluated}
    assert set(only.rules) == {"PM203"}
    for language in ("zh", "en"):
        assert only.notes[-1].say(language) in render(only, "json", language)


def own_profile(folder: Path, more: str) -> str:
    path = folder / "own.toml"
    path.write_text(more + OWN if "[" not in more else OWN + more, encoding="utf-8")
    return str(path)


def test_a_profile_may_take_a_rule_more_seriously(tmp_path: Path) -> None:
    crowded = GOOD.replace("在园幼儿数 |", "在园幼儿数 | 班级数 |").replace("| 90 |", "| 90 | 1 |")
    crowded = crowded.replace("| 80 |", "| 80 | 3 |")
    strict = own_profile(tmp_path, '\n[severity]\nPM310 = "error"\nPM122 = "query"\n')
    result = assessed(crowded, profiles=(strict,))
    assert [each.severity for each in found(result, "PM310")] == ["error"]
    assert [each.severity for each in found(result, "PM122")] == ["query"]
    assert result.rules["PM310"].severity == "error"
    assert [each.severity for each in found(assessed(crowded), "PM310")] == ["query"]


def test_of_several_profiles_the_first_that_names_a_rule_counts(tmp_path: Path) -> None:
    strict = own_profile(tmp_path, '\n[severity]\nPM201 = "query"\n')
    for profiles, severity in ((("wuqing-2023", strict), "query"), (("wuqing-2023",), "error")):
        assert [each.severity for each in found(assessed(WRONG, profiles=profiles), "PM201")] == [severity]


def test_a_severity_that_there_is_not_is_a_mistake_of_the_profile(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"severity\.PM310"):
        load_profile(own_profile(tmp_path, '\n[severity]\nPM310 = "fatal"\n'))


def test_a_severity_of_no_rule_is_a_mistake_of_the_profile(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"severity.*PM999"):
        assessed(GOOD, profiles=(own_profile(tmp_path, '\n[severity]\nPM999 = "error"\n'),))
