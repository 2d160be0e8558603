"""Steps with their documents: numbered, printed and stored in one go, or not at all."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from argon2 import PasswordHasher

from casebook.cases.documents import document_file, list_documents
from casebook.cases.versions import Conflict, Saved, open_case, save
from casebook.people import passwords
from casebook.refusals import Refused
from casebook.workflow.recording import Recorded
from letters.kinds import KINDS
from web.issuing import KINDS_OF

from .office import TO_NOTICE, TO_URGING, Office, bureau, case_file, open_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("issuing")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        opened = open_office(f"sqlite:///{folder / 'casebook.db'}", folder / "keys")
    yield opened
    opened.book.engine.dispose()


def text(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as letter:
        return "".join(sheet.extract_text() for sheet in letter.pages).replace("\n", "")


def test_from_filing_to_urging_each_document_bears_its_number(office: Office) -> None:
    case = office.case()
    case.goes((*TO_NOTICE, *TO_URGING))
    issued = list_documents(office.book, office.people["ju"], case.id)
    assert [one.kind for one in issued] == ["case", "prior-notice", "penalty-decision", "urging-notice"]
    assert issued[0].number.startswith("淄教罚立〔2026〕")
    for one in issued[1:]:
        pdf = document_file(office.book, office.people["wang"], one.id).content
        assert pdf.startswith(b"%PDF")
        assert one.number in text(pdf)
        assert KINDS[one.kind].title in text(pdf)


def test_a_notice_records_what_it_announced(office: Office) -> None:
    case = office.case()
    case.goes(TO_NOTICE)
    noticed = open_case(office.book, office.people["wang"], case.id).content["events"][-1]
    proposal = case_file()["conducts"][0]["proposal"]
    assert (noticed["kinds"], noticed["amount"]) == (proposal["kinds"], proposal["fine"])


def test_nothing_is_recorded_that_no_document_could_print(office: Office) -> None:
    case = office.case()
    day = TO_NOTICE[0][1]["on"]
    found = case.tries("wang", {"type": "inspected", "on": day, "items": ["课表", "收据😀"]})
    assert isinstance(found, Refused)
    assert [one.message for one in found.reasons] == ["“😀”打印不出来，请删除，或者换成别的文字"]


def test_what_letters_refuse_the_casebook_does_not_record(office: Office) -> None:
    content = case_file()
    del content["party"]["address"]
    case = office.case(content)
    case.goes(TO_NOTICE[:-1])
    answer = case.tries(*TO_NOTICE[-1])
    assert isinstance(answer, Refused)
    assert "at:party.address" in [one.need for one in answer.reasons]
    assert open_case(office.book, office.people["wang"], case.id).version == case.version
    assert [one.kind for one in list_documents(office.book, office.people["wang"], case.id)] == ["case"]


def test_a_case_file_that_cannot_be_read_any_more_is_refused_by_place(office: Office) -> None:
    """Once it is filed it may be saved with gaps; a step that prints then says where they are."""
    case = office.case()
    case.goes(TO_NOTICE[:2])
    book, wang = office.at(date(2026, 9, 25)), office.people["wang"]
    content = deepcopy(open_case(book, wang, case.id).content)
    content["conducts"][0]["violation"] = None
    saved = save(book, wang, case.id, case.version, content)
    assert isinstance(saved, Saved)
    case.version = saved.version
    until = date(2026, 10, 15)
    answer = case.tries(
        "wang", {"type": "correction_ordered", "on": date(2026, 9, 25), "items": ["停止办学"], "until": until}
    )
    assert isinstance(answer, Refused)
    assert "at:conducts[0].violation" in [one.need for one in answer.reasons]
    assert open_case(book, wang, case.id).version == case.version


def test_a_refused_document_uses_no_number_up(office: Office) -> None:
    lacking = case_file()
    del lacking["party"]["address"]
    refused, sound = office.case(lacking), office.case()
    refused.goes(TO_NOTICE[:-1])
    refused.tries(*TO_NOTICE[-1])
    before = sound.goes(TO_NOTICE)[-1].number
    other = office.case()
    after = other.goes(TO_NOTICE)[-1].number
    refused.tries(*TO_NOTICE[-1])
    assert before
    assert after
    serial = [int(one.split("第")[1].removesuffix("号")) for one in (before, after)]
    assert serial[1] == serial[0] + 1


@pytest.mark.parametrize(("step", "what"), [(1, "立案号"), (4, "教育行政处罚事先告知书")])
def test_without_a_prefix_nothing_is_numbered_and_what_to_do_is_told(office: Office, step: int, what: str) -> None:
    case = office.case()
    case.goes(TO_NOTICE[:step])
    answer = case.tries(*TO_NOTICE[step], replace(bureau(), number_prefixes={}))
    assert isinstance(answer, Refused)
    assert what in answer.reasons[0].message
    assert "设置" in answer.reasons[0].message


def test_a_case_that_has_its_number_is_filed_without_a_prefix(office: Office) -> None:
    case = office.case({**case_file(), "number": "淄教罚立〔2026〕901号"})
    answer = case.tries("ju", {"type": "filed", "on": date(2026, 9, 24)}, replace(bureau(), number_prefixes={}))
    assert not isinstance(answer, Refused)
    assert list_documents(office.book, office.people["ju"], case.id) == ()


def test_the_second_of_two_is_told_what_the_first_did(office: Office) -> None:
    case = office.case()
    case.goes(TO_NOTICE[:1])
    seen, who = case.version, "ju"
    case.does(who, {"type": "filed", "on": date(2026, 9, 24)})
    case.version = seen
    answer = case.tries("wang", {"type": "inspected", "on": date(2026, 9, 24)})
    assert isinstance(answer, Conflict)
    assert {change.by for change in answer.theirs} == {"局某某"}


def test_every_kind_issued_is_one_that_bears_a_number() -> None:
    assert all(KINDS[kind].numbered for kind in KINDS_OF.values())


def test_stored_bytes_stay_what_they_were(office: Office) -> None:
    case = office.case()
    case.goes(TO_NOTICE)
    notice = list_documents(office.book, office.people["wang"], case.id)[-1]
    first = document_file(office.book, office.people["wang"], notice.id).content
    case.goes(TO_URGING[:2])
    assert document_file(office.book, office.people["wang"], notice.id).content == first


def test_a_notice_of_the_right_to_a_hearing_goes_out_beside_the_notice_with_a_number_of_its_own(office: Office) -> None:
    case = office.case()
    case.goes(TO_NOTICE[:-1])
    answer = case.tries(*TO_NOTICE[-1], also=("hearing-right-notice",))
    assert isinstance(answer, Recorded), answer
    notice, told = list_documents(office.book, office.people["ju"], case.id)[-2:]
    assert {notice.kind, told.kind} == {"prior-notice", "hearing-right-notice"}
    for one in (notice, told):
        printed = text(document_file(office.book, office.people["wang"], one.id).content)
        assert one.number in printed
        assert KINDS[one.kind].title in printed


def test_without_a_hearing_due_there_is_no_such_notice(office: Office) -> None:
    case = office.case(case_file("10-幼儿园小学化-新法较轻"))
    case.goes(TO_NOTICE[:-1])
    answer = case.tries(*TO_NOTICE[-1], also=("hearing-right-notice",))
    assert isinstance(answer, Refused)
    assert [one.message for one in answer.reasons if "听证" in one.message], answer
    assert [one.kind for one in list_documents(office.book, office.people["ju"], case.id)] == ["case"]
