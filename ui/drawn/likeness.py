"""类案 in words, tables and a small drawing: how a case's figure stands among earlier decisions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import Final

from casebook.decisions.similar import Earlier, Likeness, Remark, Similar
from penalty_engine.amounts import ZERO, Interval
from penalty_engine.assessment import ConductAssessment
from penalty_engine.rendering import DIRECTIONS, TIERS
from penalty_engine.rulebook import Rulebook
from penalty_engine.wording import KINDS, number
from ui.drawn.axis import ACCENT, INK, LAWFUL, MARK, PAPER, Ranges, ranges
from ui.drawn.charts import DEPARTING, WITHIN, Dot, table
from ui.words import NOT_KNOWN, day, grouped

UNITS: Final = {"multiple": "倍", "amount": "元", "months": "个月"}
TITLES: Final = {"multiple": "罚款为违法所得的倍数", "amount": "罚款（元）", "months": "限制从业等期限（月）"}
BINS: Final = 60  # places along the axis at which dots stand above one another
NOT_NUMBERED: Final = "未编号"
WITHHELD: Final = "回避案件"


def told(figure: Decimal, measure: str) -> str:
    """1.33 倍, 4,000 元, 24 个月."""
    return f"{grouped(figure) if measure == 'amount' else number(figure)} {UNITS[measure]}"


def sentence(found: Similar, *, of_case: bool = True) -> str:
    """Where this case stands among the others, in a sentence of HTML; without a case, how the others stand."""
    figures, like = found.figures, found.like
    count = len(found.cases)
    if not count:
        return "没有同类的处罚决定可以比较。"
    said = f"同类决定 <b>{count}</b> 项"
    if figures:
        middle = sorted(figures)[len(figures) // 2] if len(figures) % 2 else sum(_middle(figures), ZERO) / 2
        same = figures[0] == figures[-1]
        said += "，都是" if same else "，"
        said += told(figures[0], like.measure)
        said += "" if same else f"至 {told(figures[-1], like.measure)}，中位数 {told(round(middle, 2), like.measure)}"
    if like.figure is None:
        unsaid = "。本案还没有拟定数额。" if of_case else "。"
        return f"{said}{unsaid}" if figures else f"{said}，没有可比的数额。"
    if not figures:
        return f"{said}，没有可比的数额。"
    inside = figures[0] <= like.figure <= figures[-1]
    return f"{said}；本案 <b>{told(like.figure, like.measure)}</b>，{'在其中' if inside else '在其外'}。"


def _middle(figures: Sequence[Decimal]) -> Sequence[Decimal]:
    half = len(figures) // 2
    return figures[half - 1 : half + 1]


def remark(found: Remark | None, measure: str) -> str:
    """That the figure stands off, as something to be explained; nothing where it does not."""
    if found is None:
        return ""
    why = (
        f"在 {found.of} 项可比决定的最低 {told(found.low, measure)}与最高 {told(found.high, measure)}之外"
        if found.kind == "outside"
        else f"与 {found.of} 项可比决定的中位数 {told(round(found.median, 2), measure)}相差较大"
    )
    return (
        f'<div class="status departs" role="note"><b>与同类案件的差异请说明理由</b><p>本案 {told(found.figure, measure)}，{why}。</p>'
        '<p class="quiet">这是按系统设定作出的提示，不是裁量规则；过罚是否相当由本局判断（办法第四条；行政处罚法第五条第二款）。</p></div>'
    )


def measured(found: ConductAssessment, like: Likeness) -> Ranges | None:
    """The ranges of the case in the measure that is compared."""
    fine = next((one for one in found.penalties if one.kind == "fine"), None)
    if fine is None or like.measure == "months":
        return None
    if like.measure == "amount":
        return ranges(fine, like.figure)
    times = fine.multiple
    if times is None:
        return None
    whole = Interval(times.min or ZERO, times.max, min_inclusive=times.min is not None)
    return Ranges(fine.text, "倍", whole, None, times.recommended if fine.is_recommended else None, like.figure)


def dots(found: Similar, rulebook: Rulebook) -> list[Dot]:
    """The decisions that have a figure, each at its level above the axis."""
    figures = found.figures
    if not figures:
        return []
    step = max(figures[-1], found.like.figure or ZERO, Decimal("0.01")) / BINS
    levels = Counter[int]()
    made = []
    for one in sorted(found.cases, key=lambda one: (one.figure or ZERO, one.decided_on)):
        if one.figure is None:
            continue
        place = int(one.figure / step)
        made.append(
            Dot(
                one.figure, levels[place], DEPARTING if one.departs else WITHIN, one.number or NOT_NUMBERED,
                _figures(one, found.like.measure), "；".join(_circumstances(one, rulebook)) or "没有", day(one.decided_on),
            )
        )  # fmt: skip
        levels[place] += 1
    return made


def _figures(one: Earlier, measure: str) -> str:
    parts = [told(one.figure, measure)] if one.figure is not None else []
    if measure == "multiple" and one.fine is not None:
        parts.append(f"{grouped(one.fine)} 元")
    return "，".join(parts) or "没有数额"


def _circumstances(one: Earlier, rulebook: Rulebook) -> Iterator[str]:
    for id in one.circumstances:
        known = rulebook.circumstance.get(id)
        yield known.text.removesuffix("的") if known else id


def listed(found: Similar, rulebook: Rulebook, page: str | None) -> str:
    """Every decision in a row; for those who do not see the drawing, and for those who want to read."""
    rows = [
        (
            _linked(one, page), day(one.decided_on), TIERS.get(one.tier or "", "—"),
            DIRECTIONS.get(one.direction or "", "—"), grouped(one.gains) if one.gains is not None else NOT_KNOWN,
            "、".join(KINDS.get(kind, kind) for kind in one.kinds) or "不予处罚", escape(_figures(one, found.like.measure)),
            escape("；".join(_circumstances(one, rulebook))) or "没有", "偏离建议" if one.departs else "—",
        )
        for one in found.cases
    ]  # fmt: skip
    head = ("案号", "决定日期", "档次", "方向", "违法所得（元）", "处罚种类", "数额", "计入的情节", "与建议相比")
    return table(head, rows, f"同类决定 {len(rows)} 项，最近的在前", frozenset({4}))


def _linked(one: Earlier, page: str | None) -> str:
    if not one.readable:
        return WITHHELD
    name = escape(one.number or NOT_NUMBERED)
    return f'<a href="/{page}?case={escape(one.case)}" target="_self">{name}</a>' if page else name


def departures(found: Similar, page: str | None) -> str:
    """Those that departed from what was recommended, with the reasons that were given."""
    rows = [
        (
            _linked(one, page),
            day(one.decided_on),
            escape(_figures(one, found.like.measure)),
            escape(one.reasons or "没有写明"),
        )
        for one in found.cases
        if one.departs and one.readable
    ]
    return table(("案号", "决定日期", "数额", "理由"), rows, "偏离建议的决定及其理由") if rows else ""


HEIGHT: Final = 34
_LINE: Final = 12


def strip(found: Similar, drawn: Ranges | None) -> str:
    """A small drawing: earlier decisions as rings and dots on the axis of this case, its own figure a triangle."""
    figures = found.figures
    if not figures:
        return ""
    own = found.like.figure
    top = max(figures[-1], own or ZERO, drawn.statutory.max if drawn else ZERO) or Decimal(1)

    def at(value: Decimal) -> Decimal:
        return round(2 + 96 * value / top, 2)

    parts = []
    if drawn:
        parts += [_line(at(drawn.statutory.min), at(drawn.statutory.max), INK, 1)]
        if drawn.recommended:
            parts += [_line(at(drawn.recommended.min), at(drawn.recommended.max), LAWFUL, 7)]
    else:
        parts += [_line(at(ZERO), at(top), INK, 1)]
    parts += [
        f'<circle cx="{at(one.figure)}%" cy="{_LINE}" r="4.5" fill="{PAPER if one.departs else ACCENT}" '
        f'stroke="{MARK if one.departs else PAPER}" stroke-width="1.5"/>'
        for one in found.cases
        if one.figure is not None
    ]
    if own is not None:
        parts.append(
            f'<svg x="{at(own)}%" y="{_LINE + 7}" width="1" height="12" overflow="visible"><path d="M0 0 L5 9 L-5 9 Z" fill="{MARK}"/></svg>'
        )
    return f'<svg class="axis" width="100%" height="{HEIGHT}" role="img" aria-label="同类决定的数额与本案">{"".join(parts)}</svg>'


def _line(low: Decimal, high: Decimal, colour: str, width: int) -> str:
    return f'<line x1="{low}%" x2="{high}%" y1="{_LINE}" y2="{_LINE}" stroke="{colour}" stroke-width="{width}"/>'
