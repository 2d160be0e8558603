"""The acts of a case that were decided, derived from the receipt of the decision that stands; derived anew, they are the same.

A decision that was struck or revoked is not counted; one that was made again takes the place of the one before.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from casebook import schema
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


def keep_acts(connection: Connection, case_id: str) -> bool:
    """Makes the rows of a case what its events and receipts say; tells whether they were different."""
    acts = schema.decided_acts
    rows = list(acts_of(connection, case_id))
    stored = connection.execute(select(acts).where(acts.c.case_id == case_id).order_by(acts.c.act)).mappings().all()
    if [dict(one) for one in stored] == rows:
        return False
    connection.execute(delete(acts).where(acts.c.case_id == case_id))
    if rows:
        connection.execute(insert(acts), rows)
    return True


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
        yield {**common, "act": act, **_found(stated, assessed), **_imposed(stated, assessed, punished=punished)}


def standing_decision(done: Sequence[Happened]) -> Happened | None:
    """The last decision, unless the case was closed because it had been revoked."""
    events = [one.event for one in done]
    place, revoked = last(events, "decided"), last(events, "closed", REVOKED)
    return None if place is None or (revoked is not None and revoked > place) else done[place]


def _found(stated: Plain, assessed: Plain) -> Row:
    """What was found on the act."""
    circumstances = [one["id"] for one in assessed["circumstances"] if one["counted"] and one["holds"] == "yes"]
    return {
        "violation": stated["violation"],
        "outcome": assessed["outcome"],
        "direction": assessed["direction"],
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


def refresh_acts(book: Casebook, actor: Actor) -> int:
    """Derives the rows of every case anew; gives how many cases had different ones."""
    events, acts = schema.events.c, schema.decided_acts.c
    with book.write(actor) as work:
        permit(work.connection, actor, "verify")
        decided = select(events.case_id).where(events.type == "decided")
        cases = work.connection.execute(decided.union(select(acts.case_id))).scalars().all()
        changed = sum(keep_acts(work.connection, one) for one in cases)
        work.note("refresh", decisions=changed)
    return changed
