"""What differs between two states of a case file, field by field."""

from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from casebook.plain import Plain, to_text

Path = tuple[str | int, ...]


class Missing(Enum):
    """That nothing stands there, which is another thing than an explicit null: of an act's last day it says that the act goes on."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING


class Change(NamedTuple):
    """One field: its value before and after (MISSING: not there), and who changed it when, where that is known."""

    path: Path
    before: Plain
    after: Plain
    by: str = ""
    at: str = ""


def changes(before: Plain, after: Plain, path: Path = ()) -> Iterator[Change]:
    """Every field that differs; lists are compared place by place."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            yield from changes(before.get(key, MISSING), after.get(key, MISSING), (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        for place in range(max(len(before), len(after))):
            yield from changes(found_at(before, (place,)), found_at(after, (place,)), (*path, place))
    elif before is MISSING or after is MISSING or to_text(before) != to_text(after):
        yield Change(path, before, after)


def found_at(content: Plain, path: Path) -> Plain:
    """What stands at a path; MISSING: nothing does."""
    here = content
    for key in path:
        try:
            here = here[key]
        except (LookupError, TypeError):
            return MISSING
    return here


def touch(one: Path, other: Path) -> bool:
    """Whether two paths speak of the same field, or one lies within the other."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]
