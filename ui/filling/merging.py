"""Two states of one case that grew out of one: what the other changed, what both changed, and the two put together.

All values are plain ones, as the casebook stores them.
"""

from collections.abc import Iterable
from copy import deepcopy
from typing import NamedTuple

from casebook.cases.changes import MISSING, Change, Path, changes, found_at, placed, touch
from casebook.plain import Plain
from penalty_engine.rulebook import Rulebook
from ui.filling.draft import drop, put
from ui.prose.values import called


class Clash(NamedTuple):
    """What one has filled in, and what somebody else has saved meanwhile; both began from `base`.

    `theirs`: what the other changed, as the casebook tells it (by whom, when); `version`: the one to go on from;
    None: it is another window of the same person, and the case's version is the same.
    """

    base: dict[str, Plain]
    mine: dict[str, Plain]
    other: dict[str, Plain]
    theirs: tuple[Change, ...]
    version: int | None
    at: str

    def both(self) -> tuple[Path, ...]:
        """The fields that both have changed, and not to the same; where one changed a part of what the other did, the whole."""
        mine, other = ([one.path for one in changes(self.base, end)] for end in (self.mine, self.other))
        pairs = ((one, another) for one in mine for another in other if touch(one, another))
        found = dict.fromkeys(min(pair, key=len) for pair in pairs if pair[0][:1] != ("events",))
        topmost = (one for one in found if not any(one != more and one[: len(more)] == more for more in found))
        return tuple(one for one in topmost if found_at(self.mine, one) != found_at(self.other, one))

    def values(self, path: Path) -> tuple[Plain, Plain, Plain]:
        """What stood in a field at first, what the other put there, what one has put there oneself."""
        return found_at(self.base, path), found_at(self.other, path), found_at(self.mine, path)

    def called(self, path: Path, rulebook: Rulebook) -> str:
        """What the field is called where it still is, or was."""
        there = (one for one in (self.other, self.mine, self.base) if found_at(one, path[:2]) is not MISSING)
        return called(path, next(there, self.other), rulebook)

    def merged(self, mine: Iterable[Path]) -> dict[str, Plain]:
        """What the other has saved, with what one has changed oneself; of what both changed, one's own for the paths in `mine`."""
        both, result = self.both(), deepcopy(self.other)
        alone = [one.path for one in changes(self.base, self.mine) if not any(touch(one.path, more) for more in both)]
        taken = [path for path in (*alone, *mine) if path[:1] != ("events",)]
        gone = [path for path in taken if found_at(self.mine, path) is MISSING]
        for path in taken:
            if path not in gone:
                put(result, placed(result, path), deepcopy(found_at(self.mine, path)))
        for path in sorted(gone, key=_backwards, reverse=True):
            if found_at(result, path) is not MISSING:
                drop(result, placed(result, path))
        return result


def _backwards(path: Path) -> tuple[tuple[bool, str | int], ...]:
    """The last item of a list goes first, so that the others keep their places."""
    return tuple((isinstance(key, int), key) for key in path)
