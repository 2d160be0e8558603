"""设置, 裁量规则, 帮助 in Chromium: what one sets another sees; practice leaves nothing; keyboard, title, language."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Entering, Office

pytestmark = pytest.mark.browser


def test_what_the_administrator_sets_an_officer_sees(office: Office, entering: Entering) -> None:
    with entering("guan") as page:
        page.goto(f"{office.server.address}/settings")
        page.get_by_label("户名").fill("淄博市某某专户（新）")
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.get_by_text("已经保存，几秒之内")).to_be_visible()
    with entering("wang") as page:
        page.goto(f"{office.server.address}/settings")
        expect(page.get_by_text("淄博市某某专户（新）")).to_be_visible()
        expect(page.get_by_role("textbox")).to_have_count(0)


def test_practice_leaves_nothing(office: Office, entering: Entering) -> None:
    with entering("wang") as page:
        page.goto(f"{office.server.address}/help")
        page.get_by_role("button", name="打开练习").click()
        expect(page.get_by_text("练习：填写的内容不保存")).to_be_visible()
        page.get_by_role("textbox", name="名称", exact=True).fill("练习公司")
        page.keyboard.press("Tab")
        expect(page.locator(".headline .party")).to_have_text("练习公司")
        assert "case=" not in page.url
        page.reload()
        expect(page.get_by_role("button", name="新建案件")).to_be_visible()
        expect(page.get_by_text("练习公司")).to_have_count(0)


def test_a_rule_has_its_address_title_and_language_and_the_keyboard_a_way_past_the_menu(
    office: Office, entering: Entering
) -> None:
    with entering("wang") as page:
        page.goto(f"{office.server.address}/rules?item=MCF-64")
        expect(page.get_by_role("heading", name="擅自举办民办学校")).to_be_visible()
        expect(page).to_have_title("裁量规则 · 行政处罚裁量")
        assert page.evaluate("document.documentElement.lang") == "zh-CN"
        page.get_by_role("button", name="擅自举办民办幼儿园", exact=True).click()
        page.wait_for_url(re.compile("item=SXQ-72"))
        expect(page.get_by_role("heading", name="擅自举办民办幼儿园")).to_be_visible()
        page.evaluate("document.querySelector('.skip').focus()")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.textContent") == "裁量规则"
