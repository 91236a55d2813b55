"""The pages at the root: both languages say the same, and what they link to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENGLISH, CHINESE = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)? ?%?")


def fenced(text: str) -> list[str]:
    """Return the code of a page, without its comments, which are in the page's language."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [re.sub(r"\s*#.*", "", block) for block in blocks]


def commands(text: str) -> list[str]:
    """Return the names of the commands in the table of commands, and what of them is no word of a language."""
    rows = re.findall(r"^\| (`.*?`) \| ", text, re.MULTILINE)
    return [re.sub(r"[^\x00-\x7f]+|[A-Z]{2,}", "", row).replace("  ", " ") for row in rows]


def accuracy(text: str) -> list[str]:
    """Return the figures of the paragraph about the measure, whatever their order in a sentence."""
    (paragraph,) = (each for each in text.split("\n\n") if "1128" in each)
    return sorted(each.replace(" ", "") for each in NUMBER.findall(paragraph))


@pytest.mark.parametrize("page", ["README.md", "README.zh.md", "CONTRIBUTING.md"])
def test_what_a_page_links_to_is_there(page: str) -> None:
    targets = LINK.findall((ROOT / page).read_text(encoding="utf-8"))
    assert [target for target in targets if "://" not in target and not (ROOT / target).exists()] == []


def test_both_readmes_have_the_same_parts() -> None:
    def parts(text: str) -> list[str]:
        return re.findall(r"^(#+|!\[|```\w*|\|)", text, re.MULTILINE)

    assert parts(ENGLISH) == parts(CHINESE)


def test_both_readmes_show_the_same_code() -> None:
    assert fenced(ENGLISH) == fenced(CHINESE)


def test_both_readmes_list_the_same_commands() -> None:
    assert len(commands(ENGLISH)) >= 14
    assert [re.findall(r"[a-z-]+", each) for each in commands(ENGLISH)] == [
        re.findall(r"[a-z-]+", each) for each in commands(CHINESE)
    ]


def test_both_readmes_state_the_same_accuracy() -> None:
    assert len(accuracy(ENGLISH)) >= 8
    assert accuracy(ENGLISH) == accuracy(CHINESE)


def test_every_command_is_listed() -> None:
    from preschool_metrics.cli.app import COMMANDS

    listed = {word for each in commands(ENGLISH) for word in re.findall(r"[a-z]+", each)}
    assert set(COMMANDS) <= listed
