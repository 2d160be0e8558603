"""The steps that a judge of the case may take, one opened at a time; shared by 法制审核 and 审批."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.workflow.next_steps import NextStep
from ui.components.alike import alike
from ui.components.step import step
from ui.reading import Reading

NOT_USUAL: Final = "现在没有条件具备、通常要您办理的步骤；确要办理的，从上面选。"


def open_steps(reading: Reading, wanted: Sequence[str]) -> list[NextStep]:
    """Those of the wanted steps that the stage has and that are his, in the order wanted."""
    rank = {id: place for place, id in enumerate(wanted)}
    found = [one for one in reading.where.steps if one.yours and one.gate.id in rank]
    return sorted(found, key=lambda one: rank[one.gate.id])


def choose_step(reading: Reading, found: Sequence[NextStep], usual: Sequence[str]) -> NextStep | None:
    """Which step he wants to take. Chosen at first: of the usual ones the first that is open; none where none is."""
    if not found:
        return None
    known = {one.gate.id: one for one in found}
    there = [id for id in usual if id in known]
    first = next((id for id in there if not known[id].reasons), None)
    chosen = st.selectbox(
        "办理什么",
        list(known),
        index=list(known).index(first) if first else None,
        placeholder="选要办理的步骤",
        format_func=lambda one: _called(known[one]),
        key=f"judging/{reading.id}/{reading.where.version}",
    )
    return known[chosen] if chosen else None


def _called(one: NextStep) -> str:
    return f"{one.gate.name}（还缺 {len(one.reasons)} 项）" if one.reasons else one.gate.name


def take(reading: Reading, one: NextStep, more: Mapping[str, object] = MappingProxyType({})) -> None:
    """The step's own form."""
    step(reading.id, reading.where, one, more=more)


def among_others(actor: Actor, reading: Reading) -> None:
    """How each act stands among earlier decisions like it."""
    for place in range(reading.work.acts):
        alike(actor, reading.id, reading.work, place)
