"""核对清单 above the pages of a notice: a line for each thing that it says, leading to the field it comes from."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from ui.course.checking import Point
from ui.filling import desk


def checking(points: Iterable[Point]) -> None:
    """The lines, in the order of the letter."""
    st.html("<h4>核对清单</h4>")
    with st.container(key="points", gap=None):
        for place, one in enumerate(points):
            left, right = st.columns((2, 11), vertical_alignment="top")
            with left:
                if one.path:
                    st.button(one.label, key=f"point-{place}", type="tertiary", on_click=desk.go_to, args=(one.path,))
                else:
                    st.html(f'<p class="quiet">{escape(one.label)}</p>')
            right.html(f"<p>{escape(one.told)}</p>")
