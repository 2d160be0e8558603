"""A day that is asked for outside a case: written as one likes, shown in Chinese; what is none is said and not asked for."""

from datetime import date
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.filling import desk
from ui.filling.dates import no_such_day, read_day, shown_day


def day_asked(place: DeltaGenerator, label: str, key: str) -> date | None:
    """The field, and the day in it; one without its year is the last such day."""
    written = place.text_input(label, key=key, placeholder="例如 2026年7月5日", on_change=_show, args=(key,))
    found = day_of(written)
    if found is None and written.strip():
        why = no_such_day(written) or f"“{written}”不是日期"
        place.html(f'<p class="mistake">{escape(why)}</p>')
    return found


def day_of(written: object) -> date | None:
    """The day that stands in such a field."""
    found = read_day(str(written or ""), desk.today(), "past")
    return found if isinstance(found, date) else None


def _show(key: str) -> None:
    st.session_state[key] = shown_day(read_day(st.session_state[key] or "", desk.today(), "past"))
