"""Errors cross a process boundary whole."""

import pickle

from preschool_metrics.errors import ProfileError, UnreadableWorkbookError


def test_the_flaw_of_a_workbook_keeps_its_facts_through_a_worker() -> None:
    error = pickle.loads(pickle.dumps(UnreadableWorkbookError("too_large", limit="max-size", actual=3)))  # noqa: S301 - our own
    assert isinstance(error, UnreadableWorkbookError)
    assert (error.flaw, error.facts) == ("too_large", {"limit": "max-size", "actual": 3})


def test_a_broken_profile_says_all_its_mistakes_in_one_line() -> None:
    error = ProfileError("own.toml", ["basis: unknown", "id: missing"])
    assert str(error) == "own.toml: basis: unknown; id: missing"
    assert error.mistakes == ["basis: unknown", "id: missing"]
