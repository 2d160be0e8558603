"""Days that can hardly stand beside each other, though each by itself is one: told at the field, nothing is refused."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from penalty_engine.days import in_chinese
from penalty_engine.inputs.positioned import KeyPath
from ui.filling.draft import Draft, at


class _Order(NamedTuple):
    """One day after another: `later` cannot lie before `earlier`. Told at `told_at`, which is one of the two."""

    earlier: KeyPath
    later: KeyPath
    told_at: KeyPath
    said: str


_CASE: Final = (_Order(("source", "on"), ("filed_on",), ("source", "on"), "晚于立案日期"),)
_SINCE_THE_ACT: Final = ("correction_ordered_on", "corrected_on", "correction_due_on")
_ORDERED, _DUE, _HANDLED = (("facts", one) for one in ("correction_ordered_on", "correction_due_on", "last_handled_on"))
_ACT: Final = (
    *(_Order(("from",), ("facts", one), ("facts", one), "早于违法行为开始日期") for one in _SINCE_THE_ACT),
    _Order(_ORDERED, _DUE, _DUE, "早于责令改正通知送达日"),
    _Order(_HANDLED, ("to",), _HANDLED, "晚于违法行为终了日期"),
)


def doubts(draft: Draft, path: KeyPath) -> Iterator[str]:
    """What is to be checked about the day at a key path."""
    for one, prefix in _orders(draft):
        if (*prefix, *one.told_at) != path:
            continue
        earlier, later = (at(draft, (*prefix, *end)) for end in (one.earlier, one.later))
        if isinstance(earlier, date) and isinstance(later, date) and later < earlier:
            other = later if one.told_at == one.earlier else earlier
            yield f"{one.said}（{in_chinese(other)}），请核对"
    if path == ("source", "on"):
        yield from _before_every_act(draft)


def _orders(draft: Draft) -> Iterator[tuple[_Order, KeyPath]]:
    yield from ((one, ()) for one in _CASE)
    for place in range(len(at(draft, ("conducts",)) or ())):
        yield from ((one, ("conducts", place)) for one in _ACT)


def _before_every_act(draft: Draft) -> Iterator[str]:
    """Nobody reports what has not begun."""
    told = at(draft, ("source", "on"))
    began = [day for one in at(draft, ("conducts",)) or () if isinstance(day := one.get("from"), date)]
    if isinstance(told, date) and began and told < min(began):
        yield f"早于违法行为开始日期（{in_chinese(min(began))}），请核对"
