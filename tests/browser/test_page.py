"""The real pages in Chromium: from a sample to the printed letter, and from nothing to a result."""

from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Page, expect

from tests.stories import open_sample, turn

pytestmark = pytest.mark.browser


def answer(page: Page, question: str, words: str) -> None:
    page.get_by_role("radiogroup", name=question, exact=True).get_by_text(words, exact=True).click()


def outcome(page: Page, text: str) -> None:
    expect(page.locator(".outcome").first).to_contain_text(text)


def test_from_a_sample_to_the_letter(page: Page) -> None:
    open_sample(page, 1)
    outcome(page, "从轻")
    turn(page, "circumstances")
    answer(page, "主动消除或者减轻违法行为危害后果的", "否")
    outcome(page, "一般")
    turn(page, "proposal")
    figure = page.get_by_role("textbox", name="罚款数额（元）")
    expect(page.locator(".status", has_text="合法，但偏离建议")).to_be_visible()
    figure.fill("9000")
    figure.press("Enter")
    expect(page.locator(".status", has_text="在建议之内")).to_be_visible()
    expect(figure).to_have_value("9,000")
    turn(page, "documents")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载事先告知书（PDF）").click()
    download = waiting.value
    assert download.suggested_filename == "事先告知书-淄博某某教育咨询有限公司-淄教罚告字〔2026〕第21号.pdf"
    content = Path(download.path()).read_bytes()
    assert content.startswith(b"%PDF")
    with pdfplumber.open(BytesIO(content)) as letter:
        text = "".join(sheet.extract_text() for sheet in letter.pages).replace("\n", "")
    assert "淄博某某教育咨询有限公司" in text
    assert "9000元（大写：玖仟元整）" in text


def test_from_nothing_to_a_result(page: Page) -> None:
    page.get_by_role("button", name="新建案件").click()
    expect(page.get_by_text("还没有结论")).to_be_visible()
    answer(page, "当事人的性质", "自然人")
    page.get_by_role("textbox", name="姓名", exact=True).fill("某某人")
    page.get_by_role("button", name="接着填 2 违法行为").click()
    page.get_by_role("searchbox", name="找违法行为").press_sequentially("住宅小区补习")
    expect(page.get_by_text("找到 1 项")).to_be_visible()
    page.get_by_role("button", name="变相开展学科类校外培训：转地下").click()
    expect(page.get_by_role("button", name="另选违法行为")).to_be_visible()
    page.get_by_role("textbox", name="开始日期").fill("20260706")
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="开始日期")).to_have_value("2026年7月6日")
    page.get_by_text("仍在继续", exact=True).click()
    outcome(page, "应当给予行政处罚")
    expect(page.get_by_text("还不能定")).to_be_visible()
    page.locator(".st-key-next-panel button").click()
    expect(page.get_by_text("要紧的问题", exact=True)).to_be_visible()


def test_what_is_typed_at_once_after_a_tab_is_not_lost(page: Page) -> None:
    open_sample(page, 1)
    page.get_by_role("textbox", name="名称", exact=True).fill("甲公司")
    page.keyboard.press("Tab")
    page.get_by_role("textbox", name="身份", exact=True).fill("")
    page.keyboard.type("某某学校举办者", delay=15)
    page.keyboard.press("Tab")
    expect(page.locator(".headline .party")).to_have_text("甲公司")
    expect(page.get_by_role("textbox", name="身份", exact=True)).to_have_value("某某学校举办者")


def test_the_case_file_goes_out_and_comes_in_again(page: Page, tmp_path: Path) -> None:
    open_sample(page, 12)
    page.get_by_role("button", name="换一个案件").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载案件文件").click()
    assert waiting.value.suggested_filename == "张教罚立〔2026〕6号.yaml"
    kept = tmp_path / "案件.yaml"
    waiting.value.save_as(kept)
    page.get_by_role("button", name="新建案件").click()
    expect(page.get_by_text("还没有结论")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)  # the menu has closed
    page.get_by_role("button", name="换一个案件").click()
    page.locator("input[type=file]").set_input_files(kept)
    expect(page.locator(".headline .party")).to_have_text("姜某某")
    outcome(page, "从轻与从重并存")


def test_a_file_that_is_no_case_is_told_with_its_line(page: Page, tmp_path: Path) -> None:
    wrong = tmp_path / "不是案件.yaml"
    wrong.write_text("party: 某某公司\nconducts: []\n", "utf-8")
    page.locator("input[type=file]").set_input_files(wrong)
    expect(page.get_by_text("不是案件.yaml:1: party: 应当是一组“键: 值”")).to_be_visible()


def test_the_case_and_its_saving_stay_in_view_and_so_does_the_end_of_a_long_result(page: Page) -> None:
    open_sample(page, 11)
    turn(page, "flow")
    page.set_viewport_size({"width": 1366, "height": 520})
    page.locator(".st-key-result details:not([open]) > summary").first.click()
    page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, main.scrollHeight)")
    head, panel = page.locator(".st-key-top"), page.locator(".st-key-result")
    for place in (page.locator(".headline .number"), page.get_by_role("button", name="保存"), panel):
        expect(place).to_be_in_viewport()
    bottom = head.evaluate("(one) => one.getBoundingClientRect().bottom")
    column = page.get_by_test_id("stColumn").filter(has=panel)
    assert column.evaluate("(one) => one.getBoundingClientRect().top") >= bottom - 1
    last = panel.locator("summary").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=0.9)
    expect(head).to_be_in_viewport()
