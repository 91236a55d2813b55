"""Work on many files: one that kills its worker takes no other with it."""

import faulthandler
import os
import sys
import time
from collections.abc import Callable
from typing import Final

import pytest

from preschool_metrics.errors import UnreadableWorkbookError
from preschool_metrics.model.finding import Flaw
from preschool_metrics.read import survive

LIMIT: Final = 2 << 30
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither memory limits nor SIGALRM")


def fate(word: str) -> str:
    """Do what a word says: the work of one file, made deadly."""
    if word == "abort":
        faulthandler.disable()  # pytest's would print the stack of a death that is meant
        os.abort()
    if word == "hoard":
        return str(len(bytearray(4 << 30)))
    if word == "sleep":
        time.sleep(30)
    if word == "exit":
        os._exit(3)
    return f"read {word}"


def refuse(word: str) -> str:
    if word == "c":
        raise UnreadableWorkbookError(Flaw.TOO_LARGE, limit="max-size", actual=3)
    return word


def forgive(word: str) -> str:
    """Do the work as `examine` does: running out of memory is the file's fault."""
    try:
        return fate(word)
    except MemoryError:
        return dead(word)


def dead(word: str) -> str:
    return f"dead {word}"


def outcome(words: list[str], work: Callable[[str], str] = forgive, *, jobs: int = 1, seconds: int = 20) -> list[str]:
    return list(survive(work, words, jobs=jobs, max_seconds=seconds, max_memory=LIMIT, dead=dead))


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    words = [str(number) for number in range(120)]
    assert outcome(words, jobs=jobs) == [f"read {word}" for word in words]


def test_nothing_to_do_is_done() -> None:
    assert outcome([]) == []


@pytest.mark.parametrize("killer", ["abort", "exit", "hoard"])
def test_an_item_that_kills_its_worker_dies_alone(killer: str) -> None:
    assert outcome(["a", killer, "b", "c"]) == ["read a", f"dead {killer}", "read b", "read c"]


@pytest.mark.parametrize("killer", ["abort", "exit", "hoard"])
def test_the_only_item_may_kill_its_worker_too(killer: str) -> None:
    assert outcome([killer]) == [f"dead {killer}"]


def test_two_killers_among_others_are_both_named() -> None:
    words = ["a", "abort", "b", "abort", "c"]
    assert outcome(words, jobs=2) == ["read a", "dead abort", "read b", "dead abort", "read c"]


def test_an_item_that_takes_too_long_is_stopped_and_the_others_are_read() -> None:
    began = time.monotonic()
    assert outcome(["a", "sleep", "b"], seconds=1) == ["read a", "dead sleep", "read b"]
    assert time.monotonic() - began < 15


def test_the_only_item_is_stopped_as_well() -> None:
    assert outcome(["sleep"], seconds=1) == ["dead sleep"]


@pytest.mark.parametrize("words", [["c"], ["a", "b", "c"]])
def test_what_the_work_raises_on_purpose_reaches_the_caller_whole(words: list[str]) -> None:
    with pytest.raises(UnreadableWorkbookError) as error:
        outcome(words, refuse)
    assert (error.value.flaw, error.value.facts) == (Flaw.TOO_LARGE, {"limit": "max-size", "actual": 3})
