"""What agreement a change takes away: told with who agreed when, who has to agree again, and only as long as it matters."""

from datetime import date

import pytest

from casebook.workflow.agreements import fallen_of
from casebook.workflow.happened import Happened
from penalty_engine.case import Event
from ui.course import agreed

DAY = date(2026, 9, 25)
ABLE = {"approve": ("局某某", "傅某某"), "review": ("沈某某",)}


def happened(kind: str, result: str | None = None, *, matter: str = "before", of: str | None = None) -> Happened:
    return Happened(Event(kind, DAY, result=result, of=of), 1, "ju", 2, matter)


AGREED = happened("approved", "同意")
PASSED = happened("reviewed", "通过")
DISCUSSED = happened("discussed", "同意拟处罚")


def kinds(*done: Happened, now: str = "after") -> list[str]:
    return [one.kind for one in fallen_of(done, now)]


def test_a_change_takes_every_agreement_away_that_is_still_needed() -> None:
    assert kinds(AGREED, PASSED, DISCUSSED) == ["approved", "reviewed", "discussed"]
    assert kinds(AGREED, PASSED, now="before") == []
    assert kinds(AGREED, happened("noticed"), PASSED) == [
        "reviewed"
    ]  # the party has been told: later changes have their own bounds


@pytest.mark.parametrize(
    "done",
    [
        (AGREED, happened("approved", "退回")),
        (AGREED, happened("reviewed", "退回")),
        (happened("approved", "同意", of="evidence-preservation"),),
        (happened("reviewed", "不通过"),),
        (AGREED, happened("approved", "同意", matter="after")),
        (PASSED, happened("decided")),
    ],
)
def test_what_was_no_agreement_or_was_given_anew_does_not_fall_away(done: tuple[Happened, ...]) -> None:
    assert kinds(*done) == []


def test_it_is_told_who_agreed_when_and_who_has_to_agree_again() -> None:
    (told,) = agreed.told(fallen_of((AGREED,), "after"), ABLE, {"ju": "局某某"})
    assert told.startswith("2026年9月25日的负责人同意（局某某）是对改动以前的案件作出的")
    assert "须由负责人局某某、傅某某退回" in told
    (told,) = agreed.told(fallen_of((DISCUSSED,), "after"), ABLE, {})
    assert "现在没有这样的人员" in told
