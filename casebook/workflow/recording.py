"""Recording what happened: through the gate of its stage, as a new version, with its number, document and receipt, or not at all."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from pydantic import ValidationError

from casebook.actor import Actor
from casebook.book import Casebook, Work
from casebook.cases import blobs
from casebook.cases.documents import Making, Paper, issue, number_for
from casebook.cases.numbers import Form
from casebook.cases.versions import Conflict, Opened, add_version, conflict, current, move_on
from casebook.decisions.deriving import keep_acts
from casebook.plain import Plain, plain, to_text
from casebook.receipts.storing import keep_receipt
from casebook.refusals import Reason, Refused
from casebook.rights import permit
from casebook.workflow.gates import Gate
from casebook.workflow.happened import Happened, read_event
from casebook.workflow.ledger import enter, happened
from casebook.workflow.looking import look, with_content
from casebook.workflow.needs import reasons
from casebook.workflow.situation import Situation
from casebook.workflow.stages import gate_for, stage_of
from casebook.workflow.words import STAGES
from penalty_engine.case import Event
from penalty_engine.days import in_chinese

CASE_NUMBER: Final = "case"
RESTS_ON_RECEIPT: Final = ("noticed", "decided")
CHANGES_DECISIONS: Final = ("decided", "closed")  # closed: a decision may have been revoked


class Recorded(NamedTuple):
    """An event that was recorded: the case's new version and stage, the number and receipt that it was given."""

    version: int
    stage: str
    number: str | None = None
    receipt: str | None = None


class Issued(NamedTuple):
    """What is issued with the event: its document, whose number the event bears; further ones; the case's number when it is filed."""

    paper: Paper | None = None
    case_number: Form | None = None
    more: tuple[Paper, ...] = ()

    def papers(self) -> tuple[Paper, ...]:
        """Every document."""
        return (*((self.paper,) if self.paper else ()), *self.more)


NOTHING: Final = Issued()


def record(
    book: Casebook,
    actor: Actor,
    case_id: str,
    seen: int,
    event: Mapping[str, object],
    issued: Issued = NOTHING,
) -> Recorded | Refused | Conflict:
    """Records an event of the case.

    Args:
        book: the casebook.
        actor: who records it.
        case_id: the case.
        seen: the version that the actor has before him.
        event: as in the case file (contract, section 1).
        issued: the document that goes out with it. Its bytes are made inside the transaction; what `make` raises undoes all.
    """
    with book.write(actor) as work:
        permit(work.connection, actor, "read", case_id)
        opened = current(work.connection, case_id)
        asked = _asked(book, work, opened, plain(event))
        if not isinstance(asked, Refused):
            permit(work.connection, actor, asked.gate.action, case_id)
        if opened.version != seen:
            return conflict(work.connection, case_id, seen, opened.content)
        if isinstance(asked, Refused):
            return asked
        if unmet := (*asked.reasons(), *reasons(asked.gate, asked.situation)):
            return Refused(unmet)
        return _take(work, opened, asked, issued)


def would_refuse(book: Casebook, actor: Actor, case_id: str, event: Mapping[str, object]) -> tuple[Reason, ...]:
    """Every reason why the event could not be recorded now; none: it could."""
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        work = Work(connection, book, actor, "")
        asked = _asked(book, work, current(connection, case_id), plain(event))
        return (
            asked.reasons if isinstance(asked, Refused) else (*asked.reasons(), *reasons(asked.gate, asked.situation))
        )


class Asked(NamedTuple):
    """An event before its gate."""

    gate: Gate
    situation: Situation
    value: dict[str, Plain]
    later: tuple[Happened, ...]

    def reasons(self) -> tuple[Reason, ...]:
        """Why the event cannot stand at its day, whatever its gate needs."""
        told = []
        if self.later and not self.gate.late:
            day = in_chinese(self.later[0].event.on)
            told.append(Reason("order", f"{day}已有其后的事件，“{self.gate.name}”应当记在所有事件之后"))
        elif self.later and not _fits([*self.situation.events, self.situation.event], self.later):
            told.append(Reason("order", "补记之后，其后已经记录的事件就不能成立，请核对日期"))
        return tuple(told)


def _asked(book: Casebook, work: Work, opened: Opened, value: dict[str, Plain]) -> Asked | Refused:
    try:
        event = read_event(value)
    except ValidationError as error:
        return Refused(
            tuple(Reason("event", f"{'.'.join(map(str, one['loc']))}：{one['msg']}") for one in error.errors())
        )
    if event.on > book.today():
        return Refused((Reason("order", f"{in_chinese(event.on)}还没有到，只记录已经发生的事"),))
    done = happened(work.connection, opened.id)
    before = tuple(one for one in done if one.event.on <= event.on)
    stage = stage_of(one.event for one in before)
    gate = gate_for(event, stage)
    if gate is None:
        return Refused((Reason("stage", _no_gate(event, stage)),))
    content = _with_event(opened.content, value, before, done[len(before) :])
    return Asked(
        gate,
        look(work.connection, book.rulebook, work.actor, opened.id, content, event, before),
        value,
        done[len(before) :],
    )


def _no_gate(event: Event, stage: str) -> str:
    from casebook.workflow.gates import GATES  # noqa: PLC0415 -- only refusals tell

    fits = [gate for gate in GATES if gate.takes(event)]
    if not fits:
        known = "、".join(dict.fromkeys(one for gate in GATES if gate.event == event.type for one in gate.results))
        return f"“{event.type}”的结果应当是{known}之一" if known else f"不能记录“{event.type}”"
    stages = "、".join(dict.fromkeys(STAGES[one] for gate in fits for one in gate.from_))
    return f"案件现在是“{STAGES[stage]}”，“{fits[0].name}”只能在{stages}时进行"


def _fits(events: Sequence[Event], later: Sequence[Happened]) -> bool:
    """Whether what was recorded later still has its gates."""
    so_far = list(events)
    for one in later:
        if gate_for(one.event, stage_of(so_far)) is None:
            return False
        so_far.append(one.event)
    return True


def _with_event(
    content: dict[str, Plain], value: dict[str, Plain], before: Sequence[Happened], later: Sequence[Happened]
) -> dict[str, Plain]:
    """The case file with the event in its place, and with the days that follow from it."""
    stored = list(content.get("events") or [])
    place = len(before)
    days = {"filed": "filed_on", "decided": "decided_on"}
    derived = {days[value["type"]]: value["on"]} if value["type"] in days else {}
    return {**content, **derived, "events": [*stored[:place], value, *stored[len(stored) - len(later) :]]}


def _take(work: Work, opened: Opened, asked: Asked, issued: Issued) -> Recorded | Conflict:
    """The gate is open: numbers, version, receipt, event, document."""
    version, on = opened.version + 1, asked.situation.on
    content, value = asked.situation.content, asked.value
    numbers = []
    if issued.case_number and value["type"] == "filed" and not content.get("number"):
        serial, text = number_for(work, CASE_NUMBER, issued.case_number, on)
        numbers.append((CASE_NUMBER, (on.year, serial, text)))
        content = {**content, "number": text}
    if issued.paper:
        serial, text = number_for(work, issued.paper.kind, issued.paper.form, on)
        numbers.append((issued.paper.kind, (on.year, serial, text)))
        value = {**value, "document": text}
        before = asked.situation.happened
        content = {
            **content,
            "events": [*content["events"][: len(before)], value, *content["events"][len(before) + 1 :]],
        }
    for paper in issued.more:
        serial, text = number_for(work, paper.kind, paper.form, on)
        numbers.append((paper.kind, (on.year, serial, text)))
    situation = asked.situation
    if numbers:
        situation = with_content(situation, work.book.rulebook, content, read_event(value))
    stage = stage_of([*situation.events, situation.event, *(one.event for one in asked.later)])
    if not move_on(work, opened, content, stage):
        return conflict(work.connection, opened.id, opened.version, opened.content)
    add_version(work, opened.id, version, to_text(content), value["type"])
    made = None
    if situation.found and value["type"] in RESTS_ON_RECEIPT:
        made = keep_receipt(work, opened.id, version, content, situation.found)
    enter(work, opened.id, version, value, situation.matter, made)
    papers = {paper.kind: paper for paper in issued.papers()}
    for kind, numbered in numbers:
        paper_of = papers.get(kind)
        printed = None
        if paper_of and paper_of.make:
            content_bytes = paper_of.make(Making(numbered[2], content, situation.found))
            printed = blobs.keep(work.connection, content_bytes, paper_of.media_type)
        issue(work, opened.id, version, kind, numbered, printed)
    if value["type"] in CHANGES_DECISIONS:
        keep_acts(work.connection, opened.id)
    return Recorded(version, stage, value.get("document"), made)
