"""The documents of a case: which can be made, which for which step, and how they are addressed."""

from collections.abc import Callable
from datetime import date

import pytest

from casebook.cases.documents import Document
from letters.bureau import BureauSettings
from letters.kinds import KINDS
from letters.matter import Matter
from letters.reasons import Refusal
from penalty_engine import assess, read_case
from penalty_engine.inputs.positioned import read_document
from penalty_engine.rulebook import Rulebook
from tests.ui.conftest import SAMPLES
from ui.course import papers
from ui.filling.draft import Draft
from web.papers import WantedPaper

FILES = SAMPLES[0].parent / "files"


@pytest.fixture
def matter(zibo: Rulebook) -> Callable[[Draft], Matter]:
    def made(draft: Draft) -> Matter:
        case = read_case(draft, zibo)
        return Matter(case, assess(case, zibo, date(2026, 11, 20)), zibo, BureauSettings())

    return made


@pytest.fixture
def whole(matter: Callable[[Draft], Matter]) -> Matter:
    return matter(read_document(next(FILES.glob("21-*.yaml"))).data)


def states(matter: Matter) -> dict[str, str]:
    return {one.kind.id: one.state for one in papers.choices(matter)}


def test_every_kind_is_there_once_and_those_that_can_be_made_come_first(
    sample: Callable[[int], Draft], matter: Callable[[Draft], Matter]
) -> None:
    found = papers.choices(matter(sample(1)))
    assert sorted(one.kind.id for one in found) == sorted(KINDS)
    order = [papers.GROUPS.index(one.state) for one in found]
    assert order == sorted(order)
    ready = [one.kind.id for one in found if one.state == "ready"]
    assert ready == [kind for kind in KINDS if kind in ready]


def test_what_the_case_does_not_call_for_is_told_apart_from_what_lacks_something(
    sample: Callable[[int], Draft], matter: Callable[[Draft], Matter]
) -> None:
    found = states(matter(sample(1)))
    assert found["no-penalty-decision"] == found["transfer-letter"] == "other"
    assert found["penalty-decision"] == found["urging-notice"] == "lacking"
    assert found["prior-notice"] == "ready"
    spared = states(matter(sample(5)))
    assert spared["prior-notice"] == "other"


def test_what_is_unfinished_beside_the_acts_keeps_every_document_back(
    sample: Callable[[int], Draft], matter: Callable[[Draft], Matter]
) -> None:
    unfinished = (Refusal("missing_field", "evidence[0].title", "没有填写证据的名称，请补填"),)
    found = papers.choices(matter(sample(1)), unfinished)
    assert {one.state for one in found} == {"lacking", "other"}


def test_the_notice_is_looked_at_first(sample: Callable[[int], Draft], matter: Callable[[Draft], Matter]) -> None:
    noticed, spared = matter(sample(1)), matter(sample(5))
    assert papers.first(papers.choices(noticed), noticed) == "prior-notice"
    assert papers.first(papers.choices(spared), spared) == "no-penalty-decision"


def test_then_that_of_the_last_step(whole: Matter) -> None:
    event = whole.case.events[-1].type
    assert KINDS[papers.first(papers.choices(whole), whole)].event in {event, "served"}


def test_a_step_taken_several_times_has_several_documents(whole: Matter) -> None:
    told = papers.times(KINDS["service-receipt"], whole)
    assert told[0] == "第 1 次（2026年4月20日，教育行政处罚事先告知书）"
    assert len(told) == len(whole.happened("served"))
    assert papers.times(KINDS["penalty-decision"], whole) == ()


def test_addresses_say_which_and_whether_public() -> None:
    assert papers.address("c1", WantedPaper("prior-notice")) == "/cases/c1/documents/prior-notice.pdf"
    asked = WantedPaper("service-receipt", "docx", 2, public=True)
    assert papers.address("c1", asked) == "/cases/c1/documents/service-receipt.docx?which=2&public=1"
    assert papers.address("c1", asked, 3, "abc") == "/cases/c1/documents/service-receipt/3.png?which=2&public=1&v=abc"


def test_of_an_issued_document_the_pdf_is_what_was_issued(whole: Matter) -> None:
    def numbered(number: str, digest: str | None = "sha256:1", voided: str | None = None) -> Document:
        return Document("d1", "penalty-decision", number, 5, digest, "wang", "", voided, voided, voided)

    kind = KINDS["penalty-decision"]
    given = numbered("淄教罚决字〔2026〕第6号")
    assert papers.issued_for(kind, whole, None, [given]) == given
    for other in (
        numbered("淄教罚决字〔2026〕第7号"),
        numbered(given.number, None),
        numbered(given.number, voided="错"),
    ):
        assert papers.issued_for(kind, whole, None, [other]) is None
    told = papers.downloads("c1", WantedPaper(kind.id), kind.title, given)
    assert 'href="/documents/d1.pdf"' in told
    assert "public=1" in told
    assert 'href="/documents/d1.pdf"' not in papers.downloads("c1", WantedPaper(kind.id), kind.title, None)


def test_the_table_of_numbers_tells_service_and_what_is_void(whole: Matter) -> None:
    notice = Document("d1", "prior-notice", "淄教罚告字〔2026〕第9号", 5, "x", "wang", "", None, None, None)
    void = notice._replace(id="d2", number="淄教罚告字〔2026〕第8号", voided_at="x", void_reason="印<错>")
    told = papers.issued_table([notice, void], papers.services(whole.case.events), {"d1": "2026年4月17日"})
    for part in ("2026年4月20日，直接送达", "2026年4月17日", "作废：印&lt;错&gt;"):
        assert part in told
    assert papers.issued_table([], {}, {}) == ""


def test_pages_say_which_they_are() -> None:
    told = papers.pages(["/a/1.png", "/a/2.png"], "送达回证")
    assert 'alt="送达回证第 2 页，共 2 页"' in told


def test_the_one_next_step_of_a_document(sample: Callable[[int], Draft], matter: Callable[[Draft], Matter]) -> None:
    by_id = {one.kind.id: one for one in papers.choices(matter(sample(1)))}
    notice = by_id["prior-notice"]
    ready = papers.next_step(notice, None, recorded=False)
    assert ready.in_flow
    assert "到“流转”办理“事先告知”" in ready.told
    assert not papers.next_step(notice, None, recorded=True).in_flow
    assert "还缺" in papers.next_step(by_id["penalty-decision"], None, recorded=False).told
    assert "本案不用" in papers.next_step(by_id["transfer-letter"], None, recorded=False).told
    given = Document("d1", "prior-notice", "淄教罚告字〔2026〕第9号", 5, "x", "wang", "", None, None, None)
    assert "已经编号印制：淄教罚告字〔2026〕第9号" in papers.next_step(notice, given, recorded=True).told


def test_of_a_document_that_is_not_called_for_only_that_is_said(
    sample: Callable[[int], Draft], matter: Callable[[Draft], Matter]
) -> None:
    by_id = {one.kind.id: one for one in papers.choices(matter(sample(1)))}
    assert [one.name for one in papers.shown_refusals(by_id["transfer-letter"])] == ["no_transfer"]
    lacking = by_id["penalty-decision"]
    assert papers.shown_refusals(lacking) == lacking.refusals
