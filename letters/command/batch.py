"""Many cases on several processes: one after another told in their order, whatever becomes of a process."""

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import Final

from letters.command.orders import REFUSED, Order, Outcome, fulfil, get_ready

STOPS: Final = (signal.SIGINT, signal.SIGTERM)
AHEAD: Final = 4  # cases for each process that are given out before the first of them is back


def outcomes(cases: Sequence[Path], order: Order, jobs: int) -> Generator[Outcome]:
    """What came of each case, in the order of the cases.

    Closing the iterator, or an exception such as Ctrl-C, lets the processes finish the case at hand and ends them.
    """
    if jobs == 1:
        yield from (fulfil(case, order) for case in cases)
        return
    rest = deque(cases)
    while rest:
        yield from _together(rest, order, jobs)
        yield from _one_by_one(rest, order)


def _together(rest: deque[Path], order: Order, jobs: int) -> Iterator[Outcome]:
    """Take cases off the rest as they are done; a process that dies leaves some there."""
    cases = iter(tuple(rest))
    given = deque[Future[Outcome]]()
    with _processes(min(jobs, len(rest)), order) as pool:
        try:
            while rest:
                given.extend(_given(pool, case, order) for case in islice(cases, jobs * AHEAD - len(given)))
                outcome = given.popleft().result()
                rest.popleft()
                yield outcome
        except BrokenProcessPool:
            return


def _one_by_one(rest: deque[Path], order: Order) -> Iterator[Outcome]:
    """After a process has died: find the case that it dies of, and leave those after it to be done together again."""
    if not rest:
        return
    with _processes(1, order) as pool:
        while rest:
            case = rest.popleft()
            try:
                yield _given(pool, case, order).result()
            except BrokenProcessPool:
                told = "制作文书的进程意外中止，没有制成；可能是内存不足，请减少 --jobs 后单独重试这个案件"
                yield Outcome(case, None, REFUSED, (f"{case}: {told}",))
                return


@contextmanager
def _processes(count: int, order: Order) -> Iterator[ProcessPoolExecutor]:
    """Fresh processes; each reads rulebook, fonts and style sheet once."""
    pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, (order,))
    try:
        yield pool
    finally:
        before = [signal.signal(one, signal.SIG_IGN) for one in STOPS]  # a second Ctrl-C would leave processes behind
        pool.shutdown(cancel_futures=True)
        for one, handler in zip(STOPS, before, strict=True):
            signal.signal(one, handler)


def _given(pool: ProcessPoolExecutor, case: Path, order: Order) -> Future[Outcome]:
    """Give out a case. The process that may be started for it never hears Ctrl-C: that is the parent's to answer."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        return pool.submit(fulfil, case, order)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(order: Order) -> None:
    """In a new process: load what is needed; without a parent there is nothing left to do."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    get_ready(order)
    gc.freeze()  # what is loaded stays: no need to look through it again and again


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        wait([parent.sentinel])
        os._exit(1)
