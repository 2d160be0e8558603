"""The command: python -m letters list; python -m letters KIND CASE -o FILE.

Ends with 0; 1 when the document is refused, with all reasons; 2 for bad input. Nothing but a list goes to standard output.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from letters.bureau import load_bureau
from letters.fonts import FontsMissingError
from letters.kinds import KINDS
from letters.making import make
from letters.matter import Matter
from letters.reasons import PrintingError, RefusedError
from letters.rendering import with_style
from penalty_engine.assess import assess
from penalty_engine.cli import Parser, day
from penalty_engine.inputs.casefile import load_case
from penalty_engine.inputs.rulebook_reading import load_rulebook
from penalty_engine.problems import InputError

REFUSED: Final = 1
BAD_INPUT: Final = 2
FORMATS: Final = (".pdf", ".html")


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit code."""
    asked = _parser().parse_args(arguments)
    if asked.kind == "list":
        for kind in KINDS.values():
            print(f"{kind.id}\t{kind.title}")
        return 0
    try:
        _write(asked.output, _made(asked))
    except InputError as error:
        return _told(BAD_INPUT, *map(str, error.problems))
    except RefusedError as error:
        title = KINDS[asked.kind].title
        return _told(REFUSED, f"{asked.case}: 不能制作《{title}》，理由如下：", *map(str, error.refusals))
    except (FontsMissingError, PrintingError) as error:
        return _told(REFUSED, str(error))
    except OSError as error:
        return _told(BAD_INPUT, f"{error.filename or asked.output}: 无法写入（{error.strerror}）")
    return 0


def _made(asked: argparse.Namespace) -> bytes:
    """The document's bytes."""
    rulebook = load_rulebook(asked.rulebook)
    case = load_case(asked.case, rulebook)
    today = asked.today or date.today()  # noqa: DTZ011 -- the office's own day
    matter = Matter(case, assess(case, rulebook, today), rulebook, load_bureau(asked.bureau))
    letter = make(KINDS[asked.kind], matter)
    return letter.pdf() if asked.output.suffix.lower() == ".pdf" else with_style(letter.html).encode()


def _write(path: Path, content: bytes) -> None:
    """Write the whole file or none of it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(content)
            file.close()
            Path(file.name).chmod(0o666 & ~_umask())
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _told(code: int, *lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m letters", description="制作文书", add_help=True)
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="list|文书种类")
    kinds.add_parser("list", help="列出可以制作的文书")
    for kind in KINDS.values():
        one = kinds.add_parser(kind.id, help=kind.title)
        one.add_argument("case", type=Path, metavar="CASE", help="案件文件（YAML 或者 JSON）")
        one.add_argument(
            "-o", "--output", type=_output, required=True, metavar="FILE", help="写入的文件：.pdf 或者 .html"
        )
        one.add_argument("--rulebook", type=Path, metavar="DIR", help="裁量规则所在文件夹")
        one.add_argument("--bureau", type=Path, metavar="FILE", help="本局设置（默认 data/bureau.yaml）")
        one.add_argument("--today", type=day, default=None, metavar="DATE", help="视为今日的日期，如 2026-09-01")
    return parser


def _output(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in FORMATS:
        raise argparse.ArgumentTypeError(f"{text} 应当以 {' 或者 '.join(FORMATS)} 结尾")
    return path
