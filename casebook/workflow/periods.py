"""When periods end (处罚法 85; 行政强制法 69; 规则 L20). They run from the next day.

Where the holidays of a year are not known, an end that somebody counted by hand (the `until` of the service) is taken;
without one the end is unknown, and that is said.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from casebook.workflow.happened import decision, decision_served, last, notice_served
from casebook.workflow.words import HEARING_NOTICE_OF_RIGHT, ON_THE_SPOT, URGING
from penalty_engine.case import Event
from penalty_engine.days import HolidaysUnknownError, calendar_days_after, months_after, rolled, working_days_after
from penalty_engine.rulebook import Rules


class End(NamedTuple):
    """The last day of a period; None: not known, `unknown` says why. Both: on that day or later."""

    on: date | None
    unknown: str = ""


def working(start: date, days: int, by_hand: date | None = None) -> End:
    """The end of so many working days."""
    try:
        return End(working_days_after(start, days))
    except HolidaysUnknownError as error:
        return End(by_hand) if by_hand else End(None, f"{error}，核对后在送达记录中填写届满日（until）")


def own(end: date) -> End:
    """The end of the party's own period: it rolls over days off; where these are not known, it ends on that day or later."""
    try:
        return End(rolled(end))
    except HolidaysUnknownError as error:
        return End(end, f"{error}；末日是节假日的，顺延至其后的第一个工作日")


def later(*ends: End | None) -> End | None:
    """The last of several periods; unknown when one is."""
    running = [end for end in ends if end is not None]
    unknown = next((end for end in running if end.on is None), None)
    return unknown or max(running, default=None, key=lambda end: end.on or date.min)


def statement(events: Sequence[Event], rules: Rules) -> End | None:
    """陈述、申辩 (办法 9; 处罚法 44, 45); None: the notice has not been served."""
    served = notice_served(events)
    return working(served.on, rules.statement_days, served.until) if served else None


def hearing_request(events: Sequence[Event], rules: Rules) -> End | None:
    """要求听证 (处罚法 64): from the day on which the party was told of the right."""
    served = notice_served(events)
    if served is None:
        return None
    noticed = last(events, "noticed") or 0
    told = [one for one in events[noticed + 1 :] if one.type == "served" and one.of == HEARING_NOTICE_OF_RIGHT]
    start = told[-1] if told else served
    return working(start.on, rules.hearing_request_days, start.until)


def payment(events: Sequence[Event], rules: Rules) -> End | None:
    """缴纳罚款 (处罚法 67), or the day to which it was deferred (66): a deferral never shortens the period."""
    served = decision_served(events)
    if served is None:
        return None
    deferred = [one.until for one in events if one.type == "deferred" and one.until]
    return later(own(calendar_days_after(served.on, rules.payment_days)), End(deferred[-1]) if deferred else None)


def reconsideration(events: Sequence[Event], rules: Rules) -> End | None:
    """申请行政复议 (行政复议法 20)."""
    served = decision_served(events)
    return own(calendar_days_after(served.on, rules.reconsideration_days)) if served else None


def litigation(events: Sequence[Event], rules: Rules) -> End | None:
    """提起行政诉讼 (行政诉讼法 46); None after a penalty on the spot: reconsideration comes first (行政复议法 23)."""
    served, decided = decision_served(events), decision(events)
    if served is None or decided is None or decided.result == ON_THE_SPOT:
        return None
    return own(months_after(served.on, rules.litigation_months))


def urging(events: Sequence[Event], rules: Rules) -> End | None:
    """催告 (行政强制法 54); None: not served."""
    place = last(events, "urged")
    rest = () if place is None else events[place + 1 :]
    served = next((one for one in rest if one.type == "served" and one.of in {None, URGING}), None)
    return working(served.on, rules.urging_days, served.until) if served else None


def enforcement_opens(events: Sequence[Event], rules: Rules) -> End | None:
    """The last day on which a court may not be turned to yet: both remedies over (行政强制法 53), deferral over (处罚法 72)."""
    both = later(reconsideration(events, rules), litigation(events, rules))
    deferred = [one.until for one in events if one.type == "deferred" and one.until]
    return later(both, End(deferred[-1]) if deferred else None)


def enforcement(events: Sequence[Event], rules: Rules) -> End | None:
    """申请人民法院强制执行 (行政强制法 53)."""
    opens = enforcement_opens(events, rules)
    if opens is None or opens.on is None:
        return opens
    return End(months_after(opens.on, rules.enforcement_months))


def hearing_earliest(called: Event, rules: Rules) -> End:
    """The last day before which no hearing is held: so many working days after the party was told of it (处罚法 64)."""
    return working(called.on, rules.hearing_notice_days)
