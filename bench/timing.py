"""Timing of small calls: medians of several rounds, told in microseconds or milliseconds."""

import gc
import statistics
import time
from collections.abc import Callable

MILLISECOND = 1e-3


def per_call(call: Callable[[], object], seconds: float = 1.0, rounds: int = 9) -> float:
    """Median seconds of one call, warm. Garbage collection stays on, as in the product."""
    for _ in range(50):
        call()
    gc.collect()
    start = time.perf_counter()
    call()
    once = max(time.perf_counter() - start, 1e-7)
    count = max(1, int(seconds / rounds / once))
    return statistics.median(_round(call, count) for _ in range(rounds))


def _round(call: Callable[[], object], count: int) -> float:
    start = time.perf_counter()
    for _ in range(count):
        call()
    return (time.perf_counter() - start) / count


def row(name: str, seconds: float, limit: float | None = None) -> str:
    """One line of the report: the figure, and the limit where there is one."""
    unit, factor = ("ms", 1e3) if seconds >= MILLISECOND else ("µs", 1e6)
    told = f"{name:<58}{seconds * factor:>10.1f} {unit}"
    if limit is None:
        return told
    return f"{told}   上限 {limit * factor:g} {unit}  {'达到' if seconds <= limit else '超出'}"
