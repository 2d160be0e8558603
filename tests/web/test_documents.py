"""The routes of documents and files: who gets them, as what, and what is said when there is nothing to get."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from io import BytesIO
from urllib.parse import unquote

import pytest
from argon2 import PasswordHasher
from PIL import Image
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from casebook import schema
from casebook.actor import CONSOLE, Actor
from casebook.cases.attachments import attach
from casebook.cases.documents import document_file, list_documents
from casebook.cases.drafts import keep_draft
from casebook.cases.looks import VISIT
from casebook.cases.members import ask_recusal, decide_recusal
from casebook.cases.versions import open_case
from casebook.people import passwords
from casebook.people.accounts import NewAccount, add_account
from web import documents

from .office import TO_NOTICE, Led, Office, bureau, case_file, open_office

Ask = Callable[[str, str], Response]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("documents")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        opened = open_office(f"sqlite:///{folder / 'casebook.db'}", folder / "keys")
        guan = add_account(opened.book, CONSOLE, NewAccount("guan", "管某", ("administrator",)))
        opened.people["guan"] = Actor(guan, "管某", frozenset({"administrator"}))
        patch.setattr(documents, "casebook", lambda: opened.book)
        patch.setattr(documents, "bureau", bureau)
        yield opened
    opened.book.engine.dispose()


@pytest.fixture(scope="module")
def case(office: Office) -> Led:
    led = office.case()
    led.goes(TO_NOTICE)
    return led


@pytest.fixture
def ask(office: Office) -> Ask:
    """Asks for an address as one of the people."""

    def asked(who: str, address: str) -> Response:
        path, _, query = address.partition("?")
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []}
        for route in documents.ROUTES:
            match, found = route.matches(scope)
            if match is Match.FULL:
                request = Request({**scope, **found, "actor": office.people[who]})
                with ThreadPoolExecutor() as aside:  # this thread may be the browser's
                    answer = aside.submit(asyncio.run, route.endpoint(request)).result()
                assert isinstance(answer, Response)
                return answer
        raise AssertionError(address)

    return asked


def name(answer: Response) -> str:
    return unquote(answer.headers["content-disposition"].partition("UTF-8''")[2])


@pytest.mark.parametrize(
    ("address", "media", "start", "named"),
    [
        ("prior-notice.pdf", "application/pdf", b"%PDF", "事先告知书-淄博某某教育咨询有限公司-"),
        ("prior-notice.docx", "wordprocessingml", b"PK", "事先告知书-淄博某某教育咨询有限公司-"),
        ("prior-notice.pdf?public=1", "application/pdf", b"%PDF", "事先告知书-公开版-"),
        ("service-receipt.pdf?which=1", "application/pdf", b"%PDF", "送达回证-"),
    ],
)
def test_a_document_comes_as_what_was_asked_for(
    ask: Ask, case: Led, address: str, media: str, start: bytes, named: str
) -> None:
    answer = ask("wang", f"/cases/{case.id}/documents/{address}")
    assert answer.status_code == 200
    assert media in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert bytes(answer.body).startswith(start)
    assert name(answer).startswith(named)


def test_a_page_is_a_picture_of_the_real_document(ask: Ask, case: Led) -> None:
    answer = ask("ju", f"/cases/{case.id}/documents/prior-notice/1.png")
    assert answer.headers["content-type"] == "image/png"
    width, height = Image.open(BytesIO(bytes(answer.body))).size
    assert (width, round(height / width, 2)) == (1191, 1.41)
    assert ask("ju", f"/cases/{case.id}/documents/prior-notice/99.png").status_code == 404


def test_an_issued_document_is_what_was_issued(ask: Ask, case: Led, office: Office) -> None:
    notice = list_documents(office.book, office.people["ju"], case.id)[-1]
    answer = ask("ju", f"/documents/{notice.id}.pdf")
    assert bytes(answer.body) == document_file(office.book, office.people["ju"], notice.id).content
    assert name(answer) == f"教育行政处罚事先告知书-{notice.number}.pdf"
    assert ask("ju", f"/documents/{notice.id}/1.png").headers["content-type"] == "image/png"


def test_a_file_comes_back_under_its_name_and_is_never_shown_as_a_page(ask: Ask, case: Led, office: Office) -> None:
    content = b"%PDF-1.4 <script>"
    made = attach(office.book, office.people["wang"], case.id, "收费 表.pdf", content, "E1")
    answer = ask("ju", f"/attachments/{made}")
    assert (bytes(answer.body), name(answer)) == (content, "收费 表.pdf")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    ["documents/none.pdf", "documents/prior-notice.html", "documents/prior-notice.pdf?which=0", "documents/file.xlsx",
     "documents/prior-notice.pdf?which=x", "documents/prior-notice.pdf?which=9", "documents/prior-notice/1.png?which=9"],
)  # fmt: skip
def test_what_there_is_not_is_not_found(ask: Ask, case: Led, address: str) -> None:
    assert ask("wang", f"/cases/{case.id}/{address}").status_code == 404
    assert ask("wang", f"/cases/nowhere/{address}").status_code == 404


def test_nobody_gets_a_document_of_a_case_that_he_may_not_read(ask: Ask, case: Led, office: Office) -> None:
    notice = list_documents(office.book, office.people["ju"], case.id)[-1]
    made = attach(office.book, office.people["wang"], case.id, "表.pdf", b"%PDF-1.4 2")
    for address in (
        f"/cases/{case.id}/documents/prior-notice.pdf", f"/cases/{case.id}/documents/prior-notice/1.png",
        f"/cases/{case.id}/prior-notice.pdf", f"/documents/{notice.id}.pdf", f"/documents/{notice.id}/1.png",
        f"/attachments/{made}",
    ):  # fmt: skip
        assert ask("guan", address).status_code == 403
        assert ask("ju", address).status_code == 200


def test_who_stays_away_gets_nothing_any_more(ask: Ask, office: Office) -> None:
    led = office.case()
    led.goes(TO_NOTICE)
    address = f"/cases/{led.id}/documents/prior-notice.pdf"
    assert ask("li", address).status_code == 200
    asked = ask_recusal(office.book, office.people["ju"], led.id, office.people["li"].id, "party", "近亲属")
    decide_recusal(office.book, office.people["ju"], asked, granted=True, reason="属实")
    assert ask("li", address).status_code == 403


def test_what_cannot_be_made_says_why(ask: Ask, case: Led, office: Office) -> None:
    answer = ask("wang", f"/cases/{case.id}/documents/transfer-letter.pdf")
    assert answer.status_code == 409
    assert "不需要移送" in bytes(answer.body).decode()
    empty = office.case({"party": {}, "conducts": [{}]})
    assert ask("wang", f"/cases/{empty.id}/documents/prior-notice.pdf").status_code == 409


def test_an_officer_gets_his_draft_with_what_has_happened_since(ask: Ask, office: Office) -> None:
    led = office.case()
    content = case_file()
    content["party"]["name"] = "改名的公司"
    keep_draft(office.book, office.people["wang"], led.id, led.version, content)
    led.goes(TO_NOTICE[:2])
    address = f"/cases/{led.id}/documents/filing-approval.pdf"
    assert "改名的公司" in name(ask("wang", address))
    assert "改名的公司" not in name(ask("ju", address))


def test_whoever_took_a_document_along_is_in_the_trail(ask: Ask, case: Led, office: Office) -> None:
    ask("ju", f"/cases/{case.id}/documents/prior-notice.docx?public=1")
    with office.book.read() as connection:
        trail = schema.trail.c
        last = connection.execute(select(trail.actor, trail.action, trail.details).order_by(trail.seq.desc())).first()
    assert last is not None
    assert (last.actor, last.action) == (office.people["ju"].id, "print")
    assert "docx" in last.details
    assert open_case(office.book, office.people["ju"], case.id).version == case.version


def entered(office: Office, login: str, case: str) -> list[tuple[str, str]]:
    """What this person's entries about the case are, oldest first."""
    trail = schema.trail.c
    query = select(trail.action, trail.details).where(trail.subject == case, trail.actor == office.people[login].id)
    with office.book.read() as connection:
        return [(row.action, row.details) for row in connection.execute(query.order_by(trail.seq))]


def test_a_document_looked_at_page_by_page_is_entered_once_a_visit(ask: Ask, office: Office) -> None:
    led = office.case()
    led.goes(TO_NOTICE)
    notice = list_documents(office.book, office.people["shen"], led.id)[-1]
    before = len(entered(office, "shen", led.id))
    pages = [f"/cases/{led.id}/documents/prior-notice/{page}.png" for page in (1, 2, 3)]
    issued = [f"/documents/{notice.id}/{page}.png" for page in (1, 2)]
    with ThreadPoolExecutor(5) as several:
        assert [one.status_code for one in several.map(partial(ask, "shen"), pages + issued)] == [200] * 5
    found = entered(office, "shen", led.id)[before:]
    assert sorted(action for action, _ in found) == ["look", "read_document"]
    ask("shen", f"{pages[0]}?public=1")  # another document
    assert len(entered(office, "shen", led.id)) == before + 3
    ask("ju", pages[0])  # another person
    assert entered(office, "ju", led.id)[-1][0] == "look"


def test_a_later_visit_and_another_version_are_entered_again(
    ask: Ask, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    led = office.case()
    led.goes(TO_NOTICE[:2])
    page = f"/cases/{led.id}/documents/filing-approval/1.png"

    def looks() -> int:
        assert ask("wang", page).status_code == 200
        return sum(action == "look" for action, _ in entered(office, "wang", led.id))

    assert (looks(), looks()) == (1, 1)
    content = open_case(office.book, office.people["wang"], led.id).content
    content["party"]["name"] = "改名的公司"
    keep_draft(office.book, office.people["wang"], led.id, led.version, content)
    assert (looks(), looks()) == (2, 2)
    later = replace(office.book, clock=lambda: office.book.clock() + VISIT + timedelta(minutes=1))
    monkeypatch.setattr(documents, "casebook", lambda: later)
    assert looks() == 3


def test_even_what_cannot_be_shown_is_entered_as_looked_at(ask: Ask, office: Office, case: Led) -> None:
    before = len(entered(office, "ju", case.id))
    assert ask("ju", f"/cases/{case.id}/documents/transfer-letter/1.png").status_code == 409
    assert [action for action, _ in entered(office, "ju", case.id)[before:]] == ["look"]
