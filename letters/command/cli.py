"""The command: python -m letters list; check; KIND CASE -o FILE; KIND CASES… --out DIR --jobs N.

Ends with 0; 1 when a document is refused, with all reasons; 2 for bad input; of several cases the gravest counts; 130 when
stopped. Nothing but lists goes to standard output.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

from tqdm import tqdm

from letters.binding import TITLE
from letters.checking import check
from letters.command.arguments import CHECK, LIST, mistake, parser
from letters.command.batch import outcomes
from letters.command.orders import BAD_INPUT, MADE, REFUSED, WHOLE_FILE, Order, Outcome, fulfil
from letters.command.writing import ClashError, NotWrittenError, make_folder, places, write
from letters.gates.needs import ALWAYS
from letters.kinds import KINDS

STOPPED: Final = 130
BAR: Final = "{percentage:3.0f}% {bar} {n_fmt}/{total_fmt} 份，已用 {elapsed}，还需 {remaining}"


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit code."""
    commands = parser()
    asked = commands.parse_args(arguments)
    if asked.command == LIST:
        return _list()
    if asked.command != CHECK and (wrong := mistake(asked)):
        commands.error(wrong)
    try:
        if asked.command == CHECK:
            return _check(asked.out)
        return _one(asked) if asked.output else _several(asked)
    except (ClashError, NotWrittenError) as error:
        return _told(BAD_INPUT, str(error))


def _order(asked: argparse.Namespace, form: str) -> Order:
    today = asked.today or date.today()  # noqa: DTZ011 -- the office's own day
    return Order(asked.command, form, today, asked.public, asked.event, asked.rulebook, asked.bureau)


def _one(asked: argparse.Namespace) -> int:
    """One case, one file."""
    outcome = fulfil(asked.cases[0], _order(asked, asked.output.suffix.lower().removeprefix(".")))
    if outcome.content is not None:
        write(asked.output, outcome.content)
    return _told(outcome.code, *outcome.told)


def _several(asked: argparse.Namespace) -> int:
    """A folder of documents; what goes wrong with one case is told, and the others are made."""
    order = _order(asked, asked.format or "pdf")
    wanted = places(asked.cases, asked.out, order)
    make_folder(asked.out)
    codes: list[int] = []
    try:
        with (
            closing(outcomes(asked.cases, order, asked.jobs or 1)) as coming,
            tqdm(total=len(wanted), bar_format=BAR, file=sys.stderr, disable=None, leave=False) as bar,
        ):
            for outcome in coming:
                code, told = _written(outcome, wanted[outcome.case])
                for line in told:
                    bar.write(line, file=sys.stderr)
                codes.append(code)
                bar.update()
                if outcome.of_all:
                    break
    except KeyboardInterrupt:
        return _told(STOPPED, "已中断", _counted(codes, len(wanted)))
    return _told(max(codes), _counted(codes, len(wanted)))


def _written(outcome: Outcome, wanted: Path) -> tuple[int, tuple[str, ...]]:
    """Write the document, if there is one; the exit code and what is to be told."""
    if outcome.content is not None:
        try:
            write(wanted, outcome.content)
        except NotWrittenError as error:
            return BAD_INPUT, (*outcome.told, str(error))
    return outcome.code, outcome.told


def _counted(codes: list[int], total: int) -> str:
    made = codes.count(MADE)
    return f"共{total}份：制成{made}份" + (f"，没有制成{total - made}份" if made < total else "")


def _list() -> int:
    """Each kind with what it needs."""
    for kind in KINDS.values():
        print(f"{kind.id}\t{kind.title}")
        print(f"\t需要：{'；'.join(need.told for need in (*kind.needs, *ALWAYS))}")
    print(f"{WHOLE_FILE}\t{TITLE}")
    return MADE


def _check(out: Path | None) -> int:
    """Every kind made from the samples, so that a mistake in a template is found before an officer meets it."""
    faults = 0
    if out:
        make_folder(out)
    for made in check():
        own = "（本局模板）" if made.is_own else ""
        print(f"{made.kind}\t{made.title}{own}\t{made.fault or '通过'}")
        faults += bool(made.fault)
        if out and made.pdf:
            write(out / f"{made.kind}.pdf", made.pdf)
    return REFUSED if faults else MADE


def _told(code: int, *lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return code
