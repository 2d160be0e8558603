"""The reviewer returns a case with an opinion at a place, the officer sees it there and answers, the reviewer approves; the head decides."""

import re

import pytest
from playwright.sync_api import Page, expect

from casebook.actor import CONSOLE, Actor
from casebook.book import Casebook
from casebook.care.samples import SAMPLES
from casebook.cases.listing import EVERYTHING, find_cases
from casebook.people.accounts import list_accounts
from casebook.settings import current_settings, save_setting
from casebook.workflow.next_steps import standing
from casebook.workflow.recording import Recorded, record
from letters.review_points import POINTS
from tests.browser.conftest import Entering, Office

pytestmark = pytest.mark.browser
SAID, ANSWERED = "退费凭证 E4 没有注明学生姓名。", "已经补注姓名，证据名称也改了。"


def person(book: Casebook, login: str) -> Actor:
    found = next(one for one in list_accounts(book, CONSOLE) if one.login == login)
    return Actor(found.id, found.name, frozenset(found.roles))


def case_at(book: Casebook, stage: str) -> str:
    return next(one.id for one in find_cases(book, person(book, "jian"), EVERYTHING) if one.stage == stage)


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def choose(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)  # a long list holds only what is in sight
    page.get_by_role("option", name=option).first.click()


def confirm(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).click()
    page.get_by_role("button", name="确认办理").click()


def test_returned_with_an_opinion_answered_and_approved(office: Office, entering: Entering) -> None:
    book, case = office.book, case_at(office.book, "investigated")
    with entering("shen") as page:
        page.goto(f"{office.server.address}/review?case={case}")
        tab(page, "意见")
        choose(page, "说的是哪一处", "裁量情节 · 主动消除")
        page.get_by_role("textbox", name="意见").fill(SAID)
        page.get_by_role("button", name="提出这条意见").click()
        expect(page.locator(".sheet .opinion")).to_contain_text(SAID)
        tab(page, "审核结论")
        choose(page, "办理什么", "法制审核退回")
        page.get_by_role("textbox", name="退回的理由").fill("见意见。")
        confirm(page, "记录：法制审核退回")
        expect(page.get_by_role("status")).to_contain_text("立案调查")
    with entering("wang") as page:
        page.goto(f"{office.server.address}/case?case={case}")
        expect(page.locator(".st-key-open-circumstances")).to_contain_text("1 条审核意见待答复")
        page.locator(".st-key-open-circumstances button").click()
        expect(page.locator(".st-key-body-circumstances .opinion")).to_contain_text(SAID)
        page.get_by_role("textbox", name="答复这条意见").fill(ANSWERED)
        page.get_by_role("button", name="答复", exact=True).click()
        expect(page.locator(".st-key-body-circumstances .opinion")).to_contain_text(ANSWERED)
        expect(page.locator(".st-key-open-circumstances")).not_to_contain_text("待答复")
        page.locator(".st-key-open-evidence button").click()
        page.locator(".st-key-evidence-edit-3 button").click()
        page.get_by_role("textbox", name="名称").fill("退费明细和转账凭证（注明学生姓名）")
        page.keyboard.press("Tab")
        page.locator(".st-key-save-version button").first.click()
        expect(page.locator(".saving")).to_contain_text("已保存")
    wang = person(book, "wang")
    answer = record(
        book, wang, case, standing(book, wang, case).version, {"type": "investigation_closed", "on": book.today()}
    )
    assert isinstance(answer, Recorded), answer
    with entering("shen") as page:
        page.goto(f"{office.server.address}/review?case={case}")
        expect(page.locator(".sheet .opinion")).to_contain_text(ANSWERED)
        page.get_by_text("有什么不同").click()
        expect(page.locator("table.compared")).to_contain_text("证据4 退费明细和转账凭证（注明学生姓名）的名称")
        tab(page, "核对")
        for point in POINTS:
            group = page.get_by_role("radiogroup", name=re.compile(point.question))
            group.get_by_text("是", exact=True).click()
        tab(page, "审核结论")
        choose(page, "办理什么", "法制审核（告知期间）")
        page.get_by_role("button", name="记录：法制审核（告知期间）").click()
        expect(page.get_by_role("status")).to_contain_text("已经记录")
    event = standing(book, wang, case).happened[-1].event
    assert (event.result, len(event.items)) == ("通过", len(POINTS))


def test_the_head_decides_on_one_sheet(office: Office, entering: Entering) -> None:
    book, case = office.book, case_at(office.book, "discussed")
    if "bureau" not in current_settings(book):
        save_setting(book, CONSOLE, "bureau", 0, (SAMPLES / "files" / "bureau.yaml").read_text("utf-8"))
    with entering("ju") as page:
        page.goto(f"{office.server.address}/approval")
        page.get_by_role("link", name="淄博壬教育咨询有限公司").click()
        for told in ("裁量", "程序", "办理"):
            expect(page.locator("h2.column", has_text=told)).to_be_in_viewport()
        expect(page.locator(".status.within, .within").first).to_be_in_viewport()
        confirm(page, "编号并印制：决定予以处罚")
        expect(page.get_by_role("status")).to_contain_text("已决定处罚", timeout=60_000)
    found = standing(book, person(book, "ju"), case)
    assert (found.stage, found.happened[-1].event.result) == ("decided", "予以处罚")
    with entering("jian") as page:
        page.goto(f"{office.server.address}/dossier?case={case}&part=papers")
        expect(page.get_by_text("教育行政处罚决定书").first).to_be_visible()
        expect(page.locator("#root")).to_contain_text("淄教罚决字")
