"""The steps that a judge of the case may take, one opened at a time; shared by 法制审核 and 审批."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import streamlit as st

from casebook.actor import Actor
from casebook.workflow.next_steps import NextStep
from ui.components.alike import alike
from ui.components.step import step
from ui.reading import Reading


def open_steps(reading: Reading, wanted: Sequence[str]) -> list[NextStep]:
    """Those of the wanted steps that the stage has and that are his, in the order wanted."""
    rank = {id: place for place, id in enumerate(wanted)}
    found = [one for one in reading.where.steps if one.yours and one.gate.id in rank]
    return sorted(found, key=lambda one: rank[one.gate.id])


def choose_step(reading: Reading, found: Sequence[NextStep], usual: Sequence[str]) -> NextStep | None:
    """Which step he wants to take. Chosen at first: of the usual ones the first that is open, else the first of all."""
    if not found:
        return None
    known = {one.gate.id: one for one in found}
    first = next((id for id in usual if id in known and not known[id].reasons), found[0].gate.id)
    chosen = st.selectbox(
        "办理什么",
        list(known),
        index=list(known).index(first),
        format_func=lambda one: _called(known[one]),
        key=f"judging/{reading.id}/{reading.where.version}",
    )
    return known[chosen or first]


def _called(one: NextStep) -> str:
    return f"{one.gate.name}（还缺 {len(one.reasons)} 项）" if one.reasons else one.gate.name


def take(reading: Reading, one: NextStep, more: Mapping[str, object] = MappingProxyType({})) -> None:
    """The step's own form."""
    step(reading.id, reading.where, one, more=more)


def among_others(actor: Actor, reading: Reading) -> None:
    """How each act stands among earlier decisions like it."""
    for place in range(reading.work.acts):
        alike(actor, reading.id, reading.work, place)
