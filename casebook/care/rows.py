"""Rows of tables as lines of JSON, the same from both databases."""

import base64
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, insert

from casebook.plain import from_text, to_text

AT_ONCE: Final = 500
BYTES: Final = "base64"


def lines(connection: Connection, query: Select[Any], at_once: int = AT_ONCE) -> Iterator[str]:
    """Each row as a JSON object on a line of its own."""
    for row in connection.execute(query, execution_options={"yield_per": at_once}).mappings():
        yield to_text({name: _written(value) for name, value in row.items()}) + "\n"


def in_order(table: Table, query: Select[Any]) -> Select[Any]:
    """By the primary key, so that the same rows give the same lines."""
    return query.order_by(*table.primary_key.columns)


def load(connection: Connection, table: Table, written: Iterable[str]) -> int:
    """Inserts rows from their lines; gives how many."""
    count, waiting = 0, list[dict[str, Any]]()
    for line in written:
        row = {name: _read(value) for name, value in from_text(line).items()}
        waiting.append({column.name: row.get(column.name) for column in table.columns})
        count += 1
        if len(waiting) == AT_ONCE or any(isinstance(value, bytes) for value in row.values()):
            connection.execute(insert(table), waiting)
            waiting.clear()
    if waiting:
        connection.execute(insert(table), waiting)
    return count


def _written(value: object) -> object:
    return {BYTES: base64.b64encode(bytes(value)).decode()} if isinstance(value, bytes | memoryview) else value


def _read(value: object) -> object:
    return base64.b64decode(value[BYTES]) if isinstance(value, dict) else value
