"""Servers on databases of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from pgserver.postgres_server import PostgresServer, get_server
from playwright.sync_api import Browser, Page
from sqlalchemy import Engine, text

from casebook.database import open_engine
from tests.serving import Server, Visitor, serving
from tests.stories import opened


@pytest.fixture(scope="session")
def running_postgresql() -> Iterator[PostgresServer]:
    """A real PostgreSQL."""
    with TemporaryDirectory(prefix="web-postgresql-") as folder:
        running = get_server(folder, cleanup_mode="stop")
        running.psql("ALTER SYSTEM SET fsync = off")
        running.psql("SELECT pg_reload_conf()")
        yield running
        running.cleanup()


@pytest.fixture
def postgresql(running_postgresql: PostgresServer) -> str:
    """The address of a database with nothing in it."""
    name = f"web_{uuid4().hex}"
    running_postgresql.psql(f"CREATE DATABASE {name}")
    return str(running_postgresql.get_uri(database=name))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'casebook.db'}"


@pytest.fixture(scope="session")
def server(url: str, folder: Path) -> Iterator[Server]:
    """A server that began on a bare machine; its administrator, who is an officer too, is “guan”."""
    with serving(url, folder / "keys", folder) as started:
        assert Visitor(started.port).set_up(started.code()).status == 303
        yield started


@pytest.fixture(scope="session")
def database(url: str, server: Server) -> Iterator[Engine]:
    """The server's database, from outside."""
    assert server.process.poll() is None
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def change(database: Engine) -> Callable[..., None]:
    """Changes the database behind the server's back: so time passes without waiting."""

    def changed(statement: str, **values: object) -> None:
        with database.begin() as connection:
            connection.execute(text(statement), values)

    return changed


@pytest.fixture
def visitor(server: Server) -> Visitor:
    return Visitor(server.port)


@pytest.fixture
def guan(visitor: Visitor) -> Visitor:
    """Somebody signed in."""
    assert visitor.sign_in().status == 303
    return visitor


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with opened(browser) as one:
        yield one
