"""No text without its twin: the interface's catalogue, and the texts that stand in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import preschool_metrics
from preschool_metrics.catalogue import load_profile, shipped_profiles
from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.returns import (
    ChildcarePoint,
    Cover,
    Explanation,
    Kindergarten,
    Record,
    Summary,
    Task,
)
from preschool_metrics.model.text import Text
from preschool_metrics.validate import all_rules

SOURCES = Path(preschool_metrics.__file__).parent
CATALOGUE = SOURCES / "locale/zh/LC_MESSAGES/preschool_metrics.po"
RECORDS: tuple[type[Record], ...] = (Cover, Kindergarten, Summary, ChildcarePoint, Explanation, Task)
CHINESE = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


# --- the interface ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def used() -> dict[str, str]:
    """Return every text that the sources translate, with the place of one use."""
    found = extract_from_dir(SOURCES, method_map=[("**.py", "python")], keywords={"_": None})
    return {message: f"{file}:{line}" for file, line, message, _, _ in found if isinstance(message, str)}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh", abort_invalid=True)


def entries(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def test_there_are_texts(used: dict[str, str]) -> None:
    assert len(used) > 50
    assert "Output format." in used


def test_every_text_of_the_interface_has_its_chinese(used: dict[str, str], catalogue: Catalog) -> None:
    known = {message.id: message.string for message in entries(catalogue)}
    assert {text: place for text, place in used.items() if not known.get(text)} == {}


def test_the_catalogue_holds_nothing_else(used: dict[str, str], catalogue: Catalog) -> None:
    assert {message.id for message in entries(catalogue)} - used.keys() == set()
    assert not catalogue.obsolete
    assert [message.id for message in entries(catalogue) if message.fuzzy] == []
    assert not catalogue.fuzzy


def test_a_translation_has_the_placeholders_of_its_text(catalogue: Catalog) -> None:
    for message in entries(catalogue):
        assert placeholders(str(message.id)) == placeholders(str(message.string)), message.id


def test_a_translation_is_chinese(catalogue: Catalog) -> None:
    for message in entries(catalogue):
        said = re.sub(r"\{\w*\}", "", str(message.string))
        assert CHINESE.search(said) or not LATIN.search(said), message.id


def test_a_translation_is_in_gbk(catalogue: Catalog) -> None:
    for message in entries(catalogue):
        assert str(message.string).encode("gbk")


def test_what_is_translated_stands_there_as_it_is() -> None:
    """A text put together from parts has no twin in the catalogue."""
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                (said,) = node.args
                assert isinstance(said, ast.Constant), f"{path.name}:{node.lineno}"


def test_every_help_text_of_the_commands_is_translated() -> None:
    for path in sorted((SOURCES / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "help":
                assert isinstance(node.value, ast.Call), f"{path.name}:{node.value.lineno}"


# --- texts that stand in both languages -------------------------------------------------------------------


def of_rules() -> Iterator[tuple[str, Text]]:
    for code, rule in all_rules().items():
        for part in ("title", "message", "fix", "basis", "family"):
            yield f"{code}.{part}", getattr(rule, part)


def of_fields() -> Iterator[tuple[str, Text]]:
    for record in RECORDS:
        for name, description in described(record).items():
            yield f"{record.__name__}.{name}.heading", description.heading
            yield f"{record.__name__}.{name}.meaning", description.meaning


def of_profiles() -> Iterator[tuple[str, Text]]:
    for profile in map(load_profile, shipped_profiles()):
        yield f"{profile.id}.title", profile.title
        yield from ((f"{profile.id}.notes", note) for note in profile.notes)
        yield from ((f"{profile.id}.{group.id}", group.name) for group in profile.groups)
        yield from of_clauses(profile)
        for indicator in profile.indicators:
            yield f"{profile.id}.{indicator.id}.title", indicator.title
            yield f"{profile.id}.{indicator.id}.definition", indicator.definition


def of_clauses(profile: Profile) -> Iterator[tuple[str, Text]]:
    for clause in load_clauses(profile):
        yield f"{profile.id}.{clause.id}", clause.title
        if clause.notes:
            yield f"{profile.id}.{clause.id}.notes", clause.notes
        yield from ((f"{profile.id}.{each.id}", each.title) for each in clause.figures)
        yield from ((f"{profile.id}.{each.id}", each.title) for each in clause.tasks)


def of_sources() -> Iterator[tuple[str, Text]]:
    """Yield the texts written down anywhere in the sources."""
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                said = [str(each.value) for each in node.args if isinstance(each, ast.Constant)]
                if len(said) == 2 and any(said):
                    yield f"{path.name}:{node.lineno}", Text(*said)


TEXTS = [*of_rules(), *of_fields(), *of_profiles(), *of_sources()]


def test_every_text_has_its_twin_in_the_other_language() -> None:
    assert len(TEXTS) > 500
    for place, text in TEXTS:
        code = not LATIN.search(text.zh) or text.zh.isupper()  # a number, or a name like PDF
        assert CHINESE.search(text.zh) or code, place
        assert LATIN.search(text.en) or code, place
        assert text.zh != text.en or code, place


def test_twins_have_the_same_placeholders() -> None:
    for place, text in TEXTS:
        assert set(placeholders(text.zh)) == set(placeholders(text.en)), place


def test_only_messages_are_filled_in() -> None:
    for code, rule in all_rules().items():
        for text in (rule.title, rule.fix, rule.basis):
            assert placeholders(text.zh) == [], code


def test_chinese_texts_are_in_gbk() -> None:
    for _, text in TEXTS:
        assert text.zh.encode("gbk")
