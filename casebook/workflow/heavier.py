"""Whether a penalty goes beyond what the party was told (处罚法 44, 45): kind by kind, act by act."""

from collections.abc import Iterator
from decimal import Decimal

from casebook.workflow.situation import Resting, RestingAct
from penalty_engine.wording import KINDS, number, yuan

ZERO = Decimal(0)


def heavier(told: Resting, now: Resting) -> Iterator[str]:
    """Everything in `now` that the party was not told of."""
    remaining = list(told.acts)
    for act in now.acts:
        before = next((one for one in remaining if one.violation == act.violation), None)
        if before is None:
            yield f"告知书没有告知违法行为 {act.violation}"
            continue
        remaining.remove(before)
        yield from _act(before, act)


def _act(before: RestingAct, act: RestingAct) -> Iterator[str]:
    yield from (f"告知书没有告知{KINDS[kind]}" for kind in act.kinds if kind not in before.kinds)
    if (act.fine or ZERO) > (before.fine or ZERO):
        yield f"罚款{yuan(act.fine or ZERO)}高于告知的{yuan(before.fine or ZERO)}"
    if before.years is not None and (act.years is None or act.years > before.years):
        told = "没有期限" if act.years is None else f"{number(act.years)}年"
        yield f"期限（{told}）长于告知的{number(before.years)}年"
    if (act.confiscated or ZERO) > (before.confiscated or ZERO):
        yield f"没收{yuan(act.confiscated or ZERO)}高于告知的{yuan(before.confiscated or ZERO)}"
