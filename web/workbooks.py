"""Spreadsheets written: each value a cell of its own type. See web.sheets."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from web.sheets import Sheet, Value

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet may take for the beginning of one
MONEY, COUNT, DAY, TEXT = "#,##0.00", "#,##0", "yyyy-mm-dd", "@"
LONGEST: Final = 32_767  # characters that a cell holds


def written(sheets: Iterable[Sheet]) -> bytes:
    """The file."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page: Any = book.create_sheet(sheet.title)  # its published type lacks what a sheet written once can do
        _write(page, sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(page: Worksheet, sheet: Sheet) -> None:
    for place, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    page.freeze_panes = f"A{len(sheet.above) + 2}"
    for line in sheet.above:
        page.append([_cell(page, line)])
    page.append([_cell(page, column.head, bold=True) for column in sheet.columns])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])


def _cell(page: Worksheet, value: Value, *, bold: bool = False) -> Cell:
    """A cell of the value's own type. Text is marked as such, and stays text when somebody edits it."""
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
        cell: Cell = WriteOnlyCell(page, text)
        cell.data_type = "s"  # never a formula
        cell.number_format = TEXT
        cell.quotePrefix = text.startswith(FORMULA)
    else:
        plain: Any = value  # the published type does not know that it takes a Decimal and a day
        cell = WriteOnlyCell(page, plain)
        cell.number_format = DAY if isinstance(value, date) else MONEY if isinstance(value, Decimal) else COUNT
    if bold:
        cell.font = Font(bold=True)
    return cell
