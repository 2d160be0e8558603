"""The bar above every page: who is signed in, the way to the account and out; and the watch over session and connection."""

from html import escape
from typing import Final

import streamlit as st

from casebook.actor import Actor
from web import who
from web.pages import described


def bar(actor: Actor) -> None:
    """Who is signed in, with a form that signs out: it works like any form of a plain page."""
    with st.container(key="account"):
        st.html(
            f'<div class="account"><span class="who">{escape(described(actor))}</span>'
            '<a href="/account" target="_self">账户</a>'
            f'<form method="post" action="/sign-out"><input type="hidden" name="token" value="{who.sign_out_token()}">'
            f"<button>退出</button></form></div>{_WATCH}",
            unsafe_allow_javascript=True,
        )


def nobody() -> None:
    """The session has ended while the page was open."""
    st.html(
        '<div class="status unlawful">登录已经失效，已经保存的内容都还在。<a href="/sign-in" target="_self">重新登录</a></div>'
    )


# Leaves the page when the session is over. And asks for the page anew, as going back in the browser does, once a lost
# connection is there again: the process may be another one, which knows the draft but not yet this page.
_WATCH: Final = """<script>if (!window.sessionWatch) {
  const look = async () => {
    const answer = await fetch('/session', {cache: 'no-store'}).catch(() => null);
    if (answer && answer.status === 401) {
      location.assign('/sign-in?next=' + encodeURIComponent(location.pathname + location.search));
    }
  };
  window.sessionWatch = setInterval(look, 5000);
  document.addEventListener('visibilitychange', () => document.hidden || look());
  const app = document.querySelector('[data-testid="stApp"]'), attribute = 'data-test-connection-state';
  let lost = false;
  if (app) new MutationObserver(() => {
    const connected = app.getAttribute(attribute) === 'CONNECTED';
    if (connected && lost) dispatchEvent(new PopStateEvent('popstate'));
    lost = !connected;
  }).observe(app, {attributeFilter: [attribute]});
}</script>"""
