"""The commands as they are typed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.workflow.words import STAGES

ROOT = Path(__file__).parents[2]


def run(folder: Path, *arguments: str, given: str = "", url: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": "/usr/bin:/bin",
        "DATABASE_URL": url or f"sqlite:///{folder}/data/casebook.db",
        "CASEBOOK_KEYS": str(folder / "keys"),
    }
    command = [sys.executable, "-m", "casebook", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, input=given, capture_output=True, text=True, check=False)


def test_a_casebook_from_its_beginning_to_a_restored_one(tmp_path: Path) -> None:
    first = run(tmp_path, "init")
    assert first.returncode == 0, first.stderr
    assert re.search("一次性代码.*：\\S{16}", first.stdout)
    password = "一段足够长而好记的口令2026\n"
    added = run(tmp_path, "add-user", "chen", "--name", "陈某", "--role", "administrator", given=password)
    assert added.returncode == 0, added.stderr
    assert "一次性代码" not in run(tmp_path, "init").stdout
    told = run(tmp_path, "add-user", "chen", "--name", "陈某", "--role", "officer", given=password)
    assert (told.returncode, told.stderr) == (2, "执法人员应当填写执法证号（行政处罚法第四十二条）\n")
    samples = run(tmp_path, "samples")
    assert samples.returncode == 0, samples.stderr
    assert run(tmp_path, "samples").returncode == 2
    assert run(tmp_path, "verify").returncode == 0
    made = run(tmp_path, "backup", str(tmp_path / "backup.zip")).stdout.strip()
    elsewhere = f"sqlite:///{tmp_path}/other/casebook.db"
    restored = run(tmp_path, "restore", str(tmp_path / "backup.zip"), "--digest", made, url=elsewhere)
    assert restored.returncode == 0, restored.stderr
    assert made in restored.stdout
    assert run(tmp_path, "verify", url=elsewhere).returncode == 0
    exported = run(tmp_path, "export", "淄教罚立〔2025〕2号", "-o", str(tmp_path / "case.zip"))
    assert exported.returncode == 0, exported.stderr
    assert run(tmp_path, "import", str(tmp_path / "case.zip")).stderr == "这个案件已经在本系统中\n"
    assert run(tmp_path, "refresh").stdout == "更新了0个案件\n"
    assert stages(tmp_path) == STAGES.keys()
    data = tmp_path / "data"
    assert all(path.stat().st_mode & 0o077 == 0 for path in (data / "casebook.db", tmp_path / "keys" / "trail.key"))


def stages(folder: Path) -> set[str]:
    import sqlite3  # noqa: PLC0415

    with sqlite3.connect(folder / "data" / "casebook.db") as connection:
        return {stage for (stage,) in connection.execute("SELECT DISTINCT stage FROM cases")}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("verify",), "init"),
        (("restore", "nothing.zip"), "没有可用的审计密钥"),
        (("export", "1"), "命令有误"),
        (("dance",), "命令有误"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    answer = run(tmp_path, *arguments)
    assert answer.returncode == 2
    assert told in answer.stderr
    assert "Traceback" not in answer.stderr


def test_verification_tells_what_it_finds_and_ends_with_one(tmp_path: Path) -> None:
    import sqlite3  # noqa: PLC0415

    run(tmp_path, "init")
    with sqlite3.connect(tmp_path / "data" / "casebook.db") as connection:
        connection.execute("DROP TRIGGER trail_no_delete")
        connection.execute("DELETE FROM trail")
    answer = run(tmp_path, "verify")
    assert answer.returncode == 1
    assert "缺少第1条" in answer.stdout


def test_the_documents_name_every_command() -> None:
    written = (ROOT / "docs" / "casebook.md").read_text()
    usage = subprocess.run(
        [sys.executable, "-m", "casebook", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    commands = re.findall(r"^    ([a-z-]+)", usage.stdout, re.MULTILINE)
    assert len(commands) == 10
    assert all(f"python -m casebook {command}" in written for command in commands)
