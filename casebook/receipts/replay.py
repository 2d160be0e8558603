"""Receipts replayed: the same bytes again, or what is different: the engine, or which rules since then."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, select

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.changes import Change, changes
from casebook.plain import Plain, from_text
from casebook.receipts.snapshots import load_snapshot, snapshot
from casebook.receipts.storing import Receipt, day, receipt, receipt_digest
from casebook.rights import permit
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import read_case
from penalty_engine.inputs.positioned import parse
from penalty_engine.problems import InputError
from penalty_engine.rendering import to_json
from penalty_engine.rulebook import Rulebook
from penalty_engine.version import ENGINE


class Replay(NamedTuple):
    """What came of it.

    `intact`: the receipt is what was stored. `same`: today's engine with the rulebook of then gives the same bytes.
    `engine`: the engine of then, where it is another one now. `unreadable`: today's programme cannot read what was stored.
    `differences`: in the result. `changed_rules`: what is different in the rulebook in use now; `today`: the result under it.
    """

    intact: bool
    same: bool
    engine: str | None
    unreadable: tuple[str, ...]
    differences: tuple[Change, ...]
    changed_rules: tuple[str, ...]
    today: tuple[Change, ...]


def replay(book: Casebook, actor: Actor, made: str) -> Replay:
    """The receipt, computed anew."""
    with book.write(actor) as work:
        stored = receipt(work.connection, made)
        permit(work.connection, actor, "replay", stored.case_id)
        work.note("replay", stored.case_id, receipt=made)
        return replayed(work.connection, book.rulebook, stored)


def replayed(connection: Connection, current: Rulebook, stored: Receipt) -> Replay:
    """The receipt, computed anew with the rulebook of then, and with the one in use now."""
    intact = stored.digest == receipt_digest(*stored[1:8])
    engine = stored.engine if stored.engine != ENGINE else None
    rules = tuple(changed_rules(connection, stored.snapshot, current))
    try:
        then = load_snapshot(connection, stored.snapshot)
        result = _assessed(stored, then)
    except InputError as error:
        told = tuple(problem.message for problem in error.problems)
        return Replay(intact, same=False, engine=engine, unreadable=told, differences=(), changed_rules=rules, today=())
    different = tuple(changes(from_text(stored.result), from_text(result)))
    try:
        now = tuple(_effects(from_text(result), from_text(_assessed(stored, current)))) if rules else ()
    except InputError as error:
        now = tuple(Change((problem.path,), None, problem.message) for problem in error.problems)
    return Replay(intact, result == stored.result, engine, (), different, rules, now)


def _assessed(stored: Receipt, rulebook: Rulebook) -> str:
    return to_json(assess(read_case(stored.content, rulebook), rulebook, day(stored)))


def _effects(before: Plain, after: Plain) -> Iterator[Change]:
    """What the changed rules change in the result, the rulebook's own name aside."""
    return (change for change in changes(before, after) if change.path[0] != "rulebook")


def changed_rules(connection: Connection, then: str, current: Rulebook) -> Iterator[str]:
    """Which rules are different in the rulebook in use now: FILE: id."""
    if then == current.digest:
        return
    digests = connection.execute(select(schema.snapshots.c.digest)).scalars().all()
    if current.digest not in digests:
        yield "现行规则尚未存档，作出一次告知或者决定之后可以逐条比较"
        return
    before, after = (_items(snapshot(connection, one).files) for one in (then, current.digest))
    yield from (key for key in sorted({*before, *after}) if before.get(key) != after.get(key))


def _items(files: dict[str, str]) -> dict[str, Plain]:
    """Every item of every file by its place and id."""
    items: dict[str, Plain] = {}
    for name, text in files.items():
        for key, value in parse(text, name).data.items():
            if isinstance(value, list):
                items |= {f"{name}: {_id(one, place)}": one for place, one in enumerate(value)}
            else:
                items[f"{name}: {key}"] = value
    return items


def _id(item: Plain, place: int) -> str:
    names = ("id", "code", "violation")
    return (
        next((str(item[name]) for name in names if name in item), str(place)) if isinstance(item, dict) else str(place)
    )
