"""Many cases at once: each told and named for itself, the rest done whatever becomes of one, nothing left behind."""

import os
import pty
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from letters.command.cli import main

from .conftest import CASES

ROOT = Path(__file__).resolve().parents[2]
TODAY = ("--today", "2026-08-20")
NOTICE = "教育行政处罚事先告知书"
PATIENCE = 180  # seconds


@pytest.fixture(autouse=True)
def own_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page test before this one leaves app.py as the main module, and new processes begin by running that."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.fixture
def cases(tmp_path: Path) -> list[Path]:
    """Four good cases."""
    return four_in(tmp_path)


def four_in(place: Path) -> list[Path]:
    folder = place / "案件"
    folder.mkdir()
    named = {"甲": "training", "乙": "exam", "丙": "several", "丁": "warning"}
    for name, like in named.items():
        (folder / f"{name}.yaml").write_bytes((CASES / f"{like}.yaml").read_bytes())
    return [folder / f"{name}.yaml" for name in named]


def arguments(cases: Sequence[Path], out: Path, *more: str) -> list[str]:
    return ["prior-notice", *map(str, cases), "--out", str(out), *TODAY, *more]


def made(cases: Sequence[Path], out: Path, *more: str) -> int:
    return main(arguments(cases, out, *more))


def spoil(case: Path, old: str, new: str) -> None:
    case.write_text(case.read_text("utf-8").replace(old, new), "utf-8")


def names(out: Path) -> set[str]:
    return {path.name for path in out.iterdir()}


@contextmanager
def running(cases: Sequence[Path], out: Path, temporary: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """The command on two processes, in a group of its own, with a temporary folder of its own."""
    temporary.mkdir()
    command = [sys.executable, "-m", "letters", *arguments(cases, out, "--jobs", "2", *more)]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=hears_ctrl_c,  # noqa: PLW1509 -- no thread of this process holds a lock
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def hears_ctrl_c() -> None:
    """What is started in the background, as these tests may be, does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def group(leader: int) -> set[int]:
    """The processes of a group that are still alive."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, of_group = stat.read_text("utf-8").rpartition(")")[2].split()[:3]
            if int(of_group) == leader and state != "Z":
                found.add(int(stat.parent.name))
    return found


class Run(NamedTuple):
    """What came of a run on two processes at a terminal: its end, what was shown, the files."""

    code: int
    shown: str
    out: Path


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Four good cases printed; tests only read of it."""
    place = tmp_path_factory.mktemp("run")
    out = place / "新文件夹" / "告知书"
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    command = [sys.executable, "-m", "letters", *arguments(four_in(place), out, "--jobs", "2")]
    with subprocess.Popen(command, cwd=ROOT, stderr=theirs) as process:
        os.close(theirs)
        shown = bytearray()
        with suppress(OSError):  # the other end is closed
            while part := os.read(ours, 4096):
                shown += part
    os.close(ours)
    return Run(process.returncode, shown.decode(), out)


def test_two_processes_make_the_same_files_as_one(
    run: Run, cases: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.code == 0
    out = tmp_path / "新文件夹" / "告知书"
    assert made(cases, out, "--jobs", "1") == 0
    assert {path.name: path.read_bytes() for path in run.out.iterdir()} == {
        path.name: path.read_bytes() for path in out.iterdir()
    }
    assert names(out) == {f"{name}-{NOTICE}.pdf" for name in "甲乙丙丁"}
    assert capsys.readouterr() == ("", "共4份：制成4份\n")
    alone = tmp_path / "一份.pdf"
    assert main(["prior-notice", str(cases[2]), "-o", str(alone), *TODAY]) == 0
    assert (out / f"丙-{NOTICE}.pdf").read_bytes() == alone.read_bytes()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_bad_case_is_told_and_the_rest_are_done(
    cases: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    spoil(cases[0], "fees_collected: 46580", "fees_collected: -1")
    spoil(cases[2], "  address: 淄博", "  # ")
    out = tmp_path / "out"
    assert made(cases, out, "--jobs", jobs, "--format", "html") == 2
    assert names(out) == {f"乙-{NOTICE}.html", f"丁-{NOTICE}.html"}
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith(f"{cases[0]}:")
    assert "金额不能是负数" in told[0]
    assert told[1] == f"{cases[2]}: 不能制作《{NOTICE}》，理由如下："
    assert told[2].startswith("party.address: ")
    assert told[-1] == "共4份：制成2份，没有制成2份"


def test_the_gravest_counts(cases: list[Path], tmp_path: Path) -> None:
    spoil(cases[0], "fine: 4000", "fine: 20000")
    assert made(cases, tmp_path / "out", "--format", "html") == 1
    assert made([tmp_path / "没有.yaml", *cases], tmp_path / "out", "--format", "html") == 2


@pytest.mark.parametrize("second", ["案件/甲.yaml", "别处/甲.yaml", "别处/甲.json"])
def test_two_cases_never_share_a_file(
    cases: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], second: str
) -> None:
    other = tmp_path / second
    other.parent.mkdir(exist_ok=True)
    out = tmp_path / "out"
    assert made([*cases, other], out) == 2
    assert not out.exists()
    assert capsys.readouterr().err == (
        f"{cases[0]}、{other}: 会写成同一个文件 {out}/甲-{NOTICE}.pdf，请改案件文件名或者分开制作\n"
    )


def test_what_all_need_is_told_once(cases: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bureau = tmp_path / "本局.yaml"
    bureau.write_text("nombre: 某局\n", "utf-8")
    out = tmp_path / "out"
    assert made(cases, out, "--jobs", "2", "--bureau", str(bureau)) == 2
    told = capsys.readouterr().err
    assert told.count("不认识的键") == 1
    assert told.endswith("共4份：制成0份，没有制成4份\n")
    assert names(out) == set()


def test_what_cannot_be_written_is_told_by_its_own_name(
    cases: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    taken, long = out / f"甲-{NOTICE}.html", tmp_path / f"{'长' * 80}.yaml"
    taken.mkdir(parents=True)
    long.write_bytes(cases[1].read_bytes())
    assert made([*cases, long], out, "--format", "html") == 2
    assert capsys.readouterr().err.splitlines() == [
        f"{taken}: 无法写入（这是一个文件夹）",
        f"{out / long.stem}-{NOTICE}.html: 无法写入（文件名太长）",
        "共5份：制成3份，没有制成2份",
    ]
    assert names(out) == {f"{name}-{NOTICE}.html" for name in "甲乙丙丁"}


def test_a_folder_that_cannot_be_made_is_told(cases: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert made(cases, cases[0] / "out") == 2
    assert capsys.readouterr().err == f"{cases[0]}/out: 无法写入（路径中有一段不是文件夹）\n"


def test_a_public_copy_is_named_so(cases: list[Path], tmp_path: Path) -> None:
    spoil(cases[0], "representative: 张某", "representative: 张星光")
    assert made(cases[:1], tmp_path / "out", "--format", "html", "--public") == 0
    assert "张星光" not in (tmp_path / "out" / f"甲-{NOTICE}（公开版）.html").read_text("utf-8")


def test_a_terminal_sees_how_far_it_is(run: Run) -> None:
    assert "0/4 份" in run.shown
    assert run.shown.replace("\r", "\n").rstrip().endswith("共4份：制成4份")


@pytest.fixture
def many(cases: list[Path]) -> list[Path]:
    """So many that they are not done before they are interrupted."""
    for number in range(60):
        (cases[0].parent / f"{number:02}.yaml").write_bytes(cases[0].read_bytes())
    return sorted(cases[0].parent.iterdir())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_leaves_whole_files_and_no_process(many: list[Path], tmp_path: Path, number: int) -> None:
    out = tmp_path / "out"
    with running(many, out, tmp_path / "tmp") as process:
        wait_until(lambda: out.is_dir() and any(out.glob("*.pdf")))
        if number == signal.SIGINT:
            os.killpg(process.pid, number)  # as a terminal does
        else:
            process.send_signal(number)
        told = process.communicate(timeout=PATIENCE)[1].splitlines()
        assert process.returncode == 130
        wait_until(lambda: not group(process.pid))
    written = list(out.iterdir())
    assert told == ["已中断", f"共{len(many)}份：制成{len(written)}份，没有制成{len(many) - len(written)}份"]
    assert len(written) < len(many)
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in written)
    assert list((tmp_path / "tmp").iterdir()) == []


def test_killed_it_leaves_no_process_and_no_temporary_files(many: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with running(many, out, tmp_path / "tmp") as process:
        wait_until(lambda: out.is_dir() and any(out.glob("*.pdf")))
        process.kill()
        process.wait()
        wait_until(lambda: not group(process.pid))
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_case_that_kills_its_process_is_told_and_the_rest_are_done(cases: list[Path], tmp_path: Path) -> None:
    """Whoever reads a pipe waits; then the process that waits is killed, as the system does when memory runs out."""
    pipe, out = tmp_path / "管道.yaml", tmp_path / "out"
    os.mkfifo(pipe)
    with running([cases[0], pipe, cases[1]], out, tmp_path / "tmp", "--format", "html") as process:
        for _ in range(2):  # at first it is not known which of the cases at hand it was; then each is tried alone
            kill_who_reads(pipe, process.pid)
        told = process.communicate(timeout=PATIENCE)[1].splitlines()
    assert process.returncode == 1
    assert told == [
        f"{pipe}: 制作文书的进程意外中止，没有制成；可能是内存不足，请减少 --jobs 后单独重试这个案件",
        "共3份：制成2份，没有制成1份",
    ]
    assert names(out) == {f"{name}-{NOTICE}.html" for name in "甲乙"}


def kill_who_reads(pipe: Path, leader: int) -> None:
    ends: list[int] = []

    def is_read() -> bool:
        with suppress(OSError):  # nobody reads yet
            ends.append(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
        return bool(ends)

    wait_until(is_read)
    wait_until(lambda: readers(pipe, leader))
    (reader,) = readers(pipe, leader)
    os.kill(reader, signal.SIGKILL)
    wait_until(lambda: reader not in group(leader))
    os.close(ends[0])


def readers(pipe: Path, leader: int) -> list[int]:
    return [one for one in group(leader) if has_open(one, pipe)]


def has_open(process: int, file: Path) -> bool:
    with suppress(OSError):  # it has ended
        for end in Path(f"/proc/{process}/fd").iterdir():
            with suppress(OSError):  # it has been closed
                if end.samefile(file):
                    return True
    return False
