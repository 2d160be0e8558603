"""What may be typed after python -m letters."""

import argparse
from pathlib import Path
from typing import Final

from letters.binding import TITLE
from letters.command.orders import WHOLE_FILE
from letters.kinds import KINDS
from penalty_engine.cli import Parser, day

FORMS: Final = ("pdf", "docx", "html")
LIST: Final = "list"
CHECK: Final = "check"


def parser() -> argparse.ArgumentParser:
    """The commands: list, check, each kind of document, the whole file."""
    whole = Parser(prog="python -m letters", description="制作文书")
    commands = whole.add_subparsers(dest="command", required=True, metavar="list|check|file|文书种类")
    commands.add_parser(LIST, help="列出可以制作的文书和制作的条件")
    checking = commands.add_parser(CHECK, help="用示例案件试做每一种文书，检查文书模板")
    checking.add_argument("--out", type=Path, metavar="文件夹", help="同时写出每一种文书的 PDF")
    document = _document()
    for kind in KINDS.values():
        one = commands.add_parser(kind.id, help=kind.title, parents=[document])
        one.add_argument(
            "--event", type=_count, metavar="N", help="同一种事项记录了几次的，为第几次制作文书（默认最后一次）"
        )
    commands.add_parser(WHOLE_FILE, help=TITLE, parents=[document]).set_defaults(event=None)
    return whole


def _document() -> Parser:
    """What all documents have in common."""
    common = Parser(add_help=False)
    common.add_argument("cases", nargs="+", type=Path, metavar="案件文件", help="YAML 或者 JSON")
    where = common.add_mutually_exclusive_group(required=True)
    where.add_argument("-o", "--output", type=_output, metavar="文件", help=f"一个案件：写入的文件，{_endings()}")
    where.add_argument("--out", type=Path, metavar="文件夹", help="多个案件：写入的文件夹")
    common.add_argument("--format", choices=FORMS, help="与 --out 合用：文件格式（默认 pdf）")
    common.add_argument("--jobs", type=_count, metavar="N", help="与 --out 合用：同时用几个进程制作（默认 1）")
    common.add_argument("--public", action="store_true", help="公开版：遮盖个人信息")
    common.add_argument("--bureau", type=Path, metavar="文件", help="本局设置（默认 data/bureau.yaml）")
    common.add_argument("--rulebook", type=Path, metavar="文件夹", help="裁量规则（默认 rules/zibo）")
    common.add_argument("--today", type=day, metavar="日期", help="视为今日的日期，如 2026-09-01")
    return common


def mistake(asked: argparse.Namespace) -> str | None:
    """What cannot be asked together."""
    if asked.output is None:
        return None
    if len(asked.cases) > 1:
        return "-o 只用于一个案件，多个案件请用 --out 文件夹"
    for name in ("format", "jobs"):
        if getattr(asked, name) is not None:
            return f"--{name} 只能与 --out 合用"
    return None


def _output(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower().removeprefix(".") not in FORMS:
        raise argparse.ArgumentTypeError(f"{text} 应当{_endings()}")
    return path


def _endings() -> str:
    return f"以 {'、'.join(f'.{form}' for form in FORMS)} 结尾"


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"应当是从 1 起的整数，不是 {text}")
    return int(text)
