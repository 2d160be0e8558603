"""Several acts: which one is looked at; adding and removing."""

import streamlit as st

from ui.filling import desk
from ui.filling.work import Work
from ui.words import ordinal


def chooser(work: Work) -> None:
    """The acts side by side, where there are several."""
    if work.acts < 2:  # noqa: PLR2004 -- several
        return
    key = desk.widget_key(("acts", work.acts))
    desk.control(key, desk.act())
    st.segmented_control(
        "正在看的违法行为",
        list(range(work.acts)),
        key=key,
        required=True,
        format_func=lambda place: f"{ordinal(place)}　{_name(work, place)}",
        on_change=_turn,
        args=(key,),
    )


def _name(work: Work, place: int) -> str:
    violation = work.violation(place)
    return violation.name if violation else "未选"


def _turn(key: str) -> None:
    desk.look_at(int(st.session_state[key]))


def add_and_remove(work: Work) -> None:
    """Another act of the same party; or this one away, after a question."""
    with st.container(horizontal=True):
        st.button(
            "另加一个违法行为",
            key="add-act",
            disabled=desk.fixed(),
            on_click=_add,
            help="不是同一个行为的，分别裁量，合并处罚",
        )
        removable = work.acts > 1 and not desk.fixed()
        if removable and st.button(f"删去违法行为{ordinal(desk.act())}", key="remove-act", type="tertiary"):
            _removal(work)


def _add() -> None:
    desk.draft()["conducts"].append({})
    desk.look_at(len(desk.draft()["conducts"]) - 1)


@st.dialog("删去这个违法行为")
def _removal(work: Work) -> None:
    place = desk.act()
    st.write(f"违法行为{ordinal(place)}“{_name(work, place)}”以及它的事实、情节和拟处罚都会删去。")
    with st.container(horizontal=True):
        if st.button("删去", key="remove-act-yes", type="primary", on_click=_remove, args=(place,)):
            st.rerun()
        if st.button("不删", key="remove-act-no"):
            st.rerun()


def _remove(place: int) -> None:
    del desk.draft()["conducts"][place]
    desk.look_at(0)
