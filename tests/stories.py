"""What people do in the pages, step by step, in Chromium."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, StorageState, ViewportSize, expect, sync_playwright

from tests.serving import PASSWORD

CHROMIUM = "/usr/bin/chromium"
PATIENCE = 60_000  # milliseconds: other tests may keep all cores busy
expect.set_options(timeout=PATIENCE)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, cookies: StorageState | None = None) -> Iterator[Page]:
    """A page of somebody with these cookies; without, of somebody who has never been here."""
    size: ViewportSize = {"width": 1366, "height": 768}
    context = browser.new_context(viewport=size, locale="zh-CN", accept_downloads=True, storage_state=cookies)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def set_up(page: Page, code: str) -> None:
    """Becomes the first administrator, and an officer."""
    page.get_by_label("一次性代码").fill(code)
    page.get_by_label("姓名").fill("管某")
    page.get_by_label("登录名").fill("guan")
    page.get_by_label("执法证号").fill("37030001")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输入一次密码").fill(PASSWORD)
    page.get_by_role("button", name="设立并登录").click()


def sign_in(page: Page, login: str = "guan") -> None:
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def open_sample(page: Page, number: int) -> None:
    page.get_by_role("combobox", name="示例案件").click()
    page.get_by_role("option").nth(number - 1).click()
    expect(page.locator(".outcome").first).to_be_visible()
    at_rest(page)


def at_rest(page: Page) -> None:
    """Waits until the page has been worked through: what is opened before that may be shut again as it is drawn anew."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def turn(page: Page, section: str) -> None:
    page.locator(f".st-key-open-{section} button").click()
    expect(page.locator(f".st-key-body-{section}")).to_be_visible()


def fill_in_party(page: Page, name: str) -> None:
    """Fills the party's name in and leaves the field."""
    page.get_by_role("textbox", name="名称", exact=True).fill(name)
    page.keyboard.press("Tab")
    expect(page.locator(".headline .party")).to_have_text(name)
    page.wait_for_url(re.compile("case="))
