"""Work on many files where the death of a reader is survivable.

A foreign reader can panic with a BaseException or abort the whole process on a hostile file. So the work runs in
worker processes that limit their own memory and time. Where a worker dies, the item that it was at is known: one that took
too long is given up, any other is tried once more in a process of its own, where nothing of earlier items lies in its way.
The others that it has not answered go to the next worker.

A worker needs nothing of the machine but a pipe, and dies with its parent, whatever ends that one. Windows has neither
`resource` nor timers: there only the separate process protects.
"""

import mmap
import os
import pickle
import signal
import struct
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK: Final = 25
_MOST_WORKERS: Final = 64
_AHEAD: Final = 4  # chunks for each worker that may be done before their turn, so that memory stays flat
_SOON: Final = (
    0.05  # seconds after which a worker gives its answers: one message for each would cost as much as a small file
)
_PATIENCE: Final = (
    20  # times the limit that an item may take by the clock: a busy machine condemns nobody, a dead disk does
)
_NUMBER: Final = struct.Struct("<Q")
_DIES_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG of prctl(2)


def survive(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    jobs: int,
    max_seconds: int,
    max_memory: int,
    dead: Callable[[Item], Result],
) -> Iterator[Result]:
    """Yield `work(item)` for each item in order, and `dead(item)` where the worker died of it.

    `max_seconds` of processor time for each item, `max_memory` bytes for a worker.
    """
    prepare = partial(_confine, max_memory, os.getpid())
    task = partial(_timed, work, max_seconds)
    if len(items) == 1 and sys.platform != "win32":
        yield _alone(task, items[0], prepare, dead)
        return
    pool = _Pool(task, items, min(max(jobs, 1), _MOST_WORKERS), prepare, dead)
    try:
        yield from pool.results()
    finally:
        pool.end()


class _Raised(NamedTuple):
    """What an item raised in a worker: the parent raises it when its turn comes."""

    error: Exception


class _Worker:
    """A process at work, and the numbers of the items that it has not answered yet."""

    def __init__(self, forked: bool, task: Callable[[Any], Any], prepare: Callable[[], None]) -> None:  # noqa: FBT001
        """Start the process; where it is forked, it shows in shared memory which item it is at."""
        import multiprocessing

        context = multiprocessing.get_context("fork" if forked else "spawn")
        self.pipe, theirs = context.Pipe()
        self.owes: deque[int] = deque()
        self.place = mmap.mmap(-1, _NUMBER.size) if forked else None
        serve = partial(_serve, task, prepare, self.place)
        self.process = context.Process(target=serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()

    def end(self) -> None:
        """End the process: one that owes nothing by itself, any other at once."""
        if self.owes:
            self.process.kill()
        else:
            with suppress(OSError):
                self.pipe.send([])
        self.process.join()
        self.pipe.close()

    @property
    def at(self) -> int:
        """The number of the item that it is at."""
        shown = _NUMBER.unpack_from(self.place)[0] if self.place else self.owes[0]
        return int(shown) if shown in self.owes else self.owes[0]

    @property
    def took_too_long(self) -> bool:
        """The process was ended by one of its own timers."""
        self.process.join()
        return self.process.exitcode in (-signal.SIGPROF, -signal.SIGALRM) if sys.platform != "win32" else False


class _Pool(Generic[Item, Result]):
    """The workers, what is to be done, and what is done before its turn."""

    def __init__(
        self,
        task: Callable[[Item], Result],
        items: Sequence[Item],
        jobs: int,
        prepare: Callable[[], None],
        dead: Callable[[Item], Result],
    ) -> None:
        """Nothing is begun yet."""
        self.task, self.items, self.prepare, self.dead = task, items, prepare, dead
        self.jobs = jobs
        size = max(1, min(_CHUNK, len(items) // (_AHEAD * jobs)))
        self.waiting = deque(range(start, min(start + size, len(items))) for start in range(0, len(items), size))
        self.done: dict[int, Result | _Raised] = {}
        self.workers: list[_Worker] = []
        self.next = 0

    def results(self) -> Iterator[Result]:
        """Yield the results in the order of the items."""
        while self.next < len(self.items):
            self._send()
            self._listen()
            while self.next in self.done:
                result = self.done.pop(self.next)
                self.next += 1
                if isinstance(result, _Raised):
                    raise result.error
                yield result

    def _send(self) -> None:
        """Give each worker that has nothing to do a chunk, unless it lies too far ahead of what is yielded."""
        while len(self.workers) < self.jobs and len(self.workers) < len(self.waiting):
            self.workers.append(_Worker(sys.platform == "linux", self.task, self.prepare))
        for worker in self.workers:
            if not worker.owes and self.waiting and self.waiting[0][0] < self.next + _AHEAD * self.jobs * _CHUNK:
                chunk = self.waiting.popleft()
                worker.owes.extend(chunk)
                with suppress(OSError):  # it has died without anything to do, which shows when it is to answer
                    worker.pipe.send([(number, self.items[number]) for number in chunk])

    def _listen(self) -> None:
        """Wait for workers to answer, or to die."""
        from multiprocessing.connection import wait

        busy = {worker.pipe: worker for worker in self.workers if worker.owes}
        for pipe in wait(list(busy)):
            worker = busy[pipe]  # type: ignore[index]
            try:
                for result in worker.pipe.recv():
                    self.done[worker.owes.popleft()] = result
            except (EOFError, OSError, pickle.UnpicklingError):
                self._bury(worker)

    def _bury(self, worker: _Worker) -> None:
        first, guilty, last = worker.owes[0], worker.at, worker.owes[-1]
        self.workers.remove(worker)
        others = (range(first, guilty), range(guilty + 1, last + 1))
        self.waiting.extendleft(each for each in reversed(others) if each)
        item = self.items[guilty]
        if worker.took_too_long or sys.platform == "win32":
            self.done[guilty] = self.dead(item)
        else:
            self.done[guilty] = _outcome(self.task, item, self.prepare, self.dead)

    def end(self) -> None:
        """End all workers."""
        for worker in self.workers:
            worker.end()


def _serve(
    task: Callable[[Any], Any], prepare: Callable[[], None], place: "mmap.mmap | None", pipe: "Connection"
) -> None:
    """Do what comes through a pipe, chunk by chunk, and answer in the same order; end at an empty chunk."""
    prepare()
    while items := pipe.recv():
        answers, said = list[object](), time.monotonic()
        for number, item in items:
            if place:
                _NUMBER.pack_into(place, 0, number)
            answers.append(_answer(task, item))
            if place is None or time.monotonic() - said > _SOON:
                pipe.send(answers)
                answers, said = [], time.monotonic()
        pipe.send(answers)


def _answer(task: Callable[[Any], Any], item: object) -> object:
    try:
        return task(item)
    except MemoryError:
        os._exit(1)  # perhaps of what earlier items left behind
    except Exception as error:  # noqa: BLE001 - the parent raises it
        return _Raised(error)


def _alone(
    task: Callable[[Item], Result], item: Item, prepare: Callable[[], None], dead: Callable[[Item], Result]
) -> Result:
    """Run one item in a process of its own; raises what it raises."""
    outcome = _outcome(task, item, prepare, dead)
    if isinstance(outcome, _Raised):
        raise outcome.error
    return outcome


def _outcome(
    task: Callable[[Item], Result], item: Item, prepare: Callable[[], None], dead: Callable[[Item], Result]
) -> Result | _Raised:
    """Return what an item comes to in a forked child: a result, what it raised, or what is said of a death.

    A bare fork: importing a pool for a single file would cost as much as a start of Python.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            prepare()
            with os.fdopen(writer, "wb") as pipe:
                pipe.write(pickle.dumps(_answer(task, item)))
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    try:
        return pickle.loads(said)  # type: ignore[no-any-return]  # noqa: S301 - our own child wrote it
    except (EOFError, pickle.UnpicklingError):
        return dead(item)


def _confine(max_memory: int, parent: int) -> None:
    """Limit this worker, never above what already holds for it, end it with its parent, and silence what it prints.

    What a dying reader prints is of no use, and whoever reads our output is not to wait for us.
    """
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    if sys.platform == "win32":
        return
    import resource

    for what, wanted in (
        (resource.RLIMIT_AS, min(_address_space() + max_memory, sys.maxsize)),
        (resource.RLIMIT_CORE, 0),
    ):
        soft, hard = resource.getrlimit(what)
        holding = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
        resource.setrlimit(what, (min([wanted, *holding]), hard))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _die_with(parent)


def _die_with(parent: int) -> None:
    """Let the kernel kill this process when its parent ends; elsewhere it ends at the end of its chunk."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # it was faster
            os._exit(1)


def _address_space() -> int:
    """Return the bytes that this process has inherited: what it may use comes on top."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _timed(work: Callable[[Item], Result], max_seconds: int, item: Item) -> Result:
    """Run one item under its limit of processor time; a timer's default action ends the worker, whatever it is doing."""
    if sys.platform == "win32":
        return work(item)
    for number in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    _set_timers(max_seconds)
    try:
        return work(item)
    finally:
        _set_timers(0)


def _set_timers(seconds: int) -> None:
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * _PATIENCE)
