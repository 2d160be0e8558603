"""Section 7: every document of the case: which can be made, what it looks like, what it lacks, how it is taken along."""

from html import escape

import streamlit as st

from casebook.cases.documents import Document, list_documents
from casebook.cases.looks import look_at_issued
from casebook.plain import digest
from letters.making import make
from letters.reasons import PrintingError, Refusal
from letters.rendering import with_style
from ui import desk, papers
from ui.components import fields, issued, telling
from ui.components.officers import officers
from ui.papers import Choice
from ui.reasons import spoken
from ui.sections import SECTIONS, section_of
from ui.words import act_of, act_title, named
from ui.work import NOTICE, Work
from web import who
from web.office import casebook
from web.papers import WHOLE_FILE, WantedPaper, file_name, letter_of, page_count, pdf_of

_TITLES = {section.id: section.title for section in SECTIONS}


def documents(work: Work) -> None:
    """The documents; then what they need besides the case: officers, contact, number and date."""
    if work.matter is None:
        st.html('<p class="quiet">右侧有了结论以后，这里可以制作文书。</p>')
    elif desk.case() is None:
        _unkept(work)
    else:
        with telling.told():
            _kept(work, _choices(work))
    st.html("<h4>文书中还要写明的</h4>")
    left, right = st.columns(2)
    with left:
        fields.text(
            work, ("letter", "number"), "文号", hint="不填则留空，由经办人手写", why="只用于没有经“流转”编号的告知书"
        )
    with right:
        fields.day(work, ("letter", "date"), "告知书日期", why="不填的，用打印当天的日期")
    officers(work)
    _contact(work)


def _contact(work: Work) -> None:
    st.html("<h4>联系人</h4>")
    left, middle, right = st.columns((1, 1, 2))
    with left:
        fields.text(work, ("contact", "name"), "姓名")
    with middle:
        fields.text(work, ("contact", "phone"), "电话")
    with right:
        fields.text(work, ("contact", "address"), "地址")


def _choices(work: Work) -> tuple[Choice, ...]:
    """Every kind with what it lacks; looked up anew when the case, the day or the bureau's settings have changed."""
    matter = work.matter
    if matter is None:
        return ()
    mark = (matter.case.digest, work.missing, work.today, repr(matter.bureau))
    known, found = desk.recall("choices", (None, ()))
    if known != mark:
        unfinished = [
            Refusal("missing_field", one, f"没有填写{named(one, work.rulebook)}，请补填") for one in work.missing
        ]
        found = papers.choices(matter, unfinished)
        desk.keep("choices", (mark, found))
    return tuple(found)


def _kept(work: Work, found: tuple[Choice, ...]) -> None:
    """One document: chosen, seen, taken along; beside it what is missing."""
    matter, place, actor = work.matter, desk.case(), who.signed_in()
    if matter is None or place is None or actor is None:
        return
    numbers = list_documents(casebook(), actor, place.id)
    chosen, wanted, wide = _choosing(work, found)
    shown, side = st.container(), None
    if not wide:
        shown, side = st.columns((13, 5), gap="medium")
    given = papers.issued_for(chosen.kind, matter, wanted.which, numbers)
    with shown:
        if chosen.refusals and given is None:
            _lacking(work, chosen)
        else:
            st.html(papers.downloads(place.id, wanted, chosen.kind.title, given))
            _preview(work, place.id, wanted, chosen, given)
    with side or st.container():
        _beside(found, place.id, given)
    issued.issued(actor, place.id, numbers, matter.case.events)


def _choosing(work: Work, found: tuple[Choice, ...]) -> tuple[Choice, WantedPaper, bool]:
    """Which kind, for which step, in full or as the public copy; and how large it is shown."""
    matter = work.matter
    by_id = {one.kind.id: one for one in found}
    key = desk.widget_key(("paper",))
    if st.session_state.get(key) not in by_id and matter is not None:
        st.session_state[key] = papers.first(found, matter)
    chosen = by_id[
        st.selectbox("文书", list(by_id), format_func=lambda one: by_id[one].label if one in by_id else one, key=key)
    ]
    times = papers.times(chosen.kind, matter) if matter else ()
    which = None
    if times:
        which = st.selectbox("哪一次", range(len(times), 0, -1), format_func=lambda one: times[one - 1],
                             key=desk.widget_key(("paper-which", chosen.kind.id)))  # fmt: skip
    with st.container(horizontal=True):
        public = st.toggle("看公开版", key=desk.widget_key(("paper-public",)))
        wide = st.toggle("放大", key=desk.widget_key(("paper-wide",)))
    return chosen, WantedPaper(chosen.kind.id, which=which, public=public), wide


def _preview(work: Work, case_id: str, wanted: WantedPaper, chosen: Choice, given: Document | None) -> None:
    """The pages as they will be printed; of an issued document those that were."""
    if work.matter is None:
        return
    try:
        with st.spinner("正在排版……"):
            if given is not None and not wanted.public:
                count = _pages_of(given)
                sources = [f"/documents/{given.id}/{page}.png" for page in range(1, count + 1)]
            else:
                pdf = pdf_of(letter_of(work.matter, wanted))
                mark = digest(pdf)[-12:]
                sources = [papers.address(case_id, wanted, page, mark) for page in range(1, page_count(pdf) + 1)]
    except PrintingError as error:
        telling.wrong(f"没有排成：{error}。")
        return
    st.html(papers.pages(sources, chosen.kind.title))


def _pages_of(given: Document) -> int:
    """How many pages an issued document has; it is read for that once."""
    count = desk.recall(f"pages/{given.id}")
    actor = who.signed_in()
    if count is None and actor is not None:
        count = page_count(look_at_issued(casebook(), actor, given.id))
        desk.keep(f"pages/{given.id}", count)
    return int(count or 0)


def _beside(found: tuple[Choice, ...], case_id: str, given: Document | None) -> None:
    """How far the documents are; the whole file."""
    if given is not None:
        st.html(f'<p class="quiet">已经编号印制：{escape(given.number)}。PDF 是印制时留存的那一份。</p>')
    counts = {state: sum(one.state == state for one in found) for state in papers.GROUPS}
    st.html(
        f'<p class="quiet">{len(found)} 种文书：{counts["ready"]} 种可以制作，{counts["lacking"]} 种还缺内容，'
        f"{counts['other']} 种本案不用。正式发出的文书在“流转”中办理时编号印制。</p>"
    )
    way = papers.address(case_id, WantedPaper(WHOLE_FILE))
    st.html(
        f'<p class="quiet">整卷　<a href="{escape(way)}">案卷 PDF</a>　'
        f'<a href="{escape(papers.address(case_id, WantedPaper(WHOLE_FILE, public=True)))}">公开版</a></p>'
    )


def _lacking(work: Work, chosen: Choice) -> None:
    """What is missing, each with the way to its field."""
    if chosen.state == "other":
        st.html(f'<p class="asked">本案不用《{escape(chosen.kind.title)}》</p>')
        shown = tuple(one for one in chosen.refusals if one.name in papers.NOT_FOR)
    else:
        st.html(f'<p class="asked">《{escape(chosen.kind.title)}》还缺 {len(chosen.refusals)} 项</p>')
        shown = chosen.refusals
    _refusals(work, shown)


def _refusals(work: Work, shown: tuple[Refusal, ...]) -> None:
    for place, refusal in enumerate(shown):
        one = act_of(refusal.path)
        which = f"{act_title(one, work.acts)}：" if one is not None and work.acts > 1 else ""
        where = section_of(refusal.path)
        left, right = st.columns((9, 2), vertical_alignment="center")
        left.html(f'<p class="words">{escape(which + spoken(refusal.message))}</p>')
        if where != "documents" and refusal.path:
            right.button(
                _TITLES[where], key=f"refusal-{place}", type="tertiary", on_click=desk.go_to, args=(refusal.path,)
            )


def _unkept(work: Work) -> None:
    """Of a case that is only looked at: the notice alone, made in this very session."""
    matter = work.matter
    st.html(f'<p class="letter">{escape(NOTICE.title)}</p>')
    if matter is None:
        return
    if work.refusals:
        noticed = work.is_to_be_noticed()
        told = f"还缺 {len(work.refusals)} 项，补齐以后可以打印" if noticed else "本案不制作事先告知书"
        st.html(f'<p class="asked">{told}</p>')
        _refusals(
            work, work.refusals if noticed else tuple(one for one in work.refusals if one.name == "not_a_penalty")
        )
        return
    letter = make(NOTICE, matter)
    st.download_button(
        "下载事先告知书（PDF）",
        data=letter.pdf,
        file_name=file_name(matter, WantedPaper(NOTICE.id), NOTICE.title),
        mime="application/pdf",
        type="primary",
        on_click="ignore",
        key="download-notice",
    )
    if st.toggle("预览", key="preview-notice"):
        st.iframe(with_style(letter.html), height=720)
