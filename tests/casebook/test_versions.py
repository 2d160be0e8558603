"""Saving, drafts, lists: nobody overwrites anybody."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from time import sleep
from typing import Any

import pytest
from sqlalchemy import insert

from casebook import schema, trail
from casebook.care.reading_trail import read_trail
from casebook.cases.changes import MISSING, Change, changes, touch
from casebook.cases.drafts import Draft, Kept, draft, draft_if_any, drop_draft, keep_draft
from casebook.cases.history import list_members, list_receipts, list_versions, open_version
from casebook.cases.listing import Search, find_cases
from casebook.cases.members import assign, release
from casebook.cases.versions import Conflict, Saved, content_of, create_case, open_case, save
from casebook.plain import to_text
from casebook.refusals import NotFoundError, NotPermittedError, UnfitError

from .office import Office, person
from .office import content_of as file_of

WANG, LI, JU = person("wang"), person("li"), person("ju")


def renamed(name: str) -> dict[str, Any]:
    content = file_of("hearing")
    content["party"]["name"] = name
    return content


def test_what_was_saved_is_what_is_opened_to_the_last_figure(office: Office) -> None:
    content = {**file_of("hearing"), "note": Decimal("46580.10")}
    made = create_case(office.book, WANG, content)
    opened = open_case(office.book, WANG, made.id)
    assert opened.version == 1
    assert str(opened.content["note"]) == "46580.10"
    assert opened.content["conducts"][0]["from"] == "2026-03-01"


def test_the_second_of_two_sees_what_the_first_changed(office: Office) -> None:
    made = create_case(office.book, WANG, file_of("hearing"))
    assign(office.book, JU, made.id, "li")
    assert save(office.book, LI, made.id, 1, renamed("甲公司")) == Saved(made.id, 2)
    answer = save(office.book, WANG, made.id, 1, {**renamed("乙公司"), "business_activity": False})
    assert isinstance(answer, Conflict)
    assert answer.version == 2
    assert [(one.path, one.after, one.by) for one in answer.theirs] == [(("party", "name"), "甲公司", "李某")]
    assert answer.both == (("party", "name"),)
    assert answer.content["party"]["name"] == "甲公司"
    with office.book.read() as connection:
        assert content_of(connection, made.id, 1)["party"]["name"] == file_of("hearing")["party"]["name"]


def test_changes_of_other_fields_are_told_apart(office: Office) -> None:
    made = create_case(office.book, WANG, file_of("hearing"))
    save(office.book, WANG, made.id, 1, {**file_of("hearing"), "business_activity": False})
    answer = save(office.book, WANG, made.id, 1, renamed("乙公司"))
    assert isinstance(answer, Conflict)
    assert answer.both == ()


def test_saving_the_same_again_makes_no_version(office: Office) -> None:
    made = create_case(office.book, WANG, file_of("hearing"))
    assert save(office.book, WANG, made.id, 1, file_of("hearing")) == Saved(made.id, 1)


def test_events_are_not_changed_by_saving(office: Office) -> None:
    case = office.led("filed")
    case.saves({**file_of("hearing"), "events": []})
    opened = open_case(office.book, WANG, case.id)
    assert [one["type"] for one in opened.content["events"]] == ["filed"]


@pytest.mark.parametrize("content", [{"note": 0.1}, {"note": "字" * 1_000_000}], ids=["float", "too large"])
def test_what_cannot_be_stored_exactly_is_refused(office: Office, content: dict[str, Any]) -> None:
    with pytest.raises(UnfitError):
        create_case(office.book, WANG, content)


def test_a_draft_is_kept_for_its_writer_alone_until_he_saves(office: Office) -> None:
    made = create_case(office.book, WANG, file_of("hearing"))
    assign(office.book, JU, made.id, "li")
    keep_draft(office.book, WANG, made.id, 1, renamed("甲"))
    keep_draft(office.book, WANG, made.id, 1, renamed("甲公"))
    kept = draft(office.book, WANG, made.id)
    assert kept is not None
    assert (kept.base, kept.content["party"]["name"]) == (1, "甲公")
    assert draft(office.book, LI, made.id) is None
    save(office.book, WANG, made.id, 1, kept.content)
    assert draft(office.book, WANG, made.id) is None
    keep_draft(office.book, WANG, made.id, 2, renamed("甲公司"))
    drop_draft(office.book, WANG, made.id)
    assert draft(office.book, WANG, made.id) is None


def test_of_two_windows_of_one_person_the_last_does_not_silently_win(office: Office) -> None:
    made = create_case(office.book, WANG, file_of("hearing"))
    begun = to_text(renamed("甲"))
    assert isinstance(keep_draft(office.book, WANG, made.id, 1, renamed("甲"), ""), Kept)
    assert isinstance(keep_draft(office.book, WANG, made.id, 1, renamed("乙"), begun), Kept)
    answer = keep_draft(office.book, WANG, made.id, 1, renamed("丙"), begun)
    assert isinstance(answer, Draft)
    assert answer.content["party"]["name"] == "乙"
    kept = draft(office.book, WANG, made.id)
    assert kept is not None
    assert kept.content["party"]["name"] == "乙"
    assert isinstance(keep_draft(office.book, WANG, made.id, 1, renamed("乙"), begun), Kept)  # the same is no conflict


def test_of_two_first_drafts_at_the_same_moment_none_is_lost_silently(office: Office) -> None:
    made = create_case(office.book, WANG, file_of("hearing"))
    row = {"case_id": made.id, "person_id": "wang", "base": 1, "content": to_text(renamed("甲")), "saved_at": "2026"}
    with ThreadPoolExecutor() as other:
        with office.book.engine.begin() as connection:
            connection.execute(insert(schema.drafts).values(row))
            later = other.submit(keep_draft, office.book, WANG, made.id, 1, renamed("乙"), "")
            sleep(0.3)
        answer = later.result()
    assert isinstance(answer, Draft)
    assert answer.content["party"]["name"] == "甲"


def test_looking_at_a_case_without_a_draft_is_no_attempt_to_change_it(office: Office) -> None:
    made = create_case(office.book, WANG, file_of("hearing"))
    keep_draft(office.book, WANG, made.id, 1, renamed("甲"))
    kept = draft_if_any(office.book, WANG, made.id)
    assert kept is not None
    assert kept.content["party"]["name"] == "甲"
    for who in (LI, JU):
        assert draft_if_any(office.book, who, made.id) is None
    with office.book.read() as connection:
        assert "refused" not in {one.action for one in trail.entries(connection)}


def test_whoever_keeps_a_draft_is_told_how_the_case_stands(office: Office) -> None:
    made = create_case(office.book, WANG, file_of("hearing"))
    assign(office.book, JU, made.id, "li")
    save(office.book, LI, made.id, 1, renamed("李的"))
    kept = keep_draft(office.book, WANG, made.id, 1, renamed("王的"), "")
    assert isinstance(kept, Kept)
    assert (kept.version, kept.stage) == (2, "draft")


def test_cases_are_found_by_party_number_and_violation(office: Office) -> None:
    case = office.led("filed")
    office.clock.be("2026-07-07")
    other = create_case(office.book, WANG, {"party": {"name": "ＡＢＣ艺术中心"}, "conducts": [{}]})
    for text in ("星光培训", "立〔2026〕1号", "MCF-64", "mcf-64", "擅自举办", "星光 MCF"):
        assert [one.id for one in find_cases(office.book, WANG, Search(text))] == [case.id], text
    assert [one.id for one in find_cases(office.book, WANG, Search("abc艺术"))] == [other.id]
    assert not find_cases(office.book, WANG, Search("100%"))
    assert not find_cases(office.book, WANG, Search("_"))
    assert [one.id for one in find_cases(office.book, WANG)] == [other.id, case.id]


def test_lists_by_stage_deadline_and_worker(office: Office) -> None:
    case = office.led("filed")
    create_case(office.book, WANG, {})
    listed = find_cases(office.book, JU, Search(stages=("filed",)))
    assert [(one.id, one.number, one.due_on, one.due_what) for one in listed] == [
        (case.id, "淄教罚立〔2026〕1号", "2026-10-04", "作出处罚决定")
    ]
    assert not find_cases(office.book, JU, Search(worked_on_by="li"))
    assert len(find_cases(office.book, JU, Search(worked_on_by="wang"))) == 2
    assert len(find_cases(office.book, JU, Search(due_by=office.book.today().replace(month=12, day=31)))) == 1


def test_pages_of_a_list_follow_one_another(office: Office) -> None:
    made = []
    for day in range(1, 6):
        office.clock.be(f"2026-03-0{day}")
        made.append(create_case(office.book, WANG, {}).id)
    together = create_case(office.book, WANG, {}).id
    made = [*made[:-1], *sorted((made[-1], together))]
    first = find_cases(office.book, WANG, Search(most=3))
    rest = find_cases(office.book, WANG, Search(most=3, after=first[-1]))
    assert [one.id for one in (*first, *rest)] == made[::-1]


def test_a_case_in_any_state_can_be_saved_and_listed(office: Office) -> None:
    for content in (
        {},
        {"party": None, "conducts": "?"},
        {"conducts": [None, {"violation": 3}]},
        {"party": {"name": 12}},
    ):
        create_case(office.book, WANG, content)
    assert len(find_cases(office.book, WANG)) == 4


def test_what_is_not_there_is_not_found(office: Office) -> None:
    with pytest.raises(NotFoundError):
        open_case(office.book, WANG, "nothing")
    made = create_case(office.book, WANG, {})
    with pytest.raises(NotPermittedError, match="李某"):
        save(office.book, LI, made.id, 1, {"number": "1"})


def test_changes_name_each_field() -> None:
    before = {"a": [1, {"b": Decimal("1.0")}], "c": None, "d": {"e": 1}}
    after = {"a": [1, {"b": Decimal("1.00")}, 3], "d": "x"}
    assert list(changes(before, after)) == [
        Change(("a", 1, "b"), Decimal("1.0"), Decimal("1.00")),
        Change(("a", 2), MISSING, 3),
        Change(("c",), None, MISSING),
        Change(("d",), {"e": 1}, "x"),
    ]
    assert list(changes([{}], [{"to": None}])) == [Change((0, "to"), MISSING, None)]
    assert touch(("a",), ("a", 1))
    assert not touch(("a", 2), ("a", 1))


def test_the_history_of_a_case(office: Office) -> None:
    case = office.led("noticed")
    told = list_versions(office.book, LI, case.id)
    assert [one.why for one in told] == ["created", "filed", "investigation_closed", "approved", "noticed"]
    assert told[1].saved_by == "局某"
    first, second = (open_version(office.book, LI, case.id, one) for one in (1, 2))
    assert ("filed_on",) in [one.path for one in changes(first, second)]
    assert "number" not in first
    assert [one.version for one in list_receipts(office.book, LI, case.id)] == [5]
    release(office.book, JU, case.id, "wang")
    assert [(one.name, one.left_at is not None) for one in list_members(office.book, LI, case.id)] == [("王某", True)]
    with pytest.raises(NotPermittedError, match="曾是"):
        save(office.book, WANG, case.id, case.version, {})
    with pytest.raises(NotFoundError):
        open_version(office.book, LI, case.id, 99)
    with pytest.raises(NotFoundError):
        release(office.book, JU, case.id, "wang")


def test_the_trail_is_read_by_its_keepers_who_leave_their_own_entry(office: Office) -> None:
    case = office.led("filed")
    entries = read_trail(office.book, person("jian"), case.id)
    assert [one.action for one in entries] == ["created", "filed", "issue"]
    newest = read_trail(office.book, person("guan"))
    assert (newest[0].action, newest[0].subject) == ("read_trail", case.id)
    assert read_trail(office.book, person("guan"), before=newest[1].seq)[-1] == newest[-1]
    with pytest.raises(NotPermittedError):
        read_trail(office.book, JU)
