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
HELD: Final[list[bytearray]] = []
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither memory limits nor SIGALRM")


def fate(word: str) -> str:
    """Do what a word says: the work of one file, made deadly."""
    if word == "abort":
        faulthandler.disable()  # pytest's would print the stack of a death that is meant
        os.abort()
    if word == "hoard":
        return str(len(bytearray(4 << 30)))
    if word == "spin":
        while True:
            pass
    if word == "sleep":
        time.sleep(300)
    if word == "exit":
        os._exit(3)
    return harmless(word)


def harmless(word: str) -> str:
    """Do what ends nothing."""
    if word == "nap":
        time.sleep(1.5)
    if word == "hold":
        HELD.append(bytearray(LIMIT // 4))
    if word == "print":
        os.write(1, b"out")
        os.write(2, b"err")
    return f"read {word}"


def refuse(word: str) -> str:
    if word == "c":
        raise UnreadableWorkbookError(Flaw.TOO_LARGE, limit="max-size", actual=3)
    return word


def dead(word: str) -> str:
    return f"dead {word}"


def outcome(words: list[str], work: Callable[[str], str] = fate, *, jobs: int = 1, seconds: int = 20) -> list[str]:
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
    assert outcome(["a", "spin", "b"], seconds=1) == ["read a", "dead spin", "read b"]
    assert time.monotonic() - began < 15


def test_the_only_item_is_stopped_as_well() -> None:
    assert outcome(["spin"], seconds=1) == ["dead spin"]


@pytest.mark.parametrize("words", [["sleep"], ["a", "sleep"]])
def test_what_waits_for_ever_is_stopped_by_the_clock(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["preschool_metrics.read.survive"], "_PATIENCE", 1)
    assert outcome(words, seconds=1)[-1] == "dead sleep"


def test_waiting_for_a_busy_machine_condemns_nobody() -> None:
    assert outcome(["nap", "nap"], seconds=1) == ["read nap", "read nap"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_that_take_too_long_cost_their_own_limit_and_no_more(jobs: int) -> None:
    """Each begins once, whatever lies beside it in the same message."""
    words = ["spin", "a", "spin", "b", "spin"]
    began = os.times()
    assert outcome(words, jobs=jobs, seconds=1) == ["dead spin", "read a", "dead spin", "read b", "dead spin"]
    ended = os.times()
    spent = sum(ended[2:4]) - sum(began[2:4])  # processor time of the children
    assert 2.5 < spent < 4.5


def test_what_earlier_items_left_in_memory_condemns_no_later_one() -> None:
    assert outcome(["hold"] * 6) == ["read hold"] * 6


def test_nothing_that_a_worker_prints_comes_out(capfd: pytest.CaptureFixture[str]) -> None:
    assert outcome(["print", "print"]) == ["read print", "read print"]
    assert outcome(["print"]) == ["read print"]
    assert capfd.readouterr() == ("", "")


def test_it_needs_no_shared_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without /dev/shm has no semaphores."""

    def refused(*_: object) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("_multiprocessing.SemLock", refused)
    words = [str(number) for number in range(60)]
    assert outcome(words, jobs=2) == [f"read {word}" for word in words]


@pytest.mark.parametrize("words", [["c"], ["a", "b", "c"]])
def test_what_the_work_raises_on_purpose_reaches_the_caller_whole(words: list[str]) -> None:
    with pytest.raises(UnreadableWorkbookError) as error:
        outcome(words, refuse)
    assert (error.value.flaw, error.value.facts) == (Flaw.TOO_LARGE, {"limit": "max-size", "actual": 3})
