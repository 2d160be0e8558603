"""Situations before a gate, without a database: a case file, what has happened, the event."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from casebook.workflow.happened import Happened, last, read_event
from casebook.workflow.matter import matter
from casebook.workflow.situation import Person, Resting, Situation, resting
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import read_case
from penalty_engine.problems import InputError
from penalty_engine.rulebook import Rulebook

from .office import content_of

WANG, LI, SHEN, JU = (
    Person("wang", "王某", "37030001"),
    Person("li", "李某", "37030002"),
    Person("shen", "沈某"),
    Person("ju", "局某"),
)
NOTICED = ({"type": "filed", "on": "2026-07-06"}, {"type": "noticed", "on": "2026-07-22"})
TOLD = (*NOTICED, {"type": "served", "on": "2026-07-22", "of": "prior-notice"})
ASKED = (*TOLD, {"type": "hearing_requested", "on": "2026-07-27"})
HEARD = (
    *ASKED,
    {"type": "hearing_called", "on": "2026-07-28", "until": "2026-08-07", "by": "沈某"},
    {"type": "hearing_held", "on": "2026-08-07", "by": "沈某", "text": "已听取。"},
)
DECIDED = (*TOLD, {"type": "decided", "on": "2026-08-13", "result": "予以处罚"})
SERVED = (*DECIDED, {"type": "served", "on": "2026-08-14", "of": "penalty-decision"})
URGED = (*SERVED, {"type": "urged", "on": "2026-09-10"}, {"type": "served", "on": "2026-09-11", "of": "urging-notice"})
SPOT = ({"type": "decided", "on": "2026-05-06", "result": "当场处罚"},)


def situation(
    rulebook: Rulebook,
    event: dict[str, Any],
    events: Sequence[dict[str, Any]] = (),
    content: dict[str, Any] | str = "hearing",
    *,
    changed_since: bool = False,
    told: dict[str, Any] | None = None,
    **others: Any,  # noqa: ANN401 -- fields of Situation
) -> Situation:
    """`changed_since`: facts or proposals have changed since the events; `told`: the case file that the last notice rested on."""
    values = content_of(content) if isinstance(content, str) else content
    values = {**values, "events": [*events, event]}
    found = [read_event(one) for one in events]
    mark = "another" if changed_since else matter(values)
    happened = tuple(Happened(one, place, "wang", place + 1, mark) for place, one in enumerate(found))
    try:
        case, problems = read_case(values, rulebook), ()
    except InputError as error:
        case, problems = None, error.problems  # type: ignore[assignment]
    on = date.fromisoformat(event["on"])
    base = Situation(
        event=read_event(event), actor=JU, content=values, case=case, problems=problems,
        found=assess(case, rulebook, on) if case else None, rules=rulebook.rules, happened=happened, matter=matter(values),
        investigators=(WANG, LI),
    )  # fmt: skip
    then = resting(situation(rulebook, event, (), told)) if told else resting(base)
    given: dict[str, Resting | None] = {
        "noticed": then if last(found, "noticed") is not None else None,
        "decided": then if last(found, "decided") is not None else None,
    }
    return Situation(**{**vars(base), **given, **others})
