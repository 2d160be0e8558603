"""The points of legal review as questions, beside each what the system knows already."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.cases.answers import keep_answers, kept_answers
from letters.review_points import NO, POINTS, YES, written
from ui.prose import review_facts
from ui.reading import Reading
from web import who
from web.office import casebook

WHAT: Final = ("answer", "remark")


def checklist(actor: Actor, reading: Reading) -> None:
    """Every point: what is known, 是 or 否, and what is to be said to it; kept with every answer until the conclusion."""
    _recall(actor, reading)
    known = review_facts.known(reading.work, reading.where)
    for number, point in enumerate(POINTS, 1):
        with st.container(key=f"check-{point.id}", gap="xsmall"):
            st.radio(
                f"{number}　{point.question}",
                (YES, NO),
                index=None,
                horizontal=True,
                key=_key(reading, point.id, "answer"),
                on_change=_keep,
                args=(reading,),
            )
            st.html(f'<div class="known">{known[point.id]}</div>')
            st.text_input(
                "说明",
                key=_key(reading, point.id, "remark"),
                placeholder="说明（选“否”的应当写明）",
                label_visibility="collapsed",
                on_change=_keep,
                args=(reading,),
            )


def _recall(actor: Actor, reading: Reading) -> None:
    """Gives the fields what was answered before the page was opened anew."""
    if all(_key(reading, one.id, "answer") in st.session_state for one in POINTS):
        return
    kept = kept_answers(casebook(), actor, reading.id, reading.opened.version)
    for one in POINTS:
        answer, remark = kept.get(one.id, (None, ""))
        st.session_state.setdefault(_key(reading, one.id, "answer"), answer)
        st.session_state.setdefault(_key(reading, one.id, "remark"), remark)


def _keep(reading: Reading) -> None:
    actor = who.signed_in()
    if actor is not None:
        held = {one.id: [st.session_state.get(_key(reading, one.id, what)) for what in WHAT] for one in POINTS}
        keep_answers(casebook(), actor, reading.id, reading.opened.version, held)


def answers(reading: Reading) -> Mapping[str, tuple[bool, str]]:
    """What has been answered so far, by point."""
    stated = {one.id: st.session_state.get(_key(reading, one.id, "answer")) for one in POINTS}
    remarks = {one.id: str(st.session_state.get(_key(reading, one.id, "remark")) or "") for one in POINTS}
    return {id: (answer == YES, remarks[id]) for id, answer in stated.items() if answer is not None}


def items(reading: Reading) -> list[str]:
    """The answers as they stand in the event, and so in the printed opinion."""
    return written(answers(reading))


def left(reading: Reading) -> tuple[int, int]:
    """How many points have no answer yet; how many were answered with 否."""
    given = answers(reading)
    return len(POINTS) - len(given), sum(not holds for holds, _ in given.values())


def _key(reading: Reading, point: str, what: str) -> str:
    return f"point/{reading.id}/{reading.opened.version}/{point}/{what}"
