"""`make accuracy`: thousands of random returns, each judged by itself, and the two figures that come of it.

    python -m tests.accuracy.publish --examples 5000 --jobs 2
    python -m tests.accuracy.publish --only figures:1234      one example again, its workbook kept

An example is known by its property and number: its layout is rolled from these alone, so any one can be had again.
A failing example stops nothing; the first few are kept in build/accuracy/ with what was wrong.
"""

import argparse
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.accuracy.checks import check_address, check_figures, checked
from tests.accuracy.choose import Chooser
from tests.accuracy.faults import spoilt_of
from tests.accuracy.layouts import case_of
from tests.accuracy.writers import write_book

_KEPT: Final = Path("build/accuracy")
_MOST_KEPT: Final = 10
_CHUNK: Final = 50


def figures(number: int, folder: Path) -> None:
    """Hold a valid return in a random layout to its figures."""
    case = case_of(Chooser.rolled(f"figures:{number}"))
    check_figures(case, checked(write_book(case.book, folder)))


def addresses(number: int, folder: Path) -> None:
    """Hold the findings of a return with one planted error to the cell of that error."""
    case, expected = spoilt_of(Chooser.rolled(f"addresses:{number}"))
    check_address(case, expected, checked(write_book(case.book, folder)).findings)


_PROPERTIES: Final[dict[str, Callable[[int, Path], None]]] = {"addresses": addresses, "figures": figures}


def failure_of(name: str, number: int, keep: Path | None = None) -> str | None:
    """Return what is wrong with an example, None where nothing is; its workbook is copied to `keep` at once."""
    with TemporaryDirectory() as folder:
        try:
            _PROPERTIES[name](number, Path(folder))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is counted
            if keep:
                _keep(name, number, Path(folder), keep)
            return f"{type(error).__name__}: {error}"
        if keep:
            _keep(name, number, Path(folder), keep)
    return None


def _keep(name: str, number: int, folder: Path, keep: Path) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    for written in folder.iterdir():
        shutil.copy(written, keep / f"{name}_{number}_{written.name}")


def _share(name: str, numbers: range) -> list[tuple[int, str]]:
    return [(number, failure) for number in numbers if (failure := failure_of(name, number)) is not None]


def _failures(name: str, examples: int, jobs: int) -> list[tuple[int, str]]:
    """Return the failing examples of a property, however many there are."""
    shares = [range(first, min(first + _CHUNK, examples)) for first in range(0, examples, _CHUNK)]
    with ProcessPoolExecutor(jobs) as pool:
        return [failed for share in pool.map(partial(_share, name), shares) for failed in share]


def main() -> int:
    """Print the figures; return 1 where one of them is not whole."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--examples", type=int, default=5000)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--only", metavar="PROPERTY:NUMBER")
    chosen = options.parse_args()
    if chosen.only:
        name, _, number = chosen.only.partition(":")
        sys.stdout.write(f"{failure_of(name, int(number), _KEPT) or 'as it should be'} ({_KEPT})\n")
        return 0
    shutil.rmtree(_KEPT, ignore_errors=True)
    lines = []
    for name in _PROPERTIES:
        failed = _failures(name, chosen.examples, chosen.jobs)
        for number, failure in failed[:_MOST_KEPT]:
            failure_of(name, number, _KEPT)
            sys.stderr.write(f"{name}:{number} {failure}\n")
        lines.append((name, chosen.examples - len(failed)))
    for name, right in lines:
        sys.stdout.write(f"{name} {right} of {chosen.examples}\n")
    return int(any(right < chosen.examples for _, right in lines))


if __name__ == "__main__":
    sys.exit(main())
