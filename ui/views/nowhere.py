"""An address that leads nowhere, or to a page that is not for whoever is signed in: what it was, and the way on."""

import streamlit as st

from ui import places
from ui.components import telling


def page() -> None:
    """The page."""
    st.title(places.NOWHERE, anchor=False)
    telling.empty("这个地址不对，或者这个页面不是给您的职责用的。您的内容都还在，没有改动任何东西。")
    st.html('<p><a href="/" target="_self">回到工作台</a></p>')
