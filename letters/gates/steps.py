"""Steps that must have been recorded, and what is recorded of them."""

from collections.abc import Callable, Iterator

from letters.gates.clocks import working_end
from letters.matter import Matter
from letters.reasons import Refusal, missing
from penalty_engine.case import Event
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
        for name, label in fields:
            yield from missing(matter.at(event, name), getattr(event, name) or None, f"{what}的{label}")

    return check


def delivery(matter: Matter, made: Event, *kinds: str) -> Event | None:
    """The first service of what was made, until the document's day; one that does not tell what it delivered counts last."""
    later = [event for event in matter.past("served") if event.on >= made.on]
    told = [event for event in later if event.of in kinds]
    return next(iter((*told, *(event for event in later if event.of is None))), None)


def preserved(matter: Matter) -> Iterator[Refusal]:
    """What was preserved is dealt with within seven working days (处罚法 56)."""
    event = matter.event or matter.last("evidence_preserved")
    if event is None:
        return
    path = matter.at(event, "until")
    end = working_end(event.on, matter.rulebook.rules.preservation_days, None, path)
    if isinstance(end, Refusal):
        if event.until is None:
            yield end._replace(message=end.message.replace("送达记录", "先行登记保存的记录"))
    elif event.until is not None and event.until > end:
        told = (
            f"先行登记保存的期限{in_chinese(event.until)}过长，至迟为{in_chinese(end)}，请更正（行政处罚法第五十六条）"
        )
        yield Refusal("dates_contradict", path, told)
