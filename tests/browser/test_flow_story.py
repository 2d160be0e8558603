"""From a draft to a notice that bears its number: two people, one case; what is downloaded is what was issued."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.documents import document_file, list_documents
from casebook.cases.members import assign
from casebook.cases.versions import create_case, open_case
from penalty_engine.days import in_chinese
from tests.browser.conftest import Entering, Office
from tests.stories import turn
from tests.web.office import case_file

pytestmark = pytest.mark.browser


def actor(book: Casebook, login: str) -> Actor:
    people = schema.people
    with book.read() as connection:
        row = connection.execute(select(people).where(people.c.login == login)).one()
    return Actor(row.id, row.name, frozenset(row.roles.split()))


@pytest.fixture
def case(office: Office) -> str:
    book = office.book
    made = create_case(book, actor(book, "wang"), case_file())
    assign(book, actor(book, "ju"), made.id, actor(book, "li").id)
    return made.id


def ready(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".stage")).to_be_visible()
    ready(page)


def takes(page: Page, step: str, button: str, on: str = "") -> None:
    """Opens a step's form, tells the day where it is not proposed, sends it, confirms what will happen."""
    page.locator(f".st-key-flow-open-{step} button").click()
    if on:
        page.get_by_role("textbox", name="日期（必填）").fill(on)
    page.get_by_role("button", name=re.compile(f"^{button}：")).click()
    page.get_by_role("dialog").get_by_role("button", name="确认办理").click()


def test_from_a_draft_to_a_notice_with_its_number(office: Office, entering: Entering, case: str) -> None:
    here = f"{office.server.address}/case?case={case}&section=flow"
    there = f"{office.server.address}/dossier?case={case}&part=course"
    with entering("wang") as wang, entering("ju") as ju:
        opened(wang, here)
        expect(wang.locator(".ahead")).to_contain_text("立案　由负责人（非本案办案人员）傅某某、局某某办理")
        opened(ju, there)
        takes(ju, "file", "记录", on=in_chinese(office.book.today()))
        expect(ju.get_by_role("status").filter(has_text="已经记录“立案”")).to_be_visible()
        opened(wang, here)  # what was filed in another session is there
        expect(wang.locator(".timeline")).to_contain_text("淄教罚立")
        takes(wang, "close_investigation", "记录")
        expect(wang.get_by_text("案件现在：调查终结")).to_be_visible()
        opened(ju, there)
        takes(ju, "approve", "记录")
        expect(ju.get_by_text("案件现在：负责人审批")).to_be_visible()
        opened(wang, here)
        takes(wang, "notice", "编号并印制")
        expect(wang.get_by_role("status").filter(has_text="已经记录“事先告知”")).to_be_visible()
        notice = list_documents(office.book, actor(office.book, "wang"), case)[-1]
        assert re.fullmatch(r"淄教罚告字〔\d{4}〕第\d+号", notice.number)
        with wang.expect_download() as waiting:
            wang.get_by_role("link", name="下载并打印《教育行政处罚事先告知书》").click()
        assert notice.number in waiting.value.suggested_filename
        stored = document_file(office.book, actor(office.book, "wang"), notice.id).content
        assert Path(waiting.value.path()).read_bytes() == stored
        turn(wang, "documents")
        first = wang.get_by_role("img", name=re.compile("教育行政处罚事先告知书第 1 页"))
        expect(first).to_be_visible()
        wang.wait_for_function("() => document.querySelector('ol.pages img').naturalWidth > 1000")
        expect(wang.locator("table.issued")).to_contain_text(notice.number)
        expect(wang.locator("table.issued")).to_contain_text("没有送达的记录")


def test_unsaved_changes_are_saved_before_a_step(office: Office, entering: Entering, case: str) -> None:
    with entering("wang") as page:
        page.goto(f"{office.server.address}/case?case={case}")
        page.get_by_role("textbox", name="住所", exact=True).fill("")
        page.keyboard.press("Tab")
        turn(page, "documents")
        page.locator(".st-key-lacking button", has_text="住所").click()  # leads to the field itself
        expect(page.get_by_role("textbox", name="住所", exact=True)).to_be_focused()
        page.keyboard.type("某某路1号")
        page.keyboard.press("Tab")
        page.get_by_role("textbox", name="名称", exact=True).fill("改名的公司")
        page.keyboard.press("Tab")
        expect(page.locator(".headline .party")).to_have_text("改名的公司")
        turn(page, "flow")
        expect(page.get_by_text("还没有存为案件的版本")).to_be_visible()
        expect(page.locator(".st-key-flow-open-inspect")).to_have_count(0)
        page.get_by_role("button", name="保存后办理").click()
        page.locator(".st-key-flow-open-inspect button").click()
        page.get_by_role("textbox", name="日期（必填）").fill("2026-9-18")
        page.get_by_role("textbox", name="地点").fill("某某路8号")
        page.get_by_role("button", name="记录：现场检查").click()
        expect(page.get_by_role("status").filter(has_text="已经记录“现场检查”")).to_be_visible()
    content = open_case(office.book, actor(office.book, "wang"), case).content
    assert content["party"]["name"] == "改名的公司"
    assert content["events"][-1]["place"] == "某某路8号"


def test_a_file_is_added_to_a_piece_of_evidence_and_comes_back_whole(
    office: Office, entering: Entering, case: str, tmp_path: Path
) -> None:
    scan, wrong = tmp_path / "营业执照.pdf", tmp_path / "程序.pdf"
    scan.write_bytes(b"%PDF-1.4 " + b"x" * 5000)
    wrong.write_bytes(b"MZ")
    with entering("wang") as page:
        page.goto(f"{office.server.address}/case?case={case}&section=evidence")
        page.get_by_role("button", name="修改", exact=True).first.click()
        form = page.locator(".st-key-evidence-form")
        form.get_by_text("文件：扫描件、照片、录音录像").click()
        form.locator("input[type=file]").set_input_files(wrong)
        expect(form.get_by_role("alert")).to_contain_text("没有收存")
        form.locator("input[type=file]").set_input_files(scan)
        expect(form.get_by_role("status")).to_contain_text("已经收存“营业执照.pdf”")
        with page.expect_download() as waiting:
            form.get_by_role("link", name="下载营业执照.pdf").click()
        assert waiting.value.suggested_filename == "营业执照.pdf"
        assert Path(waiting.value.path()).read_bytes() == scan.read_bytes()
        form.get_by_role("textbox", name="页数").fill("3")
        page.keyboard.press("Enter")  # the piece is filled in, and what was typed last is kept
        expect(form).to_have_count(0)
        expect(page.get_by_text("，3 页，")).to_be_visible()
