"""Spreadsheets: money as numbers, days as dates, and text as text, whatever it begins with."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Value = str | int | Decimal | date | None


class Column(NamedTuple):
    """A column: its head, how wide it is in characters."""

    head: str
    width: int = 14


class Sheet(NamedTuple):
    """A sheet: lines above the table, columns, rows."""

    title: str
    above: Sequence[str]
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The file."""
    from web.workbooks import written  # noqa: PLC0415 -- openpyxl takes long to load: only who takes a sheet along waits for it

    return written(sheets)
