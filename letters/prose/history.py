"""What happened in the case, as documents tell it: each step with its day and what was recorded of it."""

from collections.abc import Mapping
from typing import Final, NamedTuple, get_args

from letters.words import day, money_in_full, one_line, paragraphs
from penalty_engine.case import Event
from penalty_engine.inputs.case_models import EventModel

TYPES: Final[tuple[str, ...]] = get_args(EventModel.model_fields["type"].annotation)


class Step(NamedTuple):
    """One event in words; what was not recorded is empty."""

    on: str
    by: str
    document: str
    method: str
    until: str
    result: str
    text: tuple[str, ...]
    present: tuple[str, ...]
    amount: str
    place: str
    time: str
    whom: str
    items: tuple[str, ...]
    of: str


NOTHING: Final = Step("", "", "", "", "", "", (), (), "", "", "", "", (), "")


def step(event: Event | None) -> Step:
    """The event in words; without one everything is empty."""
    if event is None:
        return NOTHING
    return Step(
        on=day(event.on),
        by=one_line(event.by or ""),
        document=one_line(event.document or ""),
        method=one_line(event.method or ""),
        until=day(event.until) if event.until else "",
        result=one_line(event.result or ""),
        text=paragraphs(event.text or ""),
        present=tuple(map(one_line, event.present)),
        amount=money_in_full(event.amount) if event.amount is not None else "",
        place=one_line(event.place or ""),
        time=one_line(event.time or ""),
        whom=one_line(event.whom or ""),
        items=tuple(map(one_line, event.items)),
        of=event.of or "",
    )


def history(events: tuple[Event, ...]) -> Mapping[str, tuple[Step, ...]]:
    """Every type of event with its steps, oldest first."""
    return {kind: tuple(step(event) for event in events if event.type == kind) for kind in TYPES}


def investigation(event: Event) -> str | None:
    """What was done to investigate: 对某某路8号进行现场检查; None: the event was no such step."""
    if event.type == "inspected":
        return f"对{one_line(event.place)}进行现场检查" if event.place else "进行现场检查"
    if event.type == "questioned":
        return f"询问{one_line(event.whom)}" if event.whom else "进行询问"
    if event.type == "evidence_preserved":
        things = "、".join(map(one_line, event.items))
        handled = f"处理先行登记保存的证据：{one_line(event.result or '')}"
        return handled if event.is_handling else f"先行登记保存{things or '有关证据'}"
    if event.type == "correction_ordered":
        number = f"（{one_line(event.document)}）" if event.document else ""
        return f"责令改正{number}" + (f"，期限至{day(event.until)}" if event.until else "")
    if event.type == "rechecked":
        return f"复查，{one_line(event.result)}" if event.result else "进行复查"
    return None


COURSE: Final = {
    "reported": "接到举报",
    "filed": "立案",
    "investigation_closed": "调查终结",
    "approved": "负责人审批",
    "noticed": "制作《教育行政处罚事先告知书》",
    "statement": "当事人陈述、申辩",
    "waived": "当事人放弃权利",
    "hearing_requested": "当事人要求听证",
    "hearing_called": "通知听证",
    "hearing_held": "举行听证",
    "reexamined": "复核",
    "reviewed": "法制审核",
    "discussed": "集体讨论",
    "decided": "作出决定",
    "transferred": "移送",
    "withdrawn": "撤案",
}


def course(event: Event, titles: Mapping[str, str]) -> str | None:
    """2026年4月20日，送达《教育行政处罚事先告知书》; None: the step is not told."""
    told = investigation(event) or COURSE.get(event.type)
    if event.type == "served":
        told = f"送达《{titles.get(event.of, event.of)}》" if event.of else "送达文书"
    result = f"：{one_line(event.result)}" if event.result and event.type in COURSE else ""
    return f"{day(event.on)}，{told}{result}。" if told else None
