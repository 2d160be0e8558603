"""Opinions on places of a case: who gives and answers them, that they stay, that the trail vouches for them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from casebook import database, trail
from casebook.anchors import Keyring
from casebook.care.bundles import export_case, import_case
from casebook.care.verification import problems
from casebook.cases.history import names_in_case, open_version
from casebook.cases.members import ask_recusal, decide_recusal, list_recusals, pending_recusals
from casebook.cases.opinions import LONGEST, answer_opinion, give_opinion, list_opinions
from casebook.refusals import NotFoundError, NotPermittedError, UnfitError
from casebook.workflow.waiting import waiting
from ui.prose.opinions import settled

from .conftest import Template
from .office import Led, Office, person

SHEN, WANG, LI, JU, GUAN = map(person, ("shen", "wang", "li", "ju", "guan"))
PLACE = "conducts[0].circumstances.ZB-6-1"


@pytest.fixture
def case(office: Office) -> Led:
    return office.led("investigated")


def test_an_opinion_sticks_to_its_place_and_version_and_is_answered_once(office: Office, case: Led) -> None:
    made = give_opinion(office.book, SHEN, case.id, case.version, PLACE, "  退费凭证不全。 ")
    whole = give_opinion(office.book, JU, case.id, case.version, "", "请补充办学场所照片。")
    one, other = sorted(list_opinions(office.book, WANG, case.id), key=lambda one: one.path, reverse=True)
    assert (one.id, one.version, one.path, one.text, one.given_by) == (
        made,
        case.version,
        PLACE,
        "退费凭证不全。",
        "沈某",
    )
    assert (other.id, other.path, other.is_open) == (whole, "", True)
    answer_opinion(office.book, WANG, made, "已补 E6。")
    (one,) = [one for one in list_opinions(office.book, SHEN, case.id) if one.id == made]
    assert (one.answer, one.answered_by, one.is_open) == ("已补 E6。", "王某", False)
    with pytest.raises(UnfitError, match="已经答复"):
        answer_opinion(office.book, WANG, made, "再说一次")


def test_of_two_answers_at_the_same_moment_one_stays_and_the_other_is_told(office: Office, case: Led) -> None:
    made = give_opinion(office.book, SHEN, case.id, case.version, "", "请说明。")
    with ThreadPoolExecutor() as other:
        with office.book.engine.begin() as connection:
            connection.execute(text("UPDATE opinions SET answer = '先', answered_by = 'wang', answered_at = '2026'"))
            later = other.submit(answer_opinion, office.book, WANG, made, "后")
            sleep(0.3)
        with pytest.raises(UnfitError, match="已经答复"):
            later.result()
    assert [one.answer for one in list_opinions(office.book, SHEN, case.id)] == ["先"]


def test_who_may_not(office: Office, case: Led) -> None:
    with pytest.raises(NotPermittedError):
        give_opinion(office.book, WANG, case.id, case.version, "", "自己审自己")
    made = give_opinion(office.book, SHEN, case.id, case.version, "", "请说明。")
    for who in (SHEN, LI, JU, GUAN):
        with pytest.raises(NotPermittedError):
            answer_opinion(office.book, who, made, "替他答")


def test_what_is_not_taken(office: Office, case: Led) -> None:
    for said, told in ((" ", "没有写"), ("长" * (LONGEST + 1), "超过")):
        with pytest.raises(UnfitError, match=told):
            give_opinion(office.book, SHEN, case.id, case.version, "", said)
    with pytest.raises(UnfitError, match="位置"):
        give_opinion(office.book, SHEN, case.id, case.version, "a" * 201, "有话")
    with pytest.raises(NotFoundError):
        give_opinion(office.book, SHEN, case.id, case.version + 1, "", "有话")
    with pytest.raises(NotFoundError):
        answer_opinion(office.book, WANG, "nothing", "有话")
    assert list_opinions(office.book, SHEN, case.id) == ()


def test_nothing_is_said_about_a_decided_case(office: Office) -> None:
    case = office.led("decided")
    with pytest.raises(UnfitError, match="已经作出决定"):
        give_opinion(office.book, SHEN, case.id, case.version, "", "晚了")


def test_the_trail_holds_digests_alone_and_finds_what_was_altered(office: Office, case: Led) -> None:
    made = give_opinion(office.book, SHEN, case.id, case.version, "party.name", "名称与执照不符。")
    answer_opinion(office.book, WANG, made, "已改。")
    with office.book.read() as connection:
        told = "".join(entry.details for entry in trail.entries(connection, case.id))
        assert "名称与执照不符" not in told
        assert "已改" not in told
        assert list(problems(connection, office.book.key, {})) == []
    for change in ("UPDATE opinions SET text = 'x'", "UPDATE opinions SET answer = 'x'", "DELETE FROM opinions"):
        with pytest.raises(DatabaseError), office.book.engine.begin() as connection:
            connection.execute(text(change))
    with office.book.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER opinions_no_update"))
            connection.execute(text("DROP TRIGGER opinions_no_reopen"))
        else:
            connection.execute(text("ALTER TABLE opinions DISABLE TRIGGER USER"))
        connection.execute(text("UPDATE opinions SET text = '名称与执照相符。'"))
    with office.book.read() as connection:
        assert list(problems(connection, office.book.key, {})) == [f"审核意见 {made} 被改动、不见了或者没有审计记录"]


def test_a_bundle_takes_opinions_along(office: Office, case: Led, tmp_path: Path, template: Template) -> None:
    elsewhere = replace(office.book, engine=database.open_engine(template("sqlite")), keyring=Keyring(tmp_path / "k"))
    elsewhere.keyring.folder.mkdir()
    made = give_opinion(office.book, SHEN, case.id, case.version, PLACE, "退费凭证不全。")
    give_opinion(office.book, JU, case.id, case.version, "", "尚未答复的。")
    answer_opinion(office.book, WANG, made, "已补。")
    export_case(office.book, JU, case.id, tmp_path / "case.zip")
    import_case(elsewhere, GUAN, tmp_path / "case.zip")
    assert list_opinions(elsewhere, SHEN, case.id) == list_opinions(office.book, SHEN, case.id)
    with elsewhere.read() as connection:
        assert list(problems(connection, elsewhere.key, {})) == []


def test_recusals_wait_for_a_decision_in_one_case_and_in_all(office: Office, case: Led) -> None:
    made = ask_recusal(office.book, WANG, case.id, "li", "party", "与当事人有利害关系")
    (one,) = pending_recusals(office.book, JU)
    assert (one.id, one.case_id, one.person, one.person_id, one.asked_by) == (made, case.id, "李某", "li", "party")
    assert pending_recusals(office.book, WANG, case.id) == (one,)
    assert names_in_case(office.book, SHEN, case.id)["li"] == "李某"
    with pytest.raises(NotPermittedError):
        pending_recusals(office.book, GUAN)
    decide_recusal(office.book, JU, made, granted=False, reason="没有利害关系")
    assert pending_recusals(office.book, JU) == ()


def test_reading_what_somebody_wrote_is_entered_in_the_trail(office: Office, case: Led) -> None:
    def entered() -> list[tuple[str, str]]:
        with office.book.read() as connection:
            told = [(one.actor, one.action) for one in trail.entries(connection, case.id)]
        return [one for one in told if one[1].startswith("read_")]

    assert list_opinions(office.book, WANG, case.id) == ()
    assert list_recusals(office.book, WANG, case.id) == ()
    assert entered() == []
    give_opinion(office.book, SHEN, case.id, case.version, "", "请说明。")
    ask_recusal(office.book, WANG, case.id, "li", "party", "与当事人有利害关系")
    list_opinions(office.book, WANG, case.id)
    list_recusals(office.book, JU, case.id)
    assert entered() == [("wang", "read_opinions"), ("ju", "read_recusals")]


def test_who_is_waited_for(office: Office) -> None:
    case = office.led("reexamined")
    assert [(one.case.id, one.action) for one in waiting(office.book, SHEN).cases] == [(case.id, "review")]
    assert waiting(office.book, JU).cases == ()
    with pytest.raises(NotPermittedError):
        waiting(office.book, GUAN)


def test_an_opinion_follows_its_piece_of_evidence(office: Office, case: Led) -> None:
    give_opinion(office.book, SHEN, case.id, case.version, "evidence[1]", "缺一页。")
    give_opinion(office.book, SHEN, case.id, case.version, "evidence[99]", "没有这一份。")
    content = open_version(office.book, SHEN, case.id, case.version)
    first, second, *_ = content["evidence"]
    found = list_opinions(office.book, SHEN, case.id)
    assert sorted(one.piece for one in found) == ["", second["id"]]
    (spoken,) = [one for one in found if one.piece]
    for evidence, path in (([first, second], "evidence[1]"), ([second], "evidence[0]"), ([first], "evidence")):
        assert [one.path for one in settled([spoken], {"evidence": evidence})] == [path]
