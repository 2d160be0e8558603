"""The register: each filter alone and together, its pages, what its rows hold; filters kept under a name."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from casebook import schema
from casebook.cases.answers import keep_answers, kept_answers
from casebook.cases.members import assign
from casebook.cases.register import Entry, Filters, Span, register, whole_register
from casebook.cases.views import LONGEST, MOST, drop_view, keep_view, views
from casebook.refusals import NotPermittedError, UnfitError

from .office import Led, Office, content_of, person


@pytest.fixture
def three(office: Office) -> dict[str, Led]:
    """A case decided with a departure, one closed on the spot, one just filed; the clock stands in October."""
    values = content_of("hearing")
    values["conducts"][0]["proposal"] = {"kinds": ["fine"], "fine": "8000.50", "reasons": "拒不说明去向"}
    values["party"]["name"] = "淄博启航学校"
    led = {
        "decided": office.led("decided", values),
        "spot": office.led("closed", "small", "spot"),
        "filed": office.led("filed"),
    }
    assign(office.book, person("ju"), led["filed"].id, "li")
    office.clock.be("2026-10-01")
    return led


def found(office: Office, wanted: Filters, who: str = "ju") -> Iterable[Entry]:
    return register(office.book, person(who), wanted).entries


WANTED = [
    (Filters(), {"decided", "spot", "filed"}),
    (Filters(text="启航"), {"decided"}),
    (Filters(text="淄教罚立 2号"), {"filed"}),
    (Filters(text="没有"), set()),
    (Filters(stages=("decided", "closed")), {"decided", "spot"}),
    (Filters(violation="MCF-64"), {"decided", "filed"}),
    (Filters(violation="MCF-6"), set()),
    (Filters(filed=Span(date(2026, 7, 6), date(2026, 7, 6))), {"decided", "filed"}),
    (Filters(filed=Span(date(2026, 7, 7))), set()),
    (Filters(decided=Span(None, date(2026, 8, 12))), {"spot"}),
    (Filters(decided=Span(date(2026, 8, 13), date(2026, 8, 13))), {"decided"}),
    (Filters(direction="lighter"), {"decided"}),
    (Filters(direction="heavier"), set()),
    (Filters(due="soon"), {"filed"}),
    (Filters(due="over"), {"decided"}),
    (Filters(stages=("decided",), violation="MCF-64", direction="lighter", text="启航"), {"decided"}),
]


def test_each_filter_finds_what_it_says(office: Office, three: dict[str, Led]) -> None:
    ids = {case.id: name for name, case in three.items()}
    for wanted, expected in WANTED:
        assert {ids[one.id] for one in found(office, wanted)} == expected, wanted
        assert {ids[one.id] for one in whole_register(office.book, person("jian"), wanted).entries} == expected, wanted


def test_what_is_mine(office: Office, three: dict[str, Led]) -> None:
    assert [one.id for one in found(office, Filters(mine=True), "li")] == [three["filed"].id]
    assert list(found(office, Filters(mine=True))) == []


def test_what_a_row_holds(office: Office, three: dict[str, Led]) -> None:
    row = next(one for one in found(office, Filters()) if one.id == three["decided"].id)
    assert (row.party, row.stage, row.officers, row.violations) == ("淄博启航学校", "decided", ("王某",), ("MCF-64",))
    assert (row.filed_on, row.decided_on, row.closed_on) == (date(2026, 7, 6), date(2026, 8, 13), None)
    assert (row.result, row.document) == ("予以处罚", "淄教罚penalty-decision〔2026〕第1号")
    assert (row.directions, row.kinds, row.fine, row.confiscated) == (("lighter",), ("fine",), Decimal("8000.50"), None)
    assert row.departs
    spot = next(one for one in found(office, Filters()) if one.id == three["spot"].id)
    assert spot.closed_on == date(2026, 6, 10)
    filed = next(one for one in found(office, Filters()) if one.id == three["filed"].id)
    assert (filed.decided_on, filed.result, filed.document, filed.officers) == (None, None, None, ("王某", "李某"))


def test_pages_follow_one_another_and_are_counted(office: Office) -> None:
    office.clock.be("2026-07-01")
    made = [office.case().id for _ in range(5)]
    pages = [register(office.book, person("ju"), Filters(), start, 2) for start in (0, 2, 4)]
    assert [one.id for page in pages for one in page.entries] == sorted(
        made, key=lambda id: ids_in_order(office).index(id)
    )
    assert {(page.total, page.more) for page in pages} == {(5, False)}


def ids_in_order(office: Office) -> list[str]:
    cases = schema.cases.c
    with office.book.engine.connect() as connection:
        query = select(cases.id).order_by(cases.updated_at.desc(), cases.id.desc())
        return list(connection.execute(query).scalars())


def test_reading_and_taking_along_are_entered_in_the_trail(office: Office) -> None:
    office.case()
    register(office.book, person("ju"), Filters(text="某人"))
    whole_register(office.book, person("ju"), Filters(text="某人"))
    with office.book.engine.connect() as connection:
        rows = connection.execute(
            select(schema.trail.c.action, schema.trail.c.details).order_by(schema.trail.c.seq)
        ).all()
    assert [row.action for row in rows[-2:]] == ["list", "export_list"]
    assert all("某人" not in row.details for row in rows[-2:])  # the trail holds no names


@pytest.mark.parametrize("login", ["gui", "guan"])
def test_who_has_no_business_with_cases_has_no_register(office: Office, login: str) -> None:
    for ask in (register, whole_register):
        with pytest.raises(NotPermittedError):
            ask(office.book, person(login), Filters())
    with pytest.raises(NotPermittedError):
        keep_view(office.book, person(login), "一", {})


def test_filters_are_kept_for_oneself_and_replaced_by_name(office: Office) -> None:
    ju, jian = person("ju"), person("jian")
    keep_view(office.book, ju, " 本年已决定 ", {"stage": "decided"})
    keep_view(office.book, ju, "本年已决定", {"stage": "closed"})
    keep_view(office.book, jian, "本年已决定", {"stage": "served"})
    assert views(office.book, ju) == {"本年已决定": {"stage": "closed"}}
    drop_view(office.book, ju, "本年已决定")
    assert views(office.book, ju) == {}
    assert views(office.book, jian) == {"本年已决定": {"stage": "served"}}


def test_what_cannot_be_kept_is_refused(office: Office) -> None:
    ju = person("ju")
    for name in ("", "  ", "长" * (LONGEST + 1)):
        with pytest.raises(UnfitError):
            keep_view(office.book, ju, name, {})
    with pytest.raises(UnfitError):
        keep_view(office.book, ju, "一", {"text": "字" * 5000})
    for place in range(MOST):
        keep_view(office.book, ju, f"第{place}个", {})
    with pytest.raises(UnfitError, match="最多"):
        keep_view(office.book, ju, "再一个", {})
    keep_view(office.book, ju, "第1个", {"text": "甲"})


def test_answers_of_a_review_are_kept_for_oneself_by_version_and_are_no_filter(office: Office) -> None:
    case, shen, ju = office.case().id, person("shen"), person("ju")
    keep_answers(office.book, shen, case, 1, {"law": ["是", ""]})
    keep_answers(office.book, shen, case, 1, {"law": ["否", "理由"]})
    assert kept_answers(office.book, shen, case, 1) == {"law": ["否", "理由"]}
    assert kept_answers(office.book, shen, case, 2) == {}
    assert kept_answers(office.book, ju, case, 1) == {}
    assert views(office.book, shen) == {}
    with pytest.raises(NotPermittedError):
        keep_answers(office.book, person("gui"), case, 1, {})
    with pytest.raises(UnfitError):
        keep_answers(office.book, shen, case, 1, {"law": ["否", "字" * 50_000]})


def test_of_several_filters_kept_at_once_there_are_not_too_many(office: Office) -> None:
    ju = person("ju")
    for place in range(MOST - 1):
        keep_view(office.book, ju, f"第{place}个", {})
    with ThreadPoolExecutor() as several:
        asked = [several.submit(keep_view, office.book, ju, f"再{place}个", {}) for place in range(4)]
    assert sum(isinstance(one.exception(), UnfitError) for one in asked) == 3
    assert len(views(office.book, ju)) == MOST
