"""The real server on a free port, somebody signed in, and a page of it in Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState

from tests.serving import Server, serving
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
