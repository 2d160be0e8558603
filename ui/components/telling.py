"""How every page tells: that there is nothing yet, what went wrong and what is safe, that something was done."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

import streamlit as st

from casebook.refusals import CasebookError, Reason
from ui.panel import listed


def empty(what_for: str) -> None:
    """Nothing is here yet: what the page is for, and the one thing to do."""
    st.html(f'<p class="empty">{escape(what_for)}</p>')


def refused(head: str, reasons: tuple[Reason, ...]) -> None:
    """A gate that stays shut, with all its reasons and what they rest on."""
    told = [
        escape(one.message) + (f'<br><span class="quiet">{escape(one.citation)}</span>' if one.citation else "")
        for one in reasons
    ]
    st.html(f'<div class="status unlawful" role="alert"><b>{escape(head)}</b>{listed(told)}</div>')


def wrong(text: str) -> None:
    """What could not be done, and why."""
    st.html(f'<div class="status unlawful" role="alert">{escape(text)}</div>')


def done(text: str) -> None:
    """What was done."""
    st.html(f'<div class="status within" role="status">{escape(text)}</div>')


@contextmanager
def told() -> Iterator[None]:
    """Whatever the casebook refuses with an exception is told in place of what follows."""
    try:
        yield
    except CasebookError as error:
        wrong(f"{error}。")
