"""What differs between two states of a case file, field by field."""

from collections.abc import Iterator
from typing import NamedTuple

from casebook.plain import Plain, to_text

Path = tuple[str | int, ...]
MISSING = None


class Change(NamedTuple):
    """One field: its value before and after (None: not there), and who changed it when, where that is known."""

    path: Path
    before: Plain
    after: Plain
    by: str = ""
    at: str = ""


def changes(before: Plain, after: Plain, path: Path = ()) -> Iterator[Change]:
    """Every field that differs; lists are compared place by place."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            yield from changes(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        for place in range(max(len(before), len(after))):
            yield from changes(_at(before, place), _at(after, place), (*path, place))
    elif to_text(before) != to_text(after):
        yield Change(path, before, after)


def _at(values: list[Plain], place: int) -> Plain:
    return values[place] if place < len(values) else MISSING


def touch(one: Path, other: Path) -> bool:
    """Whether two paths speak of the same field, or one lies within the other."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]
