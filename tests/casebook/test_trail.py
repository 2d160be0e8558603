"""The audit trail finds whatever was done to it behind its back."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection, text

from casebook import trail
from casebook.actor import Actor
from casebook.anchors import Keyring
from casebook.cases.versions import create_case, open_case
from casebook.forbidden import MOST
from casebook.plain import from_text, to_text
from casebook.refusals import CasebookError, NotPermittedError
from casebook.rights import permit

from .office import Office

Attack = Callable[[Connection], object]


def unlocked(connection: Connection) -> None:
    """An attacker who holds the database itself takes its triggers away first."""
    names = "update", "delete"
    for name in names:
        postgresql = connection.dialect.name == "postgresql"
        connection.execute(text(f"DROP TRIGGER trail_no_{name}{' ON trail' if postgresql else ''}"))


def found(office: Office, attack: Attack, anchors: dict[int, str] | None = None) -> list[str]:
    with office.book.engine.begin() as connection:
        unlocked(connection)
        attack(connection)
    with office.book.read() as connection:
        return list(trail.breaks(connection, office.book.key, anchors or {}))


def sql(*statements: str) -> Attack:
    return lambda connection: [connection.execute(text(one)) for one in statements]


def rewound(connection: Connection) -> None:
    """Cuts the last entry off and moves the head back to the one before."""
    last = connection.execute(text("SELECT max(seq) FROM trail")).scalar_one()
    connection.execute(text("DELETE FROM trail WHERE seq = :seq"), {"seq": last})
    mac = connection.execute(text("SELECT mac FROM trail WHERE seq = :seq"), {"seq": last - 1}).scalar_one()
    connection.execute(text("UPDATE trail_head SET seq = :seq, mac = :mac"), {"seq": last - 1, "mac": mac})


def rechained(connection: Connection) -> None:
    """Alters an entry and computes plain hashes anew over the whole chain."""
    connection.execute(text("UPDATE trail SET actor = 'li' WHERE seq = 3"))
    mac = trail.START
    for entry in list(trail.entries(connection)):
        values = [mac, entry.seq, entry.at, entry.actor, entry.action, entry.subject, entry.details]
        mac = hashlib.sha256(to_text(values).encode()).hexdigest()
        connection.execute(text("UPDATE trail SET mac = :mac WHERE seq = :seq"), {"mac": mac, "seq": entry.seq})
    connection.execute(text("UPDATE trail_head SET mac = :mac"), {"mac": mac})


ATTACKS: dict[str, tuple[Attack, str]] = {
    "altered": (sql("UPDATE trail SET details = '{}' WHERE seq = 3"), "第3条被改动"),
    "another day": (sql("UPDATE trail SET at = '2026-01-01T00:00:00.000000Z' WHERE seq = 2"), "第2条被改动"),
    "removed": (sql("DELETE FROM trail WHERE seq = 3"), "缺少第3条至第3条"),
    "removed and closed up": (
        sql("DELETE FROM trail WHERE seq = 3", "UPDATE trail SET seq = seq - 1 WHERE seq > 3"),
        "第3条被改动",
    ),
    "first removed": (sql("DELETE FROM trail WHERE seq = 1"), "缺少第1条"),
    "last removed": (sql("DELETE FROM trail WHERE seq = (SELECT max(seq) FROM trail)"), "末尾的被删除"),
    "last removed, head moved": (rewound, "末尾标记被改动"),
    "all removed": (sql("DELETE FROM trail"), "末尾的被删除"),
    "reordered": (
        sql("UPDATE trail SET seq = -2 WHERE seq = 2", "UPDATE trail SET seq = 2 WHERE seq = 3", "UPDATE trail SET seq = 3 WHERE seq = -2"),
        "第2条被改动",
    ),
    "added": (
        sql("INSERT INTO trail SELECT seq + 1, at, actor, action, subject, details, mac FROM trail ORDER BY seq DESC LIMIT 1"),
        "被改动",
    ),
    "plain hashes computed anew": (rechained, "第1条被改动"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_whatever_is_done_to_the_trail_is_found(office: Office, name: str) -> None:
    office.led("approved")
    attack, told = ATTACKS[name]
    assert told in "；".join(found(office, attack))


def test_a_whole_trail_has_no_breaks(office: Office) -> None:
    office.led("noticed")
    with office.book.read() as connection:
        assert not list(trail.breaks(connection, office.book.key, office.book.keyring.anchors()))
        actions = [entry.action for entry in trail.entries(connection)]
    assert {"created", "filed", "issue", "receipt", "noticed"} <= set(actions)


def test_another_key_does_not_fit(office: Office) -> None:
    office.led("filed")
    with office.book.read() as connection:
        assert any("密钥不对" in told for told in trail.breaks(connection, b"another", {}))


def test_an_older_head_put_back_is_found_by_the_anchors(office: Office) -> None:
    office.led("filed")
    with office.book.read() as connection:
        head = connection.execute(text("SELECT seq, mac, seal FROM trail_head")).one()
    office.led("filed")
    with office.book.read() as connection:
        anchors = {trail.head(connection).seq: trail.head(connection).mac}

    def put_back(connection: Connection) -> None:
        connection.execute(text("DELETE FROM trail WHERE seq > :seq"), {"seq": head.seq})
        connection.execute(text("UPDATE trail_head SET seq = :seq, mac = :mac, seal = :seal"), head._asdict())

    assert not found(office, sql())
    with office.book.engine.begin() as connection:
        put_back(connection)
    with office.book.read() as connection:
        assert not list(trail.breaks(connection, office.book.key, {}))
        assert any("库外留存" in told for told in trail.breaks(connection, office.book.key, anchors))


def test_anchors_are_kept_on_the_way(office: Office) -> None:
    for _ in range(12):
        office.led("filed")
    with office.book.read() as connection:
        macs = {entry.seq: entry.mac for entry in trail.entries(connection)}
    anchors = office.book.keyring.anchors()
    assert anchors
    assert anchors.items() <= macs.items()


def test_personal_data_is_not_in_the_trail(office: Office) -> None:
    office.led("served")
    with office.book.read() as connection:
        told = " ".join(entry.details for entry in trail.entries(connection))
    assert told
    for word in ("星光", "张某", "人民西路", "91370303", "0533"):
        assert word not in told


def test_without_a_key_nothing_opens(tmp_path: object) -> None:
    from pathlib import Path  # noqa: PLC0415

    with pytest.raises(CasebookError, match="init"):
        Keyring(Path(str(tmp_path)) / "empty").key()


def refused(office: Office) -> list[tuple[str, dict[str, str]]]:
    with office.book.read() as connection:
        entries = [one for one in trail.entries(connection) if one.action == "refused"]
    return [(one.subject, from_text(one.details)) for one in entries]


def test_who_was_refused_stands_in_the_trail_once_a_day(office: Office) -> None:
    """Who, what, which case; again only on another day."""
    case, keeper = office.led("draft"), Actor("gui", "桂某", frozenset({"keeper"}))
    for _ in range(3):
        with pytest.raises(NotPermittedError):
            open_case(office.book, keeper, case.id)
        with pytest.raises(NotPermittedError):
            create_case(office.book, keeper, {})
    once = [("gui", {"action": "read", "case": case.id}), ("gui", {"action": "create", "case": ""})]
    assert refused(office) == once
    office.clock.moment += timedelta(days=1, seconds=1)
    with pytest.raises(NotPermittedError):
        open_case(office.book, keeper, case.id)
    assert refused(office) == [*once, once[0]]


def test_refused_within_another_transaction_it_is_entered_afterwards(office: Office) -> None:
    keeper = Actor("gui", "桂某", frozenset({"keeper"}))

    def tries() -> None:
        with office.book.write(keeper) as work:
            work.note("comes to nothing")
            with office.book.read() as connection:
                permit(connection, keeper, "list")

    with pytest.raises(NotPermittedError):
        tries()
    assert refused(office) == [("gui", {"action": "list", "case": ""})]
    with office.book.read() as connection:
        assert not [one for one in trail.entries(connection) if one.action == "comes to nothing"]


def test_nobody_floods_the_trail_by_being_refused(office: Office) -> None:
    keeper = Actor("gui", "桂某", frozenset({"keeper"}))
    for _ in range(MOST + 5):
        case = office.led("draft")
        with pytest.raises(NotPermittedError):
            open_case(office.book, keeper, case.id)
    assert len(refused(office)) == MOST
