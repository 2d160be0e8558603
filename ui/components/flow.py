"""流转: what has happened, what is due, what can come next and whose turn it is; who works on the case."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from casebook.actor import Actor
from casebook.cases.documents import list_documents
from casebook.cases.history import list_versions
from casebook.cases.members import allowed
from casebook.people.accounts import names_of
from casebook.workflow.next_steps import NextStep, Standing, standing
from casebook.workflow.recording import Recorded
from ui import flow as course
from ui.components import step, team, telling
from ui.steps import moves, who_may
from web import who
from web.office import casebook

OnDone = Callable[[Recorded], None]


def flow(
    case_id: str,
    where: Standing | None = None,
    *,
    steps: bool = True,
    on_done: OnDone | None = None,
    shut: str = "",
) -> None:
    """The course of a case that is kept.

    Args:
        case_id: the case.
        where: where it stands, if that has been looked up already.
        steps: whether steps can be taken here; else it is only shown.
        on_done: what the page does once something has been recorded.
        shut: why no step can be taken just now.
    """
    actor = who.signed_in()
    if actor is None:
        return
    with telling.told():
        where = where or standing(casebook(), actor, case_id)
        if step.told(case_id):  # its form is shut again, so that nobody records the same twice
            _open(_opened(case_id), None)
        st.html(course.heading(where.stage))
        _past(actor, case_id, where)
        if not steps:
            return
        if shut:
            st.html(f'<p class="asked">{escape(shut)}</p>')
        else:
            _next(case_id, where, on_done)
        team.team(actor, case_id, where, allowed(casebook(), actor, case_id), on_done)


def _past(actor: Actor, case_id: str, where: Standing) -> None:
    book = casebook()
    if where.happened:
        days = {one.version: course.day_of(one.saved_at) for one in list_versions(book, actor, case_id)}
        issued = list_documents(book, actor, case_id)
        st.html(course.timeline(where.happened, issued, names_of(book, actor), days))
    else:
        st.html('<p class="quiet">还没有记录任何一步。办理以后，这里依次列出何人、何时、办理了什么、文号是什么。</p>')
    told = course.clocks(where.deadlines, book.today(), book.rulebook.rules.reminder_days)
    if told:
        st.html(f"<h4>期限</h4>{told}")


def _next(case_id: str, where: Standing, on_done: OnDone | None) -> None:
    """The steps of this stage: one's own first, each opening its form; then those of others with who may take them."""
    own = [one for one in where.steps if one.yours]
    others = [one for one in where.steps if not one.yours]
    if own:
        st.html("<h4>可以办理</h4>")
    for one in sorted(own, key=lambda one: (bool(one.reasons), not moves(one.gate, where.stage))):
        _one(case_id, where, one, on_done)
    if others:
        st.html(f"<h4>由他人办理</h4>{_others(others)}")


def _one(case_id: str, where: Standing, one: NextStep, on_done: OnDone | None) -> None:
    """A step in one line; opened, its form below it."""
    key = _opened(case_id)
    is_open = st.session_state.get(key) == one.gate.id
    state = f":orange[还缺 {len(one.reasons)} 项]" if one.reasons else ":gray[条件具备]"
    with st.container(key=f"section-step-{one.gate.id}-{'opened' if is_open else 'closed'}", gap=None):
        st.button(
            f"**{one.gate.name}** {state}",
            key=f"flow-open-{one.gate.id}",
            type="tertiary",
            width="stretch",
            on_click=_open,
            args=(key, None if is_open else one.gate.id),
        )
        if is_open:
            with st.container(key=f"flow-body-{one.gate.id}"):
                step.step(case_id, where, one, on_done=on_done)


def _opened(case_id: str) -> str:
    return f"flow/{case_id}/open"


def _open(key: str, gate: str | None) -> None:
    st.session_state[key] = gate


def _others(steps: Sequence[NextStep]) -> str:
    return f'<ul class="others">{"".join(map(_other, steps))}</ul>'


def _other(one: NextStep) -> str:
    return f'<li>{escape(one.gate.name)}<span class="quiet">　{escape(who_may(one.gate))}</span></li>'
