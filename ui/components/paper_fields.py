"""What documents need besides the case: officers, contact, number and date. Open only where something is missing."""

from html import escape

import streamlit as st

from letters.reasons import Refusal
from penalty_engine.case import Contact
from ui.components import fields
from ui.components.officers import officers, officers_told
from ui.filling import desk
from ui.filling.sections import section_of
from ui.filling.work import Work
from ui.words import NOT_FILLED

_OPEN = "paper-fields"


def paper_fields(work: Work, lacking: tuple[Refusal, ...]) -> None:
    """The fields; once opened for what is missing they stay open, so that nothing shuts while it is being filled in."""
    if desk.is_sought("documents") or any(one.path and section_of(one.path) == "documents" for one in lacking):
        desk.keep(_OPEN, value=True)
    opened = bool(desk.recall(_OPEN))
    key = f"{_OPEN}-{'shown' if opened else 'shut'}"  # one that is there already would not open
    with st.expander(f"**文书中还要写明的**　{_told(work)}", type="compact", key=key, expanded=opened):
        officers(work)
        _contact(work)
        _number(work)


def _told(work: Work) -> str:
    """What stands there, in a line."""
    number = (work.draft.get("letter") or {}).get("number")
    who = _of_bureau(work)
    contact = "本案联系人" if work.draft.get("contact") else "联系人用本局设置的" if who.name else "联系人未填写"
    return f"执法人员 {officers_told(work.draft)} · {contact} · {'文号已填' if number else '文号留空'}"


def _of_bureau(work: Work) -> Contact:
    settings = desk.bureau() if work.matter is None else work.matter.settings
    return settings.contact


def _contact(work: Work) -> None:
    """Whom the party can turn to: the bureau's own, told once in 设置, unless the case names another."""
    st.html("<h4>联系人</h4>")
    known = _of_bureau(work)
    hints = [getattr(known, part, None) or "" for part in ("name", "phone", "address")]
    if all(hints):
        st.html(f'<p class="quiet">不用填：用本局设置中的{escape("，".join(hints))}。本案另有联系人的才填。</p>')
    else:
        st.html('<p class="quiet">本局设置中还没有联系人：请系统管理员在“设置”中填写一次，以后各案都不用填。</p>')
    columns = st.columns((1, 1, 2))
    for column, part, label, hint in zip(
        columns, ("name", "phone", "address"), ("姓名", "电话", "地址"), hints, strict=True
    ):
        with column:
            fields.text(work, ("contact", part), label, hint="不用填" if hint else NOT_FILLED)


def _number(work: Work) -> None:
    st.html("<h4>文号和日期</h4>")
    left, right = st.columns(2)
    with left:
        fields.text(
            work,
            ("letter", "number"),
            "文号",
            hint="不用填：在“流转”中编号",
            why="只用于没有经“流转”编号的告知书；不填则留空，由经办人手写",
        )
    with right:
        fields.day(
            work, ("letter", "date"), "告知书日期", why="不填的，用打印当天的日期；在“流转”中办理的，用那一步的日期"
        )
