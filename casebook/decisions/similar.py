"""类案: earlier decisions like a case, and whether its figure stands far from theirs.

The measure is plain: outside the lowest and highest of the comparable decisions, or further from their median than a share.
How many, how near and how far are settings of the system, not rules of law: a figure that stands off wants a reason, no more.
"""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, RowMapping, Select, select

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.plain import Plain, from_text
from casebook.rights import permit, permitted, recused
from penalty_engine.assessment import ConductAssessment
from penalty_engine.case import Conduct
from penalty_engine.rulebook import Range, Rulebook, Rules, TierPenalty

MOST: Final = 400  # decisions that are looked at, the latest first
HUNDREDTH: Final = Decimal("0.01")


class Likeness(NamedTuple):
    """What a case is like. Yuan, months; None: not known. `measure`: multiple | amount | months: what figures are compared."""

    violation: str
    tier: str | None = None
    direction: str | None = None
    gains: Decimal | None = None
    measure: str = "amount"
    figure: Decimal | None = None  # this case's own, in its measure
    amount: Decimal | None = None  # the fine that is intended, yuan


class Nearness(NamedTuple):
    """How like a decision has to be. `factor`: how many times the gains may differ; None: as they come."""

    tier: bool = True
    direction: bool = True
    factor: Decimal | None = None
    since: date | None = None


class Earlier(NamedTuple):
    """An earlier decision on one act. `figure`: in the measure compared; None: it has none."""

    case: str
    number: str | None
    act: int
    decided_on: date
    tier: str | None
    direction: str | None
    gains: Decimal | None
    fine: Decimal | None
    months: int | None
    figure: Decimal | None
    kinds: tuple[str, ...]
    circumstances: tuple[str, ...]
    departs: bool
    reasons: str | None
    readable: bool = True  # else its number and reasons are withheld from whoever asks


class Remark(NamedTuple):
    """The figure stands off. `kind`: outside | far."""

    kind: str
    figure: Decimal
    low: Decimal
    high: Decimal
    median: Decimal
    of: int


class Similar(NamedTuple):
    """What was found. `more`: there are still earlier ones that were not looked at."""

    like: Likeness
    cases: tuple[Earlier, ...]
    more: bool
    remark: Remark | None

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """The figures that can be compared, the lowest first."""
        return tuple(sorted(one.figure for one in self.cases if one.figure is not None))


def likeness(conduct: Conduct, found: ConductAssessment, rulebook: Rulebook) -> Likeness:
    """What an act of a case under way is like, and the figure intended for it.

    A fine that is a multiple of something else than gains (of capital, say) is compared by its amount.
    """
    fine = next((one for one in found.penalties if one.kind == "fine"), None)
    ban = next((one for one in found.penalties if one.unit == "year"), None)
    proposal = conduct.proposal
    amount = proposal.fine if proposal and "fine" in proposal.kinds else None
    measure, figure = "amount", amount
    if fine is None and ban is not None:
        measure = "months"
        figure = proposal.years * 12 if proposal and proposal.years is not None else None
    elif fine and fine.multiple and fine.multiple.base and _is_of_gains(rulebook, found.violation.id, found.tier):
        measure = "multiple"
        figure = None if amount is None else _times(amount, fine.multiple.base)
    return Likeness(found.violation.id, found.tier, found.direction, found.illegal_gains, measure, figure, amount)


def likeness_of(violation: str, tier: str | None, direction: str | None, rulebook: Rulebook) -> Likeness:
    """What is looked for without a case."""
    return Likeness(violation, tier, direction, None, _measure(rulebook, violation, tier))


def _measure(rulebook: Rulebook, violation: str, tier: str | None) -> str:
    ranges = [one for one in _penalties(rulebook, violation, tier) if one.range]
    fines = [one.range for one in ranges if one.kind == "fine" and one.range]
    if any(_of_gains(one) for one in fines):
        return "multiple"
    return "months" if not fines and any(one.range and one.range.type == "years" for one in ranges) else "amount"


def _is_of_gains(rulebook: Rulebook, violation: str, tier: str | None) -> bool:
    """Whether the provision measures fines by gains, throughout or from some gains on."""
    fines = [one.range for one in _penalties(rulebook, violation, tier) if one.kind == "fine" and one.range]
    return any(_of_gains(part) for one in fines for part in (one, *(band.range for band in one.bands)))


def _of_gains(scope: Range) -> bool:
    return scope.type == "multiple" and scope.base == "illegal_gains"


def _penalties(rulebook: Rulebook, violation: str, tier: str | None) -> Iterator[TierPenalty]:
    known = rulebook.violations.get(violation)
    for one in known.tiers if known else ():
        if tier in {None, one.name}:
            yield from one.penalties


def similar(
    book: Casebook, actor: Actor, like: Likeness, near: Nearness | None = None, leave_out: str | None = None
) -> Similar:
    """Earlier decisions on the same violation, the latest first, as near as is asked (None: as the settings say).

    No party's name is read; that decisions were looked at is entered in the trail. Of a case that the actor may not read
    (from which he has to stay away), figures alone are told. `leave_out`: the case itself.
    """
    rules = book.rulebook.rules
    near = near or Nearness(factor=rules.similar_gains_factor)
    with book.read() as connection:
        permit(connection, actor, "list")
        rows = connection.execute(_query(actor, like, near, leave_out)).mappings().all()
        bases = _bases(connection, rows[:MOST]) if like.measure == "multiple" else {}
    with book.write(actor) as work:
        work.note("compare", leave_out or "", violation=like.violation, found=min(len(rows), MOST))
    cases = tuple(_earlier(row, like, bases, actor) for row in rows[:MOST])
    figures = [one.figure for one in cases if one.figure is not None]
    return Similar(like, cases, len(rows) > MOST, standing_off(like.figure, figures, rules))


def _query(actor: Actor, like: Likeness, near: Nearness, leave_out: str | None) -> Select[Any]:
    acts, cases = schema.decided_acts.c, schema.cases.c
    query = (
        select(schema.decided_acts, cases.number, recused(actor.id).label("recused"))
        .join(schema.cases, cases.id == acts.case_id)
        .where(acts.violation == like.violation, acts.case_id != (leave_out or ""), acts.outcome != "not_established")
    )
    if near.tier and like.tier:
        query = query.where(acts.tier == like.tier)
    if near.direction and like.direction:
        query = query.where(acts.direction == like.direction)
    if near.factor and like.gains:
        low, high = like.gains / near.factor, like.gains * near.factor
        query = query.where(acts.gains.between(int(low * 100), int(high * 100)))
    if near.since:
        query = query.where(acts.decided_on >= near.since.isoformat())
    return query.order_by(acts.decided_on.desc(), acts.case_id, acts.act).limit(MOST + 1)


def _earlier(row: RowMapping, like: Likeness, bases: Mapping[tuple[str, int], Decimal], actor: Actor) -> Earlier:
    gains, fine = yuan(row["gains"]), yuan(row["fine"])
    figure: Decimal | None = fine
    if like.measure == "multiple":
        base = bases.get((row["receipt"], row["act"]))
        figure = _times(fine, base) if fine is not None and base else None
    elif like.measure == "months":
        figure = None if row["months"] is None else Decimal(row["months"])
    readable = permitted(actor.roles, "read", "recused" if row["recused"] else "other")
    return Earlier(
        row["case_id"], row["number"] if readable else None, row["act"], date.fromisoformat(row["decided_on"]), row["tier"],
        row["direction"], gains, fine, row["months"], figure, tuple(row["kinds"].split()),
        tuple(row["circumstances"].split()), row["status"] == "departs", row["reasons"] if readable else None, readable,
    )  # fmt: skip


def _bases(connection: Connection, rows: Sequence[RowMapping]) -> dict[tuple[str, int], Decimal]:
    """What each fine was a multiple of, as its receipt says: the gains, or what the provision took them for (规则 L11)."""
    receipts = schema.receipts.c
    digests = {row["receipt"] for row in rows if row["fine"] is not None}
    query = select(receipts.digest, receipts.result).where(receipts.digest.in_(digests))
    return {
        (digest, act): Decimal(base)
        for digest, result in connection.execute(query)
        for act, found in enumerate(from_text(result)["conducts"])
        if (base := _base(found)) is not None
    }


def _base(found: Plain) -> Plain:
    multiples = (one["multiple"] for one in found["penalties"] if one["kind"] == "fine")
    return next((one["base"] for one in multiples if one and one["base"]), None)


def _times(fine: Decimal, base: Decimal) -> Decimal:
    return (fine / base).quantize(HUNDREDTH)


def yuan(fen: int | None) -> Decimal | None:
    """An exact amount in yuan."""
    return None if fen is None else Decimal(fen) / 100


def standing_off(figure: Decimal | None, others: Sequence[Decimal], rules: Rules) -> Remark | None:
    """Whether a figure is outside all the others, or far from their median; nothing where there are too few of them."""
    least, far = rules.similar_least, rules.similar_far
    if figure is None or least is None or far is None or len(others) < max(least, 1):
        return None
    low, high, median = min(others), max(others), statistics.median(others)
    if not low <= figure <= high:
        return Remark("outside", figure, low, high, median, len(others))
    if abs(figure - median) > far * median:
        return Remark("far", figure, low, high, median, len(others))
    return None
