"""Opinions on the page: the reviewer sticks one to a place; the officer finds it in its section and answers it."""

from html import escape

import streamlit as st

from casebook.actor import Actor
from casebook.cases.opinions import Opinion, answer_opinion, give_opinion, list_opinions
from casebook.refusals import CasebookError
from ui.components import telling
from ui.filling import desk
from ui.filling.draft import Draft, key_path
from ui.prose import opinions, sheet
from ui.prose.values import called
from ui.reading import Reading, at_time
from web import who
from web.office import casebook

_ERROR = "opinion/error"


def give(actor: Actor, reading: Reading) -> None:
    """Where it is about, what is said; the opinions given so far below."""
    known = sheet.places(reading.work)
    turn = int(st.session_state.get("opinion/turn", 0))
    key = f"opinion/{reading.id}/{turn}"
    st.selectbox("说的是哪一处", list(known), format_func=lambda one: known[one], key=f"{key}/place")
    st.text_area(
        "意见",
        key=f"{key}/text",
        height=96,
        placeholder="写明问题和建议；办案人员在“办案”的这一处看到，并答复",
    )
    st.button("提出这条意见", key="opinion-give", on_click=_give, args=(actor, reading, key, turn))
    if error := st.session_state.pop(_ERROR, None):
        telling.wrong(error)
    for one in reading.opinions:
        st.html(f'<p class="label">{escape(known.get(one.path, "后来删去的地方"))}</p>{opinions.told(one, at_time)}')


def _give(actor: Actor, reading: Reading, key: str, turn: int) -> None:
    place, text = (str(st.session_state.get(f"{key}/{part}") or "") for part in ("place", "text"))
    try:
        give_opinion(casebook(), actor, reading.id, reading.opened.version, place, text)
    except CasebookError as error:
        st.session_state[_ERROR] = f"没有提出：{error}。写好的内容还在。"
        return
    st.session_state["opinion/turn"] = turn + 1


def of_the_desk() -> tuple[Opinion, ...]:
    """The opinions on the case that lies on the desk; none where it is not kept, or may not be read."""
    actor, case = who.signed_in(), desk.case()
    if actor is None or case is None:
        return ()
    try:
        return opinions.settled(list_opinions(casebook(), actor, case.id), desk.draft())
    except CasebookError:
        return ()


def to_answer(found: tuple[Opinion, ...], section: str) -> None:
    """In 办案: the opinions on this section (empty: on the case as a whole), each with its answer or the place for one."""
    here = [one for one in found if opinions.section_for(one) == section]
    if not here:
        return
    with st.container(key=f"opinions-{section or 'whole'}", gap="xsmall"):
        for one in here:
            st.html(f'<p class="label">{escape(_place(one, desk.draft()))}</p>{opinions.told(one, at_time)}')
            if one.is_open:
                _answer(one)
    if error := st.session_state.pop(_ERROR, None):
        telling.wrong(error)


def _place(opinion: Opinion, draft: Draft) -> str:
    return called(key_path(opinion.path), draft, desk.rulebook()) if opinion.path else "案件整体"


def _answer(opinion: Opinion) -> None:
    key = f"answer/{opinion.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "答复这条意见",
            key=key,
            placeholder="已经改了什么，或者为什么不改；先改好，再答复",
            label_visibility="visible",
        )
        st.button("答复", key=f"{key}/send", on_click=_send, args=(opinion, key))


def _send(opinion: Opinion, key: str) -> None:
    actor = who.signed_in()
    if actor is None:
        return
    try:
        answer_opinion(casebook(), actor, opinion.id, st.session_state.get(key) or "")
    except CasebookError as error:
        st.session_state[_ERROR] = f"没有答复：{error}。"
