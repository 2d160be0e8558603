"""For whom a case waits: the gates that lead it on, whose right it is to pass them, and whether they would open today.

Derived from gates, rights and stages. A few cases of each stage are looked at, the nearest deadline first and then what has
lain longest, so that the answer comes as quickly among a hundred thousand cases as among ten; how many were not is told.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.listing import Listed, listed_columns, listed_from, party_name
from casebook.cases.versions import current
from casebook.plain import from_text
from casebook.rights import permit, permitted, recused
from casebook.workflow.agreements import fallen_of
from casebook.workflow.gates import GATES, TOLD, Gate
from casebook.workflow.happened import read_event
from casebook.workflow.ledger import happened
from casebook.workflow.matter import matter
from casebook.workflow.needs import NEEDS, PARTICULARS, reasons
from casebook.workflow.next_steps import bare_event, seen_now
from casebook.workflow.situation import Situation
from casebook.workflow.stages import stage_of
from casebook.workflow.words import PASSED

# The ordinary way of a case, in its order; what may happen besides (撤案, 移送, 补记) waits for nobody. 退回 only waits
# where the case has changed since the head agreed to it: nothing else leads on from there.
WAY: Final = (
    "file", "close_investigation", "approve", "return", "notice", "serve_notice", "call_hearing", "hold_hearing", "reexamine", "review",
    "discuss", "not_established", "spare", "decide", "serve_decision", "urge", "apply_to_court", "close_spared",
    "close_performed",
)  # fmt: skip
IN_HAND: Final = (
    "close_investigation",
    "notice",
    "serve_notice",
    "serve_decision",
)  # the officer's, open already or not
FILL_IN, MEND = "补齐案情，报请立案", "按审核意见修改"
CHANGED: Final = "同意以后案件有改动，请退回"
ANOTHER: Final = "another"  # the need that whoever judges has not investigated: it speaks of him who looks
OF_A_STAGE: Final = 20  # cases of a stage that are considered
LOOKED_AT: Final = 60  # cases that are looked into


class Waiting(NamedTuple):
    """A case that waits: what for, and the action by whose right it is done."""

    case: Listed
    what: str
    action: str


class Queue(NamedTuple):
    """The cases that wait, the most urgent first. `unseen`: cases at a stage from which he leads on that were not looked into."""

    cases: tuple[Waiting, ...]
    unseen: int


def waiting(book: Casebook, actor: Actor, most: int = LOOKED_AT) -> Queue:
    """The cases that wait for somebody. That parties' names were read is entered in the trail."""
    with book.read() as connection:  # looking into many cases must not keep others from writing
        permit(connection, actor, "list")
        found = waiting_in(connection, book, actor, most)
    with book.write(actor) as work:
        work.note("list", "", found=len(found.cases))
    return found


def waiting_in(
    connection: Connection, book: Casebook, actor: Actor, most: int, told: Collection[str] = frozenset()
) -> Queue:
    """The cases that wait for somebody, for those who have asked for leave already; so many besides those `told` of elsewhere."""
    found, seen = list[Waiting](), 0
    for case, own in _candidates(connection, actor)[:LOOKED_AT]:
        seen += 1
        relation = "investigator" if own else "other"
        gates = [gate for gate in _WAY if case.stage in gate.from_ and permitted(actor.roles, gate.action, relation)]
        found += _step(connection, book, actor, case, gates, own=own)
        if sum(one.case.id not in told for one in found) == most:
            break
    return Queue(tuple(_named(connection, actor, found)), _count(connection, actor) - seen)


def _named(connection: Connection, actor: Actor, found: Sequence[Waiting]) -> Iterator[Waiting]:
    """A case whose party stands only in one's own draft yet is called by that."""
    drafts = schema.drafts.c
    nameless = [one.case.id for one in found if one.case.party is None]
    query = select(drafts.case_id, drafts.content).where(drafts.person_id == actor.id, drafts.case_id.in_(nameless))
    held = {case: from_text(content) for case, content in connection.execute(query)} if nameless else {}
    for one in found:
        name = party_name(held[one.case.id]) if one.case.id in held else one.case.party
        yield one._replace(case=one.case._replace(party=name))


_BACK: Final = "approved"  # the stage from which 退回 is on the way
_WAY: Final = tuple(
    gate._replace(from_=(_BACK,)) if gate.id == "return" else gate
    for gate in sorted((one for one in GATES if one.id in WAY), key=lambda one: WAY.index(one.id))
)


def _candidates(connection: Connection, actor: Actor) -> list[tuple[Listed, bool]]:
    """The cases at a stage from which one of his gates leads on, and whether he investigates them himself."""
    found = [
        (case, relation == "investigator")
        for relation in ("investigator", "other")
        for stage in _stages(actor, relation)
        for case in listed_from(connection.execute(_at(stage, actor, own=relation == "investigator")))
    ]
    return sorted(found, key=lambda one: (one[0].due_on or "9", one[0].updated_at))


def _stages(actor: Actor, relation: str) -> Sequence[str]:
    gates = (gate for gate in _WAY if permitted(actor.roles, gate.action, relation))
    own = ["draft", *TOLD] if relation == "investigator" and permitted(actor.roles, "save", relation) else []
    return list(dict.fromkeys([*own, *(stage for gate in gates for stage in gate.from_)]))


def _at(stage: str, actor: Actor, *, own: bool) -> Select[Any]:
    """Cases of a stage, the nearest deadline first, then what has lain longest."""
    cases = schema.cases.c
    query = select(*listed_columns()).where(cases.stage == stage, *_his(actor, own=own))
    return query.order_by(cases.due_on.is_(None), cases.due_on, cases.updated_at, cases.id).limit(OF_A_STAGE)


def _his(actor: Actor, *, own: bool) -> Iterator[ColumnElement[bool]]:
    """Those that he investigates, or those that he never did; none that he has to stay away from."""
    cases, members = schema.cases.c, schema.members.c
    yield ~recused(actor.id)
    if own:
        yield cases.id.in_(select(members.case_id).where(members.person_id == actor.id, members.left_at.is_(None)))
    else:
        yield ~exists().where(members.case_id == cases.id, members.person_id == actor.id)


def _count(connection: Connection, actor: Actor) -> int:
    """How many cases stand where one of his gates leads on."""
    found = 0
    for relation in ("investigator", "other"):
        at = schema.cases.c.stage.in_(_stages(actor, relation))
        query = select(func.count()).select_from(schema.cases).where(at, *_his(actor, own=relation == "investigator"))
        found += connection.execute(query).scalar_one()
    return found


def _step(
    connection: Connection, book: Casebook, actor: Actor, case: Listed, gates: Sequence[Gate], *, own: bool
) -> Iterator[Waiting]:
    """The one thing that the case waits for, if it is his."""
    if own and case.stage in _OWN_HAND and not _goes_back(connection, book, actor, case):
        gate = next(gate for gate in gates if gate.id in IN_HAND)
        yield Waiting(case, gate.name, gate.action)
        return
    opened, done = current(connection, case.id), happened(connection, case.id)
    seen, now = seen_now(connection, book, actor, opened, done)
    for gate in gates:
        if _waits(gate, replace(seen, event=read_event(bare_event(gate, now)))):
            yield Waiting(case, CHANGED if gate.id == "return" else gate.name, gate.action)
            return
    if own and case.stage == "draft" and not _opens(_FILE, seen):
        yield Waiting(case, FILL_IN, "save")
    elif own and _review_failed(seen):
        yield Waiting(case, MEND, "save")


def _goes_back(connection: Connection, book: Casebook, actor: Actor, case: Listed) -> bool:
    """Whether the head has to send it back first; looked into only where an agreement has fallen away."""
    if case.stage != _BACK:
        return False
    opened, done = current(connection, case.id), happened(connection, case.id)
    if not any(fallen_of(done, matter(opened.content))):
        return False
    seen, _ = seen_now(connection, book, actor, opened, done)
    return _is_to_be_returned(seen)


_OWN_HAND: Final = tuple(stage for gate in _WAY if gate.id in IN_HAND for stage in gate.from_)
_FILE: Final = next(gate for gate in _WAY if gate.id == "file")


def awaited(book: Casebook, actor: Actor, case_id: str) -> str | None:
    """The gate that the ordinary way of the case leads to now, whosever it is and open or not; None: a period of the party runs, or it has ended."""
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        opened, done = current(connection, case_id), happened(connection, case_id)
        seen, now = seen_now(connection, book, actor, opened, done)
    stage = stage_of([one.event for one in done])
    here = [gate for gate in _WAY if stage in gate.from_]
    for gate in here:
        at_it = replace(seen, event=read_event(bare_event(gate, now)))
        if _is_at_hand(gate, at_it) or _waits(gate, at_it, ANOTHER):
            return gate.id
    known = {gate.id for gate in here}
    return next((one for one, due in _SHUT_YET if one in known and due(seen)), None)


def _is_at_hand(gate: Gate, seen: Situation) -> bool:
    """Whether it is what the officer has to do next, open or not."""
    return gate.id in IN_HAND and not (gate.id == "notice" and _unmet("to_punish", seen))


def _opens(gate: Gate, seen: Situation, but: str = "") -> bool:
    return all(reason.need in PARTICULARS or reason.need == but for reason in reasons(gate, seen))


def _waits(gate: Gate, seen: Situation, but: str = "") -> bool:
    """Whether it would open today, and there is something for it to do. `but`: a need that is not looked at."""
    due = _DUE.get(gate.id)
    return (due is None or due(seen)) and _opens(gate, seen, but)


def _unmet(need: str, seen: Situation) -> bool:
    return any(NEEDS[need].unmet(seen))


def _review_is_due(seen: Situation) -> bool:
    """The party has been heard, and the case as it is now has not been reviewed."""
    place = seen.last("reviewed")
    over = not any(_unmet(need, seen) for need in ("statement_over", "hearing_request_over", "heard"))
    same = place is not None and seen.happened[place].matter == seen.matter and not seen.since(place, "hearing_held")
    return over and not same and _unmet("reviewed", seen)


def _review_failed(seen: Situation) -> bool:
    place = seen.last("reviewed")
    return (
        place is not None
        and seen.events[place].result != PASSED
        and seen.happened[place].matter == seen.matter
        and not seen.since(place, "approved", "investigation_closed")
    )


def _is_to_be_returned(seen: Situation) -> bool:
    """The head agreed to the case as it was, it has changed, and the party is to be told: that takes his agreement anew."""
    return _unmet("approved_as_it_is", seen) and (seen.case is None or not _unmet("to_punish", seen))


def _is_to_be_called(seen: Situation) -> bool:
    return not seen.since(seen.last("hearing_requested"), "hearing_called")


def _is_hearing_day(seen: Situation) -> bool:
    place = seen.last("hearing_called")
    until = None if place is None else seen.events[place].until
    return until is not None and until <= seen.on and not seen.since(place, "hearing_held")


_DUE: Final[Mapping[str, Callable[[Situation], bool]]] = {
    "return": _is_to_be_returned,
    "call_hearing": _is_to_be_called,
    "hold_hearing": _is_hearing_day,
    "reexamine": lambda seen: _unmet("reexamined", seen) and not _unmet("heard", seen),
    "review": _review_is_due,
    "discuss": lambda seen: _unmet("discussed", seen),
    "urge": lambda seen: not seen.since(seen.last("decided"), "urged"),
}
# Where none of the gates would open today: the one that is worked towards.
_SHUT_YET: Final[tuple[tuple[str, Callable[[Situation], bool]], ...]] = (
    ("file", lambda _: True),
    ("approve", lambda _: True),
    ("hold_hearing", lambda seen: bool(seen.since(seen.last("hearing_requested"), "hearing_called"))),
    ("call_hearing", lambda _: True),
    ("reexamine", lambda seen: _unmet("reexamined", seen)),
    ("review", lambda seen: _unmet("reviewed", seen)),
    ("discuss", lambda seen: _unmet("discussed", seen)),
    ("decide", lambda seen: not _unmet("to_punish", seen)),
    ("spare", lambda seen: not _unmet("to_spare", seen)),
    ("not_established", lambda seen: not _unmet("facts_not_established", seen)),
)
