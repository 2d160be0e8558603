"""Spreadsheets, read again: text that looks like a formula is text, money is a number, a day is a day."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from casebook.decisions.statistics import Cell, Month, Year
from penalty_engine.inputs.rulebook_reading import load_rulebook
from tests.serving import Visitor, until
from web import ledger
from web.figures import OWN, figures
from web.filters import address, query_of, wanted_of
from web.sheets import Column, Sheet, workbook

DANGEROUS = (
    '=HYPERLINK("http://evil.example","x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1", "=cmd|' /C calc'!A0",
)  # fmt: skip


@pytest.mark.parametrize("text", DANGEROUS)
def test_nothing_written_is_a_formula(text: str) -> None:
    made = workbook([Sheet("台账", [text], [Column(text)], [(text,)])])
    page = load_workbook(BytesIO(made)).active
    assert page is not None
    for row in page.iter_rows():
        for cell in row:
            assert cell.data_type == "s"
            assert str(cell.value).strip() == text.strip()
            assert cell.quotePrefix
    with ZipFile(BytesIO(made)) as parts:
        assert not re.search(rb"<f[ >]", parts.read("xl/worksheets/sheet1.xml"))


def test_money_is_a_number_a_day_a_day_and_nothing_nothing() -> None:
    row = (1, Decimal("12000.50"), date(2026, 8, 13), None, "文\x00字")
    page = load_workbook(BytesIO(workbook([Sheet("台账", [], [Column("一")] * 5, [row])]))).active
    assert page is not None
    cells = next(iter(page.iter_rows(min_row=2)))
    assert [cell.value for cell in cells] == [1, 12000.5, datetime(2026, 8, 13), None, "文字"]  # noqa: DTZ001 -- as it reads days
    assert [cell.number_format for cell in cells[:3]] == ["#,##0", "#,##0.00", "yyyy-mm-dd"]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"text": "启航", "stage": "decided,closed", "violation": "MCF-64", "direction": "lighter", "due": "over", "mine": "1"},
        {"filed_from": "2026-01-01", "filed_to": "2026-12-31", "decided_from": "2026-08-13"},
    ],
)  # fmt: skip
def test_an_address_and_its_filters_say_the_same(query: dict[str, str]) -> None:
    assert query_of(wanted_of(query, load_rulebook())) == query
    assert address("/ledger", wanted_of({}, load_rulebook())) == "/ledger"


def test_what_an_address_does_not_say_rightly_is_not_asked_for() -> None:
    wrong = {
        "stage": "nowhere,,",
        "direction": "up",
        "due": "x",
        "filed_from": "2026-13-01",
        "mine": "yes",
        "violation": "MCF-64\x00",
        "text": "\x00\x1b",
        "year": "1",
    }
    assert query_of(wanted_of(wrong, load_rulebook())) == {}


YEAR = Year(
    2026, dict.fromkeys(("filed", "hearing_requested", "hearing_held", "transferred", "withdrawn", "closed", "court_applied"), 2),
    {"予以处罚": 2}, 3, (Cell("MCF-64", "lighter", 2, Decimal("12000.50"), 1), Cell("X-1", None, 1, Decimal(0), 0)), {"fine": 2},
    (Month(8, Decimal(4000), Decimal("8000.50")),), Decimal("12000.50"), Decimal(0), Decimal(4000), 1, 0, Decimal("30.7"),
)  # fmt: skip


def test_every_figure_says_what_it_counts() -> None:
    told = {one.name: one for one in figures(YEAR)}
    assert (told["罚款合计"].value, told["罚款合计"].unit) == (Decimal("12000.50"), "元")
    assert told["其中：从轻"].value == 2
    assert told["其中：没有处罚"].value == 1
    assert told["从立案到决定平均天数"].value == Decimal("30.7")
    assert all(one.defined and one.unit for one in told.values())
    assert "加处的罚款" in told["缴款合计"].defined
    assert "缴款日期在本年" in told["缴款合计"].defined
    assert "不是规定的报表" in OWN


def test_the_sheets_of_a_year() -> None:
    made = workbook(ledger._sheets(YEAR, load_rulebook()))
    book = load_workbook(BytesIO(made))
    assert book.sheetnames == ["年度统计", "按违法行为", "按月份"]
    cells = [[cell.value for cell in row] for row in book["按违法行为"].iter_rows(min_row=4)]
    assert cells == [["擅自举办民办学校", "从轻", 2, 12000.5, 1], ["X-1", "没有处罚", 1, 0, 0]]
    assert book["年度统计"]["A2"].value == OWN


def test_downloads(guan: Visitor, change: Callable[..., None]) -> None:
    answer = guan.get("/ledger.xlsx?stage=draft")
    assert answer.status == 200
    assert "filename*=UTF-8''" in answer.headers["content-disposition"]
    assert load_workbook(BytesIO(answer.body)).sheetnames == ["台账"]
    assert guan.get("/statistics.xlsx?year=2026").status == 200
    for wrong in ("x", "0000", "20260"):
        assert guan.get(f"/statistics.xlsx?year={wrong}").status == 404
    assert guan.get("/statistics.xlsx?year=9999").status == 200
    assert guan.get("/ledger.xlsx?violation=%00&text=%00").status == 200
    change("UPDATE people SET roles = 'administrator' WHERE login = 'guan'")
    try:
        until(lambda: guan.page("/ledger.xlsx").status == 403)  # who somebody is, is asked anew after a moment
        for path, told in (("/ledger.xlsx", "不能导出台账"), ("/statistics.xlsx?year=2026", "不能查看案件列表")):
            refused = guan.page(path)
            assert refused.status == 403
            assert told in refused.text
    finally:
        change("UPDATE people SET roles = 'administrator officer' WHERE login = 'guan'")


def test_nobody_downloads_without_a_session(visitor: Visitor) -> None:
    for path in ("/ledger.xlsx", "/statistics.xlsx?year=2026"):
        assert visitor.get(path).status == 401
