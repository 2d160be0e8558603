"""The hearing: asked for in time, called seven working days before, presided by nobody who investigated (处罚法 63 to 65)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from letters.gates.clocks import working_end
from letters.gates.notice import HEARING, is_waived, told_of_hearing
from letters.matter import Matter
from letters.reasons import Refusal
from penalty_engine.case import Event
from penalty_engine.days import in_chinese

CALLED: Final = "hearing-notice"
BETWEEN_NAMES: Final = re.compile(r"[、，,；;\s]+")


def requests_in_time(matter: Matter) -> tuple[Event, ...]:
    """The requests for a hearing within the period; where its end is not known, every one (处罚法 64)."""
    requests, told = matter.past("hearing_requested"), told_of_hearing(matter)
    if told is None:
        return requests
    days = matter.rulebook.rules.hearing_request_days
    end = working_end(told.on, days, told.until, "")
    return requests if isinstance(end, Refusal) else tuple(event for event in requests if event.on <= end)


def hearing_requested_late(matter: Matter) -> bool:
    """Whether a hearing was asked for, and only after its period had run: it need not be held."""
    return bool(matter.past("hearing_requested")) and not requests_in_time(matter)


def heard(matter: Matter) -> Iterator[Refusal]:
    """The hearing that was asked for in time has been held (处罚法 63 to 65)."""
    requests, held = requests_in_time(matter), matter.latest("hearing_held")
    if not requests or (held and held.on >= requests[-1].on):
        return
    if not is_waived(HEARING, matter.past("waived"), requests[-1].on):
        told = (
            "当事人要求听证，没有举行听证的记录（hearing_held），不得作出决定，请举行听证后补记（行政处罚法第六十三条）"
        )
        yield Refusal("not_heard", "events", told)


def called_in_time(matter: Matter) -> Iterator[Refusal]:
    """The hearing called comes after the party has known of it for seven working days (处罚法 64)."""
    called = matter.event or matter.last("hearing_called")
    if called is None or called.type != "hearing_called":
        return
    yield from _presided(matter, called)
    if called.until is None:
        return
    following = [event.on for event in matter.happened("hearing_called") if event.on > called.on]
    services = [
        event
        for event in matter.happened("served")
        if event.of == CALLED and called.on <= event.on and not (following and event.on >= following[0])
    ]
    yield from _in_time(matter, called, services, called.until, matter.at(called, "until"))


def held_in_time(matter: Matter) -> Iterator[Refusal]:
    """The hearing held came after the party had known of it for seven working days (处罚法 64)."""
    held = matter.latest("hearing_held")
    if held is None:
        return
    yield from _presided(matter, held)
    called = [event for event in matter.past("hearing_called") if event.on <= held.on]
    if not called:
        told = "举行了听证，没有此前通知听证的记录（hearing_called），请补记（行政处罚法第六十四条）"
        yield Refusal("missing_field", "events", told)
        return
    services = [event for event in matter.past("served") if event.of == CALLED and called[-1].on <= event.on]
    yield from _in_time(matter, called[-1], services, held.on, matter.at(held, "on"))


def _in_time(matter: Matter, called: Event, services: list[Event], day: date, path: str) -> Iterator[Refusal]:
    """Seven working days run from the service of the notice; while none is recorded, from the day it was made."""
    since = services[0] if services else called
    days = matter.rulebook.rules.hearing_notice_days
    end = working_end(since.on, days, since.until if services else None, matter.at(since, "until"))
    if isinstance(end, Refusal):
        asked = "" if services else "；没有送达记录的，请补记听证通知书的送达（served，of: hearing-notice）"
        yield end._replace(message=end.message + asked, path=end.path if services else "events")
    elif day <= end:
        told = f"听证日期{in_chinese(day)}过早：应当在举行听证的七日前通知当事人，{in_chinese(end)}以后方可举行，请另定日期"
        yield Refusal("dates_contradict", path, told)


def _presided(matter: Matter, event: Event) -> Iterator[Refusal]:
    """Nobody presides who investigated the case (处罚法 64)."""
    officers = {officer.name.strip() for officer in matter.case.officers}
    for name in BETWEEN_NAMES.split(event.by or ""):
        if name in officers:
            told = f"听证主持人{name}是本案调查人员，请由非本案调查人员主持（行政处罚法第六十四条第（四）项）"
            yield Refusal("presided_by_investigator", matter.at(event, "by"), told)
