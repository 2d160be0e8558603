"""Dates that contradict each other: a letter that rests on them is refused (documents.md; 规则 L20)."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from typing import Final

from letters.gates.notice import HEARING, STATEMENT, is_waived
from letters.matter import NOTICE, Matter
from letters.reasons import Refusal
from penalty_engine.case import Case
from penalty_engine.days import HolidaysUnknownError, in_chinese, working_days_after

DAY_TOLD: Final = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
FRIDAY: Final = 5

# What each step comes after; steps without an order of their own are left out.
FOLLOWS: Final = {
    "reported": (),
    "filed": ("reported",),
    "investigation_closed": ("filed",),
    "noticed": ("investigation_closed",),
    "statement": ("noticed",),
    "waived": ("noticed",),
    "hearing_requested": ("noticed",),
    "hearing_called": ("hearing_requested",),
    "hearing_held": ("hearing_called",),
    "reexamined": ("statement",),
    "reviewed": ("investigation_closed",),
    "discussed": ("investigation_closed",),
    "decided": ("waived", "hearing_held", "reexamined", "reviewed", "discussed"),
    "paid": ("decided",),
    "urged": ("decided",),
    "court_applied": ("urged",),
    "closed": ("paid", "court_applied", "transferred", "withdrawn"),
}
BEFORE_FILING: Final = frozenset({"reported", "inspected", "questioned", "evidence_preserved", "correction_ordered"})
NAMES: Final = {
    "reported": "接到举报",
    "filed": "立案",
    "investigation_closed": "调查终结",
    "noticed": "告知",
    "statement": "陈述、申辩",
    "waived": "放弃权利",
    "hearing_requested": "要求听证",
    "hearing_called": "通知听证",
    "hearing_held": "举行听证",
    "reexamined": "复核",
    "reviewed": "法制审核",
    "discussed": "集体讨论",
    "decided": "作出决定",
    "paid": "缴纳罚款",
    "urged": "催告",
    "court_applied": "申请法院执行",
    "transferred": "移送",
    "withdrawn": "撤案",
    "closed": "结案",
}


def date_refusals(matter: Matter) -> Iterator[Refusal]:
    """Every contradiction."""
    case = matter.case
    yield from _before_the_letter(matter)
    source = case.source.on if case.source else None
    if matter.filed_on and source and source > matter.filed_on:
        yield _contradict("source.on", f"案件来源日期{in_chinese(source)}晚于立案日期{in_chinese(matter.filed_on)}")
    yield from _steps(case)
    if matter.kind == NOTICE:
        yield from _decision(matter)


def _contradict(path: str, message: str) -> Refusal:
    return Refusal("dates_contradict", path, f"{message}，请核对日期")


def _before_the_letter(matter: Matter) -> Iterator[Refusal]:
    """Everything that the letter tells must have happened before it."""
    case, written = matter.case, matter.written_on
    told: list[tuple[str, date | None, str]] = [("party.birth_date", case.party.birth_date, "出生日期")]
    step = matter.event.type if matter.event else "noticed"
    if matter.event is None or step not in BEFORE_FILING:
        told += [
            ("source.on", case.source.on if case.source else None, "案件来源日期"),
            ("filed_on", case.filed_on, "立案日期"),
        ]
    if "filed" in _before(step):
        told += _of_the_facts(case)
    first = _first(case).items()
    told += [
        (f"events[{place}].on", day, f"{NAMES[kind]}日期")
        for kind, (place, day) in first
        if place >= 0 and kind in _before(step)
    ]
    for path, day, name in told:
        if day is not None and day > written:
            yield _contradict(path, f"{name}{in_chinese(day)}晚于文书日期{in_chinese(written)}")


def _of_the_facts(case: Case) -> Iterator[tuple[str, date | None, str]]:
    for place, conduct in enumerate(case.conducts):
        yield f"conducts[{place}].from", conduct.began, "违法行为开始日期"
        yield f"conducts[{place}].to", conduct.ended, "违法行为终了日期"
        yield f"conducts[{place}].discovered_on", conduct.discovered_on, "违法行为发现日期"
    for place, item in enumerate(case.evidence):
        yield f"evidence[{place}].obtained_on", item.obtained_on, "取证日期"


@cache
def _before(step: str) -> frozenset[str]:
    """Every type of step that must have come before."""
    direct = FOLLOWS.get(step, ())
    return frozenset(direct).union(*map(_before, direct))


def _first(case: Case) -> Mapping[str, tuple[int, date]]:
    """The first step of each type: its place (-1: stated without an event) and day.

    What is put forward once the party was urged answers the urging (行政强制法 36).
    """
    first: dict[str, tuple[int, date]] = {}
    for place, event in enumerate(case.events):
        if event.type in NAMES and not (event.type in {"statement", "reexamined"} and "urged" in first):
            first.setdefault(event.type, (place, event.on))
    if case.filed_on:
        first.setdefault("filed", (-1, case.filed_on))
    return first


def _steps(case: Case) -> Iterator[Refusal]:
    """The steps of the procedure come in their order (that events stand oldest first is checked at reading)."""
    first = _first(case)
    for later, (place, day) in first.items():
        for earlier, (_, before) in first.items():
            if earlier in _before(later) and day < before and place >= 0:
                told = f"“{NAMES[later]}”{in_chinese(day)}早于“{NAMES[earlier]}”{in_chinese(before)}"
                yield _contradict(f"events[{place}].on", told)


def _decision(matter: Matter) -> Iterator[Refusal]:
    """No decision before the party has been told and its periods have run or were waived (处罚法 44, 62, 63)."""
    case, written, rules = matter.case, matter.written_on, matter.rulebook.rules
    for event in matter.happened("decided"):
        if event.on <= written:
            told = f"作出决定的日期{in_chinese(event.on)}不晚于告知书日期{in_chinese(written)}"
            yield _contradict(matter.at(event, "on"), told)
    planned = case.decided_on
    if planned is None:
        return
    waivers = [event for event in matter.happened("waived") if event.on <= planned]
    rights = {STATEMENT: rules.statement_days}
    if matter.assessment.procedure.hearing:
        rights[HEARING] = rules.hearing_request_days
    days = max((count for right, count in rights.items() if not is_waived(right, waivers, written)), default=0)
    end = _at_the_earliest(written, days)
    if planned <= end:
        until = f"陈述、申辩期限届满日（最早为{in_chinese(end)}）" if days else f"告知书日期{in_chinese(end)}"
        yield _contradict("decided_on", f"拟作出决定的日期{in_chinese(planned)}不晚于{until}")


def _at_the_earliest(start: date, days: int) -> date:
    """The last of the working days from the day after; where holidays are not known yet, of the days from Monday to Friday."""
    try:
        return working_days_after(start, days)
    except HolidaysUnknownError:
        end = start
        while days:
            end += timedelta(days=1)
            days -= end.isoweekday() <= FRIDAY
        return end


def facts_after_document(matter: Matter) -> Iterator[Refusal]:
    """A document made early does not tell what was found later: its own record says what was known then."""
    if matter.event and matter.event.text:
        return
    written = matter.written_on
    for place, conduct, _ in matter.acts():
        days = [*_days_told(conduct.summary or ""), *([conduct.ended] if conduct.ended else [])]
        if days and max(days) > written:
            told = f"文书日期{in_chinese(written)}早于所述事实（{in_chinese(max(days))}）"
            told += "，请在该步骤的记录（events，text）中写明当时查明的情况"
            yield Refusal("facts_after_document", f"conducts[{place}].summary", told)


def _days_told(text: str) -> Iterator[date]:
    for found in DAY_TOLD.finditer(text):
        with suppress(ValueError):
            yield date(*map(int, found.groups()))
