"""Help where it is needed: a quiet 怎么填 beside the form; a sample opened to practise on, of which nothing is kept."""

from pathlib import Path

import streamlit as st

from casebook.plain import to_text
from ui import places
from ui.filling import desk
from ui.filling.draft import read
from ui.helping import filling

FORM = "case"


def how_to_fill(title: str) -> None:
    """怎么填, for the section of the form with this title; nothing where nothing is written."""
    text = filling().get(title)
    if text:
        with st.container(key="how-to-fill"), st.popover("怎么填", type="tertiary"):
            st.markdown(text)


def practise(sample: Path) -> None:
    """Puts a sample on the desk as practice and turns to it."""
    opened = read(sample.read_bytes(), sample.name, desk.rulebook()).draft
    if opened is not None:
        desk.open_case(opened, standing=desk.Standing(kept=to_text(opened), practice=True))
        places.go(FORM)
