"""The prior notice: warm beside WeasyPrint's own floor, on two processes, from a cold process, for a long time."""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path

from bench.cases import DAY, KIND, RARE, ROOT, SAMPLE, letter, matter, named, names
from bench.floor import floor
from bench.printers import Printer, in_turn
from bench.timing import row
from letters.command.batch import outcomes
from letters.command.orders import Order
from letters.kinds import KINDS
from letters.making import make

MOST_OVER_FLOOR = 1.5
MOST_OVER_FLOOR_WITH_RARE = 2.4
ROUNDS = 40
BATCH = 50
JOBS = 2
LONG_RUN = 500
STEP = 50
RARE_EVERY = 10


def report() -> Iterator[str]:
    """The letter's figures, line by line."""
    with tempfile.TemporaryDirectory() as folder, _own_temporary_folder() as temporary:
        yield from _beside_the_floor(Path(folder, "floor"))
        yield from _on_two_processes(Path(folder, "batch"))
        yield row(
            "命令 letters prior-notice 冷启动（整个进程）", statistics.median(_cold(folder) for _ in range(5)), 2.0
        )
        yield from _for_a_long_time(Path(folder, "long"))
        _killed(Path(folder, "killed"))
        left = sorted(path.name for path in temporary.iterdir())
        yield f"以上各项之后，又强行终止一个命令，临时文件夹里留下 {len(left)} 项{'、'.join(left)}"


def _beside_the_floor(folder: Path) -> Iterator[str]:
    """The same page in turn: ours, WeasyPrint's own, ours with rare characters; the ratios by minimum and by median."""
    folder.mkdir()
    (rare,) = named(folder, [RARE])
    told = ("一份告知书（热）", "同一页、同样的选项，WeasyPrint 用恰好裁好的字体", "一份告知书（热，含生僻字）")
    times = in_turn((partial(_ours, SAMPLE), partial(_floor, folder), partial(_ours, rare)), ROUNDS)
    for name, taken in zip(told, times, strict=True):
        yield f"{row(name, statistics.median(taken))}   最小 {min(taken) * 1e3:.1f} ms"
    for name, taken, limit in (
        ("告知书与此底线之比", times[0], MOST_OVER_FLOOR),
        ("含生僻字的与此底线之比", times[2], MOST_OVER_FLOOR_WITH_RARE),
    ):
        least, middle = (of(taken) / of(times[1]) for of in (min, statistics.median))
        held = "达到" if max(least, middle) <= limit else "超出"
        yield f"{name}：按最小值 {least:.2f}，按中位数 {middle:.2f}   上限 {limit}  {held}"


def _ours(file: Path) -> Callable[[], bytes]:
    """The product's own way, from the matter to the PDF."""
    about = matter(file)
    return lambda: make(KINDS[KIND], about).pdf()


def _floor(folder: Path) -> Callable[[], bytes]:
    return floor(letter(SAMPLE).html, folder)


def _on_two_processes(folder: Path) -> Iterator[str]:
    """Every case another name. Warm: from the moment when each process has made one; and with the start of the processes."""
    folder.mkdir()
    cases = named(folder, names(BATCH + JOBS))
    start = time.perf_counter()
    done = [time.perf_counter() for _ in outcomes(cases, Order(KIND, "pdf", DAY), JOBS)]
    yield row(f"{BATCH}份，{JOBS}个进程，每份（热）", (done[-1] - done[JOBS - 1]) / BATCH, 110e-3)
    yield row(f"{len(done)}份，{JOBS}个进程，每份（连同进程启动）", (done[-1] - start) / len(done))


def _cold(folder: str) -> float:
    """The whole process."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "letters", KIND, str(SAMPLE), "-o", f"{folder}/x.pdf", "--today", DAY.isoformat()]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 -- our own command
    return time.perf_counter() - start


def _for_a_long_time(folder: Path) -> Iterator[str]:
    """Memory of one process that makes many letters, each with another name, some of them rare."""
    folder.mkdir()
    wanted = [name if number % RARE_EVERY else name + RARE for number, name in enumerate(names(LONG_RUN))]
    with Printer(partial(_each, named(folder, wanted))) as printer:
        held = [printer.once().resident / 2**20 for _ in range(LONG_RUN)][STEP - 1 :: STEP]
    numbers = range(STEP, LONG_RUN + 1, STEP)
    yield f"一个进程制作第 {STEP}、{2 * STEP}……{LONG_RUN} 份后的内存（MiB）：{' '.join(f'{size:.0f}' for size in held)}"
    slope = statistics.linear_regression(numbers, held).slope
    yield f"平均每份增加 {slope * 1024:.1f} KiB"


def _each(files: list[Path]) -> Callable[[], bytes]:
    coming = cycle(files)
    return lambda: letter(next(coming)).pdf()


def _killed(folder: Path) -> None:
    """Kill a command in the middle of its work."""
    folder.mkdir()
    cases = map(str, named(folder, names(BATCH)))
    command = [sys.executable, "-m", "letters", KIND, *cases, "--out", f"{folder}/out", "--jobs", str(JOBS)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:  # noqa: S603 -- our own command
        while not list(folder.glob("out/*.pdf")) and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)


@contextmanager
def _own_temporary_folder() -> Iterator[Path]:
    """Whatever is put into the temporary folder from here on, in all processes, comes to lie in an empty one."""
    before, kept = os.environ.get("TMPDIR"), tempfile.tempdir
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TMPDIR"], tempfile.tempdir = folder, None
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = kept
            os.environ.pop("TMPDIR") if before is None else os.environ.update(TMPDIR=before)
