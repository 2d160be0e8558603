"""What was fined and what was paid, yuan."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from pydantic import TypeAdapter, ValidationError

from casebook.plain import Plain
from casebook.workflow.periods import payment
from penalty_engine.case import Event
from penalty_engine.inputs.case_models import MaybeMoney
from penalty_engine.rulebook import Rules
from penalty_engine.surcharge import surcharge

ZERO: Final = Decimal(0)
_MONEY: Final = TypeAdapter[Decimal | None](MaybeMoney)


def paid(events: Iterable[Event]) -> Decimal:
    """Everything paid so far."""
    return sum((one.amount or ZERO for one in events if one.type == "paid"), ZERO)


def may_be_added(events: Sequence[Event], rules: Rules, fined: Decimal, today: date) -> Decimal:
    """加处罚款 at most, by today; the bureau need not add any (处罚法 72). Nothing while nobody knows the last day to pay."""
    end = payment(events, rules)
    if end is None or end.on is None or end.unknown:
        return ZERO
    payments = [(one.on, one.amount or ZERO) for one in events if one.type == "paid"]
    return surcharge(fined, payments, end.on, today, rules.surcharge_daily)


def fines(content: dict[str, Plain]) -> Decimal:
    """The fines proposed, in whatever state the case file is."""
    conducts = content.get("conducts")
    return sum((_fine(one) for one in conducts if isinstance(one, dict)), ZERO) if isinstance(conducts, list) else ZERO


def _fine(conduct: dict[str, Plain]) -> Decimal:
    proposal = conduct.get("proposal")
    if not isinstance(proposal, dict) or "fine" not in (proposal.get("kinds") or ()):
        return ZERO
    try:
        return _MONEY.validate_python(proposal.get("fine")) or ZERO
    except ValidationError:
        return ZERO
