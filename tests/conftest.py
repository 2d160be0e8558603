"""Options of the whole test run; the browser, of which a process has one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.stories import chromium


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write the expected explanations anew")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running
