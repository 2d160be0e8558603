"""Section 7: every document of the case: which can be made, what it looks like, what it lacks, how it is taken along."""

from html import escape
from typing import Final

import streamlit as st

from casebook.cases.documents import Document, list_documents
from casebook.cases.looks import look_at_issued
from casebook.plain import digest
from letters.making import make
from letters.reasons import PrintingError, Refusal
from letters.rendering import with_style
from ui.components import issued, telling
from ui.components.checking import checking
from ui.components.paper_fields import paper_fields
from ui.course import papers
from ui.course.checking import points
from ui.course.papers import Choice
from ui.course.reasons import spoken
from ui.filling import desk
from ui.filling.work import NOTICE, Work
from ui.words import act_of, act_title, named, unmarked
from web import who
from web.office import casebook
from web.papers import WHOLE_FILE, WantedPaper, file_name, letter_of, page_count, pdf_of

MOST_UNKNOWN: Final = 4
BECAUSE: Final = "，可能改变处理结果，请查明后填写"  # said of every one of them: the result panel says what they change


def documents(work: Work) -> None:
    """A document is chosen; then what it lacks, its fields, the ways to take it along, what to check, and how it looks."""
    if work.matter is None:
        st.html('<p class="quiet">右侧有了结论以后，这里可以制作文书。</p>')
        paper_fields(work, ())
    elif desk.case() is None:
        _unkept(work)
    else:
        with telling.told():
            _kept(work, _choices(work))


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
    """One document, from above to below in the order of the work; at the end all that have been issued."""
    matter, place, actor = work.matter, desk.case(), who.signed_in()
    if matter is None or place is None or actor is None:
        return
    numbers = list_documents(casebook(), actor, place.id)
    chosen, wanted = _choosing(work, found)
    given = papers.issued_for(chosen.kind, matter, wanted.which, numbers)
    lacks = chosen.refusals if given is None else ()
    _next(work, chosen, given, recorded=chosen.kind.of(matter, wanted.which).event is not None)
    paper_fields(work, lacks if chosen.state == "lacking" else ())
    if not lacks:
        _taken_along(work, place.id, chosen, wanted, given)
    _whole(found, place.id)
    issued.issued(actor, place.id, numbers, matter.case.events)


def _next(work: Work, chosen: Choice, given: Document | None, *, recorded: bool) -> None:
    """The one thing to do next with this document; what is missing, each leading to its field."""
    way = papers.next_step(chosen, given, recorded=recorded)
    with st.container(horizontal=True, vertical_alignment="center", key="paper-next"):
        st.html(f'<p class="{"asked" if chosen.refusals and given is None else "words"}">{escape(way.told)}</p>')
        if way.in_flow:
            st.button("到“流转”办理", key="paper-flow", on_click=desk.open_section, args=("flow",))
    if given is None and chosen.refusals:
        _refusals(work, papers.shown_refusals(chosen))


def _taken_along(work: Work, case_id: str, chosen: Choice, wanted: WantedPaper, given: Document | None) -> None:
    """The downloads; of a notice that has not gone out what to check; the pages."""
    st.html(papers.downloads(case_id, wanted, chosen.kind.title, given))
    if chosen.kind.id == NOTICE.id and given is None and work.matter is not None:
        checking(points(work.matter))
    wanted = wanted._replace(public=st.toggle("看公开版", key=desk.widget_key(("paper-public",))))
    _preview(work, case_id, wanted, chosen, given)


def _choosing(work: Work, found: tuple[Choice, ...]) -> tuple[Choice, WantedPaper]:
    """Which kind, and for which step."""
    matter = work.matter
    by_id = {one.kind.id: one for one in found}
    kind = desk.recall("paper")
    if kind not in by_id and matter is not None:
        kind = papers.first(found, matter)
    labels = "".join(one.label for one in found)
    key = desk.widget_key(("paper", digest(labels)))  # a list that is open in the browser keeps its labels
    kind = st.selectbox("文书", list(by_id), list(by_id).index(kind), lambda one: by_id[one].label, key=key)
    desk.keep("paper", kind)
    chosen = by_id[kind]
    times = papers.times(chosen.kind, matter) if matter else ()
    which = None
    if times:
        which = st.selectbox("哪一次", range(len(times), 0, -1), format_func=lambda one: times[one - 1],
                             key=desk.widget_key(("paper-which", chosen.kind.id)))  # fmt: skip
    return chosen, WantedPaper(chosen.kind.id, which=which)


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


def _whole(found: tuple[Choice, ...], case_id: str) -> None:
    """How far the documents are; the whole file."""
    counts = {state: sum(one.state == state for one in found) for state in papers.GROUPS}
    whole, shared = (papers.address(case_id, WantedPaper(WHOLE_FILE, public=public)) for public in (False, True))
    st.html(
        f'<p class="quiet">{len(found)} 种文书：{counts["ready"]} 种可以制作，{counts["lacking"]} 种还缺内容，'
        f'{counts["other"]} 种本案不用。整卷：<a href="{escape(whole)}">案卷 PDF</a>，'
        f'<a href="{escape(shared)}">公开版</a></p>'
    )


def _refusals(work: Work, shown: tuple[Refusal, ...]) -> None:
    """Each in words, itself the way to its field; of many facts that are not known yet the first, the others behind a line."""
    unknown = [one for one in shown if one.name == "decisive_unknown"]
    rest = unknown[MOST_UNKNOWN:] if len(unknown) > MOST_UNKNOWN + 1 else []
    with st.container(key="lacking", gap=None):
        for place, refusal in enumerate(one for one in shown if one not in rest):
            _refusal(work, refusal, place)
        if rest:
            with st.expander(f"还有 {len(rest)} 项没有查明的", type="compact", key="lacking-unknown"):
                for place, refusal in enumerate(rest, len(shown)):
                    _refusal(work, refusal, place)


def _refusal(work: Work, refusal: Refusal, place: int) -> None:
    one = act_of(refusal.path)
    which = f"{act_title(one, work.acts)}：" if one is not None and work.acts > 1 else ""
    told = which + spoken(refusal.message).removesuffix(BECAUSE)
    if refusal.path and not refusal.path.startswith("bureau"):
        st.button(unmarked(told), key=f"refusal-{place}", type="tertiary", on_click=desk.go_to, args=(refusal.path,))
    else:
        st.html(f'<p class="words">{escape(told)}</p>')


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
        shown = work.refusals if noticed else tuple(one for one in work.refusals if one.name == "not_a_penalty")
        _refusals(work, shown)
        paper_fields(work, work.refusals if noticed else ())
        return
    paper_fields(work, ())
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
