"""Legal review and collective discussion before a decision: where due, after what they rest on, in favour of it (处罚法 57, 58)."""

from collections.abc import Iterator
from typing import Final

from letters.matter import Matter
from letters.reasons import Refusal, missing
from penalty_engine.case import Event
from penalty_engine.days import in_chinese

REFUSING: Final = ("未通过", "不通过", "不同意", "退回")  # words of a result with which nothing may be decided


def reviewed(matter: Matter) -> Iterator[Refusal]:
    """Legal review where it is due, passed, after the hearing and after what was reexamined (处罚法 58; 办法 13)."""
    review, held = matter.latest("reviewed"), matter.latest("hearing_held")
    if review is not None:
        yield from _in_favour(matter, review, "not_reviewed", "法制审核")
    if not _review_is_due(matter):
        return
    if review is None:
        told = "应当经过法制审核，没有审核记录（reviewed），不得作出决定，请审核后补记（行政处罚法第五十八条）"
        yield Refusal("not_reviewed", "events", told)
        return
    before = ((held, "听证"), (matter.latest("reexamined"), "复核"))
    yield from _after(review, before, "not_reviewed", "法制审核", "审核")


def _review_is_due(matter: Matter) -> bool:
    return matter.assessment.procedure.legal_review or matter.latest("hearing_held") is not None


def discussed(matter: Matter) -> Iterator[Refusal]:
    """Collective discussion where it is due, in favour, after the hearing and the review (处罚法 57; 办法 8)."""
    discussion = matter.latest("discussed")
    if discussion is not None:
        yield from _in_favour(matter, discussion, "not_discussed", "集体讨论")
    if not matter.assessment.procedure.collective_discussion:
        return
    if discussion is None:
        told = (
            "应当经负责人集体讨论，没有讨论记录（discussed），不得作出决定，请讨论后补记（行政处罚法第五十七条第二款）"
        )
        yield Refusal("not_discussed", "events", told)
        return
    review = matter.latest("reviewed") if _review_is_due(matter) else None
    before = ((matter.latest("hearing_held"), "听证"), (review, "法制审核"))
    yield from _after(discussion, before, "not_discussed", "集体讨论", "讨论")


def _in_favour(matter: Matter, event: Event, name: str, what: str) -> Iterator[Refusal]:
    yield from missing(matter.at(event, "result"), event.result, f"{what}的结论（是否同意）")
    if word := next((word for word in REFUSING if word in (event.result or "")), None):
        told = f"{what}的结论含有“{word}”，不得作出决定；已经同意的，请在结论（result）中只写同意的意见，另有不同意见的写在记录（text）中"
        yield Refusal(name, matter.at(event, "result"), told)


def _after(
    event: Event, before: tuple[tuple[Event | None, str], ...], name: str, what: str, again: str
) -> Iterator[Refusal]:
    for earlier, called in before:
        if earlier and event.on < earlier.on:
            told = f"{what}在{in_chinese(event.on)}，早于{in_chinese(earlier.on)}的{called}，应当再次{again}，请补记"
            yield Refusal(name, "events", told)
