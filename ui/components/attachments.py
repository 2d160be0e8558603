"""Files that belong to a piece of evidence, or to the case: added, taken along, taken off with a reason."""

from collections.abc import Sequence

import streamlit as st

from casebook.cases.attachments import Attachment, attach, list_attachments, remove_attachment
from casebook.cases.media import LARGEST, MEGABYTE
from casebook.cases.members import allowed
from casebook.people.accounts import names_of
from casebook.plain import from_text
from casebook.refusals import CasebookError
from ui.components import telling
from ui.course import attached
from ui.filling import desk, pieces
from web import who
from web.office import casebook

_TOLD = "attachments/told"


def files() -> tuple[Attachment, ...]:
    """The files of the case on the desk that have not been taken off."""
    return tuple(one for one in _all() if one.removed_at is None)


def _all() -> tuple[Attachment, ...]:
    place, actor = desk.case(), who.signed_in()
    if place is None or actor is None:
        return ()
    return list_attachments(casebook(), actor, place.id)


def given() -> set[str]:
    """The ids of evidence that the saved version, or a file of the case, one taken off too, speaks of."""
    saved = desk.stands().version_text
    listed = pieces.listed(from_text(saved)) if saved else []
    return {str(one.get("id")) for one in listed} | {one.evidence for one in _all() if one.evidence}


def shown(some: Sequence[Attachment]) -> None:
    """What is there, to be downloaded."""
    actor = who.signed_in()
    if some and actor is not None:
        st.html(attached.listed(some, names_of(casebook(), actor)))


def adding(some: Sequence[Attachment], evidence: str | None) -> None:
    """Adds to a piece of evidence (None: to the case) and takes off; nothing for those who may not."""
    place, actor = desk.case(), who.signed_in()
    if place is None or actor is None:
        st.html('<p class="quiet">案件保存以后可以添加文件。</p>')
        return
    _say(evidence)
    shown(some)
    if "attach" not in allowed(casebook(), actor, place.id):
        return
    _upload(place.id, evidence)
    if some:
        _removing(some, evidence)


def _say(evidence: str | None) -> None:
    of, said, fine = st.session_state.get(_TOLD, (None, "", True))
    if said and of == evidence:
        del st.session_state[_TOLD]
        (telling.done if fine else telling.wrong)(said)


def _upload(case_id: str, evidence: str | None) -> None:
    """A file that was added leaves the field empty for the next one."""
    count = int(desk.recall("attached", 0))
    field = st.file_uploader(
        "添加文件", key=desk.widget_key(("attach", evidence, count)), max_upload_size=LARGEST // MEGABYTE
    )
    st.html(
        f'<p class="quiet">可以添加：{attached.taken()}。扫描件、照片、录音录像都行；不收可以运行的文件和带宏的文件。</p>'
    )
    actor = who.signed_in()
    if field is None or actor is None:
        return
    try:
        with st.spinner("正在收存……"):
            attach(casebook(), actor, case_id, field.name, field.getvalue(), evidence)
        told = (evidence, f"已经收存“{field.name}”。", True)
    except CasebookError as error:
        told = (evidence, f"没有收存：{error}。", False)
    st.session_state[_TOLD] = told
    desk.keep("attached", count + 1)
    st.rerun()


def _removing(some: Sequence[Attachment], evidence: str | None) -> None:
    names = {one.id: one.name for one in some}
    with (
        st.expander("移除文件", type="compact", key=f"detach-{evidence}"),
        st.form(f"detach-form-{evidence}", border=False),
    ):
        one = st.selectbox(
            "要移除的文件", list(names), index=None, format_func=lambda key: names.get(key, key), placeholder="未选"
        )
        reason = st.text_input("移除的理由（必填）", placeholder="例如 传错了文件")
        if not st.form_submit_button("移除"):
            return
        st.session_state[_TOLD] = (evidence, *_remove(one, names, reason))
        st.rerun()


def _remove(one: str | None, names: dict[str, str], reason: str) -> tuple[str, bool]:
    actor = who.signed_in()
    if one is None or actor is None:
        return "没有选要移除的文件。", False
    try:
        remove_attachment(casebook(), actor, one, reason)
    except CasebookError as error:
        return f"{error}。", False
    return f"已经移除“{names[one]}”；移除的文件仍留在案卷的记录中。", True
