"""Dates that contradict each other: a letter that rests on them is refused (documents.md; 规则 L20)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from letters.matter import NOTICE, Matter
from letters.reasons import Refusal
from penalty_engine.case import Case
from penalty_engine.days import HolidaysUnknownError, calendar_days_after, in_chinese, working_days_after

# Steps that the law puts in an order; steps beside each other have the same place.
ORDER: Final = {
    "reported": 0,
    "filed": 1,
    "investigation_closed": 2,
    "noticed": 3,
    "statement": 4,
    "waived": 4,
    "hearing_requested": 4,
    "hearing_called": 5,
    "hearing_held": 6,
    "decided": 7,
    "paid": 8,
    "urged": 8,
    "court_applied": 9,
    "closed": 10,
}
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
    "decided": "作出决定",
    "paid": "缴纳罚款",
    "urged": "催告",
    "court_applied": "申请法院执行",
    "closed": "结案",
}


def date_refusals(matter: Matter) -> Iterator[Refusal]:
    """Every contradiction."""
    case, written = matter.case, matter.written_on
    yield from _before_the_letter(matter)
    source = case.source.on if case.source else None
    if matter.filed_on and source and source > matter.filed_on:
        yield _contradict("source.on", f"案件来源日期{in_chinese(source)}晚于立案日期{in_chinese(matter.filed_on)}")
    yield from _steps(case)
    if matter.kind == NOTICE:
        yield from _decision(case, written, matter.rulebook.rules.statement_days)


def _contradict(path: str, message: str) -> Refusal:
    return Refusal("dates_contradict", path, f"{message}，请核对日期")


def _before_the_letter(matter: Matter) -> Iterator[Refusal]:
    """Everything that the letter tells must have happened before it."""
    case, written = matter.case, matter.written_on
    told: list[tuple[str, date | None, str]] = [("party.birth_date", case.party.birth_date, "出生日期")]
    if matter.event is None or matter.event.type not in ("reported", "inspected"):
        told += [
            ("source.on", case.source.on if case.source else None, "案件来源日期"),
            ("filed_on", case.filed_on, "立案日期"),
        ]
    if matter.event is None or ORDER.get(matter.event.type, 0) > ORDER["filed"]:
        told += _of_the_facts(case)
    ends = ORDER.get(matter.event.type if matter.event else "noticed", 0)
    for place, event in enumerate(case.events):
        if ORDER.get(event.type, ends) < ends:
            told.append((f"events[{place}].on", event.on, f"{NAMES[event.type]}日期"))
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


def _steps(case: Case) -> Iterator[Refusal]:
    """The steps of the procedure come in their order (that events stand oldest first is checked at reading)."""
    first: dict[str, tuple[int, date]] = {}
    for place, event in enumerate(case.events):
        if event.type in ORDER:
            first.setdefault(event.type, (place, event.on))
    if case.filed_on:
        first.setdefault("filed", (-1, case.filed_on))
    for later, (place, day) in first.items():
        for earlier, (_, before) in first.items():
            if ORDER[earlier] < ORDER[later] and day < before and place >= 0:
                told = f"“{NAMES[later]}”{in_chinese(day)}早于“{NAMES[earlier]}”{in_chinese(before)}"
                yield _contradict(f"events[{place}].on", told)


def _decision(case: Case, written: date, statement_days: int) -> Iterator[Refusal]:
    """No decision before the party has been told and the time for its statement has run or was waived (处罚法 44, 62)."""
    for place, event in enumerate(case.events):
        if event.type == "decided" and event.on <= written:
            yield _contradict(
                f"events[{place}].on", f"作出决定的日期{in_chinese(event.on)}不晚于告知书日期{in_chinese(written)}"
            )
    planned = case.decided_on
    if planned is None:
        return
    waived = any(event.type == "waived" for event in case.events)
    end = written if waived else period_ends(written, statement_days)
    if planned <= end:
        until = "告知书日期" if waived else "陈述、申辩期限届满日（最早为"
        told = f"{until}{in_chinese(end)}{'' if waived else '）'}"
        yield _contradict("decided_on", f"拟作出决定的日期{in_chinese(planned)}不晚于{told}")


def period_ends(start: date, days: int) -> date:
    """The last of the working days from the day after; where holidays are not known yet, of calendar days."""
    try:
        return working_days_after(start, days)
    except HolidaysUnknownError:
        return calendar_days_after(start, days)
