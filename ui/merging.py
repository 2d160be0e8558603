"""Two states of one case that grew out of one: what the other changed, what both changed, and the two put together.

All values are plain ones, as the casebook stores them. An act that still goes on (`to: null`) is spelled out while it
is compared: otherwise it would look like a day not filled in.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, Final, NamedTuple, cast

from casebook.cases.changes import Change, Path, changes, touch
from casebook.plain import Plain
from ui.draft import at, drop, put

GOES_ON: Final = "仍在继续"


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
        mine, other = (
            [one.path for one in changes(_spelled(self.base), _spelled(end))] for end in (self.mine, self.other)
        )
        pairs = ((one, another) for one in mine for another in other if touch(one, another))
        found = dict.fromkeys(min(pair, key=len) for pair in pairs if pair[0][:1] != ("events",))
        topmost = (one for one in found if not any(one != more and one[: len(more)] == more for more in found))
        mine_now, other_now = _spelled(self.mine), _spelled(self.other)
        return tuple(one for one in topmost if at(mine_now, one) != at(other_now, one))

    def values(self, path: Path) -> tuple[Plain, Plain, Plain]:
        """What stood in a field at first, what the other put there, what one has put there oneself."""
        return cast(
            "tuple[Plain, Plain, Plain]", tuple(at(_spelled(end), path) for end in (self.base, self.other, self.mine))
        )

    def merged(self, mine: Iterable[Path]) -> dict[str, Plain]:
        """What the other has saved, with what one has changed oneself; of what both changed, one's own for the paths in `mine`."""
        both, base, own = self.both(), _spelled(self.base), _spelled(self.mine)
        result = deepcopy(_spelled(self.other))
        alone = [one.path for one in changes(base, own) if not any(touch(one.path, more) for more in both)]
        taken = [path for path in (*alone, *mine) if path[:1] != ("events",)]
        gone = [path for path in taken if at(own, path) is None]
        for path in taken:
            if path not in gone:
                put(result, path, deepcopy(at(own, path)))
        for path in sorted(gone, key=_backwards, reverse=True):
            drop(result, path)
        return _unspelled(result)


def _backwards(path: Path) -> tuple[tuple[bool, str | int], ...]:
    """The last item of a list goes first, so that the others keep their places."""
    return tuple((isinstance(key, int), key) for key in path)


def _spelled(content: Mapping[str, Plain]) -> dict[str, Any]:
    acts = [
        {**act, "to": GOES_ON} if isinstance(act, dict) and "to" in act and act["to"] is None else act
        for act in content.get("conducts") or ()
    ]
    return {**content, "conducts": acts}


def _unspelled(content: dict[str, Any]) -> dict[str, Any]:
    acts = [
        {**act, "to": None} if isinstance(act, dict) and act.get("to") == GOES_ON else act
        for act in content["conducts"]
    ]
    return {**content, "conducts": acts}
