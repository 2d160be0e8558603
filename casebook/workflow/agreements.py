"""Who has agreed to a case as it was, and what of it falls away once its facts, evidence or proposals are others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.versions import current
from casebook.plain import from_text, plain, to_text
from casebook.rights import permit
from casebook.workflow.happened import Happened
from casebook.workflow.ledger import happened
from casebook.workflow.matter import matter
from casebook.workflow.words import AGREED, PASSED, PRESERVATION, RETURNED

# What each agreement is needed for, and so until when it can fall away (gates: approved_as_it_is, reviewed, discussed).
UNTIL: Final[Mapping[str, tuple[str, ...]]] = {
    "approved": ("noticed", "decided"), "reviewed": ("decided",), "discussed": ("decided",),
}  # fmt: skip


class Fallen(NamedTuple):
    """An agreement that no longer holds: what happened then, whether it held until now."""

    kind: str
    agreed: Happened


def fallen(book: Casebook, actor: Actor, case_id: str) -> tuple[Fallen, ...]:
    """The agreements that do not hold of the case as it stands."""
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        return tuple(fallen_of(happened(connection, case_id), matter(current(connection, case_id).content)))


def falling(book: Casebook, actor: Actor, case_id: str, content: Mapping[str, object]) -> tuple[Fallen, ...]:
    """The agreements that still hold, and would not of the case with this content."""
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        done = happened(connection, case_id)
        already = tuple(fallen_of(done, matter(current(connection, case_id).content))) if done else ()
    changed = matter(from_text(to_text(plain(content)))) if done else ""
    return tuple(one for one in fallen_of(done, changed) if one not in already)


def fallen_of(done: Sequence[Happened], now: str) -> Iterator[Fallen]:
    """Of each kind the latest one, unless the case has been sent back since or is past what it is needed for."""
    for kind, until in UNTIL.items():
        found = [place for place, one in enumerate(done) if _agrees(one, kind)]
        if not found or done[found[-1]].matter == now:
            continue
        later = [one.event for one in done[found[-1] + 1 :]]
        if not any(one.type in until or one.result == RETURNED for one in later):
            yield Fallen(kind, done[found[-1]])


def _agrees(one: Happened, kind: str) -> bool:
    event = one.event
    if event.type != kind or event.of == PRESERVATION:
        return False
    return event.result in {AGREED, PASSED} or kind == "discussed"
