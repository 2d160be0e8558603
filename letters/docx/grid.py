"""The grid of a table: which columns each cell takes, those among them that reach down from a row above."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml.etree import _Element as Element


class Cell(NamedTuple):
    """A cell in the grid of a table, counted from 0; `goes_on`: it continues one from above."""

    element: Element
    column: int
    columns: int
    rows: int
    goes_on: bool = False


def laid_out(rows: list[Element]) -> Iterator[list[Cell]]:
    """The cells of each row by columns, those among them that reach down from a row above."""
    reaching: dict[int, Cell] = {}
    for row in rows:
        laid: list[Cell] = []
        for element in row.iterchildren("th", "td"):
            laid += _reaching(reaching, end_of(laid))
            laid.append(Cell(element, end_of(laid), _span(element, "colspan"), _span(element, "rowspan")))
        laid += _reaching(reaching, end_of(laid))
        yield laid
        left = (cell._replace(rows=cell.rows - 1, goes_on=True) for cell in laid)
        reaching = {cell.column: cell for cell in left if cell.rows}


def _reaching(reaching: Mapping[int, Cell], column: int) -> Iterator[Cell]:
    while cell := reaching.get(column):
        yield cell
        column += cell.columns


def end_of(laid: list[Cell]) -> int:
    """The first column that is free."""
    return laid[-1].column + laid[-1].columns if laid else 0


def _span(element: Element, name: str) -> int:
    return int(element.get(name, "1"))
