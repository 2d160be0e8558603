"""Options of the whole test run; the browser, of which a process has one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.stories import chromium


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write the expected explanations anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits for servers and browsers comes first, the longest of all before it: the others fill the gaps.

    The states of pages are looked at before any story leads the cases of the same office on.
    """
    items.sort(key=lambda one: (one.path.name != "test_screens.py", one.path.parent.name not in {"browser", "web"}))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running
