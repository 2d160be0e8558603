"""Days that can hardly stand beside each other are doubted at their field."""

from collections.abc import Callable
from datetime import date

import pytest

from penalty_engine.inputs.positioned import KeyPath
from penalty_engine.rulebook import Rulebook
from ui.filling.doubts import doubts
from ui.filling.draft import Draft, put

Sample = Callable[[int], Draft]
ACT: KeyPath = ("conducts", 0)


@pytest.mark.parametrize(
    ("path", "day", "told"),
    [
        (("source", "on"), date(2026, 9, 25), "晚于立案日期（2026年9月24日），请核对"),
        (("source", "on"), date(2026, 6, 30), "早于违法行为开始日期（2026年7月1日），请核对"),
        ((*ACT, "facts", "corrected_on"), date(2026, 6, 1), "早于违法行为开始日期（2026年7月1日），请核对"),
        ((*ACT, "facts", "last_handled_on"), date(2026, 9, 21), "晚于违法行为终了日期（2026年9月20日），请核对"),
    ],
)
def test_a_day_out_of_order_is_doubted_where_it_stands(
    sample: Sample, zibo: Rulebook, path: KeyPath, day: date, told: str
) -> None:
    draft = sample(1)
    assert list(doubts(draft, path, zibo)) == []
    put(draft, path, day)
    assert list(doubts(draft, path, zibo)) == [told]


def test_a_term_that_ends_before_the_order_is_doubted(sample: Sample, zibo: Rulebook) -> None:
    draft = sample(1)
    put(draft, (*ACT, "facts", "correction_ordered_on"), date(2026, 9, 18))
    put(draft, (*ACT, "facts", "correction_due_on"), date(2026, 9, 17))
    assert list(doubts(draft, (*ACT, "facts", "correction_due_on"), zibo)) == [
        "早于责令改正（停止、整顿）通知送达日（2026年9月18日），请核对"
    ]
    assert list(doubts(draft, (*ACT, "facts", "correction_ordered_on"), zibo)) == []


def test_what_is_no_day_is_not_compared(sample: Sample, zibo: Rulebook) -> None:
    draft = sample(1)
    put(draft, ("source", "on"), "昨天")
    assert list(doubts(draft, ("source", "on"), zibo)) == []
