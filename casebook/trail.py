"""The audit trail: who, when, what, each entry chained to the one before by HMAC with a key kept outside the database.

Without the key nobody can alter, remove or reorder an entry so that `breaks` does not find it; not even by computing the
chain anew. The head is sealed by itself, so that the last entries cannot be cut off unnoticed; an older head that somebody
kept and put back is found by the anchors, which are kept beside the key (see anchors.py).
"""

import hmac
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from sqlalchemy import Connection, insert, select, update

from casebook import schema
from casebook.database import inserting
from casebook.plain import to_text

START: Final = "0" * 64
_LOCK: Final = select(schema.trail_head.c.seq, schema.trail_head.c.mac).with_for_update()
_APPEND: Final = insert(schema.trail)
_MOVE_HEAD: Final = update(schema.trail_head)


class Entry(NamedTuple):
    """One entry. `details`: canonical JSON of digests, numbers and reasons."""

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    details: str
    mac: str


class Head(NamedTuple):
    """Where the trail ends."""

    seq: int
    mac: str


class Note(NamedTuple):
    """What is to be entered."""

    action: str
    subject: str
    details: Mapping[str, object]


def begin(connection: Connection, key: bytes) -> None:
    """The head of an empty trail; nothing where there is one already."""
    first = {"id": 1, "seq": 0, "mac": START, "seal": _seal(key, 0, START)}
    connection.execute(inserting(connection, schema.trail_head).values(first).on_conflict_do_nothing())


def queue(connection: Connection) -> None:
    """Waits until nobody else enters anything; until the transaction ends nobody else does. What others entered can be seen then."""
    connection.execute(_LOCK).one()


def append(connection: Connection, key: bytes, actor: str, at: str, notes: Iterable[Note]) -> Head:
    """Enters the notes. Entries of all processes queue here until the transaction ends: do it last."""
    seq, mac = connection.execute(_LOCK).one()
    rows = []
    for note in notes:
        seq += 1
        entry = Entry(seq, at, actor, note.action, note.subject, to_text(note.details), "")
        mac = _mac(key, mac, entry)
        rows.append(entry._replace(mac=mac)._asdict())
    if rows:
        connection.execute(_APPEND, rows)
        connection.execute(_MOVE_HEAD, {"seq": seq, "mac": mac, "seal": _seal(key, seq, mac)})
    return Head(seq, mac)


def head(connection: Connection) -> Head:
    """Where the trail says that it ends."""
    return Head(*connection.execute(select(schema.trail_head.c.seq, schema.trail_head.c.mac)).one())


def entries(connection: Connection, subject: str | None = None) -> Iterator[Entry]:
    """All entries, or those about one subject, in their order."""
    query = select(schema.trail).order_by(schema.trail.c.seq)
    if subject is not None:
        query = query.where(schema.trail.c.subject == subject)
    rows = connection.execute(query, execution_options={"yield_per": 1000})
    return (Entry(*row) for row in rows)


def latest(connection: Connection, before: int | None = None, most: int = 100) -> tuple[Entry, ...]:
    """The entries made last, the newest first; `before`: only those before this one (the next page)."""
    query = select(schema.trail).order_by(schema.trail.c.seq.desc()).limit(most)
    if before is not None:
        query = query.where(schema.trail.c.seq < before)
    return tuple(Entry(*row) for row in connection.execute(query))


def breaks(connection: Connection, key: bytes, anchors: Mapping[int, str]) -> Iterator[str]:
    """Everything that is wrong with the trail, in words; nothing: it is whole. Goes on after a break to find the next.

    Args:
        connection: to the database.
        key: what the chain was made with.
        anchors: entries known from elsewhere: number to digest.
    """
    last, mac = 0, START
    for entry in entries(connection):
        if entry.seq != last + 1:
            yield f"审计记录缺少第{last + 1}条至第{entry.seq - 1}条"
        elif not hmac.compare_digest(entry.mac, _mac(key, mac, entry)):
            yield f"审计记录第{entry.seq}条被改动、调换，或者密钥不对"
        if anchors.get(entry.seq, entry.mac) != entry.mac:
            yield f"审计记录第{entry.seq}条与库外留存的摘要不一致"
        last, mac = entry.seq, entry.mac
    row = connection.execute(select(schema.trail_head)).one_or_none()
    if row is None or not hmac.compare_digest(row.seal, _seal(key, row.seq, row.mac)):
        yield "审计记录的末尾标记被改动，或者密钥不对"
    elif (row.seq, row.mac) != (last, mac):
        yield f"审计记录应当有{row.seq}条，实有{last}条，末尾的被删除或者改动"
    if (known := max(anchors, default=0)) > last:
        yield f"库外留存的摘要到第{known}条，审计记录只到第{last}条，末尾的被删除"


def _mac(key: bytes, previous: str, entry: Entry) -> str:
    text = to_text([previous, entry.seq, entry.at, entry.actor, entry.action, entry.subject, entry.details])
    return hmac.digest(key, text.encode(), "sha256").hex()


def _seal(key: bytes, seq: int, mac: str) -> str:
    return hmac.digest(key, f"head:{seq}:{mac}".encode(), "sha256").hex()
