"""Work on many files where the death of a reader is survivable.

A foreign reader can panic with a BaseException or abort the whole process on a hostile file. So the work runs in
worker processes that limit their own memory and time; a worker that dies takes a few chunks of files with it, and each
of these is then tried alone, so that exactly the guilty ones are named.

Windows has neither `resource` nor SIGALRM: there only the separate process protects.
"""

import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK: Final = 25
_AHEAD: Final = 2  # chunks for each worker: one at work and one waiting, so that memory stays flat


def survive(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    jobs: int,
    max_seconds: int,
    max_memory: int,
    dead: Callable[[Item], Result],
) -> Iterator[Result]:
    """Yield `work(item)` for each item in order, and `dead(item)` where the worker died of it."""
    prepare = partial(_confine, max_memory)
    task = partial(_timed, work, max_seconds)
    if len(items) == 1:
        yield _alone(task, items[0], prepare, dead)
        return
    yield from _pooled(task, items, jobs, prepare, dead)


class _Raised(NamedTuple):
    """What an item raised in a worker: the parent raises it when its turn comes."""

    error: Exception


class _Chunk(NamedTuple, Generic[Item, Result]):
    """Items sent to a worker in one message, and what is to come back in one."""

    items: Sequence[Item]
    future: "Future[list[Result | _Raised]]"


def _pooled(
    task: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int,
    prepare: Callable[[], None],
    dead: Callable[[Item], Result],
) -> Iterator[Result]:
    """Send chunks to the workers, in order; the items of those that are lost with a worker are run one by one."""
    waiting = deque(items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))
    at_work: deque[_Chunk[Item, Result]] = deque()
    pool = _pool(jobs, prepare)
    try:
        while waiting or at_work:
            while waiting and len(at_work) < _AHEAD * max(jobs, 1):
                at_work.append(_submit(pool, task, waiting.popleft()))
            chunk = at_work.popleft()
            if not _is_lost(chunk):
                yield from _unwrapped(chunk.future.result())
                continue
            perhaps_lost = [chunk, *at_work]
            at_work.clear()
            pool.shutdown(wait=True)
            pool = _pool(jobs, prepare)
            for each in perhaps_lost:
                if _is_lost(each):
                    yield from (_alone(task, item, prepare, dead) for item in each.items)
                else:
                    yield from _unwrapped(each.future.result())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: "ProcessPoolExecutor", task: Callable[[Item], Result], items: Sequence[Item]) -> _Chunk[Item, Result]:
    """Submit a chunk; sent to a pool that is broken already it is lost like the others."""
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    try:
        return _Chunk(items, pool.submit(_several, task, items))
    except BrokenProcessPool as error:
        lost: Future[list[Result | _Raised]] = Future()
        lost.set_exception(error)
        return _Chunk(items, lost)


def _several(task: Callable[[Item], Result], items: Sequence[Item]) -> list[Result | _Raised]:
    """Run a chunk in a worker: one message there and one back for all its items."""
    results: list[Result | _Raised] = []
    for item in items:
        try:
            results.append(task(item))
        except Exception as error:  # noqa: BLE001 - the parent raises it
            results.append(_Raised(error))
    return results


def _unwrapped(results: Iterable[Result | _Raised]) -> Iterator[Result]:
    for each in results:
        if isinstance(each, _Raised):
            raise each.error
        yield each


def _is_lost(chunk: _Chunk[Item, Result]) -> bool:
    """Wait for a chunk, and tell whether the pool broke before it was done."""
    from concurrent.futures.process import BrokenProcessPool

    return isinstance(chunk.future.exception(), BrokenProcessPool)


def _alone(
    task: Callable[[Item], Result], item: Item, prepare: Callable[[], None], dead: Callable[[Item], Result]
) -> Result:
    """Run one item in a process of its own."""
    if sys.platform == "win32":
        from concurrent.futures.process import BrokenProcessPool

        with _pool(1, prepare) as pool:
            try:
                return pool.submit(task, item).result()
            except BrokenProcessPool:
                return dead(item)
    outcome = _forked(task, item, prepare)
    if isinstance(outcome, Exception):
        raise outcome
    return dead(item) if outcome is None else outcome[0]


def _forked(
    task: Callable[[Item], Result], item: Item, prepare: Callable[[], None]
) -> tuple[Result] | Exception | None:
    """Return the result of a forked child in a tuple, what it raised, or None where it died.

    A bare fork: importing a pool for a single file would cost as much as a start of Python.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            prepare()
            with os.fdopen(writer, "wb") as pipe:
                pipe.write(_pickled(task, item))
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    try:
        return pickle.loads(said)  # type: ignore[no-any-return]  # noqa: S301 - our own child wrote it
    except (EOFError, pickle.UnpicklingError):
        return None


def _pickled(task: Callable[[Item], Result], item: Item) -> bytes:
    try:
        return pickle.dumps((task(item),))
    except Exception as error:  # noqa: BLE001 - the parent raises it
        return pickle.dumps(error)


def _pool(jobs: int, prepare: Callable[[], None]) -> "ProcessPoolExecutor":
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    method = "fork" if sys.platform == "linux" else "spawn"
    return ProcessPoolExecutor(max(jobs, 1), multiprocessing.get_context(method), initializer=prepare)


def _confine(max_memory: int) -> None:
    """Limit this worker, never above what already holds for it, and silence what a dying reader prints."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform == "win32":
        return
    import resource

    for what, wanted in ((resource.RLIMIT_AS, _address_space() + max_memory), (resource.RLIMIT_CORE, 0)):
        soft, hard = resource.getrlimit(what)
        holding = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
        resource.setrlimit(what, (min([wanted, *holding]), hard))
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _address_space() -> int:
    """Return the bytes that this process has inherited: what it may use comes on top."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _timed(work: Callable[[Item], Result], max_seconds: int, item: Item) -> Result:
    """Run one item under the clock; the alarm's default action ends the worker, whatever it is doing."""
    if sys.platform == "win32":
        return work(item)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(max_seconds)
    try:
        return work(item)
    finally:
        signal.alarm(0)
