"""The script that Streamlit runs for every session: page set-up, style, navigation."""

from pathlib import Path

import streamlit as st

from ui.views.case import case_page

st.set_page_config(page_title="行政处罚裁量", layout="wide")
st.html(Path(__file__).parent / "style.css")
st.navigation([st.Page(case_page, title="办案", default=True)], position="top").run()
