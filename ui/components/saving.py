"""How the draft stands to the casebook, in one line, and the button that makes it a version."""

from html import escape

import streamlit as st

from ui.filling import desk, keeping
from web import who

_COLOURS = {"done": "", "open": "departs", "wrong": "unlawful", "none": ""}


def saving() -> None:
    """已保存 14:32 · 保存; nothing for somebody who has no cases of his own."""
    actor = who.signed_in()
    if actor is None or not keeping.may_keep(actor):
        return
    state = keeping.state()
    st.html(f'<p class="saving {_COLOURS[state.mood]}" role="status">{escape(state.text)}</p>', width="content")
    st.button(
        "保存",
        key="save-version",
        on_click=_save,
        disabled=not state.saves or desk.stands().clash is not None,
        help="存为案件的一个新版本，同办人员和审核人员看到的就是它；平时填写的内容离开每一格就存为草稿，不会丢失",
    )


def _save() -> None:
    keeping.save_version()
