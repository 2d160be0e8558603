"""Two processes behind one address: each connection goes to another one, and nobody notices."""

from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLongError

from tests.serving import HOST, Server, Visitor, one_address, serving, until
from tests.stories import fill_in_party, open_sample, set_up, turn


class Place(NamedTuple):
    """Where processes of one house keep what they share."""

    url: str
    keys: Path
    logs: Path

    def serving(self) -> AbstractContextManager[Server]:
        return serving(self.url, self.keys, self.logs)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    on_sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'casebook.db'}" if on_sqlite else request.getfixturevalue("postgresql")
    return Place(url, tmp_path / "keys", tmp_path)


def test_signing_in_at_one_is_signing_in_at_both(place: Place) -> None:
    with place.serving() as one:
        Visitor(one.port).set_up(one.code())
        with place.serving() as other, one_address((one, other)) as port:
            visitor = Visitor(port)
            assert visitor.sign_in().way == "/"  # the form came from one process, and went to the other
            for server in (one, other):
                assert Visitor(server.port, visitor.cookies).is_in()
                assert Visitor(server.port, visitor.cookies).page("/").status == 200
            statuses = [Visitor(server.port).sign_in(password="wrong").status for server in (one, other) * 2]
            assert statuses == [401] * 4
            assert Visitor(one.port).sign_in(password="wrong").status == 429  # failures count together
            assert Visitor(other.port).sign_in().status == 429
            held = Visitor(other.port, dict(visitor.cookies))
            assert held.is_in()
            Visitor(one.port, visitor.cookies).fill_in("/account", "/sign-out", {"everywhere": "1"})
            until(lambda: not held.is_in())


@pytest.mark.browser
def test_a_case_outlives_the_process_that_showed_it(place: Place, page: Page) -> None:
    with ExitStack() as stack:
        one = stack.enter_context(place.serving())
        behind = [one]
        port = stack.enter_context(one_address(behind))
        page.goto(f"http://{HOST}:{port}")
        set_up(page, one.code())
        page.get_by_role("heading", name="工作台").wait_for()
        page.goto(f"http://{HOST}:{port}/case")
        open_sample(page, 1)
        fill_in_party(page, "甲公司")
        other = stack.enter_context(place.serving())
        behind.append(other)
        cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
        address = f"/cases/{parse_qs(urlsplit(page.url).query)['case'][0]}/prior-notice.pdf"
        letters = [Visitor(server.port, cookies).get(address).body for server in behind]
        assert letters[0].startswith(b"%PDF")
        assert letters[0] == letters[1]
        turn(page, "facts")
        one.process.kill()
        app = page.get_by_test_id("stApp")
        expect(app).not_to_have_attribute("data-test-connection-state", "CONNECTED")
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=60_000)
        until(lambda: turned(page, "party"))  # the page has found the other process by itself
        fill_in_party(page, "乙公司")
        turn(page, "documents")
        with page.expect_download() as waiting:
            page.get_by_role("link", name="下载事先告知书（PDF）").click()
        assert "乙公司" in waiting.value.suggested_filename
        page.reload()
        expect(page.locator(".headline .party")).to_have_text("乙公司")


def turned(page: Page, section: str) -> bool:
    """Tries to open a section; a click may be lost while the page is being drawn by the other process."""
    page.locator(f".st-key-open-{section} button").click()
    with suppress(TooLongError):
        page.locator(f".st-key-body-{section}").wait_for(timeout=5000)
        return True
    return False
