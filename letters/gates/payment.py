"""What is paid, still owed and may be added: when the party may be urged, and when a case may be closed (处罚法 66, 67, 72; 行政强制法 35, 54)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from letters.gates.clocks import payment_end
from letters.gates.steps import delivery
from letters.matter import Matter
from letters.reasons import Refusal
from letters.words import money
from penalty_engine.case import Event
from penalty_engine.days import in_chinese
from penalty_engine.surcharge import NOT_COUNTED, surcharge

DECISIONS: Final = ("penalty-decision", "no-penalty-decision", "on-the-spot-decision")


class Owed(NamedTuple):
    """What is still to be paid, yuan: the fine, the gains confiscated."""

    fine: Decimal
    gains: Decimal


def still_owed(matter: Matter) -> Owed:
    """The sums intended less what has been paid, fines first."""
    due = _intended(matter)
    paid = sum((amount for _, amount in _payments(matter)), Decimal(0))
    left = max(due.fine - paid, Decimal(0))
    return Owed(left, max(due.gains - max(paid - due.fine, Decimal(0)), Decimal(0)))


def may_be_added(matter: Matter) -> Decimal:
    """加处罚款 at most, yuan, by the day on which the document is written; the bureau need not add any (处罚法 72)."""
    fine, served = _intended(matter).fine, decision_served(matter)
    if served is None:
        return Decimal(0)
    rules, granted = matter.rulebook.rules, matter.latest("deferred")
    end = payment_end(served.on, rules.payment_days, served.until, matter.at(served, "until"))
    if isinstance(end, Refusal):
        return fine  # that nobody knows when it began to run is told elsewhere
    due = max(end, granted.until) if granted and granted.until else end
    return surcharge(fine, _payments(matter), due, matter.written_on, rules.surcharge_daily)


def urged_surcharge(matter: Matter) -> Decimal:
    """What the sum that the officer states adds to what is owed; nothing is added that he has not stated."""
    amount = matter.event.amount if matter.event else None
    return max((amount or Decimal(0)) - sum(still_owed(matter), Decimal(0)), Decimal(0))


def _intended(matter: Matter) -> Owed:
    fine = gains = Decimal(0)
    for act in matter.punished():
        proposal = act.conduct.proposal
        if proposal:
            fine += proposal.fine or 0 if "fine" in proposal.kinds else 0
            gains += (act.found.gains.confiscable or 0) if "confiscate_gains" in proposal.kinds else 0
    return Owed(fine, gains)


def _payments(matter: Matter) -> list[tuple[date, Decimal]]:
    """What was paid until the step that the document is about."""
    until = matter.event.on if matter.event else date.max
    return [(event.on, event.amount or Decimal(0)) for event in matter.happened("paid") if event.on <= until]


def decision_served(matter: Matter) -> Event | None:
    """How the party received the latest decision: one made on the spot is handed over there (处罚法 52, 61)."""
    decided = matter.latest("decided")
    if decided is None or decided.is_on_the_spot:
        return decided
    return delivery(matter, decided, *DECISIONS)


def payment_over(matter: Matter) -> Iterator[Refusal]:
    """Nobody is urged before the time to pay has run, the time granted included (处罚法 66, 67)."""
    served = decision_served(matter)
    if served is None:
        told = "没有决定书的送达记录（served，of: penalty-decision），缴款期限没有开始，请送达后补记"
        yield Refusal("not_served", "events", told)
        return
    end = payment_end(served.on, matter.rulebook.rules.payment_days, served.until, matter.at(served, "until"))
    if isinstance(end, Refusal):
        yield end
    elif matter.written_on <= end:
        yield Refusal("period_running", "events", f"缴款期限至{in_chinese(end)}届满，请在此之后催告")
    granted = matter.latest("deferred")
    if granted is None:
        return
    if granted.until is None:
        told = "没有填写延期、分期缴纳的最后期限，请补填"
        yield Refusal("missing_field", matter.at(granted, "until"), told)
    elif matter.written_on <= granted.until:
        told = f"已经准予延期或者分期缴纳至{in_chinese(granted.until)}，请在此之后催告"
        yield Refusal("period_running", matter.at(granted, "until"), told)


def urged_sum(matter: Matter) -> Iterator[Refusal]:
    """What is owed is urged: fine and gains unpaid, and a surcharge within the fine (行政强制法 35, 45; 处罚法 72)."""
    event, unpaid = matter.event, still_owed(matter)
    owed = unpaid.fine + unpaid.gains
    if not owed and not (event and event.items):
        told = "罚没款已经全部缴纳，没有可以催告的义务；还有其他义务没有履行的，请写在催告的记录（items）中"
        yield Refusal("nothing_owed", "events", told)
    if event is None or event.amount is None:
        return
    if event.amount > owed + (most := may_be_added(matter)):
        told = (
            f"催告的金额超过未缴的罚没款{money(owed)}与至{in_chinese(matter.written_on)}可以加处的罚款"
            f"（至多{money(most)}，行政处罚法第七十二条；{NOT_COUNTED}）之和，请更正"
        )
        yield Refusal("too_much", matter.at(event, "amount"), told)
    elif event.amount < owed:
        told = f"催告的金额低于未缴的罚没款{money(owed)}，请更正，或者补记已经缴纳的款项（paid）"
        yield Refusal("too_little", matter.at(event, "amount"), told)


def finished(matter: Matter) -> Iterator[Refusal]:
    """A case is closed when it was transferred or withdrawn, or its decision is served and carried out or before the court."""
    if matter.latest("transferred") or matter.latest("withdrawn"):
        return
    decided = matter.latest("decided")
    if decided is None:
        told = "没有作出决定（decided）、移送（transferred）或者撤案（withdrawn）的记录，不能结案，请补记"
        yield Refusal("not_finished", "events", told)
    elif decided.is_on_the_spot:
        return
    elif decision_served(matter) is None:
        told = "没有决定书的送达记录（served），不能结案，请送达后补记"
        yield Refusal("not_finished", "events", told)
    elif (owed := sum(still_owed(matter), Decimal(0))) and not matter.latest("court_applied"):
        told = f"还有罚没款{money(owed)}没有缴纳，不能结案，请补记缴纳（paid）或者申请法院执行（court_applied）"
        yield Refusal("not_finished", "events", told)
