"""设置: the templates of documents; a bureau's own is tried on the samples before it holds."""

import re
from html import escape
from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.people.accounts import names_of
from casebook.plain import digest
from casebook.refusals import CasebookError
from casebook.settings import TEMPLATE, Overtaken
from letters.checking import Checked
from letters.kinds import KINDS
from letters.rendering import shipped
from ui.components import telling
from ui.filling import desk
from web import settings
from web.office import casebook

_ABOUT: Final = re.compile(r"\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)
TRIED: Final = "template-tried"
TOLD: Final = "template-told"
BEGUN: Final = "template-begun"  # which template is looked at, and the version that it had then
SAVED: Final = "template-saved"  # counts what was saved, so that the place for a file is empty again


def templates(actor: Actor, *, changes: bool) -> None:
    """The list; one of them to be downloaded, replaced, taken back."""
    if said := st.session_state.pop(TOLD, None):
        telling.done(said)
    held = settings.holding()
    own = {name for name, _ in held.bureau.templates}
    st.html(
        '<p class="quiet">每种文书一个模板，共用的部分另成文件。下载以后用文本编辑器修改措辞、次序，再在这里上传；'
        "上传的先用示例案件试印，印得出来才能启用。写法见 docs/templates.md。</p>"
    )
    name = st.selectbox(
        "选一个模板",
        _names(),
        format_func=lambda one: f"{title(one)}　{one}" + ("　（本局的）" if one in own else ""),
        key="template-chosen",
        index=None,
        placeholder=f"{len(KINDS)} 种文书和 {len(shipped()) - len(KINDS)} 个共用部分",
    )
    if name is None:
        st.session_state.pop(BEGUN, None)
        _list(own)
        return
    if st.session_state.get(BEGUN, ("", 0))[0] != name:
        st.session_state[BEGUN] = name, held.begun_from(f"{TEMPLATE}{name}")
    _downloads(name, dict(held.bureau.templates).get(name))
    if changes:
        _replace(actor, name, is_own=name in own)


def _names() -> list[str]:
    """The documents in the order of the work, then what they share."""
    kinds = [kind.template for kind in KINDS.values()]
    return [*kinds, *(name for name in shipped() if name not in kinds)]


def title(name: str) -> str:
    """What a template is for: the document's title, else what it says of itself at its head."""
    kind = KINDS.get(name.removesuffix(".html"))
    if kind is not None:
        return kind.title
    found = _ABOUT.match(shipped()[name])
    return f"共用：{found[1].split('。')[0].splitlines()[0]}" if found else "共用部分"


def _list(own: set[str]) -> None:
    rows = "".join(
        f"<tr><td>{escape(title(name))}</td><td><code>{escape(name)}</code></td>"
        f"<td>{'<b>本局的</b>' if name in own else '系统自带'}</td></tr>"
        for name in _names()
    )
    st.html(
        f'<table class="list"><thead><tr><th>用于</th><th>文件</th><th>现行</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _downloads(name: str, own: str | None) -> None:
    file = name.rpartition("/")[2]
    with st.container(horizontal=True):
        st.download_button(
            "下载系统自带的模板", shipped()[name], file, "text/html", key=f"template-shipped-{name}", on_click="ignore"
        )
        if own is not None:
            st.download_button("下载本局的模板", own, file, "text/html", key=f"template-own-{name}", on_click="ignore")


def _replace(actor: Actor, name: str, *, is_own: bool) -> None:
    uploaded = st.file_uploader(
        f"上传本局的《{title(name)}》模板（{name}）",
        type=["html"],
        key=f"template-file-{name}-{st.session_state.get(SAVED, 0)}",
        max_upload_size=1,
    )
    if uploaded is not None:
        try:
            text = uploaded.getvalue().decode("utf-8-sig")
        except UnicodeDecodeError:
            telling.wrong("这个文件不是 UTF-8 编码，请用编辑器另存为 UTF-8 以后再上传。")
            return
        _try(actor, name, text)
    if is_own and st.button("改回系统自带的", key=f"template-back-{name}"):
        _save(actor, name, None)


def _try(actor: Actor, name: str, text: str) -> None:
    """What becomes of every document that uses it; tried once for each text."""
    key, kept = (name, digest(text)), st.session_state.get(TRIED)
    if kept is None or kept[0] != key:
        with st.spinner("正在用示例案件试印，约需几秒到半分钟……"), telling.told():
            kept = (key, settings.tried(actor, name, text))
            st.session_state[TRIED] = kept
    if kept is None or kept[0] != key:
        return
    found: tuple[Checked, ...] = kept[1]
    faults = [one for one in found if one.fault]
    rows = "".join(
        f'<tr><td>{escape(one.title)}</td><td class="{"unlawful" if one.fault else "within"}">'
        f"{escape(one.fault) if one.fault else '通过'}</td></tr>"
        for one in found
    )
    st.html(f'<table class="list"><thead><tr><th>试印</th><th>结果</th></tr></thead><tbody>{rows}</tbody></table>')
    if faults:
        telling.wrong(
            f"{len(faults)} 种文书印不出来或者缺少应当写明的内容，这个模板没有保存，现行的模板不变。请照上面写的改好再上传。"
        )
        return
    with st.container(horizontal=True):
        for one in found[:3]:
            if one.pdf:
                st.download_button(
                    f"看看试印的《{one.title}》", one.pdf, f"{one.title}-试印.pdf", "application/pdf",
                    key=f"template-try-{one.kind}", on_click="ignore",
                )  # fmt: skip
        if st.button("启用这个模板", key=f"template-save-{name}", type="primary"):
            _save(actor, name, text)


def _save(actor: Actor, name: str, text: str | None) -> None:
    try:
        with st.spinner("正在试印、保存……"):
            made = settings.save_template(actor, name, st.session_state[BEGUN][1], text)
    except CasebookError as error:
        telling.wrong(f"{error}。")
        return
    if isinstance(made, Overtaken):
        by = names_of(casebook(), actor).get(made.current.saved_by, "别人")
        telling.wrong(
            f"没有保存：您打开以后，{by}在{desk.in_office(made.current.saved_at)}改过这个模板。"
            "请刷新页面，下载现行的看过以后再改、再上传。"
        )
    else:
        st.session_state[TOLD] = (
            "已经改回系统自带的模板。" if text is None else "已经启用，几秒之内各处都按这个模板印制。"
        )
        st.session_state[SAVED] = st.session_state.get(SAVED, 0) + 1
        del st.session_state[BEGUN]
        st.rerun()
