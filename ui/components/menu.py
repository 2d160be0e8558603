"""Which case: a new one, one of the samples, a case file; and the case file of the one on the desk."""

import re
from datetime import date
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from ui.components.officers import new_case
from ui.filling import desk, keeping
from ui.filling.draft import Draft, at, read, write
from ui.prose.panel import listed
from ui.words import unmarked

MEGABYTES: Final = 5  # more no case file has
_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


def choose() -> None:
    """The ways to a case."""
    st.button("新建案件", key="case-new", type="primary", on_click=_new)
    _earlier()
    names = {path.stem: path for path in desk.samples()}
    key = f"case-sample-{desk.generation()}"  # a case that was opened leaves no choice behind
    st.selectbox(
        "示例案件",
        list(names),
        index=None,
        key=key,
        placeholder="选一个看看",
        on_change=_open_sample,
        args=(names, key),
    )
    uploaded = st.file_uploader(
        "打开案件文件", type=["yaml", "yml", "json"], key=f"case-file-{desk.generation()}", max_upload_size=MEGABYTES
    )
    if uploaded is not None:
        _open_file(uploaded.name, uploaded.getvalue())
    before = desk.previous()
    if before is not None:
        name = at(before.draft, ("party", "name")) or at(before.draft, ("number",)) or "未编号"
        st.button(f"回到刚才的案件（{unmarked(str(name))}）", key="case-back", on_click=desk.open_case, args=before)


def _new() -> None:
    desk.open_case(new_case())


def _earlier() -> None:
    """The cases that were being filled in before, in this or in another session; looked up once for each case opened."""
    names = desk.recall("earlier")
    if names is None:
        names = {one.case: one.name for one in keeping.earlier()}
        desk.keep("earlier", names)
    if names:
        key = f"case-earlier-{desk.generation()}"
        st.selectbox(
            "接着办",
            list(names),
            index=None,
            format_func=lambda one: names.get(one, one),
            key=key,
            placeholder="选一个没有办完的案件",
            on_change=_reopen,
            args=(key,),
        )


def _reopen(key: str) -> None:
    if chosen := st.session_state[key]:
        keeping.reopen(chosen)


def _open_sample(names: dict[str, Path], key: str) -> None:
    chosen = st.session_state[key]
    opened = read(names[chosen].read_bytes(), chosen, desk.rulebook()).draft if chosen else None
    if opened is not None:
        desk.open_case(opened)


def _open_file(name: str, content: bytes) -> None:
    """One that has no place in the form is told with its lines, and the case on the desk stays."""
    opened = read(content, name, desk.rulebook())
    if opened.draft is not None:
        desk.open_case(opened.draft)
        st.rerun()
    st.html(
        f'<div class="status unlawful"><b>这个文件没有打开</b>{listed([escape(str(one)) for one in opened.problems])}</div>'
    )


def download(draft: Draft, today: date) -> None:
    """The case file of what is on the desk."""
    name = at(draft, ("number",)) or at(draft, ("party", "name")) or f"案件-{today.isoformat()}"
    st.download_button(
        "下载案件文件",
        data=lambda: write(draft),
        file_name=_UNSAFE.sub("", str(name)) + ".yaml",
        mime="application/yaml",
        on_click="ignore",
        key="case-download",
        help="存到本机；以后用“打开案件文件”可以再打开",
    )
