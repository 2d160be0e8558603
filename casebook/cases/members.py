"""Who investigates a case, and who stays away from it (处罚法 42, 43)."""

from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook, new_id
from casebook.refusals import NotFoundError, NotPermittedError, UnfitError
from casebook.rights import ACTIONS, permit, permitted, relation_to

ASKED_BY = ("party", "self", "bureau")
DECISIONS = {True: "granted", False: "refused"}


class Recusal(NamedTuple):
    """An application for recusal, and what was decided."""

    id: str
    person_id: str
    asked_by: str
    reason: str
    asked_at: str
    decision: str | None
    decision_reason: str | None
    decided_by: str | None


def assign(book: Casebook, actor: Actor, case_id: str, person: str) -> None:
    """Puts an officer on the case; nothing where he is on it."""
    with book.write(actor) as work:
        permit(work.connection, actor, "assign", case_id)
        roles = work.connection.execute(
            select(schema.people.c.roles).where(schema.people.c.id == person, schema.people.c.active)
        ).scalar_one_or_none()
        if roles is None or "officer" not in roles.split():
            raise UnfitError("只能指派在职的执法人员")
        one_at_a_time = select(schema.cases.c.id).where(schema.cases.c.id == case_id).with_for_update(key_share=True)
        work.connection.execute(one_at_a_time)
        if person not in investigators(work.connection, case_id, now=True):
            row = {"case_id": case_id, "person_id": person, "added_at": work.at, "added_by": actor.id}
            work.connection.execute(insert(schema.members).values(row))
            work.note("assign", case_id, person=person)


def release(book: Casebook, actor: Actor, case_id: str, person: str) -> None:
    """Takes an officer off the case; he keeps from judging it."""
    members = schema.members.c
    with book.write(actor) as work:
        permit(work.connection, actor, "assign", case_id)
        query = update(schema.members).where(
            members.case_id == case_id, members.person_id == person, members.left_at.is_(None)
        )
        if work.connection.execute(query.values(left_at=work.at)).rowcount == 0:
            raise NotFoundError("这个人不在本案办案人员之中")
        work.note("release", case_id, person=person)


def investigators(connection: Connection, case_id: str, *, now: bool) -> tuple[str, ...]:
    """Ids of those who investigate the case, or ever did."""
    members = schema.members.c
    query = select(members.person_id).where(members.case_id == case_id)
    rows = connection.execute(query.where(members.left_at.is_(None)) if now else query)
    return tuple(dict.fromkeys(rows.scalars()))


def ask_recusal(book: Casebook, actor: Actor, case_id: str, person: str, asked_by: str, reason: str) -> str:
    """Enters an application by the party, by the person himself or by the bureau; gives its id."""
    if asked_by not in ASKED_BY or not reason.strip():
        raise UnfitError("回避申请应当写明由谁提出（party、self、bureau）和理由")
    with book.write(actor) as work:
        permit(work.connection, actor, "ask_recusal", case_id)
        if work.connection.execute(select(schema.people.c.id).where(schema.people.c.id == person)).first() is None:
            raise NotFoundError("没有这个人员")
        made = new_id()
        work.connection.execute(
            insert(schema.recusals).values(
                id=made, case_id=case_id, person_id=person, asked_by=asked_by, reason=reason, recorded_by=actor.id,
                asked_at=work.at,
            )
        )  # fmt: skip
        work.note("ask_recusal", case_id, recusal=made, person=person, asked_by=asked_by)
        return made


def decide_recusal(book: Casebook, actor: Actor, recusal: str, *, granted: bool, reason: str) -> None:
    """The head decides; not in his own matter (处罚法 43). From then on the person has no part in the case."""
    recusals = schema.recusals.c
    if not reason.strip():
        raise UnfitError("决定是否回避应当写明理由")
    with book.write(actor) as work:
        found = select(schema.recusals).where(recusals.id == recusal)
        row = work.connection.execute(found.with_for_update()).one_or_none()
        if row is None:
            raise NotFoundError("没有这项回避申请")
        permit(work.connection, actor, "decide_recusal", row.case_id)
        if row.person_id == actor.id:
            raise NotPermittedError("不能决定本人是否回避")
        if row.decision is not None:
            raise UnfitError("这项回避申请已经决定")
        query = update(schema.recusals).where(recusals.id == recusal)
        decision = {
            "decision": DECISIONS[granted],
            "decision_reason": reason,
            "decided_by": actor.id,
            "decided_at": work.at,
        }
        work.connection.execute(query.values(decision))
        work.note("decide_recusal", row.case_id, recusal=recusal, decision=DECISIONS[granted])


class Pending(NamedTuple):
    """An application that nobody has decided yet, with the case and whom it concerns."""

    id: str
    case_id: str
    party: str | None
    number: str | None
    person: str
    person_id: str
    asked_by: str
    reason: str
    asked_at: str


def pending_recusals(book: Casebook, actor: Actor, case_id: str | None = None, most: int = 20) -> tuple[Pending, ...]:
    """The applications that wait for a decision, oldest first; of one case, or of all. That names were read is entered in the trail."""
    cases, people, recusals = schema.cases.c, schema.people.c, schema.recusals.c
    query = (
        select(
            recusals.id, recusals.case_id, cases.party, cases.number, people.name, recusals.person_id, recusals.asked_by,
            recusals.reason, recusals.asked_at,
        )
        .join(schema.cases, cases.id == recusals.case_id)
        .join(schema.people, people.id == recusals.person_id)
        .where(recusals.decision.is_(None))
        .order_by(recusals.asked_at, recusals.id)
        .limit(most)
    )  # fmt: skip
    with book.read() as connection:
        if case_id is None:
            permit(connection, actor, "list")
        else:
            permit(connection, actor, "read", case_id)
            query = query.where(recusals.case_id == case_id)
        found = tuple(Pending(*row) for row in connection.execute(query))
    if found:  # only then is anybody else made to wait for the trail
        with book.write(actor) as work:
            work.note("list", case_id or "", found=len(found))
    return found


def list_recusals(book: Casebook, actor: Actor, case_id: str) -> tuple[Recusal, ...]:
    """Every application in the case, oldest first. That there were some to read is entered in the trail."""
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        recusals = schema.recusals.c
        columns = [recusals[name] for name in Recusal._fields]
        query = select(*columns).where(recusals.case_id == case_id).order_by(recusals.asked_at)
        found = tuple(Recusal(*row) for row in connection.execute(query))
    if found:
        with book.write(actor) as work:
            work.note("read_recusals", case_id, found=len(found))
    return found


class Colleague(NamedTuple):
    """Somebody with an account that is in use."""

    id: str
    name: str
    roles: frozenset[str]


def list_colleagues(book: Casebook, actor: Actor, case_id: str) -> tuple[Colleague, ...]:
    """Who could be put on the case or asked to stay away from it, by name."""
    people = schema.people.c
    query = select(people.id, people.name, people.roles).where(people.active).order_by(people.name, people.id)
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        return tuple(Colleague(one, name, frozenset(roles.split())) for one, name, roles in connection.execute(query))


def able(book: Casebook, actor: Actor, case_id: str) -> dict[str, tuple[str, ...]]:
    """Who may do what to the case today: names by action, of those who are in office, the actor's own first."""
    people = schema.people.c
    query = select(people.id, people.name, people.roles).where(people.active).order_by(people.name, people.id)
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        found = [
            (name, frozenset(roles.split()), relation_to(connection, person, case_id))
            for person, name, roles in sorted(connection.execute(query), key=lambda row: row.id != actor.id)
            if roles
        ]
    return {
        action: tuple(name for name, roles, relation in found if permitted(roles, action, relation))
        for action in ACTIONS
    }


def allowed(book: Casebook, actor: Actor, case_id: str) -> frozenset[str]:
    """The actions that the actor may do to the case: for showing or not showing the way to them; each asks again itself."""
    with book.read() as connection:
        relation = relation_to(connection, actor.id, case_id)
    return frozenset(action for action in ACTIONS if permitted(actor.roles, action, relation))
