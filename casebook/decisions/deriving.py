"""The acts of a case that were decided, derived from the receipt of the decision that stands; derived anew, they are the same.

A decision that was struck or revoked is not counted; one that was made again takes the place of the one before.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection, Engine, delete, exists, insert, select

from casebook import database, schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.plain import Plain
from casebook.receipts.storing import receipt, result_of
from casebook.rights import permit
from casebook.workflow.happened import Happened, last
from casebook.workflow.ledger import happened
from casebook.workflow.looking import is_punished_act
from casebook.workflow.words import ON_THE_SPOT, PUNISHED, REVOKED

Row = dict[str, Any]
AT_ONCE: Final = 200  # cases derived in one transaction: others must not wait long


def keep_acts(connection: Connection, case_id: str) -> bool:
    """Makes the rows of a case what its events and receipts say; tells whether they were different."""
    acts = schema.decided_acts
    rows = list(acts_of(connection, case_id))
    if stored_acts(connection, case_id) == rows:
        return False
    connection.execute(delete(acts).where(acts.c.case_id == case_id))
    if rows:
        connection.execute(insert(acts), rows)
    return True


def stored_acts(connection: Connection, case_id: str) -> list[Row]:
    """The rows that a case has, in the order of its acts."""
    acts = schema.decided_acts
    rows = connection.execute(select(acts).where(acts.c.case_id == case_id).order_by(acts.c.act)).mappings()
    return [dict(one) for one in rows]


def acts_of(connection: Connection, case_id: str) -> Iterator[Row]:
    """The rows that a case should have, in the order of its acts."""
    decided = standing_decision(happened(connection, case_id))
    if decided is None or decided.receipt is None:
        return
    stored = receipt(connection, decided.receipt)
    content, found = stored.content, result_of(stored)
    common = {
        "case_id": case_id,
        "receipt": decided.receipt,
        "decided_on": decided.event.on.isoformat(),
        "party_kind": content["party"]["kind"],
        "result": decided.event.result,
    }
    punishes = decided.event.result in {PUNISHED, ON_THE_SPOT}
    for act, (stated, assessed) in enumerate(zip(content["conducts"], found["conducts"], strict=True)):
        punished = punishes and is_punished_act(stated, assessed)
        yield {
            **common,
            "act": act,
            **_found(stated, assessed, punished=punished),
            **_imposed(stated, assessed, punished=punished),
        }


def standing_decision(done: Sequence[Happened]) -> Happened | None:
    """The last decision, unless the case was closed because it had been revoked."""
    events = [one.event for one in done]
    place, revoked = last(events, "decided"), last(events, "closed", REVOKED)
    return None if place is None or (revoked is not None and revoked > place) else done[place]


def _found(stated: Plain, assessed: Plain, *, punished: bool) -> Row:
    """What was found on the act; one that was waived has no direction, whatever it would have had."""
    circumstances = [one["id"] for one in assessed["circumstances"] if one["counted"] and one["holds"] == "yes"]
    return {
        "violation": stated["violation"],
        "outcome": assessed["outcome"],
        "direction": assessed["direction"] if punished else None,
        "tier": assessed["tier"],
        "circumstances": " ".join(circumstances),
        "gains": fen(assessed["illegal_gains"]),
    }


def _imposed(stated: Plain, assessed: Plain, *, punished: bool) -> Row:
    """What was imposed, beside what was recommended."""
    proposal = (stated.get("proposal") or {}) if punished else {}
    kinds = tuple(proposal.get("kinds") or ())
    low, high = _recommended(assessed) if punished else (None, None)
    status = (assessed.get("proposal") or {}).get("status") if punished else None
    years = proposal.get("years")
    return {
        "kinds": " ".join(kinds),
        "fine": fen(proposal.get("fine")) if "fine" in kinds else None,
        "confiscated": fen(assessed["gains"]["confiscable"]) if "confiscate_gains" in kinds else None,
        "least": low,
        "most": high,
        "months": None if years is None else int(Decimal(years) * 12),
        "status": status,
        "reasons": (proposal.get("reasons") or None) if status == "departs" else None,
    }


def _recommended(assessed: Plain) -> tuple[int | None, int | None]:
    """The ends of the fine that was recommended, in fen; an end that the range does not include is written as it is."""
    fines = (one for one in assessed["penalties"] if one["kind"] == "fine" and "fine" in assessed["recommended_kinds"])
    span = next((one["recommended"] for one in fines if one["recommended"]), None)
    return (None, None) if span is None else (fen(span["min"]), fen(span["max"]))


def fen(yuan: Plain) -> int | None:
    """An exact amount in fen."""
    if yuan is None:
        return None
    return int((Decimal(yuan) * 100).to_integral_exact())


def refresh_acts(book: Casebook, actor: Actor, told: Callable[[int, int], None] = lambda _done, _of: None) -> int:
    """Derives the rows of every case anew, some at a time; gives how many cases had different ones.

    Cases are looked at without holding anybody up, and only those with different rows are written. `told`: how many
    have been looked at, of how many.
    """
    with book.read() as connection:
        permit(connection, actor, "verify")
        cases = cases_with_acts(connection)
    changed = 0
    for start in range(0, len(cases), AT_ONCE):
        some = cases[start : start + AT_ONCE]
        with book.read() as connection:
            different = [one for one in some if stored_acts(connection, one) != list(acts_of(connection, one))]
        changed += _keep_noted(book, actor, different) if different else 0
        told(start + len(some), len(cases))
    if not changed:
        with book.write(actor) as work:
            work.note("refresh", decisions=0)
    return changed


def _keep_noted(book: Casebook, actor: Actor, some: Sequence[str]) -> int:
    with book.write(actor) as work:
        changed = _keep(work.connection, some)
        work.note("refresh", decisions=changed)
    return changed


def derive_missing(engine: Engine) -> None:
    """Derives the rows of decisions that have none: of a casebook from before there were any."""
    events, strikes, acts = schema.events.c, schema.strikes.c, schema.decided_acts.c
    struck = exists().where(strikes.case_id == events.case_id, strikes.seq == events.seq)
    query = select(events.case_id).where(
        events.type == "decided",
        events.receipt.is_not(None),
        ~struck,
        ~exists().where(acts.case_id == events.case_id),
    )
    with database.reading(engine) as connection:
        cases = connection.execute(query.distinct().order_by(events.case_id)).scalars().all()
    for start in range(0, len(cases), AT_ONCE):
        with database.writing(engine) as connection:
            _keep(connection, cases[start : start + AT_ONCE])


def derive_all(connection: Connection) -> None:
    """Derives the rows of every case within a transaction of the caller."""
    for case_id in cases_with_acts(connection):
        keep_acts(connection, case_id)


def cases_with_acts(connection: Connection) -> Sequence[str]:
    """The cases that have been decided, or have rows."""
    events, acts = schema.events.c, schema.decided_acts.c
    decided = select(events.case_id).where(events.type == "decided")
    return sorted(connection.execute(decided.union(select(acts.case_id))).scalars())


def _keep(connection: Connection, some: Sequence[str]) -> int:
    """Keeps the rows of some cases, which nobody else goes on with or derives meanwhile; gives how many were different."""
    cases = schema.cases.c
    locked = select(cases.id).where(cases.id.in_(some)).order_by(cases.id).with_for_update(key_share=True)
    connection.execute(locked).all()
    return sum(keep_acts(connection, one) for one in some)
