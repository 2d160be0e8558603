"""Who is signed in, asked by the pages: the request's cookie, verified anew."""

import streamlit as st

from casebook.actor import Actor
from web.cookies import SESSION, form_token
from web.sessions import actor_with


def signed_in() -> Actor | None:
    """Who is signed in in this page; None: nobody any more."""
    return actor_with(session_cookie())


def sign_out_token() -> str:
    """What the form for signing out must bring along."""
    return form_token(session_cookie() or "")


def session_cookie() -> str | None:
    """The session cookie that the page's connection was opened with."""
    return st.context.cookies.get(SESSION)
