"""Two real servers: one begun on a bare machine, one of an office with cases at every stage; and people in front of Chromium."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, StorageState

from casebook.anchors import Keyring
from casebook.book import Casebook, open_casebook
from casebook.care.samples import PASSWORD, fill
from tests.serving import HOST, Server, Visitor, serving
from tests.stories import opened, set_up


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server started for these tests alone, on a bare machine."""
    folder = tmp_path_factory.mktemp("server")
    with serving(f"sqlite:///{folder / 'casebook.db'}", folder / "keys", folder) as started:
        yield started


@pytest.fixture(scope="session")
def cookies(server: Server, browser: Browser) -> StorageState:
    """What the browser of somebody holds who has signed in."""
    with opened(browser) as page:
        page.goto(server.address)
        set_up(page, server.code())
        page.get_by_role("heading", name="工作台").wait_for()
        return page.context.storage_state()


@pytest.fixture
def page(server: Server, browser: Browser, cookies: StorageState) -> Iterator[Page]:
    """A new session on the page of a case."""
    with opened(browser, cookies) as one:
        one.goto(f"{server.address}/case")
        one.get_by_role("button", name="新建案件").wait_for()
        yield one


class Office(NamedTuple):
    """The office of the invented people: its server, and its casebook from outside."""

    server: Server
    book: Casebook


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with cases at every stage (samples/casebook); what a test does there, the next one finds."""
    folder: Path = tmp_path_factory.mktemp("office")
    url, keys = f"sqlite:///{folder / 'casebook.db'}", Keyring(folder / "keys")
    keys.make()
    book = open_casebook(url, keys)
    fill(book)
    with serving(url, keys.folder, folder) as started:
        yield Office(started, book)
    book.engine.dispose()


Entering = Callable[[str], AbstractContextManager[Page]]


@pytest.fixture(scope="session")
def entering(office: Office, browser: Browser) -> Entering:
    """A page of one of the invented people, by login (samples/casebook/people.yaml), signed in; no address opened yet."""

    def enter(login: str) -> AbstractContextManager[Page]:
        visitor = Visitor(office.server.port)
        assert visitor.sign_in(login, PASSWORD).status == 303
        held: StorageState = {
            "cookies": [
                {"name": name, "value": value, "domain": HOST, "path": "/"} for name, value in visitor.cookies.items()
            ]
        }
        return opened(browser, held)

    return enter
