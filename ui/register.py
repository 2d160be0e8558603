"""The register and the yearly figures as HTML tables."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from html import escape
from itertools import groupby

from casebook.cases.register import Entry
from casebook.workflow.words import STAGES
from penalty_engine.rulebook import Rulebook
from penalty_engine.wording import KINDS, number
from ui.drawn.charts import name_of, table
from ui.words import day, grouped
from ui.worklist import clock, link
from web.figures import Figure

NOTHING = "—"


def register(entries: Iterable[Entry], page: str, today: date, rulebook: Rulebook) -> str:
    """The rows of the register; each leads to its case."""
    rows = [_row(one, page, today, rulebook) for one in entries]
    head = ("案号", "当事人", "违法行为", "阶段", "承办人", "立案", "决定", "处罚", "罚款（元）", "期限")
    return table(head, rows, "案件台账", frozenset({8}))


def _row(one: Entry, page: str, today: date, rulebook: Rulebook) -> tuple[str, ...]:
    names = [name_of(id, rulebook) for id in one.violations]
    more = f" 等 {len(names)} 项" if len(names) > 1 else ""
    kinds = "、".join(KINDS.get(id, id) for id in one.kinds) or (one.result or NOTHING)
    due = clock(one.due_on, today, "running", f"{one.due_what}：" if one.due_what else "") if one.due_on else NOTHING
    return (
        f'<a href="{escape(link(page, one.id))}" target="_self">{escape(one.number or "未编号")}</a>',
        escape(one.party or "当事人未填写"),
        escape(names[0] + more if names else "未填写"),
        STAGES[one.stage],
        "、".join(f"<span>{escape(name)}</span>" for name in one.officers) or NOTHING,
        _day(one.filed_on),
        _day(one.decided_on),
        escape(kinds) + ("<br>偏离建议" if one.departs else ""),
        _yuan(one.fine),
        due,
    )


def _day(on: date | None) -> str:
    return f'<span class="day">{day(on)}</span>' if on else NOTHING


def _yuan(amount: Decimal | None) -> str:
    return grouped(amount) if amount is not None else NOTHING


def figures(found: Iterable[Figure]) -> str:
    """The yearly figures, head by head, each with what it counts."""
    parts = []
    for head, some in groupby(found, key=lambda one: one.head):
        rows = [(escape(one.name), _figure(one), one.unit, escape(one.defined)) for one in some]
        parts.append(f'<h2 class="above">{escape(head)}</h2>')
        parts.append(
            table(("项目", "数", "单位", "含义"), rows, head, frozenset({1})).replace("plain", "plain figures", 1)
        )
    return "".join(parts)


def _figure(one: Figure) -> str:
    if one.value is None:
        return NOTHING
    if one.unit == "元":
        return grouped(Decimal(one.value))
    return f"{one.value:,}" if isinstance(one.value, int) else number(one.value)
