"""Printers in processes of their own, asked in turn, so that whatever else the machine does hits them alike."""

import resource
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, Self

Making = Callable[[], Callable[[], object]]
PAGE_SIZE = resource.getpagesize()


class Printed(NamedTuple):
    """How long a print took, and the bytes that its process then holds in memory."""

    seconds: float
    resident: int


class Printer:
    """A process that prints one thing whenever it is asked to; `making` (to be pickled) gives what it calls."""

    def __init__(self, making: Making) -> None:
        context = get_context("spawn")
        self._mine, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, making), daemon=True)
        self._process.start()
        theirs.close()

    def once(self) -> Printed:
        """Print once."""
        self._mine.send(None)
        return Printed(*self._mine.recv())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._mine.close()
        self._process.join()


def in_turn(makings: Sequence[Making], rounds: int, warm_up: int = 5) -> list[list[float]]:
    """Seconds of each printer in each round, after a few that do not count."""
    with ExitStack() as stack:
        printers = [stack.enter_context(Printer(making)) for making in makings]
        taken = [[printer.once().seconds for printer in printers] for _ in range(warm_up + rounds)]
    return [list(times) for times in zip(*taken[warm_up:], strict=True)]


def _serve(connection: Connection, making: Making) -> None:
    call = making()
    with suppress(EOFError):  # nobody asks any more
        while True:
            connection.recv()
            start = time.perf_counter()
            call()
            connection.send((time.perf_counter() - start, _resident()))


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE_SIZE
