"""The casebook that functions are called on: database, key, rulebook, clock. One transaction does one thing, whole or not at all."""

import os
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

from casebook import database, schema, trail
from casebook.actor import CONSOLE, Actor
from casebook.anchors import Keyring
from penalty_engine.inputs.rulebook_reading import DEFAULT_FOLDER, load_rulebook
from penalty_engine.rulebook import Rulebook

OFFICE: Final = ZoneInfo("Asia/Shanghai")
ANCHOR_EVERY: Final = 16  # entries
SWITCH: Final = 0.0005  # seconds: a thread that holds a lock of the database must not wait long for its turn in Python


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Casebook:
    """Everything that a process needs to work on cases; nothing in it changes."""

    engine: Engine
    key: bytes
    keyring: Keyring
    rulebook: Rulebook
    rules_folder: Path
    clock: Callable[[], datetime] = now

    def today(self) -> date:
        """The office's own day."""
        return self.clock().astimezone(OFFICE).date()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with database.reading(self.engine) as connection:
            yield connection

    @contextmanager
    def write(self, actor: Actor) -> Iterator["Work"]:
        """A transaction that writes, with its entries in the trail."""
        with database.writing(self.engine) as connection:
            work = Work(connection, self, actor, stamp(self.clock()))
            yield work
            head = trail.append(connection, self.key, actor.id, work.at, work.notes) if work.notes else None
        if head and head.seq % ANCHOR_EVERY < len(work.notes):
            self.keyring.anchor(head)


@dataclass(frozen=True, slots=True)
class Work:
    """A writing transaction under way."""

    connection: Connection
    book: Casebook
    actor: Actor
    at: str
    notes: list[trail.Note] = field(default_factory=list)

    def note(self, action: str, subject: str = "", **details: object) -> None:
        """Enters in the trail what is being done; written when the transaction ends."""
        self.notes.append(trail.Note(action, subject, details))


def stamp(moment: datetime) -> str:
    """A time as it is stored: 2026-11-23T08:30:00.000000Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def new_id() -> str:
    """An id that nothing else has, here or elsewhere."""
    return uuid.uuid4().hex


def number_of(made: str) -> int:
    """The number that goes with an id: its first sixty bits."""
    return int(made[:15], 16)


def default_keyring() -> Keyring:
    """CASEBOOK_KEYS, else the folder `keys` beside the data folder's database."""
    return Keyring(Path(os.environ.get("CASEBOOK_KEYS") or database.DATA / "keys"))


def open_casebook(
    url: str | None = None,
    keyring: Keyring | None = None,
    rules: Path | None = None,
    clock: Callable[[], datetime] = now,
) -> Casebook:
    """The casebook at an address (default: DATABASE_URL), brought up to date.

    Raises:
        CasebookError: the key is missing.
        InputError: the rulebook cannot be used.
    """
    sys.setswitchinterval(SWITCH)
    keyring = keyring or default_keyring()
    key = keyring.key()
    engine = database.open_engine(url or database.database_url())
    database.migrate(engine)
    folder = rules or DEFAULT_FOLDER
    with database.writing(engine) as connection:
        trail.begin(connection, key)
        _console(connection, stamp(clock()))
    return Casebook(engine, key, keyring, load_rulebook(folder), folder, clock)


def _console(connection: Connection, at: str) -> None:
    """The row that what is done by commands refers to; nobody can sign in as it."""
    values = {
        "id": CONSOLE.id,
        "login": CONSOLE.id,
        "name": CONSOLE.name,
        "roles": "",
        "active": False,
        "created_at": at,
    }
    connection.execute(database.inserting(connection, schema.people).values(values).on_conflict_do_nothing())
