"""What every page has around it and Streamlit does not give: its language, a way past the menu for the keyboard, all of it on paper."""

from typing import Final

import streamlit as st


def frame() -> None:
    """Once a page; the browser remembers."""
    with st.container(key="frame"):
        st.html(_FRAME, unsafe_allow_javascript=True)


_FRAME: Final = """<script>
document.documentElement.lang = 'zh-CN';
if (!document.querySelector('.skip')) {
  const skip = document.createElement('button');
  skip.className = 'skip';
  skip.textContent = '跳到正文';
  skip.onclick = () => {
    const places = ['.stMainBlockContainer h1', '.st-key-top', '.stMainBlockContainer'];
    const main = places.map((place) => document.querySelector(place)).find(Boolean);
    if (main) { main.tabIndex = -1; main.focus(); }
  };
  document.body.prepend(skip);
  const folded = new Set();
  addEventListener('beforeprint', () => document.querySelectorAll('.stMainBlockContainer details:not([open])').forEach((one) => {
    folded.add(one); one.open = true;
  }));
  addEventListener('afterprint', () => { folded.forEach((one) => { one.open = false; }); folded.clear(); });
}
</script>"""
