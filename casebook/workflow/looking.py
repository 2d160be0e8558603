"""Gathers from the database what a gate looks at."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import Connection, select

from casebook import schema
from casebook.actor import Actor
from casebook.plain import Plain, from_text
from casebook.receipts.storing import Receipt, receipt
from casebook.workflow.happened import Happened, last
from casebook.workflow.matter import matter
from casebook.workflow.situation import Person, Resting, RestingAct, Situation
from penalty_engine.assess import assess
from penalty_engine.case import Case, Event
from penalty_engine.inputs.casefile import read_case
from penalty_engine.problems import InputError, Problem
from penalty_engine.rulebook import Rulebook


def look(
    connection: Connection,
    rulebook: Rulebook,
    actor: Actor,
    case_id: str,
    content: dict[str, Plain],
    event: Event,
    before: Sequence[Happened],
) -> Situation:
    """The situation of a case whose file, the event included, is `content`; `before` is what stands before the event."""
    case, problems = _read(content, rulebook)
    events = [one.event for one in before]
    return Situation(
        event=event,
        actor=next(iter(_people(connection, [actor.id])), Person(actor.id, actor.name)),
        content=content,
        case=case,
        problems=problems,
        found=assess(case, rulebook, event.on) if case else None,
        rules=rulebook.rules,
        happened=tuple(before),
        matter=matter(content),
        noticed=_resting(connection, before, last(events, "noticed")),
        decided=_resting(connection, before, last(events, "decided")),
        investigators=_people(connection, _members(connection, case_id)),
        recused=_people(connection, _recused(connection, case_id, "granted")),
        pending=_people(connection, _recused(connection, case_id, None)),
    )


def with_content(situation: Situation, rulebook: Rulebook, content: dict[str, Plain], event: Event) -> Situation:
    """The same situation, once numbers have been written into the case file."""
    case, problems = _read(content, rulebook)
    found = assess(case, rulebook, event.on) if case else None
    return replace(situation, content=content, event=event, case=case, problems=problems, found=found)


def _read(content: dict[str, Plain], rulebook: Rulebook) -> tuple[Case | None, tuple[Problem, ...]]:
    try:
        return read_case(content, rulebook), ()
    except InputError as error:
        return None, error.problems


def _people(connection: Connection, ids: Sequence[str]) -> tuple[Person, ...]:
    people = schema.people.c
    query = select(people.id, people.name, people.certificate).where(people.id.in_(ids)).order_by(people.id)
    return tuple(Person(*row) for row in connection.execute(query)) if ids else ()


def _members(connection: Connection, case_id: str) -> Sequence[str]:
    """Who investigates the case or ever did."""
    members = schema.members.c
    return connection.execute(select(members.person_id).where(members.case_id == case_id)).scalars().all()


def _recused(connection: Connection, case_id: str, decision: str | None) -> Sequence[str]:
    recusals = schema.recusals.c
    query = select(recusals.person_id).where(
        recusals.case_id == case_id, recusals.decision.is_not_distinct_from(decision)
    )
    return connection.execute(query).scalars().all()


def _resting(connection: Connection, before: Sequence[Happened], place: int | None) -> Resting | None:
    """What the notice or decision at this place told; None: there is none, or it rests on no receipt (an imported case)."""
    made = None if place is None else before[place].receipt
    return None if made is None else told_by(receipt(connection, made))


def told_by(stored: Receipt) -> Resting:
    """What a notice or decision told, from its receipt."""
    result = from_text(stored.result)
    conducts = zip(stored.content["conducts"], result["conducts"], strict=True)
    acts = tuple(_act(stated, found) for stated, found in conducts if is_punished_act(stated, found))
    evidence = frozenset(str(one["id"]) for one in stored.content.get("evidence") or ())
    procedure = result["procedure"]
    return Resting(acts, evidence, bool(procedure["hearing"]), bool(procedure["file_with_government"]))


def is_punished_act(stated: dict[str, Plain], found: dict[str, Plain]) -> bool:
    """Whether a stored act was punished: also where it might have been waived."""
    proposal = stated.get("proposal") or {}
    return found["outcome"] in {"penalty", "no_penalty_discretionary"} and bool(proposal.get("kinds"))


def _act(stated: dict[str, Plain], found: dict[str, Plain]) -> RestingAct:
    proposal = stated["proposal"]
    kinds = tuple(proposal["kinds"])
    confiscated = found["gains"]["confiscable"] if "confiscate_gains" in kinds else None
    return RestingAct(
        stated["violation"], kinds, _number(proposal.get("fine")), _number(proposal.get("years")), _number(confiscated)
    )


def _number(value: Plain) -> Decimal | None:
    return None if value is None else Decimal(value)
