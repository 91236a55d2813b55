"""A bar on standard error for work on many files."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_FEW: Final = 20

Report = Callable[[int, int], None]


@contextmanager
def bar(what: str, *, quiet: bool) -> Iterator[Report | None]:
    """Yield what is called with (done, total) of the work named `what`; None where nobody watches. The bar appears with the 20th file."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    # No refreshing thread: workers are forked while the bar is up.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        task = progress.add_task(what, total=None, visible=False)

        def report(done: int, total: int) -> None:
            if total >= _FEW and (done % 10 == 0 or done == total):
                progress.update(task, completed=done, total=total, visible=True, refresh=True)

        yield report
