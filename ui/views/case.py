"""办案: one case, from the party to the letter; the result beside it, redrawn with every answer."""

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from ui.components import menu, opinions, saving
from ui.components.act import act
from ui.components.circumstances import circumstances
from ui.components.conflict import conflict
from ui.components.course import course
from ui.components.documents import documents
from ui.components.evidence import evidence
from ui.components.facts import facts
from ui.components.headline import headline
from ui.components.help import how_to_fill
from ui.components.party import party
from ui.components.proposal import proposal
from ui.components.result import result
from ui.filling import desk, keeping
from ui.filling.sections import SECTIONS, states
from ui.filling.work import Work
from ui.prose.opinions import marked
from ui.scrolling import TO_THE_HEAD, named, seeking

PARTS: Final[Mapping[str, Callable[[Work], None]]] = {
    "party": party,
    "act": act,
    "facts": facts,
    "circumstances": circumstances,
    "evidence": evidence,
    "proposal": proposal,
    "documents": documents,
    "flow": course,
}


def page() -> None:
    """The page; without a case, what it is for and the ways to one."""
    _find()
    if not desk.has_case():
        _start()
        return
    desk.follow_address()
    keeping.keep()
    with st.container(key="top", horizontal=True, vertical_alignment="center"):
        line = st.container()
        saving.saving()
        with st.popover("换一个案件", key=f"case-menu-{desk.generation()}"):
            menu.download(desk.draft(), desk.today())
            menu.choose()
    work = desk.current()
    with line:
        headline(work)
    left, right = st.columns((11, 9), gap="medium")
    with right:
        result(work)
    with left, st.container(gap=None):
        clash = desk.stands().clash
        if clash is None:
            _form(work)
        else:
            conflict(clash, work.rulebook)


def _find() -> None:
    """Puts the case that the address names on the desk, when it does not lie there."""
    wanted, here = st.query_params.get("case"), desk.case()
    if wanted and (here is None or here.id != wanted):
        section, act = (st.query_params.get(key) for key in ("section", "act"))
        keeping.reopen(wanted)
        if desk.has_case():
            desk.aim(section, act)
    elif here is not None and not wanted:  # by the menu, which names no case
        st.html(f"<script>{named(desk.address())}</script>", unsafe_allow_javascript=True)


def _start() -> None:
    """The empty desk."""
    _, middle, _ = st.columns((1, 2, 1))
    with middle:
        st.title("办案", anchor=False)
        st.write(
            "在这里填写一个案件：当事人、违法行为、事实、情节和证据。右侧随时给出是否处罚、处罚的种类和幅度、理由、"
            "还没有查明的要紧事项和应当履行的程序；填齐以后打印事先告知书。系统只作建议，处罚由本局决定。"
        )
        menu.choose()


def _form(work: Work) -> None:
    """The sections in the order of the work, one of them open, each with its state in words."""
    said = opinions.of_the_desk()
    opinions.to_answer(said, "")
    found, opened = marked(states(work), said), desk.section()
    for number, section in enumerate(SECTIONS, 1):
        state, is_open = found[section.id], section.id == opened
        with st.container(key=f"section-{section.id}-{'opened' if is_open else 'closed'}", gap=None):
            st.button(
                f"{number}　**{section.title}** :{_COLOURS[state.mood]}[{state.text or '　'}]",
                key=f"open-{section.id}",
                type="tertiary",
                width="stretch",
                on_click=desk.open_section,
                args=(None if is_open else section.id,),
            )
        if is_open:
            with st.container(key=f"body-{section.id}", gap="xsmall"):
                how_to_fill(section.title)
                opinions.to_answer(said, section.id)
                PARTS[section.id](work)
                _onward(number, ready=state.mood == "done")
    _turn()


def _onward(number: int, *, ready: bool) -> None:
    """The way to the section after this one; `ready`: it is what to do next."""
    if number < len(SECTIONS):
        following = SECTIONS[number]
        st.button(
            f"接着填　{number + 1} {following.title}",
            key="onward",
            type="primary" if ready else "secondary",
            on_click=desk.open_section,
            args=(following.id,),
        )


def _turn() -> None:
    """Brings the head of a section just opened to the top of the window, those above it have closed; or leads to a field in it."""
    turns = desk.turns()
    if st.session_state.get("turned") != turns:
        st.session_state["turned"] = turns
        script = seeking(desk.sought(), desk.generation()) if desk.sought() else TO_THE_HEAD
        desk.found()
        st.html(f"<script>/* {turns} */ {script}</script>", unsafe_allow_javascript=True)


_COLOURS: Final = {"done": "gray", "open": "orange", "wrong": "red", "none": "gray"}
