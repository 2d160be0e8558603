"""The prior notice before a decision: served, its periods run out or waived, nothing heavier decided (处罚法 44, 45, 62, 63)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from letters.gates.clocks import working_end
from letters.gates.steps import delivery, recorded
from letters.matter import NOTICE, Matter
from letters.reasons import Refusal
from letters.words import duration, listed, money
from penalty_engine.case import RIGHTS, Event, Proposal
from penalty_engine.days import in_chinese

STATEMENT, HEARING = RIGHTS
HEARING_RIGHT: Final = "hearing-right-notice"


def is_waived(right: str, waivers: Iterable[Event], since: date) -> bool:
    """Whether the right was given up, by itself or with the other one; not before the party knew what it gave up."""
    return any(event.of in {right, None} and event.on >= since for event in waivers)


def last_notice(matter: Matter) -> Event | None:
    """The latest prior notice until the document's day."""
    notices = [event for event in matter.past("noticed") if event.of in {NOTICE, None}]
    return notices[-1] if notices else None


def notice_served(matter: Matter) -> Event | None:
    """The service of the latest prior notice."""
    noticed = last_notice(matter)
    return delivery(matter, noticed, NOTICE) if noticed else None


def notice_served_on(matter: Matter) -> date | None:
    """The day on which the party received the latest prior notice."""
    served = notice_served(matter)
    return served.on if served else None


def told_of_hearing(matter: Matter) -> Event | None:
    """The service that the period for a hearing follows: of the notice, or of 听证告知书 where that came later."""
    served = notice_served(matter)
    apart = [event for event in matter.past("served") if event.of == HEARING_RIGHT]
    return apart[-1] if served and apart and apart[-1].on > served.on else served


def periods_over(matter: Matter) -> Iterator[Refusal]:
    """No decision before the party received the notice and each period ran out or was waived (处罚法 44, 45, 62, 63)."""
    served, told = notice_served(matter), told_of_hearing(matter)
    if served is None or told is None:
        why = "没有最后一次告知（noticed）及其告知书送达的记录（served，of: prior-notice），不得作出行政处罚决定，请告知、送达后补记"
        yield Refusal("not_noticed", "events", f"{why}（行政处罚法第六十二条）")
        return
    rules = matter.rulebook.rules
    yield from _running(matter, served, rules.statement_days, STATEMENT, "陈述、申辩期限")
    if matter.assessment.procedure.hearing:
        yield from _running(matter, told, rules.hearing_request_days, HEARING, "要求听证的期限")


def _running(matter: Matter, served: Event, days: int, right: str, what: str) -> Iterator[Refusal]:
    if is_waived(right, matter.past("waived"), served.on):
        return
    end = working_end(served.on, days, served.until, matter.at(served, "until"))
    if isinstance(end, Refusal):
        yield end
    elif matter.written_on <= end:
        told = f"{what}至{in_chinese(end)}届满，决定日期应当在此之后，或者补记书面放弃（waived，of: {right}）"
        yield Refusal("period_running", "events", told)


def answered(matter: Matter) -> Iterator[Refusal]:
    """What the party put forward has been examined after its last word, and whether it is accepted (办法 11; 处罚法 45)."""
    stated, held, done = (matter.latest(kind) for kind in ("statement", "hearing_held", "reexamined"))
    if stated is None:
        return
    if done is None:
        told = "当事人提出了陈述、申辩，没有复核的记录（reexamined），请复核后补记（行政处罚法第四十五条）"
        yield Refusal("missing_field", "events", told)
        return
    yield from recorded("reexamined", "陈述、申辩复核", ("result", "意见（是否采纳）"), ("text", "理由"))(
        matter._replace(event=done)
    )
    for event, what in ((stated, "陈述、申辩"), (held, "听证")):
        if event and done.on < event.on:
            told = f"复核在{in_chinese(done.on)}，早于{in_chinese(event.on)}的{what}，请再次复核后补记（reexamined）"
            yield Refusal("not_reexamined", "events", told)


def not_heavier(matter: Matter) -> Iterator[Refusal]:
    """Nothing heavier than what the last notice announced: no higher fine, no new kind, no longer term (处罚法 45)."""
    noticed = last_notice(matter)
    proposals = [(act.place, act.conduct.proposal) for act in matter.punished()]
    intended = [(place, proposal) for place, proposal in proposals if proposal]
    if noticed is None or not intended:
        return
    where = f"conducts[{intended[0][0]}].proposal"
    yield from _fine(matter, noticed, [one for _, one in intended], where)
    yield from _kinds(matter, noticed, [one for _, one in intended], where)
    yield from _years(matter, noticed, [one for _, one in intended], where)


def _heavier(path: str, told: str) -> Refusal:
    return Refusal("heavier_than_noticed", path, f"{told}；有新的事实的，应当重新告知（行政处罚法第四十五条）")


def _not_told(path: str, what: str) -> Refusal:
    return Refusal("missing_field", path, f"没有填写告知的{what}，无法核对是否加重处罚，请按告知书补填")


def _fine(matter: Matter, noticed: Event, intended: Sequence[Proposal], where: str) -> Iterator[Refusal]:
    fines = [one.fine or Decimal(0) for one in intended if "fine" in one.kinds]
    if fines and noticed.amount is None:
        yield _not_told(matter.at(noticed, "amount"), "罚款数额")
    elif noticed.amount is not None and sum(fines, Decimal(0)) > noticed.amount:
        yield _heavier(f"{where}.fine", f"罚款高于告知的{money(noticed.amount)}，请减至告知的数额以内")


def _kinds(matter: Matter, noticed: Event, intended: Sequence[Proposal], where: str) -> Iterator[Refusal]:
    called = {penalty.kind: penalty.text for act in matter.punished() for penalty in act.found.penalties}
    kinds = dict.fromkeys(kind for one in intended for kind in one.kinds)
    if noticed.kinds and (new := [called.get(kind, kind) for kind in kinds if kind not in noticed.kinds]):
        yield _heavier(f"{where}.kinds", f"{listed(new)}是没有告知的处罚种类，请从拟处罚中删去")


def _years(matter: Matter, noticed: Event, intended: Sequence[Proposal], where: str) -> Iterator[Refusal]:
    longest = max((one.years for one in intended if one.years), default=None)
    if longest is None:
        return
    if noticed.years is None:
        if noticed.kinds:
            yield _not_told(matter.at(noticed, "years"), "期限（年）")
    elif longest > noticed.years:
        yield _heavier(f"{where}.years", f"期限长于告知的{duration(noticed.years)}，请减至告知的期限以内")
