"""The parts of 案卷: what became of the case, its versions, receipts, papers, trail. Each only when it is asked for; nothing is changed here."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.care.bundles import export_case
from casebook.care.reading_trail import read_trail
from casebook.cases.attachments import Attachment, attachment_bytes, list_attachments
from casebook.cases.changes import changes
from casebook.cases.documents import list_documents
from casebook.cases.history import (
    list_receipts,
    list_versions,
    names_in_case,
    open_version,
)
from casebook.cases.members import allowed
from casebook.receipts.replay import replay
from casebook.rights import ACTIONS
from ui import places
from ui.components import telling
from ui.components.flow import flow
from ui.components.issued import issued
from ui.components.result import result
from ui.components.sheet import sheet
from ui.filling import desk
from ui.prose import kept, opinions, trail_words
from ui.prose import sheet as sheets
from ui.prose.comparing import compared
from ui.prose.values import value
from ui.reading import Reading, at_time
from ui.words import shown
from web.office import casebook


def _case(_: Actor, reading: Reading) -> None:
    left, right = st.columns((11, 9), gap="medium")
    with left:
        sheet(reading)
    with right:
        result(reading.work, asks=False)


def _course(actor: Actor, reading: Reading) -> None:
    """What has happened, what is due, what is to be done by whoever reads; officers of the case do it in 办案."""
    works = "save" in allowed(casebook(), actor, reading.id)
    if works:
        st.page_link(
            places.page("case"), label="到“办案”的流转中办理", query_params={"case": reading.id, "section": "flow"}
        )
    flow(reading.id, reading.where, steps=not works)


def _versions(actor: Actor, reading: Reading) -> None:
    """Who saved which version when and why; any two compared."""
    versions = list_versions(casebook(), actor, reading.id)
    if len(versions) > 1:
        known = [one.version for one in versions]
        left, right = st.columns(2)
        before = left.selectbox("从", known, index=len(known) - 2, format_func=_version, key="compare-from")
        after = right.selectbox("到", known, index=len(known) - 1, format_func=_version, key="compare-to")
        comparison(actor, reading.id, before, after)
    rows = [
        (f"第 {one.version} 版", at_time(one.saved_at), shown(one.saved_by), escape(kept.why(one)))
        for one in reversed(versions)
    ]
    st.html("<h4>各版本</h4>" + kept.table(("版本", "时间", "何人", "因何"), rows))


def comparison(actor: Actor, case_id: str, before: int, after: int, only: Sequence[str] = ()) -> None:
    """What is different between two versions, in words. `only`: in these parts of the case file; else in all."""
    if before == after:
        st.html('<p class="quiet">两边是同一版。</p>')
        return
    then, now = (open_version(casebook(), actor, case_id, one) for one in (before, after))
    found = tuple(one for one in changes(then, now) if not only or one.path[0] in only)
    st.html(compared(found, then, now, desk.rulebook()))


def _version(one: int) -> str:
    return f"第 {one} 版"


def _receipts(actor: Actor, reading: Reading) -> None:
    """What notices and decisions rest on, computed anew where somebody asks."""
    receipts = list_receipts(casebook(), actor, reading.id)
    if not receipts:
        telling.empty("还没有凭据：事先告知、作出决定时，所依据的案件、规则和结论原样留存在这里，以后可以重放核对。")
    for one in receipts:
        with st.container(key=f"receipt-{one.digest[-8:]}", gap="xsmall"):
            day = value(("on",), one.assessed_on, None)
            st.html(
                f'<p class="words"><b>第 {one.version} 版</b>，{day}裁量，引擎 {escape(one.engine)}</p>'
                f'<p class="quiet">凭据 {escape(one.digest)}<br>规则 {escape(one.snapshot)}</p>'
            )
            if st.button("重放", key=f"replay-{one.digest}"):
                with st.spinner("正在用当时的规则重新计算……"):
                    st.html(kept.replayed(replay(casebook(), actor, one.digest)))


def _papers(actor: Actor, reading: Reading) -> None:
    """Documents issued and files attached; that one was read is entered in the trail."""
    documents = list_documents(casebook(), actor, reading.id)
    if not documents:
        telling.empty("还没有签发文书。")
    issued(actor, reading.id, documents, [one.event for one in reading.where.happened])
    st.html("<h4>附件</h4>")
    attachments = list_attachments(casebook(), actor, reading.id)
    if not attachments:
        telling.empty("没有附件：证据的扫描件、照片、录音录像由办案人员在“办案”的证据中添加。")
    for attachment in attachments:
        _attachment(actor, attachment)


def _attachment(actor: Actor, one: Attachment) -> None:
    gone = f'<br><span class="unlawful">已移除：{shown(one.removal_reason)}</span>' if one.removed_at else ""
    of = f"证据{escape(one.evidence)}，" if one.evidence else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            f'<p class="words">{escape(one.name)}　<span class="quiet">{of}{at_time(one.added_at)}添加，{_size(one.size)}</span>{gone}</p>'
        )
        st.download_button(
            "下载",
            data=lambda: attachment_bytes(casebook(), actor, one.id),
            file_name=one.name,
            mime=one.media_type,
            on_click="ignore",
            key=f"attachment-{one.id}",
        )


def _size(size: int) -> str:
    kilobyte = 1024
    return f"{size / kilobyte / kilobyte:.1f} MB" if size > kilobyte * kilobyte else f"{max(1, size // kilobyte)} KB"


def _opinions(_: Actor, reading: Reading) -> None:
    """Every opinion with its place and answer."""
    if not reading.opinions:
        telling.empty("还没有审核意见：法制审核人员和负责人对案件某一处提出的意见、办案人员的答复列在这里。")
    known = sheets.places(reading.work)
    for one in reading.opinions:
        st.html(f'<p class="label">{escape(known.get(one.path, "后来删去的地方"))}</p>{opinions.told(one, at_time)}')


def _trail(actor: Actor, reading: Reading) -> None:
    """The trail of this case; that it was read is entered too."""
    found = read_trail(casebook(), actor, reading.id)
    names = names_in_case(casebook(), actor, reading.id)
    st.html(trail_words.entries(found, names, {one.seq: at_time(one.at) for one in found}))


def _export(actor: Actor, reading: Reading) -> None:
    """The whole case as one file, for whoever may take it out of the house."""
    st.html(
        '<p class="words">案件包含有案件的全部版本、经过、凭据、文书、附件、审核意见和审计记录，每一部分都有摘要，可以在另一处安装的本系统中导入。'
        "其中有个人信息，导出记入审计记录，请妥善保管。</p>"
    )
    number = reading.opened.content.get("number") or reading.id[:8]
    st.download_button(
        "导出案件包",
        data=lambda: _bundle(actor, reading.id),
        file_name=f"案件包-{number}.zip",
        mime="application/zip",
        on_click="ignore",
        type="primary",
        key="export-bundle",
    )


def _bundle(actor: Actor, case_id: str) -> bytes:
    with TemporaryDirectory(prefix="bundle-") as folder:
        path = Path(folder) / "case.zip"
        export_case(casebook(), actor, case_id, path)
        return path.read_bytes()


Part = Callable[[Actor, Reading], None]
# What each part is called, and the action that whoever sees it may do.
PARTS: Final[Mapping[str, tuple[str, str | None, Part]]] = {
    "case": ("案情与结论", None, _case),
    "course": ("经过与期限", None, _course),
    "opinions": ("审核意见", None, _opinions),
    "versions": ("版本与比较", None, _versions),
    "receipts": ("凭据与重放", "replay", _receipts),
    "papers": ("文书与附件", None, _papers),
    "trail": ("审计记录", "read_trail", _trail),
    "export": ("导出", "export", _export),
}


def parts_for(actor: Actor) -> dict[str, str]:
    """The parts that somebody with these roles sees."""
    return {
        id: title
        for id, (title, action, _) in PARTS.items()
        if action is None or actor.roles & ACTIONS[action].permitted.keys()
    }
