"""帮助: the guide of officers, topic by topic; a case to practise on."""

import streamlit as st

from casebook.rights import permitted
from ui.components.help import practise
from ui.filling import desk
from ui.helping import FILLING, filling, topics
from ui.words import unmarked
from web import who


def page() -> None:
    """The page: practice at the top, the walkthrough open, the other topics to be opened."""
    actor = who.signed_in()
    if actor is None:
        return
    st.title("帮助", anchor=False)
    if permitted(actor.roles, "create", "none"):
        _practice()
    first, *others = topics()
    st.header(first.title, anchor=False)
    with st.container(key="help-first"):
        st.markdown(first.text)
    st.header("遇到的时候再看", anchor=False)
    for place, topic in enumerate(others):
        with st.expander(topic.title, key=f"help-{place}"):
            if topic.title == FILLING:
                for title, text in filling().items():
                    st.markdown(f"**{title}**\n\n{text}")
            else:
                st.markdown(topic.text)


def _practice() -> None:
    """A sample to play with."""
    names = {path.stem: path for path in desk.samples()}
    with st.container(key="help-practice", horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "拿一个示例练习：随便填、随便改，什么都不保存",
            list(names),
            key="practice-sample",
            format_func=lambda one: unmarked(one.replace("-", "　")),
        )
        if st.button("打开练习", key="practice-open", type="primary") and chosen:
            practise(names[chosen])
