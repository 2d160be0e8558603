"""设置: people with accounts, added, changed, given another password, signed out; nobody is deleted."""

from collections.abc import Callable
from html import escape
from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.people.accounts import (
    Account,
    NewAccount,
    add_account,
    change_account,
    end_sessions_of,
    list_accounts,
    set_password,
)
from casebook.refusals import CasebookError
from casebook.rights import ROLES
from ui.components import telling
from web.office import casebook

TOLD: Final = "people-told"
NEW: Final = "people-new"  # counts the accounts added, so that the form is empty again


def people(actor: Actor) -> None:
    """Everybody; one of them to be changed; a new one."""
    if said := st.session_state.pop(TOLD, None):
        telling.done(said)
    accounts = list_accounts(casebook(), actor)
    st.html(_table(accounts))
    by_id = {one.id: one for one in accounts}
    left, right = st.columns(2, gap="large")
    with left:
        st.html("<h2>修改</h2>")
        chosen = st.selectbox(
            "改谁",
            list(by_id),
            index=None,
            format_func=lambda one: f"{by_id[one].name}（{by_id[one].login}）",
            key="people-chosen",
            placeholder="选一个人",
        )
        if chosen:
            _change(actor, by_id[chosen])
    with right:
        st.html("<h2>添加</h2>")
        _add(actor)


def _table(accounts: tuple[Account, ...]) -> str:
    rows = "".join(
        f"<tr><td>{escape(one.name)}</td><td>{escape(one.login)}</td><td>{escape(_roles(one))}</td>"
        f"<td>{escape(one.certificate or '—')}</td><td>{escape(one.qualification or '—')}</td>"
        f"<td>{'在用' if one.active else '○ 已停用'}</td></tr>"
        for one in accounts
    )
    heads = "".join(f"<th>{head}</th>" for head in ("姓名", "登录名", "职责", "执法证号", "法律职业资格", "账户"))
    return f'<table class="list"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _roles(account: Account) -> str:
    return "、".join(name for role, name in ROLES.items() if role in account.roles) or "没有职责"


def _change(actor: Actor, account: Account) -> None:
    with st.form(f"people-change-{account.id}", border=False):
        roles = st.multiselect(
            "职责",
            list(ROLES),
            default=[role for role in ROLES if role in account.roles],
            format_func=lambda one: ROLES[one],
            key=f"people-roles-{account.id}",
            placeholder="没有职责",
        )
        certificate = st.text_input("执法证号", account.certificate or "", key=f"people-certificate-{account.id}")
        qualification = st.text_input(
            "法律职业资格", account.qualification or "", key=f"people-qualification-{account.id}",
            help="法制审核人员填写：资格证书，或者此前已从事审核的说明",
        )  # fmt: skip
        active = st.radio(
            "账户",
            (True, False),
            index=0 if account.active else 1,
            format_func=lambda one: "在用" if one else "停用（不能登录，记录都保留）",
            key=f"people-active-{account.id}",
        )
        if st.form_submit_button("保存", type="primary", key=f"people-save-{account.id}"):
            _do(
                lambda: change_account(
                    casebook(), actor, account.id, roles=roles, certificate=certificate.strip() or None,
                    qualification=qualification.strip() or None, active=bool(active),
                ),
                f"已经保存{account.name}的账户；停用或者减少职责的，各处的登录都已结束。",
            )  # fmt: skip
    with st.form(f"people-password-{account.id}", border=False, clear_on_submit=True):
        new = st.text_input("新密码（至少 12 个字符）", type="password", key=f"people-new-password-{account.id}")
        if st.form_submit_button("设置密码", key=f"people-set-{account.id}"):
            _do(
                lambda: set_password(casebook(), actor, account.id, new),
                f"已经设置{account.name}的密码，原来的登录都已结束。",
            )
    if st.button("结束此人各处的登录", key=f"people-out-{account.id}"):
        _do(lambda: end_sessions_of(casebook(), actor, account.id), f"{account.name}各处的登录都已结束。")


def _add(actor: Actor) -> None:
    count = st.session_state.setdefault(NEW, 0)
    with st.form(f"people-add-{count}", border=False):
        name = st.text_input("姓名", key=f"people-add-name-{count}")
        login = st.text_input("登录名", key=f"people-add-login-{count}")
        password = st.text_input(
            "初始密码（至少 12 个字符）",
            type="password",
            key=f"people-add-password-{count}",
            help="不填的，设置密码以前不能登录",
        )
        roles = st.multiselect(
            "职责",
            list(ROLES),
            format_func=lambda one: ROLES[one],
            key=f"people-add-roles-{count}",
            placeholder="选一项或者几项",
        )
        certificate = st.text_input("执法证号", key=f"people-add-certificate-{count}", help="执法人员必填")
        qualification = st.text_input("法律职业资格", key=f"people-add-qualification-{count}", help="法制审核人员必填")
        if st.form_submit_button("添加", type="primary", key=f"people-add-{count}-go"):
            new = NewAccount(
                login, name, tuple(roles), password or None, certificate.strip() or None, qualification.strip() or None
            )
            _do(lambda: _added(actor, new), f"已经添加{name.strip()}。")


def _added(actor: Actor, new: NewAccount) -> None:
    add_account(casebook(), actor, new)
    st.session_state[NEW] += 1


def _do(what: Callable[[], object], said: str) -> None:
    """Does it and shows the list anew, or tells why not."""
    try:
        what()
    except CasebookError as error:
        telling.wrong(f"没有办理：{error}。")
    else:
        st.session_state[TOLD] = said
        st.rerun()
