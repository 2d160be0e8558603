"""The list derived anew after the rules have changed: in pieces, while officers go on working."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import RowMapping, select

from casebook import schema
from casebook.actor import CONSOLE
from casebook.book import Casebook
from casebook.cases import listing
from casebook.cases.listing import refresh
from casebook.refusals import NotPermittedError

from .office import Led, Office, content_of, person


def with_longer_periods(book: Casebook) -> Casebook:
    """The same casebook after its rules have changed."""
    return replace(book, rulebook=replace(book.rulebook, rules=replace(book.rulebook.rules, decision_days=100)))


def listed(book: Casebook, case: Led) -> RowMapping:
    with book.read() as connection:
        return connection.execute(select(schema.cases).where(schema.cases.c.id == case.id)).mappings().one()


def notes(book: Casebook) -> list[str]:
    with book.read() as connection:
        trail = schema.trail.c
        query = select(trail.details).where(trail.action == "refresh").order_by(trail.seq)
        return [details.partition(",")[0] for details in connection.execute(query).scalars()]


@pytest.fixture(autouse=True)
def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "AT_ONCE", 1)


def test_lists_follow_changed_rules_after_a_refresh(office: Office) -> None:
    case = office.led("filed")
    assert listed(office.book, case)["due_on"] == "2026-10-04"
    assert refresh(office.book, CONSOLE) == 0
    assert refresh(with_longer_periods(office.book), CONSOLE) == 1
    assert listed(office.book, case)["due_on"] == "2026-10-14"
    assert refresh(with_longer_periods(office.book), CONSOLE) == 0
    assert notes(office.book) == ['{"changed":0', '{"changed":1', '{"changed":0']


def test_what_was_done_before_an_interruption_is_not_done_again(office: Office) -> None:
    for _ in range(3):
        office.led("filed")
    seen = []

    def interrupted(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    later = with_longer_periods(office.book)
    with pytest.raises(KeyboardInterrupt):
        refresh(later, CONSOLE, interrupted)
    assert refresh(later, CONSOLE) == 1
    assert seen == [(1, 3), (2, 3)]
    assert notes(office.book) == ['{"changed":1'] * 3


def test_officers_work_between_the_pieces(office: Office) -> None:
    cases = sorted((office.led("filed") for _ in range(3)), key=lambda case: case.id)
    last = cases[-1]

    def officer_saves(done: int, _: int) -> None:
        if done == 1:
            last.saves({**content_of("hearing"), "party": {**content_of("hearing")["party"], "name": "改名学校"}})

    assert refresh(with_longer_periods(office.book), CONSOLE, officer_saves) == 3
    row = listed(office.book, last)
    assert (row["party"], row["due_on"]) == ("改名学校", "2026-10-14")


def test_who_goes_on_with_a_case_that_is_being_derived_has_the_last_word(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = office.led("filed")
    derive = listing.row

    def row(content: dict[str, Any], *more: Any) -> dict[str, object]:  # noqa: ANN401 -- as it is
        monkeypatch.setattr(listing, "row", derive)
        case.saves({**content_of("hearing"), "party": {**content_of("hearing")["party"], "name": "改名学校"}})
        return derive(content, *more)

    monkeypatch.setattr(listing, "row", row)
    assert refresh(with_longer_periods(office.book), CONSOLE) == 0
    assert listed(office.book, case)["party"] == "改名学校"


def test_only_who_verifies_may_refresh(office: Office) -> None:
    with pytest.raises(NotPermittedError):
        refresh(office.book, person("ju"))
