"""The year in figures, counted by hand on cases led through the gates."""

from decimal import Decimal

import pytest
from sqlalchemy import insert

from casebook import schema
from casebook.decisions.statistics import Cell, Year, year, years
from casebook.refusals import NotPermittedError
from casebook.workflow.striking import strike

from .office import Office, content_of, person


def told(office: Office, which: int = 2026) -> Year:
    return year(office.book, person("jian"), which)


def test_an_empty_year(office: Office) -> None:
    found = told(office)
    assert found.acts == found.fines == 0
    assert found.days is None
    assert found.results == found.kinds == {}
    assert set(found.recorded.values()) == {0}
    assert years(office.book, person("ju")) == (2026,)


def test_a_year_of_four_cases(office: Office) -> None:
    office.led("closed")
    values = content_of("hearing")
    values["conducts"][0]["proposal"] = {"kinds": ["fine"], "fine": "8000.50", "reasons": "拒不说明去向"}
    office.led("decided", values)
    office.led("closed", "spared", "spared")
    office.led("closed", "small", "spot")
    office.led("noticed")
    found = told(office)
    assert found.results == {"予以处罚": 2, "不予处罚": 1, "当场处罚": 1}
    assert found.acts == 4
    assert Cell("MCF-64", "lighter", 2, Decimal("12000.50"), 1) in found.cells
    assert sum(one.acts for one in found.cells) == 4
    assert (found.fines, found.departures, found.revoked) == (Decimal("12000.50"), 1, 0)
    assert found.recorded["filed"] == 4
    assert found.recorded["hearing_held"] == 2
    assert found.recorded["hearing_requested"] == 2
    assert found.recorded["closed"] == 2  # one of them in the year after
    assert found.recorded["court_applied"] == 0
    assert told(office, 2027).recorded["court_applied"] == 1
    assert found.kinds["fine"] == 2
    assert [(one.month, one.within, one.departing) for one in found.months if one.within + one.departing] == [
        (8, Decimal(4000), Decimal("8000.50"))
    ]
    assert found.days == Decimal("30.7")  # 38, 38 and 16 days; what was done on the spot was not filed
    office.clock.be("2027-06-02")
    assert years(office.book, person("ju")) == (2027, 2026)


def test_cases_that_were_imported_are_in_no_figure(office: Office) -> None:
    case = office.led("decided")
    assert told(office).acts == 1
    row = {"digest": "x", "case_id": case.id, "trail": "", "imported_by": "guan", "imported_at": "2026"}
    with office.book.engine.begin() as connection:
        connection.execute(insert(schema.imports).values(row))
    found = told(office)
    assert found.acts == found.fines == 0
    assert found.results == found.kinds == {}
    assert found.days is None
    assert set(found.recorded.values()) == {0}
    office.clock.be("2030-01-01")
    assert years(office.book, person("ju")) == (2030,)


def test_what_was_struck_or_revoked_is_not_counted(office: Office) -> None:
    case = office.led("decided")
    strike(office.book, person("fu"), case.id, case.version, "误记")
    other = office.led("served")
    other.does("ju", {"type": "closed", "on": "2026-08-20", "result": "决定被撤销", "text": "复议撤销。"})
    found = told(office)
    assert (found.acts, found.results, found.revoked) == (0, {}, 1)


def test_two_acts_of_one_case_are_one_decision(office: Office) -> None:
    values = content_of("hearing")
    values["conducts"] += content_of("hearing")["conducts"]
    office.led("decided", values)
    found = told(office)
    assert found.results == {"予以处罚": 1}
    assert (found.acts, found.fines) == (2, Decimal(8000))


def test_who_may_not_see_cases_sees_no_figures(office: Office) -> None:
    for ask in (lambda: years(office.book, person("gui")), lambda: year(office.book, person("guan"), 2026)):
        with pytest.raises(NotPermittedError):
            ask()
