"""What differs between two states of a case file, field by field."""

from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from casebook.plain import Plain, to_text

Path = tuple[str | int, ...]  # of a piece of evidence its id: places change when another is taken away
EVIDENCE: Final = "evidence"


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
    """Every field that differs; lists are compared place by place, pieces of evidence by their ids, cited ones as a whole."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            yield from changes(before.get(key, MISSING), after.get(key, MISSING), (*path, key))
    elif isinstance(before, list) and isinstance(after, list) and path[-1:] != (EVIDENCE,):
        for place in range(max(len(before), len(after))):
            yield from changes(found_at(before, (place,)), found_at(after, (place,)), (*path, place))
    elif path == (EVIDENCE,) and _are_pieces(before, after):
        for piece in dict.fromkeys((*_ids(before), *_ids(after))):
            yield from changes(found_at(before, (piece,)), found_at(after, (piece,)), (*path, piece))
    elif before is MISSING or after is MISSING or to_text(before) != to_text(after):
        yield Change(path, before, after)


def _are_pieces(before: Plain, after: Plain) -> bool:
    """Whether both are lists of pieces that can be told apart, in the same order as far as they are in both."""
    if not isinstance(before, list) or not isinstance(after, list):
        return False
    then, now = _ids(before), _ids(after)
    plain = all(len({*ids}) == len(ids) and "" not in ids for ids in (then, now))
    return plain and [one for one in then if one in now] == [one for one in now if one in then]


def _ids(pieces: list[Plain]) -> list[str]:
    return [id_of(one) for one in pieces]


def id_of(piece: Plain) -> str:
    """The id of a piece of evidence; empty: it has none."""
    return str(piece.get("id") or "") if isinstance(piece, dict) else ""


def placed(content: Plain, path: Path) -> Path:
    """The path with the place of a piece of evidence for its id; where there is no such piece, that of a new one."""
    if path[:1] != (EVIDENCE,) or len(path) == 1 or isinstance(path[1], int):
        return path
    ids = _ids(content.get(EVIDENCE) or []) if isinstance(content, dict) else []
    place = ids.index(path[1]) if path[1] in ids else len(ids)
    return (EVIDENCE, place, *path[2:])


def found_at(content: Plain, path: Path) -> Plain:
    """What stands at a path; MISSING: nothing does."""
    here = content
    for key in path:
        try:
            here = next(one for one in here if id_of(one) == key) if _is_id(here, key) else here[key]
        except (LookupError, TypeError, StopIteration):
            return MISSING
    return here


def _is_id(here: Plain, key: str | int) -> bool:
    return isinstance(here, list) and isinstance(key, str)


def touch(one: Path, other: Path) -> bool:
    """Whether two paths speak of the same field, or one lies within the other."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]
