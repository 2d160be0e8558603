"""The script that Streamlit runs for every session: who is signed in, page set-up, style, navigation."""

from pathlib import Path

import streamlit as st

from ui import places
from ui.components import account, frame
from ui.filling import desk
from web import who

st.set_page_config(page_title="行政处罚裁量", layout="wide")
st.html(Path(__file__).parent / "style.css")
frame.frame()
person = who.signed_in()
if person is None:
    account.nobody()
    st.stop()
desk.belongs_to(person.id)
account.bar(person)
page = st.navigation(places.pages_of(person, st.context.url) or [places.page(places.HOME)], position="top")
st.set_page_config(page_title=f"{page.title} · 行政处罚裁量")
page.run()
