"""What is due when: computed from the events, with what it rests on; unknown days are said, never guessed (规则 L20)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from casebook.plain import Plain
from casebook.workflow import periods
from casebook.workflow.happened import after, decision, decision_served, events_of, last
from casebook.workflow.payments import ZERO, fines, may_be_added, paid
from casebook.workflow.periods import End
from casebook.workflow.words import ENDED, ON_THE_SPOT, PUNISHED
from penalty_engine.case import Event
from penalty_engine.days import calendar_days_after
from penalty_engine.rulebook import Rulebook, Rules
from penalty_engine.surcharge import NOT_COUNTED
from penalty_engine.wording import yuan


class Deadline(NamedTuple):
    """One deadline. `whose`: bureau | party; `met`: what it is for has been done; `on` None: unknown, for `why`."""

    id: str
    name: str
    on: date | None
    whose: str
    citation: str
    met: bool = False
    why: str = ""

    def state(self, today: date, ahead: int) -> str:
        """One of met, unknown, over, soon (within `ahead` calendar days: the rulebook's reminder_days), running."""
        if self.met or self.on is None:
            return "met" if self.met else "unknown"
        if today > self.on:
            return "over"
        return "soon" if self.on - today <= timedelta(days=ahead) else "running"


def deadlines(
    events: Sequence[Event],
    rules: Rules,
    *,
    stage: str,
    fined: Decimal,
    hearing: bool = True,
    today: date | None = None,
) -> tuple[Deadline, ...]:
    """Every deadline that has begun, the nearest first, unknown ones last.

    Args:
        events: what has happened, oldest first.
        rules: the periods.
        stage: where the case is.
        hearing: whether the right to a hearing was to be told.
        fined: yuan to be paid.
        today: whoever is late is told of with what may be added to his fine by this day.
    """
    found = [
        *_investigation(events, rules, stage),
        *_notice(events, rules, hearing=hearing),
        *_decision(events, rules, fined, today),
    ]
    return tuple(sorted(found, key=lambda one: (one.on or date.max, one.id)))


def next_deadline(content: dict[str, Plain], stage: str, rulebook: Rulebook) -> Deadline | None:
    """The nearest deadline that the bureau still has to meet; None: none, or the case has ended."""
    if stage in ENDED:
        return None
    found = deadlines(events_of(content), rulebook.rules, stage=stage, fined=fines(content))
    return next((one for one in found if one.whose == "bureau" and not one.met), None)


def _of(id: str, name: str, end: End | None, whose: str, citation: str, *, met: bool = False) -> Iterator[Deadline]:
    if end is not None:
        yield Deadline(id, name, end.on, whose, citation, met, end.unknown)


def _investigation(events: Sequence[Event], rules: Rules, stage: str) -> Iterator[Deadline]:
    filed = after(events, None, "filed")
    if filed and decision(events) is None and stage not in {"transferred", *ENDED}:
        end = End(calendar_days_after(filed.on, rules.decision_days))
        yield from _of("decision", "作出处罚决定", end, "bureau", "行政处罚法第六十条")
    preserved = [one for one in events if one.type == "evidence_preserved" and not one.result]
    handled = sum(1 for one in events if one.type == "evidence_preserved" and one.result)
    for place, one in enumerate(preserved):
        end = periods.working(one.on, rules.preservation_days)
        told = "行政处罚法第五十六条、第八十五条"
        yield from _of("preservation", "处理先行登记保存的证据", end, "bureau", told, met=place < handled)
    for place, one in enumerate(events):
        if one.type == "correction_ordered" and one.until:
            done = after(events, place, "rechecked") is not None
            yield from _of("recheck", "改正期限届满，复查", End(one.until), "bureau", "行政处罚法第二十八条", met=done)


def _notice(events: Sequence[Event], rules: Rules, *, hearing: bool) -> Iterator[Deadline]:
    decided = decision(events) is not None
    end = periods.statement(events, rules)
    yield from _of("statement", "当事人陈述、申辩", end, "party", "办法第九条第二款；行政处罚法第四十五条", met=decided)
    requested = after(events, last(events, "noticed"), "hearing_requested")
    if hearing or requested:
        end = periods.hearing_request(events, rules)
        told = "行政处罚法第六十四条第（一）项、第八十五条"
        yield from _of("hearing_request", "当事人要求听证", end, "party", told, met=decided or requested is not None)
    called = last(events, "hearing_called")
    if called is not None and (day := events[called].until):
        held = after(events, called, "hearing_held") is not None
        yield from _of("hearing", "举行听证", End(day), "bureau", "行政处罚法第六十四条第（二）项", met=held or decided)


def _decision(events: Sequence[Event], rules: Rules, fined: Decimal, today: date | None) -> Iterator[Deadline]:
    decided, served = decision(events), decision_served(events)
    if decided is None:
        return
    end = periods.working(decided.on, 0 if decided.result == ON_THE_SPOT else rules.service_days)
    told = "行政处罚法第五十二条" if decided.result == ON_THE_SPOT else "行政处罚法第六十一条、第八十五条"
    yield from _of("service", "送达决定书", end, "bureau", told, met=served is not None)
    yield from _of(
        "reconsideration", "当事人申请行政复议", periods.reconsideration(events, rules), "party", "行政复议法第二十条"
    )
    yield from _of(
        "litigation", "当事人提起行政诉讼", periods.litigation(events, rules), "party", "行政诉讼法第四十六条"
    )
    if decided.result not in {PUNISHED, ON_THE_SPOT}:
        return
    met = paid(events) >= fined
    added = may_be_added(events, rules, fined, today) if today and not met else ZERO
    told = f"（至今日可以加处罚款，至多{yuan(added)}；{NOT_COUNTED}）" if added else ""
    yield from _of(
        "payment",
        f"当事人缴纳罚款{told}",
        periods.payment(events, rules),
        "party",
        "行政处罚法第六十六条、第六十七条",
        met=met,
    )
    yield from _of("urging", "催告期限届满", periods.urging(events, rules), "party", "行政强制法第五十四条、第六十九条")
    applied = met or last(events, "court_applied") is not None
    yield from _of(
        "enforcement",
        "申请法院强制执行",
        periods.enforcement(events, rules),
        "bureau",
        "行政强制法第五十三条",
        met=applied,
    )
