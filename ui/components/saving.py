"""How the draft stands to the casebook, in one line, and the button that makes it a version."""

from collections.abc import Callable
from html import escape
from typing import Literal

import streamlit as st

from casebook.actor import Actor
from casebook.cases.members import able
from casebook.people.accounts import names_of
from casebook.refusals import CasebookError
from casebook.workflow.agreements import Fallen, fallen, falling
from ui.course import agreed
from ui.filling import desk, keeping
from web import who
from web.office import casebook

_COLOURS = {"done": "", "open": "departs", "wrong": "unlawful", "none": ""}


def saving() -> None:
    """已保存 14:32 · 保存; nothing for somebody who has no cases of his own."""
    actor = who.signed_in()
    if actor is None or not keeping.may_keep(actor):
        return
    state = keeping.state()
    st.html(f'<p class="saving {_COLOURS[state.mood]}" role="status">{escape(state.text)}</p>', width="content")
    save_button(
        "保存",
        "save-version",
        disabled=not state.saves or desk.stands().clash is not None,
        why="存为案件的一个新版本，同办人员和审核人员看到的就是它；平时填写的内容离开每一格就存为草稿，不会丢失",
    )


def save_button(label: str, key: str, *, disabled: bool = False, why: str | None = None, main: bool = False) -> None:
    """Saves; where somebody's agreement falls away with the change, that is told and confirmed first."""
    kind: Literal["primary", "secondary"] = "primary" if main else "secondary"
    told = () if disabled else falls_away()
    if not told:
        st.button(label, key=key, on_click=_save, disabled=disabled, help=why, type=kind)
    elif st.button(label, key=key, help=why, type=kind):
        _confirm(told)


def falls_away() -> tuple[str, ...]:
    """What agreement falls away when what is on the desk is saved, and who has to agree again; most often nothing."""
    place = desk.case()
    return _told(place.id, lambda actor: falling(casebook(), actor, place.id, desk.draft())) if place else ()


def fallen_away(case_id: str) -> tuple[str, ...]:
    """The same of what has been saved already."""
    return _told(case_id, lambda actor: fallen(casebook(), actor, case_id))


def _told(case_id: str, find: Callable[[Actor], tuple[Fallen, ...]]) -> tuple[str, ...]:
    actor = who.signed_in()
    if actor is None:
        return ()
    try:
        found = find(actor)
        return agreed.told(found, able(casebook(), actor, case_id), names_of(casebook(), actor)) if found else ()
    except (CasebookError, TypeError, ValueError):  # saving tells what is wrong
        return ()


@st.dialog("保存以前，请核对")
def _confirm(told: tuple[str, ...]) -> None:
    """What agreement falls away."""
    st.html("".join(f'<p class="words">{escape(line)}</p>' for line in told))
    with st.container(horizontal=True):
        if st.button("仍然保存", type="primary", key="save-confirm"):
            keeping.save_version()
            st.rerun()
        if st.button("先不保存", key="save-cancel"):
            st.rerun()


def _save() -> None:
    keeping.save_version()
