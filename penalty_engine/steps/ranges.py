"""The three ranges of one penalty: statutory, lawful, recommended (规则 L11, L13 至 L15, L18)."""

from decimal import Decimal
from typing import NamedTuple

from penalty_engine.amounts import FEN, MONTHS_A_YEAR, ZERO, Interval, band, months_to_years, statutory
from penalty_engine.assessment import Multiple
from penalty_engine.case import Conduct
from penalty_engine.rulebook import BenchmarkRow, Facts, Range, Rules, TierPenalty

ONE = Decimal(1)
HUNDREDTH = Decimal("0.01")


class Measured(NamedTuple):
    """Where a tier's range stands on these facts, and what the direction makes of it."""

    chosen: str
    lightened: bool
    gains: Decimal | None
    facts: Facts
    rules: Rules


class Ranges(NamedTuple):
    """statutory, lawful, recommended in `unit` (CNY | year); None where no amount can be given.

    why: None | no_figure | unread | gains_unknown | zero_gains | no_mitigated_figure | treated_as.
    """

    unit: str | None
    statutory: Interval | None = None
    lawful: Interval | None = None
    recommended: Interval | None = None
    multiple: Multiple | None = None
    why: str | None = None
    months: Interval | None = None


def ranges(scope: Range | None, measured: Measured, row: BenchmarkRow | None = None) -> Ranges:
    """The three ranges of a penalty with this statutory range; a benchmark row narrows the recommendation."""
    if scope is None:
        return Ranges(None)
    if scope.type == "banded":
        return _banded(scope, measured, row)
    if scope.type == "multiple":
        return _multiple(scope, measured, row)
    if scope.type == "years":
        return _years(scope, measured, row)
    if scope.type != "fixed" or scope.max is None:
        return Ranges("CNY", why="no_figure" if scope.type == "unspecified" else "unread")
    return _money(statutory(scope.min, scope.max), measured, _row_range(row, ONE))


def _row_range(row: BenchmarkRow | None, factor: Decimal) -> Interval | None:
    if row is None or row.range is None or row.range.max is None:
        return None
    return statutory(row.range.min, row.range.max).times(factor)


def _lawful(whole: Interval, measured: Measured) -> Interval:
    """What the law permits on these facts: below the minimum only where 应当从轻或者减轻 holds."""
    return whole.from_above_zero() if measured.lightened else whole


def _recommended(whole: Interval, measured: Measured, row: Interval | None, step: Decimal) -> Interval | None:
    """The band of the direction, inside the benchmark row where there is one (L14, L15)."""
    if row is not None and measured.chosen != "mitigated":
        whole = row
    elif row is not None and row.max < whole.min:
        return row.inward(step)
    return band(whole, measured.chosen, measured.rules.band_lighter, measured.rules.band_heavier, step)


def _money(
    whole: Interval,
    measured: Measured,
    row: Interval | None,
    multiple: Multiple | None = None,
    why: str | None = None,
) -> Ranges:
    """An amount in yuan, with the multiple it was counted from."""
    exact = whole.inward(FEN)
    recommended = _recommended(whole, measured, row, FEN)
    reason = "no_mitigated_figure" if recommended is None else why
    return Ranges("CNY", exact, _lawful(exact, measured), recommended, multiple, reason)


def _multiple(scope: Range, measured: Measured, row: BenchmarkRow | None) -> Ranges:
    """A multiple of gains (or of capital): unknown base gives multiples alone, zero gains give no fine."""
    if scope.max is None:
        return Ranges("CNY", why="unread")
    of_one = statutory(scope.min, scope.max)
    told = _recommended(of_one, measured, _row_range(row, ONE), HUNDREDTH)
    base = _base(scope, measured)
    if base is None:
        return Ranges("CNY", multiple=Multiple(scope.min, scope.max, None, told), why="gains_unknown")
    treated = scope.base_below is not None and scope.base_treated_as is not None and base < scope.base_below
    factor = scope.base_treated_as if treated and scope.base_treated_as is not None else base
    if factor == ZERO:
        return Ranges("CNY", multiple=Multiple(scope.min, scope.max, base, told), why="zero_gains")
    multiple = Multiple(scope.min, scope.max, factor, told)
    why = "treated_as" if treated else None
    return _money(of_one.times(factor), measured, _row_range(row, factor), multiple, why)


def _base(scope: Range, measured: Measured) -> Decimal | None:
    if scope.base == "illegal_gains":
        return measured.gains
    value = measured.facts.get(scope.base or "")
    return value if isinstance(value, Decimal) else None


def _banded(scope: Range, measured: Measured, row: BenchmarkRow | None) -> Ranges:
    """The band whose condition holds; while that is unknown, no amount."""
    part = applicable(scope, measured)
    return Ranges("CNY", why="gains_unknown") if part is None else ranges(part, measured, row)


def applicable(scope: Range, measured: Measured) -> Range | None:
    """The range itself, or the band whose condition holds; None while that is unknown."""
    if scope.type != "banded":
        return scope
    facts = measured.facts if measured.gains is None else {**measured.facts, "illegal_gains": measured.gains}
    for part in scope.bands:
        holds = part.when.holds(facts) if part.when else True
        if holds is not False:
            return part.range if holds else None
    return None


def _years(scope: Range, measured: Measured, row: BenchmarkRow | None) -> Ranges:
    """A ban: counted in whole months, told in years."""
    if scope.max is None:
        if measured.chosen == "mitigated":
            return Ranges("year", why="no_mitigated_figure")
        return Ranges("year", why=None if scope.term == "permanent" else "no_figure")
    whole = statutory(scope.min, scope.max).times(MONTHS_A_YEAR)
    months = _recommended(whole, measured, _row_range(row, MONTHS_A_YEAR), ONE)
    told = None if months is None else _in_years(months)
    why = "no_mitigated_figure" if months is None else None
    return Ranges("year", _in_years(whole), _in_years(_lawful(whole, measured)), told, why=why, months=months)


def _in_years(months: Interval) -> Interval:
    return months._replace(min=months_to_years(months.min), max=months_to_years(months.max))


def benchmark_row(
    rows: tuple[BenchmarkRow, ...], tier: str, conduct: Conduct, *, mitigated: bool
) -> BenchmarkRow | None:
    """The row named as `grade`, else the first whose conditions hold; rows for 减轻 only in mitigated cases."""
    fitting = [row for row in rows if row.tier == tier and row.mitigated is mitigated]
    if any(row.id == conduct.grade for row in rows):
        return next((row for row in fitting if row.id == conduct.grade), None)
    return next((row for row in fitting if row.when is not None and row.when.holds(conduct.facts)), None)


def narrows(row: BenchmarkRow, penalty: TierPenalty, measured: Measured) -> bool:
    """Whether a row speaks of this penalty: of its kind, in figures of the same type."""
    if row.kinds and penalty.kind not in row.kinds:
        return False
    part = applicable(penalty.range, measured) if penalty.range is not None else None
    return row.range is None or (part is not None and part.type == row.range.type)
