"""The commands as they are typed."""

import io
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from casebook.cli import main
from casebook.workflow.words import STAGES

ROOT = Path(__file__).parents[2]
PASSWORD = "一段足够长而好记的口令2026\n"


class Answer(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command with a casebook of its own."""
    monkeypatch.setenv("CASEBOOK_KEYS", str(tmp_path / "keys"))

    def command(*arguments: str, given: str = "", place: str = "data") -> Answer:
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/{place}/casebook.db")
        monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        try:
            code = main(arguments)
        except SystemExit as end:
            code = int(end.code or 0)
        return Answer(code, *capsys.readouterr())

    return command


def test_data_without_its_key_gets_no_other_key(run: Run, tmp_path: Path) -> None:
    run("init")
    key = (tmp_path / "keys" / "trail.key").rename(tmp_path / "trail.key")
    told = run("init")
    assert (told.code, told.out) == (2, "")
    assert "没有可用的审计密钥" in told.err
    assert "把原来的密钥放回原处" in told.err
    assert not (tmp_path / "keys" / "trail.key").exists()
    key.rename(tmp_path / "keys" / "trail.key")
    assert run("init").code == 0


def test_processes_that_begin_at_once_have_one_key(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/casebook.db",
        "CASEBOOK_KEYS": f"{tmp_path}/keys",
    }
    command = [sys.executable, "-m", "casebook", "init"]
    started = [subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [one.wait() for one in started] == [0] * 4
    assert [one.name for one in (tmp_path / "keys").glob("*key*")] == ["trail.key"]
    assert subprocess.run([*command[:-1], "verify"], env=environment, cwd=ROOT, check=False).returncode == 0


def test_a_casebook_from_its_beginning_to_a_restored_one(run: Run, tmp_path: Path) -> None:
    assert re.search("一次性代码.*：\\S{16}", run("init").out)
    assert run("add-user", "chen", "--name", "陈某", "--role", "administrator", given=PASSWORD).code == 0
    assert "一次性代码" not in run("init").out
    told = run("add-user", "lin", "--name", "林某", "--role", "officer", given=PASSWORD)
    assert told == Answer(2, "", "执法人员应当填写执法证号（行政处罚法第四十二条）\n")
    assert run("samples").code == 0
    assert run("samples").code == 2
    assert run("verify").code == 0
    made = run("backup", str(tmp_path / "backup.zip")).out.strip()
    restored = run("restore", str(tmp_path / "backup.zip"), "--digest", made, place="other")
    assert (restored.code, made in restored.out) == (0, True)
    assert run("verify", place="other").code == 0
    assert run("export", "淄教罚立〔2025〕2号", "-o", str(tmp_path / "case.zip")).code == 0
    assert run("import", str(tmp_path / "case.zip")).err == "这个案件已经在本系统中\n"
    assert run("refresh").out == "更新了0个案件\n重新整理了0个案件的处罚决定\n"
    with sqlite3.connect(tmp_path / "data" / "casebook.db") as connection:
        assert {stage for (stage,) in connection.execute("SELECT stage FROM cases")} == STAGES.keys()
    private = (tmp_path / "data" / "casebook.db", tmp_path / "keys" / "trail.key", tmp_path / "backup.zip")
    assert all(path.stat().st_mode & 0o077 == 0 for path in private)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("verify",), "init"),
        (("restore", "nothing.zip"), "没有可用的审计密钥"),
        (("export", "1"), "命令有误"),
        (("dance",), "命令有误"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(run: Run, arguments: tuple[str, ...], told: str) -> None:
    answer = run(*arguments)
    assert answer.code == 2
    assert told in answer.err


def test_a_database_or_a_folder_that_is_not_there_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init")
    answer = run("backup", "/nowhere/backup.zip")
    assert answer.code == 2
    assert "文件无法读写" in answer.err
    monkeypatch.setattr("casebook.database.database_url", lambda: "postgresql://nobody@127.0.0.1:1/nothing")
    answer = run("verify")
    assert answer.code == 2
    assert answer.err.startswith("数据库无法使用")


def test_verification_tells_what_it_finds_and_ends_with_one(run: Run, tmp_path: Path) -> None:
    run("init")
    with sqlite3.connect(tmp_path / "data" / "casebook.db") as connection:
        connection.execute("DROP TRIGGER trail_no_delete")
        connection.execute("DELETE FROM trail")
    answer = run("verify")
    assert answer.code == 1
    assert "缺少第1条" in answer.out


def test_the_documents_name_every_command() -> None:
    written = (ROOT / "docs" / "casebook.md").read_text()
    command = [sys.executable, "-m", "casebook", "--help"]
    usage = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    commands = re.findall(r"^    ([a-z-]+)", usage, re.MULTILINE)
    assert len(commands) == 10
    assert all(f"python -m casebook {one}" in written for one in commands)
