"""Opening a page that is about one case: the case of the address, else what stands there without one."""

from collections.abc import Callable

import streamlit as st

from casebook.actor import Actor
from ui.components import telling
from ui.reading import Reading, read
from web import who


def case_or(without: Callable[[Actor], None], show: Callable[[Actor, Reading], None]) -> None:
    """Shows the case, or the page without one; what cannot be shown is told."""
    actor = who.signed_in()
    if actor is None:
        return
    case_id = st.query_params.get("case")
    with telling.told():
        if case_id is None:
            without(actor)
        else:
            show(actor, read(actor, case_id))
