"""From the code on the console to a case that is still there: one person's first hour, in Chromium."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from casebook import schema
from casebook.actor import CONSOLE
from casebook.anchors import Keyring
from casebook.book import open_casebook
from casebook.database import open_engine, reading
from casebook.people.accounts import NewAccount, add_account
from tests.serving import PASSWORD, Server, Visitor, serving, until
from tests.stories import fill_in_party, open_sample, set_up, sign_in, turn

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bare")


@pytest.fixture(scope="module")
def bare(folder: Path) -> Iterator[Server]:
    """A server on a bare machine; the first test makes its administrator."""
    with serving(f"sqlite:///{folder / 'casebook.db'}", folder / "keys", folder) as server:
        yield server


def kept(folder: Path) -> str:
    """What the drafts hold."""
    engine = open_engine(f"sqlite:///{folder / 'casebook.db'}")
    with reading(engine) as connection:
        texts = connection.execute(select(schema.drafts.c.content)).scalars().all()
    engine.dispose()
    return "\n".join(texts)


def test_from_the_code_to_signing_out(bare: Server, page: Page, folder: Path) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.goto(bare.address)
    expect(page.get_by_role("heading", name="设立管理员")).to_be_visible()
    set_up(page, bare.code())
    expect(page.locator(".account")).to_contain_text("管某（执法人员、系统管理员）")
    expect(page.get_by_text("您还没有案件")).to_be_visible()
    page.get_by_role("button", name="新建案件").click()
    page.get_by_role("radiogroup", name="当事人的性质").get_by_text("自然人", exact=True).click()
    page.get_by_role("textbox", name="姓名", exact=True).fill("某某人")
    page.keyboard.press("Tab")
    expect(page.locator(".headline .party")).to_have_text("某某人")
    page.get_by_role("textbox", name="出生日期").fill("1990-7-5")
    page.keyboard.press("Tab")
    page.get_by_role("textbox", name="住址").fill("某路1号")
    page.keyboard.press("Tab")
    until(lambda: "某路1号" in kept(folder))
    page.reload()
    expect(page.locator(".headline .party")).to_have_text("某某人")
    expect(page.get_by_role("textbox", name="出生日期")).to_have_value("1990年7月5日")
    expect(page.get_by_role("textbox", name="住址")).to_have_value("某路1号")
    case = page.url
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("status")).to_have_text("已经退出。")
    page.goto(case)
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    sign_in(page)
    expect(page.locator(".headline .party")).to_have_text("某某人")
    assert page.url == case
    assert complaints == []


def test_a_case_is_found_again_from_the_page_of_cases(bare: Server, page: Page) -> None:
    page.goto(f"{bare.address}/case")
    sign_in(page)
    open_sample(page, 1)
    fill_in_party(page, "丙公司")
    page.goto(f"{bare.address}/case")
    page.get_by_role("combobox", name="接着办").click()
    page.get_by_role("option", name=re.compile("丙公司")).first.click()
    expect(page.locator(".headline .party")).to_have_text("丙公司")
    expect(page.locator(".outcome").first).to_contain_text("从轻")


def test_looking_at_a_sample_keeps_nothing(bare: Server, page: Page) -> None:
    page.goto(f"{bare.address}/case")
    sign_in(page)
    open_sample(page, 3)
    turn(page, "facts")
    assert "case=" not in page.url


def test_an_open_page_leaves_when_its_session_ends_elsewhere(bare: Server, page: Page) -> None:
    page.goto(f"{bare.address}/case")
    sign_in(page)
    open_sample(page, 1)
    fill_in_party(page, "丁公司")
    other = Visitor(bare.port)
    other.sign_in()
    other.fill_in("/account", "/sign-out", {"everywhere": "1"})
    page.wait_for_url(re.compile("sign-in"))
    sign_in(page)
    expect(page.locator(".headline .party")).to_have_text("丁公司")


def test_another_person_does_not_find_the_desk_of_the_one_before(bare: Server, page: Page, folder: Path) -> None:
    book = open_casebook(f"sqlite:///{folder / 'casebook.db'}", Keyring(folder / "keys"))
    add_account(book, CONSOLE, NewAccount("chen", "陈某", ("officer",), PASSWORD, "37030002"))
    page.goto(f"{bare.address}/case")
    sign_in(page)
    open_sample(page, 1)
    fill_in_party(page, "己公司")
    second = page.context.new_page()
    second.goto(f"{bare.address}/account")
    second.get_by_role("button", name="退出", exact=True).click()
    expect(second.get_by_role("status")).to_have_text("已经退出。")
    sign_in(second, "chen")
    expect(second.locator(".account")).to_contain_text("陈某")
    page.reload()
    expect(page.locator(".account")).to_contain_text("陈某")
    page.wait_for_url(re.compile("dossier"))  # a colleague may read the case, not go on with it
    expect(page.get_by_text("己公司").first).to_be_visible()
    expect(page.get_by_role("textbox", name="名称", exact=True)).to_have_count(0)
    page.goto(bare.address)
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()
    expect(page.get_by_text("己公司")).to_have_count(0)
