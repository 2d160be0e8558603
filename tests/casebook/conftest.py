"""A casebook on each database, the people of an office, and cases led to any stage in the way an office does it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from argon2 import PasswordHasher
from pgserver.postgres_server import get_server
from sqlalchemy import Engine, create_engine, text

from casebook import database
from casebook.actor import CONSOLE
from casebook.anchors import Keyring
from casebook.book import Casebook, Work, open_casebook
from casebook.people import passwords
from casebook.receipts.snapshots import keep_snapshot
from penalty_engine.inputs.rulebook_reading import DEFAULT_FOLDER, load_rulebook
from penalty_engine.rulebook import Rulebook

from .office import Clock, Office, people_of

FIRST = "2026-01-01T00:00:00.000000Z"
BACKENDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same argon2id, at a price that tests can pay; what the product pays is asked by a test of its own."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(scope="session")
def keyring(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    made = Keyring(tmp_path_factory.mktemp("keys"))
    made.make()
    return made


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A real PostgreSQL; what it writes need not survive a power cut of the test machine."""
    with TemporaryDirectory(
        prefix="casebook-postgresql-"
    ) as folder:  # not below pytest's own, which is closed to others
        running = get_server(folder, cleanup_mode="stop")
        for setting in ("fsync = off", "full_page_writes = off", "autovacuum = off"):
            running.psql(f"ALTER SYSTEM SET {setting}")
        running.psql("SELECT pg_reload_conf()")
        yield running.get_uri()
        running.cleanup()


class Template:
    """Fresh databases, copied from one that was prepared once: migrated, with the people of the office, and whatever else."""

    def __init__(self, request: pytest.FixtureRequest, folders: pytest.TempPathFactory, keyring: Keyring) -> None:
        self._request, self._folders, self._keyring = request, folders, keyring
        self._prepared: dict[str, str] = {}
        self._count = iter(range(10_000))

    def __call__(self, backend: str, more: Callable[[str, Keyring], None] | None = None) -> str:
        """The address of a fresh database; `more` prepares further what it is copied from."""
        name = f"template_{more.__name__}" if more else "template"
        if (key := f"{backend} {name}") not in self._prepared:
            url = self(backend) if more else _address(self._request, self._folders, backend, name)
            (more or prepare)(url, self._keyring)
            self._prepared[key] = url
        return self._copy(backend, self._prepared[key])

    def drop(self, backend: str, url: str) -> None:
        """A database that is no longer needed: hundreds of them take their time to be written, and to be thrown away."""
        if backend == "sqlite":
            shutil.rmtree(Path(url.removeprefix("sqlite:///")).parent)
        else:
            _psql(self._request, f"DROP DATABASE {_name(url)} WITH (FORCE)")

    def _copy(self, backend: str, url: str) -> str:
        name = f"case{next(self._count)}"
        if backend == "sqlite":
            copy = _address(self._request, self._folders, backend, name)
            shutil.copy(url.removeprefix("sqlite:///"), copy.removeprefix("sqlite:///"))
            return copy
        _psql(self._request, f"CREATE DATABASE {name} TEMPLATE {_name(url)} STRATEGY file_copy")
        return _named(self._request, name)


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, keyring: Keyring) -> Template:
    return Template(request, tmp_path_factory, keyring)


def _address(request: pytest.FixtureRequest, folders: pytest.TempPathFactory, backend: str, name: str) -> str:
    if backend == "sqlite":
        return f"sqlite:///{folders.mktemp(name)}/casebook.db"
    _psql(request, f"CREATE DATABASE {name}")
    return _named(request, name)


def _named(request: pytest.FixtureRequest, name: str) -> str:
    return str(request.getfixturevalue("server")).replace("/postgres?", f"/{name}?")


def _name(url: str) -> str:
    """Of a database of PostgreSQL."""
    return url.partition("?")[0].rpartition("/")[2]


def _psql(request: pytest.FixtureRequest, statement: str) -> None:
    with request.getfixturevalue("maintenance").connect() as connection:
        connection.execute(text(statement))


@pytest.fixture(scope="session")
def maintenance(server: str) -> Iterator[Engine]:
    """From which databases are made and dropped."""
    made = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    yield made
    made.dispose()


def prepare(url: str, keyring: Keyring) -> None:
    book = open_casebook(url, keyring)
    with book.engine.begin() as connection:
        people_of(connection)
        keep_snapshot(Work(connection, book, CONSOLE, FIRST))
    finish(book.engine)


def finish(engine: Engine) -> None:
    """Leaves a database so that it can be copied."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    engine.dispose()


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def url(backend: str, template: Template) -> Iterator[str]:
    """A database of its own for the test, on each kind."""
    made = template(backend)
    yield made
    template.drop(backend, made)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = database.open_engine(url)
    yield made
    made.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 20, 2, tzinfo=UTC))


@pytest.fixture
def book(engine: Engine, keyring: Keyring, rulebook: Rulebook, clock: Clock, tmp_path: Path) -> Casebook:
    keys = Keyring(tmp_path / "keys")
    keys.make()
    keys.key_file.write_text(keyring.key_file.read_text())
    return Casebook(engine, keyring.key(), keys, rulebook, DEFAULT_FOLDER, clock)


@pytest.fixture
def office(book: Casebook, clock: Clock) -> Office:
    return Office(book, clock)
