"""Share work out among processes, one for each core, where that pays for starting them.

Workers are forked while this process has one thread: they begin in some ten milliseconds, with all
that is loaded, and with the very code that runs here, also when a file of it was saved meanwhile
(`make serve`). Where another thread could hold a lock at that moment (a progress bar, a watcher of
files), and on macOS, whose own libraries do not bear a fork, they are spawned: each begins anew.

What is next comes out of one pipe, filled before the first worker starts, and nothing is sent to a
worker later: to write to one that has died would end a command without a word (SIGPIPE).
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # a process that starts no worker does without these
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")
Note = Callable[[int, int], None]  # is told that so many more are done, of how many

PAYS_FROM = 80  # items of 2 to 4 ms, for two forked workers; measured: 50 are a draw
SPAWNING_COSTS = 5  # times as much, as a spawned worker first imports everything
MOST_WORKERS = 16  # more would make results faster than one process can take them in
PR_SET_PDEATHSIG = 1  # of Linux
TICKET = 4  # bytes
MOST_TICKETS = 300  # few, so as to fit into any pipe; many, so that no worker idles at the end


def no_note(more: int, of: int) -> None:
    """Of work that nobody waits for."""


class WorkerDied(Exception):  # noqa: N818 - it is named for what happened
    """A worker process ended before its work did; the text says so to whoever gave the command.

    items: the places of those that it had at that moment; empty if it had none.
    """

    def __init__(self, items: range, names: str, exit_code: int) -> None:
        self.items = items
        how = f"was killed (signal {-exit_code})" if exit_code < 0 else "ended too early"
        super().__init__(
            f"A process that helps with the work {how}{f', at {names}' if names else ''}. Perhaps"
            " there was not enough memory: close other programs, then give the command again."
        )


def shared_out(
    work: Callable[[T], R],
    items: Sequence[T],
    *,
    pays_from: int = PAYS_FROM,
    workers: int | None = None,
    note: Note = no_note,
) -> list[R]:
    """What the work makes of each item, in their order.

    work: a function of a module, or a `partial` of one. What it raises is raised here as itself,
        the first in the order of the items: what goes wrong in a worker is done again here.
    items: their `str` names them to people.
    pays_from: so many items are worth two forked workers.
    workers: how many to start, whether it pays or not; with fewer than 2, all is done here.
    note: is told of results as they come. All workers have begun before: it may start a thread.
    Raises WorkerDied if one ends before its work does. All have ended when this returns or raises;
    they also end when this process is killed.
    """
    with sharing_out(work, items, pays_from=pays_from, workers=workers, note=note) as results:
        return results()


@contextmanager
def sharing_out(
    work: Callable[[T], R],
    items: Sequence[T],
    *,
    pays_from: int = PAYS_FROM,
    workers: int | None = None,
    note: Note = no_note,
) -> Iterator[Callable[[], list[R]]]:
    """Share work out as `shared_out` does, while this process does other work in the block.

    The block is given what waits for the results, to be called once; it raises what `shared_out`
    would. Where nobody has asked for them, the work ends with the block, as far as it is done.
    """
    if workers is None:
        pays_from *= 1 if may_fork() else SPAWNING_COSTS
        workers = min(cores(), MOST_WORKERS, len(items) * 2 // pays_from)
    share = -(-len(items) // MOST_TICKETS) or 1
    tickets = range(0, len(items), share)
    tell = partial(_tell, note, len(items))

    def results(done: Mapping[int, list[R]]) -> list[R]:
        return [
            result
            for first in tickets
            for result in done.get(first) or tell([*map(work, items[first : first + share])])
        ]

    if workers < 2:
        yield lambda: results({})
        return
    with _started(partial(_work_through, work, items, share), tickets, workers) as working:
        yield lambda: results(_done_by_workers(working, items, share, tell))


def _tell(note: Note, of: int, results: list[R]) -> list[R]:
    """The results, which are noted."""
    note(len(results), of)
    return results


def cores() -> int:
    """How many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def may_fork() -> bool:
    """Whether this process has one thread, those that Python does not know of counted too."""
    return sys.platform == "linux" and len([*Path("/proc/self/task").glob("*")]) == 1


def _done_by_workers(
    working: dict[Connection, BaseProcess],
    items: Sequence[T],
    share: int,
    tell: Callable[[list[R]], list[R]],
) -> dict[int, list[R]]:
    """The results of each share by the place of its first item; none where the work went wrong.

    tell: is given the results of each share as they come.
    """
    from multiprocessing.connection import wait

    done: dict[int, list[R]] = {}
    begun: dict[object, range] = {}
    while working:
        for ear in working.keys() & wait([*working]):
            if not (said := _heard(ear)):
                _check_end(working.pop(ear), begun.get(ear, range(0)), items)
            elif ear not in begun:
                first = int.from_bytes(said, "big")
                begun[ear] = range(len(items))[first : first + share]
            else:
                results = pickle.loads(said)  # noqa: S301 - of our making
                done[begun.pop(ear).start] = tell(results)
    return done


def _heard(ear: Connection) -> bytes:
    """What a worker said; b"" once it has ended, be it in the middle of a word."""
    try:
        return ear.recv_bytes()
    except (EOFError, OSError):
        return b""


def _check_end(worker: BaseProcess, missing: range, items: Sequence[object]) -> None:
    """Raise WorkerDied if a worker ended with work begun, or otherwise than by itself."""
    worker.join()
    if missing or worker.exitcode:
        names = " to ".join(dict.fromkeys(str(items[at]) for at in (*missing[:1], *missing[-1:])))
        raise WorkerDied(missing, names, worker.exitcode or 0)


@contextmanager
def _started(
    work_through: Callable[[Connection, Connection], None], tickets: range, workers: int
) -> Iterator[dict[Connection, BaseProcess]]:
    """Workers by what they are heard through; at the end of the block all have ended.

    Each has the only end that it is heard from, so that its end is heard too.
    """
    from multiprocessing import get_context, resource_tracker

    context = get_context("fork") if may_fork() else get_context("spawn")
    if context.get_start_method() == "spawn":  # which starts it, and lets Ctrl-C through after that
        with suppress(OSError):
            resource_tracker.ensure_running()
    working: dict[Connection, BaseProcess] = {}
    try:
        # No more processes or pipes may be allowed: fewer will do, even none.
        with _ctrl_c_held_back(), suppress(OSError):
            queue, filling = context.Pipe(duplex=False)
            with queue:
                with filling:
                    all_of_them = (first.to_bytes(TICKET, "big") for first in tickets)
                    os.write(filling.fileno(), b"".join(all_of_them))
                for _ in range(workers):
                    ear, mouth = context.Pipe(duplex=False)
                    with mouth:
                        given = (queue, mouth)
                        worker: BaseProcess = context.Process(target=work_through, args=given)
                        worker.start()
                    working[ear] = worker
        yield working
    finally:
        for worker in working.values():
            worker.kill()
            worker.join()


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Let new processes be deaf to Ctrl-C, which a terminal sends to all: this one ends them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work_through(
    work: Callable[[T], R], items: Sequence[T], share: int, queue: Connection, mouth: Connection
) -> None:
    """Be a worker: say which share is begun, then what came of it, until none is left."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # nobody listens: end without a word
    _end_with_parent()
    while ticket := os.read(queue.fileno(), TICKET):
        mouth.send_bytes(ticket)
        first = int.from_bytes(ticket, "big")
        mouth.send_bytes(_pickled_results(work, items[first : first + share]))


def _pickled_results(work: Callable[[T], R], items: Sequence[T]) -> bytes:
    """What the work makes of some items; of an empty list where anything goes wrong."""
    try:
        return pickle.dumps([work(item) for item in items], pickle.HIGHEST_PROTOCOL)
    except BaseException:  # noqa: BLE001 - it is met again, and told of, by who shared it out
        return pickle.dumps([])


def _end_with_parent() -> None:
    """Let this worker end as soon as its parent has ended, in whatever way.

    A thread waits for that on every system; Linux itself ends (prctl(2), PR_SET_PDEATHSIG) also a
    worker whose thread never gets its turn, such as in a search by a pattern that has no end.
    """
    import ctypes
    from multiprocessing import parent_process

    def wait() -> None:
        if parent := parent_process():
            parent.join()
        os._exit(1)

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=wait, daemon=True).start()
