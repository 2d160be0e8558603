"""Earlier decisions like a case: which are found, in what measure they are compared, when a figure stands off."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import insert, select

from casebook import schema
from casebook.cases.members import ask_recusal, decide_recusal
from casebook.decisions.similar import (
    Likeness,
    Nearness,
    Similar,
    likeness,
    likeness_of,
    similar,
    standing_off,
)
from casebook.plain import to_text
from casebook.refusals import NotPermittedError
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import read_case
from penalty_engine.rulebook import Rulebook

from .office import Office, content_of, person

LIKE = Likeness("MCF-64", "base", "lighter", Decimal(3000), "multiple", Decimal("1.33"), Decimal(4000))
Decided = Callable[..., None]


@pytest.fixture
def decided(office: Office) -> Decided:
    """Further decided acts of one case, written past the gates; `base`: what their receipt says the fine is a multiple of."""
    case = office.led("decided")
    acts = schema.decided_acts
    with office.book.engine.connect() as connection:
        first = dict(connection.execute(select(acts)).mappings().one())
        of_first = dict(connection.execute(select(schema.receipts)).mappings().all()[-1])
    count = iter(range(1, 1000))

    def add(base: int | None = None, **different: Any) -> None:  # noqa: ANN401
        act = next(count)
        row = {**first, "case_id": case.id, "act": act, "receipt": f"receipt {act}", **different}
        base = base if base is not None or row["gains"] is None else row["gains"] // 100
        found = {"penalties": [{"kind": "fine", "multiple": {"min": 1, "max": 5, "base": base}}]}
        receipt = {**of_first, "digest": row["receipt"], "result": to_text({"conducts": [found] * (act + 1)})}
        with office.book.engine.begin() as connection:
            connection.execute(insert(schema.receipts).values(receipt))
            connection.execute(insert(acts).values(row))

    return add


def found(office: Office, like: Likeness = LIKE, near: Nearness | None = None) -> Similar:
    return similar(office.book, person("ju"), like, near)


def test_what_is_compared_is_a_multiple_where_the_range_is_one(office: Office, decided: Decided) -> None:
    decided(fine=600_000, gains=200_000)
    assert found(office).figures == (Decimal("1.33"), Decimal("3.00"))
    assert found(office, LIKE._replace(measure="amount")).figures == (Decimal(4000), Decimal(6000))


@pytest.mark.parametrize(
    "different",
    [
        {"violation": "JYF-75"}, {"tier": "serious"}, {"direction": "heavier"}, {"gains": 600_001}, {"gains": 149_999}, {"gains": None},
    ],
)  # fmt: skip
def test_what_is_not_like_it_is_left_out(office: Office, decided: Decided, different: dict[str, Any]) -> None:
    decided(**different)
    assert len(found(office).cases) == 1


@pytest.mark.parametrize("gains", [150_000, 600_000])
def test_gains_are_near_up_to_the_factor_that_is_set(office: Office, decided: Decided, gains: int) -> None:
    decided(gains=gains)
    assert len(found(office).cases) == 2


def test_what_is_asked_for_may_be_wider_or_narrower(office: Office, decided: Decided) -> None:
    decided(tier="serious", direction="heavier", gains=9_000_000, decided_on="2020-01-01")
    assert len(found(office, near=Nearness(tier=False, direction=False)).cases) == 2
    assert len(found(office, near=Nearness(tier=False, direction=False, since=date(2021, 1, 1))).cases) == 1
    assert len(found(office, near=Nearness(factor=Decimal(1))).cases) == 1


@pytest.mark.usefixtures("decided")
def test_the_case_itself_is_no_precedent(office: Office) -> None:
    case = found(office).cases[0].case
    assert similar(office.book, person("wang"), LIKE, leave_out=case).cases == ()


def test_the_latest_come_first_and_departures_bring_their_reasons(office: Office, decided: Decided) -> None:
    decided(decided_on="2026-12-01", status="departs", reasons="拒不退费")
    decided(decided_on="2020-12-01")
    cases = found(office).cases
    assert [one.decided_on.year for one in cases] == [2026, 2026, 2020]
    assert [(one.departs, one.reasons) for one in cases][:2] == [(True, "拒不退费"), (False, None)]


def test_gains_too_low_for_a_multiple_count_as_what_the_provision_says(office: Office, decided: Decided) -> None:
    violation = next(
        (one.id, tier.name, scope)
        for one in office.book.rulebook.violations.values()
        for tier in one.tiers
        for penalty in tier.penalties
        for scope in [penalty.range]
        if scope and scope.type == "multiple" and scope.base_treated_as and scope.base_below and penalty.kind == "fine"
    )
    id, tier, scope = violation
    decided(
        violation=id,
        tier=tier,
        gains=0,
        fine=int(scope.base_treated_as or 0) * 300,
        base=int(scope.base_treated_as or 0),
    )
    like = Likeness(id, tier, "lighter", None, "multiple")
    assert found(office, like).figures == (Decimal("3.00"),)


def test_what_a_case_under_way_is_like(rulebook: Rulebook) -> None:
    case = read_case(content_of("hearing"), rulebook)
    assert likeness(case.conducts[0], assess(case, rulebook, date(2026, 8, 1)).conducts[0], rulebook) == LIKE
    assert likeness_of("MCF-64", "base", None, rulebook).measure == "multiple"
    nothing = replace(case.conducts[0], proposal=None)
    assert likeness(nothing, assess(case, rulebook, date(2026, 8, 1)).conducts[0], rulebook).figure is None


def test_what_was_no_multiple_when_it_was_decided_has_no_multiple(office: Office, decided: Decided) -> None:
    decided(base=0, fine=600_000, gains=200_000)
    assert found(office).figures == (Decimal("1.33"),)


def test_a_multiple_of_something_else_than_gains_is_compared_by_its_amount(rulebook: Rulebook) -> None:
    case = read_case(content_of("hearing"), rulebook)
    assessed = assess(case, rulebook, date(2026, 8, 1)).conducts[0]
    by_capital = assessed._replace(violation=assessed.violation._replace(id="ZWT-53"), tier="serious")
    like = likeness(case.conducts[0], by_capital, rulebook)
    assert (like.measure, like.figure) == ("amount", Decimal(4000))
    assert likeness_of("ZWT-53", "serious", None, rulebook).measure == "amount"


def test_of_a_case_from_which_one_has_to_stay_away_figures_alone_are_told(office: Office, decided: Decided) -> None:
    decided(status="departs", reasons="拒不退费")
    case = found(office).cases[0].case
    made = ask_recusal(office.book, person("wang"), case, "shen", "party", "与当事人有利害关系")
    decide_recusal(office.book, person("ju"), made, granted=True, reason="属实")
    for login, told in (("shen", False), ("ju", True), ("jian", True)):
        cases = similar(office.book, person(login), LIKE).cases
        assert {one.readable for one in cases} == {told}
        assert ("拒不退费" in {one.reasons for one in cases}) is told
        assert all((one.number is not None) is told for one in cases)
        assert {one.fine for one in cases} == {Decimal(4000)}


@pytest.mark.parametrize(
    ("figure", "others", "expected"),
    [
        ("2", ["1", "2", "3"], None),
        ("1", ["1", "2", "3"], None),  # half of the median off, not more
        ("0.99", ["1", "2", "3"], "outside"),
        ("3.01", ["1", "2", "3"], "outside"),
        ("3", ["1", "1", "1", "3"], "far"),
        ("9", ["1", "2"], None),  # too few
        (None, ["1", "2", "3"], None),
    ],
)
def test_when_a_figure_stands_off(
    rulebook: Rulebook, figure: str | None, others: list[str], expected: str | None
) -> None:
    remark = standing_off(None if figure is None else Decimal(figure), [Decimal(one) for one in others], rulebook.rules)
    assert (remark.kind if remark else None) == expected


def test_how_few_and_how_far_are_settings(rulebook: Rulebook) -> None:
    rules = replace(rulebook.rules, similar_least=2, similar_far=Decimal("0.1"))
    others = [Decimal(1), Decimal(2), Decimal(3)]
    assert standing_off(Decimal(9), others[:2], rules)
    remark = standing_off(Decimal("2.3"), others, rules)
    assert remark
    assert (remark.kind, remark.median, remark.of) == ("far", Decimal(2), 3)
    assert standing_off(Decimal(9), others, replace(rules, similar_least=None)) is None
    assert standing_off(Decimal(9), others, replace(rules, similar_far=None)) is None
    for name in ("similar_gains_factor", "similar_least", "similar_far"):
        assert rulebook.settings[name].status == "system_setting"


@pytest.mark.usefixtures("decided")
def test_looking_is_entered_in_the_trail_and_needs_leave(office: Office) -> None:
    found(office)
    with office.book.engine.connect() as connection:
        actions = connection.execute(select(schema.trail.c.action).order_by(schema.trail.c.seq)).scalars().all()
    assert actions[-1] == "compare"
    with pytest.raises(NotPermittedError):
        similar(office.book, person("gui"), LIKE)
