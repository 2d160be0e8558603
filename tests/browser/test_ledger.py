"""From the workbench to a case; the register taken along as a spreadsheet; a case among earlier ones, in Chromium."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from casebook.actor import CONSOLE, Actor
from casebook.cases.listing import Search, find_cases
from tests.browser.conftest import Entering, Office

pytestmark = pytest.mark.browser
LOOKER = Actor(CONSOLE.id, CONSOLE.name, frozenset({"auditor"}))


def test_from_the_workbench_to_the_case_that_waits(office: Office, entering: Entering) -> None:
    with entering("wang") as page:
        page.goto(office.server.address)
        waiting = page.locator(".desk-list", has_text="等我处理")
        link = waiting.get_by_role("link").first
        name = link.inner_text()
        link.click()
        page.wait_for_url(re.compile(r"/case\?case="))
        expect(page.locator(".headline .party")).to_have_text(name)


def test_what_is_filtered_is_what_is_taken_along(office: Office, entering: Entering) -> None:
    with entering("ju") as page:
        page.goto(f"{office.server.address}/ledger?stage=closed")
        expect(page.get_by_text("第 1 页，共 1 页")).to_be_visible()
        shown = page.locator("table.plain tbody tr")
        with page.expect_download() as waiting:
            page.get_by_role("link", name="导出 Excel").click()
        assert re.fullmatch(r"案件台账-\d{4}-\d\d-\d\d\.xlsx", waiting.value.suggested_filename)
        sheet = load_workbook(BytesIO(Path(waiting.value.path()).read_bytes())).active
        assert sheet is not None
        rows = list(sheet.iter_rows(min_row=3, values_only=True))
        assert len(rows) == shown.count() > 0
        assert {row[4] for row in rows} == {"结案"}
        page.get_by_text("统计", exact=True).click()
        expect(page.get_by_text("不是规定的报表")).to_be_visible()
        page.reload()
        expect(page.get_by_text("不是规定的报表")).to_be_visible()


def test_a_case_is_drawn_among_earlier_ones(office: Office, entering: Entering) -> None:
    case = find_cases(office.book, LOOKER, Search("淄博壬"))[0].id
    with entering("ju") as page:
        page.goto(f"{office.server.address}/similar?case={case}")
        expect(page.locator(".lead")).to_contain_text("在其中")
        expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
        expect(page.get_by_role("table").first).to_contain_text("退费集中在责令改正以后")
