"""The prior notice: warm beside WeasyPrint's own floor, on two processes, for a long time, from a cold process."""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import cycle
from pathlib import Path

from bench.floor import floor
from bench.printers import Printer, in_turn
from bench.timing import row
from letters.batch import outcomes
from letters.bureau import BureauSettings
from letters.kinds import KINDS
from letters.making import Letter, make
from letters.matter import Matter
from letters.orders import Order
from penalty_engine import assess, load_case, load_rulebook

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = min((ROOT / "samples").glob("*.yaml"))
KIND = "prior-notice"
DAY = date(2026, 11, 20)
RARE_NAME = "某某䶮㛃喆昇"
RARE_PARTY = "淄博市䶮㛃𫖯培训学校有限公司"
MOST_OVER_FLOOR = 1.5
MOST_OVER_FLOOR_WITH_RARE = 2.4
ROUNDS = 40
BATCH = 50
JOBS = 2
LONG_RUN = 500
STEP = 50


def report() -> Iterator[str]:
    """The letter's figures, line by line."""
    with _own_temporary_folder() as folder:
        yield from _beside_the_floor()
        yield from _on_two_processes()
        yield row("命令 letters prior-notice 冷启动（整个进程）", statistics.median(_cold() for _ in range(5)), 2.0)
        yield from _for_a_long_time()
        _killed()
        left = sorted(path.name for path in folder.iterdir())
        yield f"以上各项之后，另有一个命令被强行终止，临时文件夹里留下{len(left)}项{'：' if left else ''}{'、'.join(left)}"


def _beside_the_floor() -> Iterator[str]:
    """Minimum and median of each; the ratios of both."""
    names = ("一份告知书（热）", "同一页，WeasyPrint 用恰好裁好的字体", "一份告知书（热，含生僻字）")
    with tempfile.TemporaryDirectory() as folder:
        times = in_turn((ours, partial(_floor, folder), partial(ours, rare=True)), ROUNDS)
    for name, taken in zip(names, times, strict=True):
        yield f"{row(name, statistics.median(taken))}   最小 {min(taken) * 1e3:.1f} ms"
    for name, taken, limit in (
        ("告知书与该底线之比", times[0], MOST_OVER_FLOOR),
        ("含生僻字的与该底线之比", times[2], MOST_OVER_FLOOR_WITH_RARE),
    ):
        least, middle = (of(taken) / of(times[1]) for of in (min, statistics.median))
        held = "达到" if max(least, middle) <= limit else "超出"
        yield f"{name}：按最小值 {least:.2f}，按中位数 {middle:.2f}   上限 {limit}  {held}"


def ours(*, rare: bool = False) -> Callable[[], bytes]:
    """The product's own way, from the matter to the PDF."""
    matter = _matter(rare=rare)
    return lambda: make(KINDS[KIND], matter).pdf()


def _floor(folder: str) -> Callable[[], bytes]:
    return floor(_letter().html, Path(folder))


def _letter() -> Letter:
    return make(KINDS[KIND], _matter())


def _matter(*, rare: bool = False) -> Matter:
    rulebook = load_rulebook()
    case = load_case(SAMPLE, rulebook)
    if rare:
        case = replace(case, party=replace(case.party, name=RARE_PARTY, representative=RARE_NAME))
    return Matter(case, assess(case, rulebook, DAY), rulebook, BureauSettings())


def _on_two_processes() -> Iterator[str]:
    """Warm: from the moment when each process has made its first; and the whole command, start included."""
    cases = [SAMPLE] * (BATCH + JOBS)
    start = time.perf_counter()
    done = [time.perf_counter() for _ in outcomes(cases, Order(KIND, "pdf", DAY), JOBS)]
    yield row(f"{BATCH}份，{JOBS}个进程，每份（热）", (done[-1] - done[JOBS - 1]) / BATCH, 110e-3)
    yield row(f"{len(done)}份，{JOBS}个进程，每份（连同启动）", (done[-1] - start) / len(done))


def _for_a_long_time() -> Iterator[str]:
    """Memory of one process; letters of all samples in turn, plain and rare."""
    held = []
    with Printer(_various) as printer:
        for number in range(1, LONG_RUN + 1):
            size = printer.once().resident
            if number % STEP == 0:
                held.append(size / 2**20)
    yield f"一个进程制作第{STEP}、{2 * STEP}……{LONG_RUN}份后的内存（MiB）：{'、'.join(f'{size:.0f}' for size in held)}"
    numbers = [STEP * place for place in range(1, len(held) + 1)]
    half = len(held) // 2
    slope = statistics.linear_regression(numbers[half:], held[half:]).slope
    yield f"后一半每份增加 {slope * 1024:.1f} KiB"


def _various() -> Callable[[], bytes]:
    kind, rulebook = KINDS[KIND], load_rulebook()
    cases = [load_case(path, rulebook) for path in sorted((ROOT / "samples").glob("*.yaml"))]
    matters = [Matter(case, assess(case, rulebook, DAY), rulebook, BureauSettings()) for case in cases]
    coming = cycle([*(one for one in matters if not kind.refusals(one)), _matter(rare=True)])
    return lambda: make(kind, next(coming)).pdf()


def _cold() -> float:
    """The whole process."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        subprocess.run([*_command(), "-o", f"{folder}/letter.pdf"], cwd=ROOT, check=True)  # noqa: S603 -- our own command
        return time.perf_counter() - start


def _killed() -> None:
    """Kill a command in the middle of its work."""
    with tempfile.TemporaryDirectory(dir=ROOT.parent) as folder:
        for number in range(20):
            Path(folder, f"{number}.yaml").symlink_to(SAMPLE)
        cases = [str(path) for path in sorted(Path(folder).iterdir())]
        command = [sys.executable, "-m", "letters", KIND, *cases, "--out", f"{folder}/out", "--jobs", str(JOBS)]
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:  # noqa: S603 -- our own command
            while not list(Path(folder).glob("out/*.pdf")) and process.poll() is None:
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)


def _command() -> list[str]:
    return [sys.executable, "-m", "letters", KIND, str(SAMPLE), "--today", DAY.isoformat()]


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
