"""Section 7: what a letter needs besides, what it still lacks, and the letter itself."""

from html import escape

import streamlit as st

from letters.making import make
from letters.rendering import with_style
from ui import desk
from ui.components import fields
from ui.sections import SECTIONS, section_of
from ui.words import act_of, act_title
from ui.work import NOTICE, Work
from web.papers import Wanted, file_name

_TITLES = {section.id: section.title for section in SECTIONS}


def documents(work: Work) -> None:
    """Officers, contact, number and date; then the prior notice: what is missing, or the PDF."""
    st.html(f'<p class="letter">{escape(NOTICE.title)}</p>')
    if work.matter is None:
        st.html('<p class="quiet">右侧有了结论以后，这里可以打印。</p>')
    elif work.refusals:
        _refused(work)
    else:
        _ready(work)
    left, right = st.columns(2)
    with left:
        fields.text(
            work, ("letter", "number"), "文号", hint="不填则留空，由经办人手写", why="例如 淄教罚告字〔2026〕第1号"
        )
    with right:
        fields.day(work, ("letter", "date"), "告知书日期", why="不填的，用打印当天的日期")
    _officers(work)
    _contact(work)


def _officers(work: Work) -> None:
    """At least two with certificates (处罚法 42)."""
    st.html("<h4>执法人员</h4>")
    for place in range(max(2, len(work.draft.get("officers") or []))):
        left, right = st.columns(2)
        with left:
            fields.text(work, ("officers", place, "name"), f"执法人员 {place + 1}")
        with right:
            fields.text(work, ("officers", place, "certificate"), "执法证号")


def _contact(work: Work) -> None:
    st.html("<h4>联系人</h4>")
    left, middle, right = st.columns((1, 1, 2))
    with left:
        fields.text(work, ("contact", "name"), "姓名")
    with middle:
        fields.text(work, ("contact", "phone"), "电话")
    with right:
        fields.text(work, ("contact", "address"), "地址")


def _refused(work: Work) -> None:
    """Each reason with the way to the field; other documents where no notice is due."""
    if work.is_to_be_noticed():
        st.html(f'<p class="asked">还缺 {len(work.refusals)} 项，补齐以后可以打印</p>')
        shown = work.refusals
    else:
        st.html('<p class="asked">本案不制作事先告知书</p>')
        shown = tuple(one for one in work.refusals if one.name == "not_a_penalty")
    for place, refusal in enumerate(shown):
        one = act_of(refusal.path)
        which = f"{act_title(one, work.acts)}：" if one is not None and work.acts > 1 else ""
        where = section_of(refusal.path)
        left, right = st.columns((9, 2), vertical_alignment="center")
        left.html(f'<p class="words">{escape(which + refusal.message)}</p>')
        if where != "documents":
            right.button(
                _TITLES[where], key=f"refusal-{place}", type="tertiary", on_click=desk.go_to, args=(refusal.path,)
            )


def _ready(work: Work) -> None:
    """The PDF is made when it is asked for; the preview when it is opened."""
    matter, where = work.matter, desk.case()
    if matter is None:
        return
    letter = make(NOTICE, matter)
    if where is not None:
        st.html(f'<a class="download" href="/cases/{where.id}/prior-notice.pdf">下载事先告知书（PDF）</a>')
    else:
        st.download_button(
            "下载事先告知书（PDF）",
            data=letter.pdf,
            file_name=file_name(matter, Wanted(NOTICE.id), NOTICE.title),
            mime="application/pdf",
            type="primary",
            on_click="ignore",
            key="download-notice",
        )
    if st.toggle("预览", key="preview-notice"):
        st.iframe(with_style(letter.html), height=720)
