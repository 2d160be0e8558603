"""What must have happened before a letter is made: notice, periods, statement, hearing, review, discussion (规则 L20)."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from letters.date_checks import period_ends
from letters.matter import NOTICE, Matter
from letters.reasons import Refusal, missing
from penalty_engine.days import in_chinese

Check = Callable[[Matter], Iterator[Refusal]]


def recorded(kind: str, what: str, *fields: tuple[str, str]) -> Check:
    """A check: the event has been recorded, with these fields (key, what they are called)."""

    def check(matter: Matter) -> Iterator[Refusal]:
        own = matter.event if matter.event and matter.event.type == kind else None
        event = own or matter.last(kind)
        if event is None:
            yield Refusal("missing_field", "events", f"没有{what}的记录，请在案件经过（events，{kind}）中补记")
            return
        place = matter.case.events.index(event)
        for name, label in fields:
            yield from missing(f"events[{place}].{name}", getattr(event, name) or None, f"{what}的{label}")

    return check


def notice_served_on(matter: Matter) -> date | None:
    """The day on which the party received the prior notice: the first service after the notice."""
    noticed, decided = matter.last("noticed"), matter.last("decided")
    for event in matter.happened("served"):
        before = decided is None or event.on <= decided.on
        if event.of == NOTICE or (event.of is None and noticed and noticed.on <= event.on and before):
            return event.on
    return None


def statement_period(matter: Matter) -> Iterator[Refusal]:
    """No decision before the party received the notice and its period ran out or was waived (处罚法 44, 45, 62)."""
    if matter.last("waived") is not None:
        return
    served = notice_served_on(matter)
    if served is None:
        told = "没有事先告知书的送达记录（served），不得作出行政处罚决定（行政处罚法第六十二条）"
        yield Refusal("not_noticed", "events", told)
        return
    rules = matter.rulebook.rules
    hearing = matter.assessment.procedure.hearing
    days = max(rules.statement_days, rules.hearing_request_days if hearing else 0)
    end = period_ends(served, days)
    if matter.written_on <= end:
        told = f"陈述、申辩期限至{in_chinese(end)}届满，决定日期应当在此之后，或者补记书面放弃（waived）"
        yield Refusal("period_running", "events", told)


def answered(matter: Matter) -> Iterator[Refusal]:
    """What the party put forward has been examined, and whether it is accepted (办法 11; 处罚法 45)."""
    if matter.last("statement") is None:
        return
    yield from recorded("reexamined", "陈述、申辩复核", ("result", "意见（是否采纳）"), ("text", "理由"))(matter)


def heard(matter: Matter) -> Iterator[Refusal]:
    """The hearing that was asked for has been held (处罚法 63 to 65)."""
    requested = matter.last("hearing_requested")
    held, waived = matter.last("hearing_held"), matter.last("waived")
    if requested and held is None and not (waived and waived.on >= requested.on):
        yield Refusal("not_heard", "events", "当事人要求听证，没有举行听证的记录（hearing_held），不得作出决定")


def reviewed(matter: Matter) -> Iterator[Refusal]:
    """Legal review where it is due, after the hearing and after what was reexamined (处罚法 58; 办法 13)."""
    procedure = matter.assessment.procedure
    if not procedure.legal_review and matter.last("hearing_held") is None:
        return
    review, held = matter.last("reviewed"), matter.last("hearing_held")
    if review is None:
        told = "应当经过法制审核，没有审核记录（reviewed），不得作出决定（行政处罚法第五十八条）"
        yield Refusal("not_reviewed", "events", told)
    elif held and review.on < held.on:
        told = f"听证在{in_chinese(held.on)}举行，法制审核在此之前，应当再次审核（行政处罚法第五十八条）"
        yield Refusal("not_reviewed", "events", told)


def discussed(matter: Matter) -> Iterator[Refusal]:
    """Collective discussion where it is due (处罚法 57; 办法 8)."""
    if matter.assessment.procedure.collective_discussion and matter.last("discussed") is None:
        told = "应当经负责人集体讨论，没有讨论记录（discussed），不得作出决定（行政处罚法第五十七条第二款）"
        yield Refusal("not_discussed", "events", told)


def not_heavier(matter: Matter) -> Iterator[Refusal]:
    """No fine above the one noticed (处罚法 45), where the notice's sum has been recorded."""
    noticed = matter.last("noticed")
    if noticed is None or noticed.amount is None:
        return
    fines = [act.conduct.proposal.fine or Decimal(0) for act in matter.punished() if act.conduct.proposal]
    if sum(fines, Decimal(0)) > noticed.amount:
        told = f"罚款高于告知的{noticed.amount.normalize():f}元；有新的事实的，应当重新告知（行政处罚法第四十五条）"
        yield Refusal("heavier_than_noticed", "conducts[0].proposal.fine", told)


def hearing_in_time(matter: Matter) -> Iterator[Refusal]:
    """The party is told of the hearing seven working days before (处罚法 64)."""
    event = matter.event or matter.last("hearing_called")
    days = matter.rulebook.rules.hearing_notice_days
    if event and event.until and event.until <= (earliest := period_ends(event.on, days)):
        told = f"听证日期{in_chinese(event.until)}过早：应当在举行听证的七日前通知，{in_chinese(earliest)}以后方可举行"
        yield Refusal("dates_contradict", f"events[{matter.case.events.index(event)}].until", told)


def urged_sum(matter: Matter) -> Iterator[Refusal]:
    """What is still owed is stated, and the surcharge in it is within the fine (行政强制法 35; 处罚法 72)."""
    event = matter.event
    unpaid = still_owed(matter)
    if event and event.amount is not None and event.amount > unpaid.fine * 2 + unpaid.gains:
        told = "催告的金额超过未缴的罚没款与加处罚款上限（罚款本数）之和，请更正"
        yield Refusal("too_much", f"events[{matter.case.events.index(event)}].amount", told)


class Owed(NamedTuple):
    """What is still to be paid, yuan: the fine, the gains confiscated."""

    fine: Decimal
    gains: Decimal


def still_owed(matter: Matter) -> Owed:
    """The sums intended less what has been paid, fines first."""
    fine = gains = Decimal(0)
    for act in matter.punished():
        proposal = act.conduct.proposal
        if proposal:
            fine += proposal.fine or 0 if "fine" in proposal.kinds else 0
            gains += (act.found.gains.confiscable or 0) if "confiscate_gains" in proposal.kinds else 0
    payments = [event for event in matter.happened("paid") if matter.event is None or event.on <= matter.event.on]
    paid = sum((event.amount or Decimal(0) for event in payments), Decimal(0))
    left = max(fine - paid, Decimal(0))
    return Owed(left, max(gains - max(paid - fine, Decimal(0)), Decimal(0)))
