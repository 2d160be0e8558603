"""What every page has around it and Streamlit does not give: its language, a way past the menu for the keyboard, all of it on paper."""

import json
from pathlib import Path
from typing import Final

import streamlit as st

from ui.english import SHAPED, WHOLE


def frame() -> None:
    """Once a page; the browser remembers."""
    with st.container(key="frame"):
        st.html(_FRAME, unsafe_allow_javascript=True)


_WORDS: Final = json.dumps({"whole": [*WHOLE.items()], "shaped": [one[1:] for one in SHAPED]}, ensure_ascii=False)
_SCRIPT: Final = (Path(__file__).parents[1] / "frame.js").read_text("utf-8").replace("= WORDS;", f"= {_WORDS};")
_FRAME: Final = f"<script>{_SCRIPT}</script>"
