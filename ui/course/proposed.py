"""What the case file tells already of a step: its day, who was asked, who took it down; filled in to be confirmed, never in silence."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from casebook.workflow.gates import Gate
from casebook.workflow.next_steps import Standing, Taken
from penalty_engine.days import in_chinese
from ui.course import steps

RECORDS: Final[Mapping[str, str]] = {"inspect": "检查笔录", "question": "询问笔录"}
_WHOM: Final = re.compile(r"^对(.+?)的(?:第[一二三四五六七八九十\d]+次)?询问笔录")


class Proposed(NamedTuple):
    """What is proposed: the day (None: none), what is said of it, other fields by key."""

    day: date | None
    said: str
    values: Mapping[str, str] = {}


def proposed(gate: Gate, where: Standing, today: date) -> Proposed:
    """What the form of a step is filled in with: from the evidence, from the facts, else from what stands before it."""
    if found := next(_records(gate, where), None):
        values = {"by": found.by, "whom": _whom(found.title)}
        told = f"按证据“{found.title}”"
        if found.on:
            told += f"的取得日期{in_chinese(found.on)}"
        said = f"{told}填好，请核对；实际不同的，请改"
        return Proposed(found.on, said, {key: value for key, value in values.items() if value})
    done = {one.event.type for one in where.happened}
    if gate.id == "order_correction" and where.ordered_on and gate.event not in done:
        said = f"按“事实与金额”中填写的责令改正日期{in_chinese(where.ordered_on)}；实际是另一天的，请改"
        return Proposed(where.ordered_on, said)
    day, said = steps.proposed_day(gate, where.happened, today, where.filed_on, where.source_on)
    first = steps.is_first_report(gate, where.happened)
    return Proposed(day, said, {"whom": where.source} if first else {})


def untold(where: Standing) -> Iterator[tuple[str, str]]:
    """Steps of the investigation of which evidence or facts tell and that nobody has recorded: gate, and what to say."""
    there = {one.gate.id: one.gate for one in where.steps if one.yours}
    for id in RECORDS:
        if id in there and (found := next(_records(there[id], where), None)):
            yield id, f"“{found.title}”在证据中，没有记录“{there[id].name}”这一步，要补记吗？"
    ordered = any(one.event.type == "correction_ordered" for one in where.happened)
    if "order_correction" in there and where.ordered_on and not ordered:
        day = in_chinese(where.ordered_on)
        yield "order_correction", f"“事实与金额”中写明{day}责令改正，没有记录“责令改正”这一步，要补记吗？"


def _records(gate: Gate, where: Standing) -> Iterator[Taken]:
    """The records of such a step among the evidence of which none has been recorded yet."""
    name = RECORDS.get(gate.id)
    done = [(one.event.on, one.event.whom) for one in where.happened if one.event.type == gate.event]
    for one in where.evidence:
        if not name or name not in one.title:
            continue
        whom = _whom(one.title)
        if not any(day == one.on or (whom and asked == whom) for day, asked in done):
            yield one


def _whom(title: str) -> str:
    """张某某 of 对张某某的询问笔录; empty: the title does not tell."""
    found = _WHOM.match(title)
    return found[1] if found else ""
