"""The database: one SQLite file by default, PostgreSQL by DATABASE_URL; brought up to date by migrations."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect, make_url, text
from sqlalchemy.dialects import postgresql, sqlite

DATA: Final = Path(__file__).resolve().parents[1] / "data"
MIGRATIONS: Final = Path(__file__).resolve().parent / "migrations"
WAIT: Final = 15_000  # milliseconds that a write waits for another one
MAPPED: Final = 512 * 1024 * 1024  # bytes of an SQLite file that searches read without copying
READING: Final = "reading"
MIGRATING: Final = 0x5A49_424F  # the advisory lock of PostgreSQL under which one process migrates


def database_url() -> str:
    """DATABASE_URL, else the SQLite file in the data folder."""
    return os.environ.get("DATABASE_URL") or f"sqlite:///{DATA / 'casebook.db'}"


def open_engine(url: str) -> Engine:
    """An engine for this address, set up so that what was acknowledged stays."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        if address.database and address.database != ":memory:":
            file = Path(address.database)
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file.touch(mode=0o600)  # it holds personal data
        engine = create_engine(address, pool_size=5, max_overflow=20)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if address.drivername in {"postgresql", "postgres"}:
        address = address.set(drivername="postgresql+psycopg")
    options = f"-c lock_timeout={WAIT} -c synchronous_commit=on"
    return create_engine(address, pool_size=5, max_overflow=20, pool_pre_ping=True, connect_args={"options": options})


def _set_up_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401 -- the driver's own
    connection.isolation_level = None  # we begin transactions ourselves
    settings = "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={WAIT}", f"mmap_size={MAPPED}"
    for pragma in settings:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A write takes its lock at once: two writers wait for each other instead of failing in the middle."""
    reading = connection.get_execution_options().get(READING)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads and sees one state of the database throughout."""
    options: dict[str, Any] = {READING: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it or nothing."""
    with engine.begin() as connection:
        yield connection


def inserting(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that can be told what to do where the row is there already."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def is_bare(url: str) -> bool:
    """Whether nothing has ever been kept at this address."""
    engine = open_engine(url)
    try:
        return not inspect(engine).get_table_names()
    finally:
        engine.dispose()


def migrate(engine: Engine, to: str = "head") -> None:
    """Brings the database to the newest shape (or to an older one), also when several processes start at once."""
    with engine.begin() as connection:
        migrate_within(connection, to)


def migrate_within(connection: Connection, to: str = "head") -> None:
    """The same in a transaction of the caller: what fails later leaves nothing."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATING})
    command.upgrade(_migrations(connection), to)


def _migrations(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def revision(connection: Connection) -> str | None:
    """The shape that the database has; None: it is empty."""
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415 -- only care commands ask

    return MigrationContext.configure(connection).get_current_revision()
