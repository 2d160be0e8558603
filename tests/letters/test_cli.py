"""python -m letters: 0 made; 1 refused, with all reasons; 2 bad input; never a traceback (contract, section 2)."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from letters.command import orders
from letters.command.cli import main
from letters.kinds import KINDS

from .conftest import CASES

ROOT = Path(__file__).resolve().parents[2]
TODAY = ["--today", "2026-08-20"]


def changed(tmp_path: Path, old: str, new: str) -> Path:
    case = tmp_path / "案件.yaml"
    case.write_text((CASES / "training.yaml").read_text("utf-8").replace(old, new), "utf-8")
    return case


def test_the_kinds_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    listed = capsys.readouterr().out
    assert (
        "prior-notice\t教育行政处罚事先告知书\n\t需要：拟给予行政处罚；当事人身份、地址、负责人或者监护人；" in listed
    )
    assert [line.split("\t")[0] for line in listed.splitlines() if line[0] != "\t"] == [*KINDS, "file"]


def test_whoever_reads_the_list_may_stop_reading() -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    with os.fdopen(theirs, "wb") as unread:
        command = [sys.executable, "-m", "letters", "list"]
        ended = subprocess.run(command, cwd=ROOT, stdout=unread, stderr=subprocess.PIPE, check=False)
    assert ended.stderr == b""
    assert ended.returncode == 141


@pytest.mark.parametrize(
    ("name", "start"),
    [("告知书.pdf", b"%PDF-1.7"), ("告知书.HTML", b"<!DOCTYPE html>"), ("告知书.docx", b"PK")],
)
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
    ("arguments", "told"),
    [
        ("", "没有写明 list|check|file|文书种类"),
        ("no-such-kind x.yaml -o x.pdf", "不能是 no-such-kind，可以是 'list', "),
        ("prior-notice", "没有写明 案件文件"),
        ("prior-notice x.yaml", "没有写明下列之一：-o/--output --out"),
        ("prior-notice x.yaml -o", "-o/--output：后面要写一项"),
        ("prior-notice x.yaml -o x.txt", "x.txt 应当以 .pdf、.docx、.html 结尾"),
        ("prior-notice x.yaml -o x.pdf --out y", "--out：不能与 -o/--output 合用"),
        ("prior-notice x.yaml y.yaml -o x.pdf", "-o 只用于一个案件，多个案件请用 --out 文件夹"),
        ("prior-notice x.yaml -o x.pdf --jobs 2", "--jobs 只能与 --out 合用"),
        ("prior-notice x.yaml -o x.pdf --format pdf", "--format 只能与 --out 合用"),
        ("prior-notice x.yaml --out y --jobs 0", "--jobs：应当是从 1 起的整数，不是 0"),
        ("prior-notice x.yaml --out y --format doc", "--format：不能是 doc，可以是 'pdf', 'docx', 'html'"),
        ("prior-notice x.yaml -o x.pdf --event 零", "--event：应当是从 1 起的整数，不是 零"),
        ("prior-notice x.yaml -o x.pdf --today 昨天", "日期应写成 2026-07-20 的形式，不是 昨天"),
        ("prior-notice x.yaml -o x.pdf --colour", "不认识 --colour"),
        ("file x.yaml -o x.pdf --event 2", "不认识 --event 2"),
    ],
)
def test_a_bad_command_is_told(capsys: pytest.CaptureFixture[str], arguments: str, told: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments.split())
    assert caught.value.code == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error.startswith("命令有误：")
    assert told in error.splitlines()[0]
    assert "\n用法：" in error


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
    assert ".tmp" not in told.err


def test_it_runs_as_a_command(tmp_path: Path) -> None:
    out = tmp_path / "告知书.html"
    command = [sys.executable, "-m", "letters", "prior-notice", str(CASES / "warning.yaml"), "-o", str(out), *TODAY]
    ran = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_what_cannot_be_written_is_told_by_its_own_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = tmp_path / "告知书.html"
    taken.mkdir()
    assert main(["prior-notice", str(CASES / "warning.yaml"), "-o", str(taken), *TODAY]) == 2
    assert capsys.readouterr().err == f"{taken}: 无法写入（这是一个文件夹）\n"
    assert list(tmp_path.iterdir()) == [taken]


def test_the_step_can_be_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = next((ROOT / "samples" / "files").glob("21-*.yaml"))
    kind = ["service-receipt", str(whole), *TODAY]
    texts = []
    for more in (["--event", "1"], ["--event", "2"], []):
        out = tmp_path / "回证.html"
        assert main([*kind, "-o", str(out), *more]) == 0
        texts.append(out.read_text("utf-8"))
    assert len(set(texts)) == 3
    assert main([*kind, "-o", str(tmp_path / "x.html"), "--event", "99"]) == 2
    assert re.search(r"events: 与《送达回证》相应的事项在 events 中记录了\d+次，没有第99次", capsys.readouterr().err)


def test_a_public_copy_points_out_what_may_be_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = changed(tmp_path, "summary: 未取得办学许可证", "summary: 据证人钱学森证实，未取得办学许可证")
    out = tmp_path / "公开.html"
    assert main(["prior-notice", str(case), "-o", str(out), "--public", *TODAY]) == 0
    assert capsys.readouterr().err.startswith(f"{case}: conducts[0].summary: “钱学森”可能是人名")


def test_a_whole_file_is_bound(tmp_path: Path) -> None:
    whole = next((ROOT / "samples" / "files").glob("21-*.yaml"))
    out, bureau = tmp_path / "案卷.html", whole.with_name("bureau.yaml")
    assert main(["file", str(whole), "-o", str(out), "--bureau", str(bureau), "--today", "2026-11-23"]) == 0
    text = out.read_text("utf-8")
    assert text.index("案卷") < text.index("卷内目录") < text.index("结案报告</h1>")


def test_a_fault_of_the_program_is_told_without_its_insides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(orders, "assess", broken)
    case = CASES / "warning.yaml"
    assert main(["prior-notice", str(case), "-o", str(tmp_path / "x.html"), *TODAY]) == 1
    assert capsys.readouterr().err == (
        f"{case}: 程序出了错，没有制成（ZeroDivisionError），请将案件文件和这句话交给系统管理员\n"
    )
