"""The violation finder: by words, synonyms, letters of pinyin, law, article, category; the acts of daily work first."""

from collections.abc import Callable
from html import escape

import streamlit as st

from penalty_engine.rendering import TIERS
from penalty_engine.rulebook import Violation
from penalty_engine.search import Found, Index, find
from ui.filling import desk
from ui.filling.pinyin import by_letters
from ui.prose import panel
from ui.prose.choosing import together, which
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
        placeholder="黑学校、在家补课、szjb、64条、民促法……",
        help="可以写俗称、案情中的词、拼音首字母、法律名称、第几条，或者编号",
    )
    category = right.selectbox("类别", index.categories, index=None, key="finder-category", placeholder="全部类别")
    found = _found(index, query, category)
    if not query and category is None:
        found = found._replace(violations=tuple(one for one in found.violations if one.common_rank is not None))
    listed = together(found.violations[:SHOWN], desk.rulebook()) if query else found.violations[:SHOWN]
    more = "；连同它们的特别规定、一般规定" if len(listed) > len(found.violations) else ""
    st.caption(f"{_told(found, query, category)}{more}")
    with st.container(height=360, border=True, key="finder-found", gap=None):
        for violation in listed:
            if st.button(_label(violation), key=f"found-{violation.id}", type="tertiary", width="stretch"):
                choose(violation.id)
                st.rerun()
            st.html(_beside(violation) + _more(violation))


def _beside(violation: Violation) -> str:
    """When to choose it and when the one that looks like it."""
    told = which(violation, desk.rulebook())
    return f'<p class="which">{escape(told)}</p>' if told else ""


def _found(index: Index, query: str, category: str | None) -> Found:
    """By words; by letters where these are no id."""
    found = find(index, query, category)
    spelled = by_letters(query, desk.spelled_names())
    fitting = tuple(one for one in spelled if category in (None, one.category))
    if not fitting:
        return found
    first = found.violations if found.exact else ()
    return Found((*first, *(one for one in fitting if one not in first)))


def _more(violation: Violation) -> str:
    """What it takes and what it leads to, to be looked at before it is chosen."""
    facts = desk.rulebook().facts
    pairs = [("要件", violation.act)]
    pairs += [("对象", "、".join(violation.actors))] if violation.actors else []
    pairs += [("违反", short(violation.breached))] if violation.breached else []
    for tier in violation.tiers:
        kinds = "、".join(dict.fromkeys(one.text for one in tier.penalties)) or "没有处罚，只有责令"
        pairs.append(
            (
                TIERS.get(tier.name, tier.name),
                f"{tier.trigger}：{kinds}" if tier.trigger not in ("", TIERS.get(tier.name)) else kinds,
            )
        )
    asked = "、".join(facts[one].label for one in violation.facts if one in facts)
    pairs += [("要填的事实", asked)] if asked else []
    told = panel.rows([(label, escape(text)) for label, text in pairs])
    return f'<details class="more"><summary>要件、罚则和要填的事实<span class="unseen">：{escape(violation.name)}</span></summary>{told}</details>'


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
