"""The violation finder: by words, synonyms, law, article, category; the acts of daily work first."""

from collections.abc import Callable

import streamlit as st

from penalty_engine.rulebook import Violation
from penalty_engine.search import Found, find
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
    if not query and category is None:
        found = found._replace(violations=tuple(one for one in found.violations if one.common_rank is not None))
    st.caption(_told(found, query, category))
    with st.container(height=360, border=True, key="finder-found", gap=None):
        for violation in found.violations[:SHOWN]:
            if st.button(_label(violation), key=f"found-{violation.id}", type="tertiary", width="stretch"):
                choose(violation.id)
                st.rerun()


def _told(found: Found, query: str, category: str | None) -> str:
    count = len(found.violations)
    if not query and category is None:
        return f"日常执法中常见的 {count} 项；其余的请写词查找或者选类别"
    if not found.exact:
        return f"没有完全相符的，下面 {count} 项相近" if count else "没有相近的违法行为，请换一个说法"
    return f"找到 {count} 项" + (f"，先列 {SHOWN} 项" if count > SHOWN else "")


def _label(violation: Violation) -> str:
    said = f"　俗称 {'、'.join(violation.synonyms[:3])}" if violation.synonyms else ""
    return f"**{violation.name}** {short(violation.basis_text)}{said}"
