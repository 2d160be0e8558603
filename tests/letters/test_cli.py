"""python -m letters: 0 made; 1 refused, with all reasons; 2 bad input; never a traceback (contract, section 2)."""

import subprocess
import sys
from pathlib import Path

import pytest

from letters.cli import main

from .conftest import CASES

ROOT = Path(__file__).resolve().parents[2]
TODAY = ["--today", "2026-08-20"]


def changed(tmp_path: Path, old: str, new: str) -> Path:
    case = tmp_path / "案件.yaml"
    case.write_text((CASES / "training.yaml").read_text("utf-8").replace(old, new), "utf-8")
    return case


def test_the_kinds_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert "prior-notice\t教育行政处罚事先告知书\n" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "start"), [("告知书.pdf", b"%PDF-1.7"), ("告知书.html", b"<!DOCTYPE html>")])
def test_a_letter_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, start: bytes) -> None:
    out = tmp_path / name
    assert main(["prior-notice", str(CASES / "training.yaml"), "-o", str(out), *TODAY]) == 0
    assert out.read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert capsys.readouterr() == ("", "")


def test_a_refusal_tells_all_reasons_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = changed(tmp_path, "fine: 4000", "fine: 20000")
    case.write_text(case.read_text("utf-8").replace("  address: 淄博市张店区人民西路1号\n", ""), "utf-8")
    out = tmp_path / "告知书.pdf"
    assert main(["prior-notice", str(case), "-o", str(out), *TODAY]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    first, *reasons = told.err.splitlines()
    assert first == f"{case}: 不能制作《教育行政处罚事先告知书》，理由如下："
    assert [reason.split(":")[0] for reason in reasons] == ["party.address", "conducts[0].proposal"]
    assert not out.exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("fees_collected: 46580", "fees_collected: -1", "conducts[0].facts.fees_collected: 金额不能是负数"),
        ("violation: MCF-64", "violation: MCF-640", "conducts[0].violation"),
        ("party:", "party: [", ""),
    ],
)
def test_a_bad_case_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, message: str
) -> None:
    case = changed(tmp_path, old, new)
    assert main(["prior-notice", str(case), "-o", str(tmp_path / "x.pdf"), *TODAY]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert message in told.err
    assert told.err.startswith(f"{case}:")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["no-such-kind", "x.yaml", "-o", "x.pdf"],
        ["prior-notice", "x.yaml"],
        ["prior-notice", "x.yaml", "-o", "x.docx"],
        ["prior-notice", "x.yaml", "-o", "x.pdf", "--today", "昨天"],
    ],
)
def test_a_bad_command_is_told(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("missing", ["case", "rulebook", "bureau", "folder"])
def test_a_missing_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], missing: str) -> None:
    none = tmp_path / "没有"
    case = none if missing == "case" else CASES / "training.yaml"
    out = (none if missing == "folder" else tmp_path) / "x.html"
    more = [f"--{missing}", str(none)] if missing in ("rulebook", "bureau") else []
    assert main(["prior-notice", str(case), "-o", str(out), *TODAY, *more]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert str(none) in told.err


def test_it_runs_as_a_command(tmp_path: Path) -> None:
    out = tmp_path / "告知书.html"
    command = [sys.executable, "-m", "letters", "prior-notice", str(CASES / "warning.yaml"), "-o", str(out), *TODAY]
    ran = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
