"""Two processes behind one address: each connection goes to another one, and nobody notices."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.serving import HOST, Server, Visitor, one_address, serving, until
from tests.stories import fill_in_party, open_sample, sign_in, turn


class House(NamedTuple):
    """Two processes on one database, and the address before them."""

    servers: tuple[Server, Server]
    port: int

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    url = (
        f"sqlite:///{tmp_path / 'casebook.db'}" if request.param == "sqlite" else request.getfixturevalue("postgresql")
    )
    keys = tmp_path / "keys"
    with serving(url, keys, tmp_path) as one:
        Visitor(one.port).set_up(one.code())
        with serving(url, keys, tmp_path) as other, one_address((one, other)) as port:
            yield House((one, other), port)


def test_signing_in_at_one_is_signing_in_at_both(house: House) -> None:
    visitor = Visitor(house.port)
    assert visitor.sign_in().way == "/"  # the form came from one process, went to the other
    ports = [one.port for one in house.servers]
    for port in ports:
        assert Visitor(port, visitor.cookies).is_in()
        assert Visitor(port, visitor.cookies).page("/").status == 200
    assert Visitor(ports[0]).sign_in(password="wrong").status == 401
    for _ in range(3):
        Visitor(ports[0]).sign_in(password="wrong")
    assert Visitor(ports[1]).sign_in(password="wrong").status == 429
    assert Visitor(ports[0]).sign_in().status == 429  # failures count together
    held = Visitor(ports[1], dict(visitor.cookies))
    Visitor(ports[0], visitor.cookies).fill_in("/account", "/sign-out", {"everywhere": "1"})
    until(lambda: not held.is_in(), 2)


@pytest.mark.browser
def test_a_case_survives_the_process_that_showed_it(house: House, page: Page) -> None:
    page.goto(house.address)
    sign_in(page)
    open_sample(page, 1)
    fill_in_party(page, "甲公司")
    turn(page, "documents")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载事先告知书（PDF）").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF")
    case = page.url.partition("case=")[2]
    for server in house.servers:
        letter = Visitor(server.port, {one["name"]: one["value"] for one in page.context.cookies()})
        assert letter.get(f"/cases/{case}/prior-notice.pdf").body.startswith(b"%PDF")
    house.servers[0].process.kill()
    house.servers[0].process.wait()
    fill_in_party(page, "乙公司")  # the page has found the other process by itself
    page.reload()
    expect(page.locator(".headline .party")).to_have_text("乙公司")
