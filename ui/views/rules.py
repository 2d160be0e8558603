"""裁量规则: the rulebook to be searched, read and printed; what holds on a day; for its keeper the check and the scenarios."""

from datetime import date
from functools import cache
from html import escape
from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.rights import permitted
from penalty_engine.inputs.rulebook_reading import DEFAULT_FOLDER
from penalty_engine.rulebook import Rulebook
from penalty_engine.scenarios import load_scenarios, run_scenario
from ui.components import telling
from ui.components.days import day_asked
from ui.components.rules import title
from ui.filling import desk
from ui.filling.dates import shown_day
from ui.rules.items import GROUPS, Item, beside, items, search, sources
from ui.rules.saying import said_force
from ui.rules.showing import Reading, shown
from ui.words import unmarked
from web import who

SHOWN: Final = 60
EMPTY: Final = {
    "benchmarks": "没有装入裁量基准。办法附件1《淄博市教育局行政处罚裁量基准》没有随文公布，本系统没有其内容，也不编造；"
    "替代其作用的从轻、一般、从重三段是系统设定（见“设定”）。本局取得后由规则维护人员装入 benchmarks/。",
    "lists": "不罚清单、减轻处罚清单都是空的：没有随办法公布。清单装入以前，办法第五条第（六）项、第六条第（六）项不能成立。",
}


def page() -> None:
    """The page: what to look for, what was found, the item chosen."""
    person = who.signed_in()
    if person is None:
        return
    rulebook = desk.rulebook()
    st.title("裁量规则", anchor=False)
    _version(rulebook)
    if permitted(person.roles, "keep_rules", "none"):
        _for_the_keeper(rulebook)
    group, query, day = _asked()
    reading = Reading(rulebook, sources(), day, _keeps(person))
    found = search(_items(), desk.finder_index(), group, query)
    left, right = st.columns((2, 3), gap="medium")
    with left:
        _found(found, group, query, reading)
    with right, st.container(key="rule"):
        chosen = st.query_params.get("item")
        if chosen:
            st.html(shown(chosen, reading))
            _beside(chosen, rulebook)
        else:
            telling.empty(
                "从左边选一条规则，这里显示它的要件、依据、效果、幅度和状态。按日期看它在哪一天有效；可以直接打印。"
            )


def _beside(id: str, rulebook: Rulebook) -> None:
    """The ways on to what one reads with it."""
    others = beside(id, rulebook)
    if others:
        with st.container(key="rule-beside", gap=None):
            st.html("<h3>另见</h3>")
            for other in others:
                st.button(
                    unmarked(title(other)), key=f"beside-{other}", type="tertiary", on_click=_choose, args=(other,)
                )


@cache
def _items() -> tuple[Item, ...]:
    return items(desk.rulebook(), sources().lines)


def _keeps(person: Actor) -> bool:
    """Whether somebody is told where a rule stands in the files: who keeps them, or the machine that they lie on."""
    return any(permitted(person.roles, action, "none") for action in ("keep_rules", "configure"))


def _version(rulebook: Rulebook) -> None:
    open_ones = sum(one.status != "verified" for one in rulebook.settings.values())
    st.html(
        f'<p class="quiet">{escape(rulebook.title)}　版本 {escape(rulebook.version)}　'
        f"摘要 <code>{escape(rulebook.digest.removeprefix('sha256:')[:16])}</code>　"
        f"{len(rulebook.violations)} 项违法行为、{len(rulebook.circumstances)} 项情节、{len(rulebook.settings)} 项设定"
        f"（其中 {open_ones} 项没有核对、是系统设定或者解释未定）</p>"
    )


def _asked() -> tuple[str | None, str, date]:
    """The group, the words and the day that are asked for; the group stands in the address."""
    with st.container(key="rules-asked"):
        left, middle, right = st.columns((3, 2, 2))
        query = left.text_input(
            "找规则",
            key="rules-query",
            placeholder="黑学校、第六条、听证、MCF-64……",
            help="几个词用空格隔开，各词都要有",
        )
        wanted = st.query_params.get("group")
        group = middle.selectbox(
            "哪一类",
            list(GROUPS),
            index=list(GROUPS).index(wanted) if wanted in GROUPS else None,
            format_func=lambda one: GROUPS[one],
            key="rules-group",
            placeholder="全部",
            on_change=_remember_group,
        )
        if "rules-day" not in st.session_state:
            st.session_state["rules-day"] = shown_day(desk.today())
        day = day_asked(right, "某日有效", "rules-day")
    return group, query, day or desk.today()


def _remember_group() -> None:
    group = st.session_state["rules-group"]
    if group:
        st.query_params["group"] = group
    else:
        st.query_params.pop("group", None)


def _found(found: tuple[Item, ...], group: str | None, query: str, reading: Reading) -> None:
    if not found and not query and group in EMPTY:
        telling.empty(EMPTY[group])
        return
    if not found:
        telling.empty("没有找到，请换一个说法，或者把“哪一类”改回全部。")
        return
    more = f"，先列 {SHOWN} 条，写词可以缩小" if len(found) > SHOWN else ""
    st.caption(f"{len(found)} 条{more}")
    chosen = st.query_params.get("item")
    with st.container(height=620, border=True, key="rules-found", gap=None):
        for one in found[:SHOWN]:
            st.button(
                _label(one, reading, is_chosen=one.id == chosen),
                key=f"rule-{one.id}",
                type="tertiary",
                width="stretch",
                on_click=_choose,
                args=(one.id,),
            )


def _label(one: Item, reading: Reading, *, is_chosen: bool) -> str:
    holds, words = said_force(reading.rulebook, one.id, reading.day)
    known = reading.rulebook.settings.get(one.id)
    marks = [GROUPS[one.group], one.told]
    if words and holds is not True:
        marks.insert(0, f":orange[{words}]")
    if known and known.status != "verified":
        marks.insert(0, ":orange[未核对、系统设定或者解释未定]")
    title = f"**{unmarked(one.title)}**" + ("　（正在看）" if is_chosen else "")
    return f"{title} {'　'.join(mark if mark.startswith(':orange') else unmarked(mark) for mark in marks)}"


def _choose(id: str) -> None:
    st.query_params["item"] = id


def _for_the_keeper(rulebook: Rulebook) -> None:
    """What is not verified, a system setting or unsettled; the scenarios, run when asked for."""
    with st.expander("校验和场景（规则维护人员）", key="rules-keeper"):
        st.html(
            f"<p>规则已经校验，可以使用。以下 {len(rulebook.notices)} 处没有与官方原文核对、是系统设定或者解释没有定论，"
            f"结论里都带提示：</p><ul>{''.join(f'<li>{escape(one)}</li>' for one in rulebook.notices)}</ul>"
        )
        if st.button("运行规则自带的场景", key="rules-scenarios"):
            with st.spinner("正在逐个裁量场景中的案件，约十几秒……"):
                scenarios = load_scenarios(DEFAULT_FOLDER)
                failures = [one for one in (run_scenario(scenario, rulebook) for scenario in scenarios) if one]
            if failures:
                telling.wrong(f"{len(scenarios)} 个场景中有 {len(failures)} 个与应有的结论不同，请法律人员判断：")
                st.code("\n".join(map(str, failures)), language=None)
            else:
                telling.done(f"{len(scenarios)} 个场景，结论全部与应有的相同。")
