"""The accuracy of reading: `make accuracy` publishes it over thousands of examples, these run a few of each."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from hypothesis import HealthCheck, Phase, given, settings

from tests.accuracy.case import Case
from tests.accuracy.checks import Expected, check_address, check_figures, checked
from tests.accuracy.faults import spoilt
from tests.accuracy.layouts import cases
from tests.accuracy.publish import failure_of
from tests.accuracy.writers import write_book

_FIXED: Final = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example),
)


@_FIXED
@given(cases())
def test_a_valid_return_gives_exactly_its_figures(case: Case) -> None:
    with TemporaryDirectory() as folder:
        check_figures(case, checked(write_book(case.book, Path(folder))))


@_FIXED
@given(spoilt())
def test_a_planted_error_is_named_with_its_cell(spoilt_return: tuple[Case, Expected]) -> None:
    case, expected = spoilt_return
    with TemporaryDirectory() as folder:
        check_address(case, expected, checked(write_book(case.book, Path(folder))).findings)


def test_the_published_examples_begin_well() -> None:
    """The first of those that `make accuracy` counts: rolled, not drawn, and so quite different ones."""
    failures = {(name, number): failure_of(name, number) for name in ("figures", "addresses") for number in range(60)}
    assert {key: failure for key, failure in failures.items() if failure} == {}
