"""The violation finder: by words, synonyms, law, article, category; the acts of daily work first."""

from collections.abc import Callable

import streamlit as st

from penalty_engine.rulebook import Violation
from penalty_engine.search import find
from ui import desk
from ui.words import short

SHOWN = 40


@st.fragment
def finder(choose: Callable[[str], None]) -> None:
    """A search field and what it finds; choosing one redraws the page."""
    index = desk.finder_index()
    left, right = st.columns((3, 2))
    query = left.text_input(
        "找违法行为",
        key="finder-query",
        type="search",
        live=True,
        placeholder="黑学校、在家补课、64条、民促法……",
        help="可以写俗称、案情中的词、法律名称、第几条，或者编号",
    )
    category = right.selectbox("类别", index.categories, index=None, key="finder-category", placeholder="全部类别")
    found = find(index, query, category)
    common = not query and category is None
    if common:
        found = tuple(one for one in found if one.common_rank is not None)
    st.caption(_told(found, query, common=common))
    with st.container(height=360, border=True, key="finder-found", gap=None):
        for violation in found[:SHOWN]:
            if st.button(_label(violation), key=f"found-{violation.id}", type="tertiary", width="stretch"):
                choose(violation.id)
                st.rerun()


def _told(found: tuple[Violation, ...], query: str, *, common: bool) -> str:
    if common:
        return f"日常执法中常见的 {len(found)} 项；其余的请写词查找或者选类别"
    if not found:
        return f"没有找到与“{query}”相近的违法行为，请换一个说法" if query else "这一类没有违法行为"
    return f"找到 {len(found)} 项" + (f"，先列 {SHOWN} 项" if len(found) > SHOWN else "")


def _label(violation: Violation) -> str:
    said = f"　:gray[{'、'.join(violation.synonyms[:3])}]" if violation.synonyms else ""
    return f"**{violation.name}**　{short(violation.basis_text)}{said}"
