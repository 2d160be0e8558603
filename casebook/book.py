"""The casebook that functions are called on: database, key, rulebook, clock. One transaction does one thing, whole or not at all."""

import os
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

from casebook import database, schema, trail
from casebook.actor import CONSOLE, Actor
from casebook.anchors import Keyring
from casebook.forbidden import ForbiddenError, note_of
from casebook.refusals import CasebookError
from penalty_engine.inputs.rulebook_reading import DEFAULT_FOLDER, load_rulebook
from penalty_engine.rulebook import Rulebook

OFFICE: Final = ZoneInfo("Asia/Shanghai")
ANCHOR_EVERY: Final = 16  # entries
SWITCH: Final = 0.0005  # seconds: a thread that holds a lock of the database must not wait long for its turn in Python
_depth: Final = ContextVar("_depth", default=0)  # transactions under way, one within the other


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
        with self._entering_refusals(), database.reading(self.engine) as connection:
            yield connection

    @contextmanager
    def write(self, actor: Actor) -> Iterator["Work"]:
        """A transaction that writes, with its entries in the trail."""
        with self._entering_refusals(), database.writing(self.engine) as connection:
            work = Work(connection, self, actor, stamp(self.clock()))
            yield work
            head = trail.append(connection, self.key, actor.id, work.at, work.notes) if work.notes else None
        if head and head.seq % ANCHOR_EVERY < len(work.notes):
            self.keyring.anchor(head)

    @contextmanager
    def _entering_refusals(self) -> Iterator[None]:
        """Whoever was refused for want of a right stands in the trail, though his transaction came to nothing."""
        around = _depth.get()
        token = _depth.set(around + 1)
        try:
            yield
        except ForbiddenError as error:
            if not around:  # else the outer one enters it: this one would wait for it
                self._enter(error)
            raise
        finally:
            _depth.reset(token)

    def _enter(self, error: ForbiddenError) -> None:
        with self.write(error.actor) as work:
            since = stamp(self.clock() - timedelta(days=1))
            work.notes.extend(note_of(work.connection, error, since))


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
    from casebook.decisions.deriving import derive_missing  # noqa: PLC0415 -- it needs what is in here

    sys.setswitchinterval(SWITCH)
    keyring = keyring or default_keyring()
    key = keyring.key()
    engine = database.open_engine(url or database.database_url())
    database.migrate(engine)
    derive_missing(engine)
    folder = rules or DEFAULT_FOLDER
    with database.writing(engine) as connection:
        trail.begin(connection, key)
        _console(connection, stamp(clock()))
    return Casebook(engine, key, keyring, load_rulebook(folder), folder, clock)


def begin_casebook(url: str | None = None, keyring: Keyring | None = None) -> Casebook:
    """The same; on a bare machine its key is made first. Several processes may begin at once.

    Raises:
        CasebookError: there is data, but not the key of its trail.
    """
    url, keyring = url or database.database_url(), keyring or default_keyring()
    if not keyring.key_file.exists():
        if database.is_bare(url):
            keyring.make()
        elif not keyring.key_file.exists():  # another process that begins makes the key before its first table
            raise CasebookError(
                f"没有可用的审计密钥 {keyring.key_file}，数据库中却已有数据：请把原来的密钥放回原处"
                "（另造一把，以前的审计记录就都通不过校验）；数据确实不要的，移走旧数据库以后重来"
            )
    return open_casebook(url, keyring)


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
