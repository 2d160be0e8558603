"""设置: the bureau, its numbers, templates, people; what the rules set by themselves; who changed what."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.people.accounts import names_of
from casebook.rights import permitted
from casebook.settings import BUREAU, Setting, setting_history
from ui.bureau import lines_changed, what_changed
from ui.components import telling
from ui.components.bureau import particulars, prefixes
from ui.components.people import people
from ui.components.rules import line_of, rule_link
from ui.components.templates import templates, title
from ui.filling import desk
from ui.rules.saying import STATUS, said_value
from web import who
from web.office import casebook

PARTS: Final[Mapping[str, str]] = {
    "bureau": "本局信息",
    "numbers": "文号",
    "templates": "文书模板",
    "people": "人员",
    "system": "系统设定",
    "history": "历史",
}
NEEDS: Final[Mapping[str, str]] = {"people": "manage_people", "history": "configure"}
PART: Final = "settings-part"
MOST: Final = 50  # versions shown


def page() -> None:
    """The page; the part that is looked at stands in the address."""
    actor = who.signed_in()
    if actor is None:
        return
    changes = permitted(actor.roles, "configure", "none")
    st.title("设置", anchor=False)
    if not changes:
        st.html('<p class="quiet">您可以查看；需要修改的，请系统管理员办理。</p>')
    parts = [one for one in PARTS if one not in NEEDS or permitted(actor.roles, NEEDS[one], "none")]
    part = _chosen(parts)
    show: Mapping[str, Callable[[], None]] = {
        "bureau": lambda: particulars(actor, changes=changes),
        "numbers": lambda: prefixes(actor, changes=changes),
        "templates": lambda: templates(actor, changes=changes),
        "people": lambda: people(actor),
        "system": _system,
        "history": lambda: _history(actor),
    }
    with st.container(key="settings"), telling.told():
        show[part]()


def _chosen(parts: list[str]) -> str:
    wanted = st.query_params.get("part")
    part = st.segmented_control(
        "看哪一部分",
        parts,
        default=wanted if wanted in parts else parts[0],
        required=True,
        format_func=lambda one: PARTS[one],
        key=PART,
        on_change=_remember,
        label_visibility="collapsed",
    )
    return part or parts[0]


def _remember() -> None:
    st.query_params["part"] = st.session_state[PART]


def _system() -> None:
    """What the rules set where no text of law does, or where nobody has verified it: to be read here, changed in the rules."""
    rulebook = desk.rulebook()
    st.html(
        '<p class="quiet">这些数值和选择不是条文写明的，或者没有与官方原文核对。它们在规则文件里，由规则维护人员修改、'
        "校验以后生效，不在这里修改；全部规则见“裁量规则”。</p>"
    )
    for one in rulebook.settings.values():
        if one.status == "verified":
            continue
        with st.container(key=f"system-{one.id}", gap=None):
            rule_link(one.id)
            line = line_of(one.id)
            st.html(
                f'<p><b>{escape(said_value(one.value))}</b>　<span class="departs">{STATUS[one.status]}</span>　'
                f'<span class="quiet">{escape(one.source)}{f"　{escape(line)}" if line else ""}</span></p>'
            )


def _history(actor: Actor) -> None:
    """Who changed what, the latest first."""
    saved = setting_history(casebook(), actor)
    if not saved:
        telling.empty("还没有人改过设置。每次保存都在这里留下：谁、什么时候、从什么改成什么。")
        return
    names = names_of(casebook(), actor)
    by_version = {(one.kind, one.version): one for one in saved}
    if len(saved) > MOST:
        st.caption(f"共 {len(saved)} 次修改，显示最近 {MOST} 次")
    for one in saved[:MOST]:
        _version(one, by_version.get((one.kind, one.version - 1)), names.get(one.saved_by, "已经没有账户的人"))


def _version(one: Setting, before: Setting | None, name: str) -> None:
    rows = "".join(
        f"<tr><td>{escape(changed.what)}</td><td>{escape(changed.before)}</td><td>{escape(changed.after)}</td></tr>"
        for changed in what_changed(before, one)
    )
    what = "本局信息" if one.kind == BUREAU else f"模板《{title(one.kind.partition('/')[2])}》"
    back = "，改回原来的" if one.content is None else ""
    st.html(
        f"<h2>{escape(desk.in_office(one.saved_at))}　{escape(name)}　{escape(what)}（第 {one.version} 版{back}）</h2>"
        f'<table class="list"><thead><tr><th>项目</th><th>原来</th><th>改为</th></tr></thead><tbody>{rows}</tbody></table>'
    )
    if one.kind != BUREAU and one.content and before and before.content:
        with st.expander("逐行比较", key=f"history-{one.kind}-{one.version}"):
            st.code(lines_changed(before.content, one.content), language="diff")
