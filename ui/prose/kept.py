"""Versions and receipts of a case, as tables and in words. Pure HTML, everything escaped."""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from casebook.cases.history import Version
from casebook.receipts.replay import Replay
from penalty_engine.version import ENGINE
from ui.prose.comparing import WHYS
from ui.prose.panel import listed
from ui.prose.values import EVENT_NAMES

_RESULT_PARTS: Final = {
    "outcome": "处理", "direction": "方向", "alternatives": "可以选择的方向", "tier": "档次", "tier_reason": "档次的理由",
    "law_applied": "适用的法律", "illegal_gains": "违法所得", "gains": "退还和没收", "penalties": "处罚种类和幅度",
    "recommended_kinds": "建议的种类", "orders": "责令", "circumstances": "情节", "decisive_unknowns": "未查明的事项",
    "possible_outcomes": "可能的结果", "proposal": "拟处罚的评价", "explanation": "理由", "provisions": "各条文的适用",
    "totals": "合计", "procedure": "程序", "deadlines": "期限", "warnings": "提示", "settled": "是否查清", "engine": "引擎版本",
}  # fmt: skip


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], kind: str = "") -> str:
    """A plain table; cells are HTML already."""
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="records {kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def why(version: Version) -> str:
    """新建, 保存修改, or the event that made it."""
    return WHYS.get(version.why) or EVENT_NAMES.get(version.why, version.why)


def replayed(found: Replay) -> str:
    """重放结果相同, or because of what it is different."""
    if not found.intact:
        return '<div class="status unlawful"><b>凭据被改动过</b>：内容与当时的摘要不符，请立即告诉管理员校验审计记录。</div>'
    if found.unreadable:
        return f'<div class="status departs"><b>不能重放</b>：现在的程序读不了当时的内容。{listed([escape(one) for one in found.unreadable])}</div>'
    if found.same:
        head = '<div class="status within"><b>重放结果相同</b>：用当时的规则和案件重新计算，结果一字不差。'
    else:
        because = (
            f"因引擎版本不同（当时 {escape(found.engine)}，现在 {ENGINE}）"
            if found.engine
            else "原因不明，请告诉管理员"
        )
        head = f'<div class="status departs"><b>重放结果不同</b>：{because}，不同之处：{_parts(change.path for change in found.differences)}。'
    return f"{head}{_since(found)}</div>"


def _since(found: Replay) -> str:
    if not found.changed_rules:
        return "规则此后没有改动。"
    more = (
        f"按现行规则，结果不同之处：{_parts(change.path for change in found.today)}。"
        if found.today
        else "按现行规则，结果也相同。"
    )
    rules = "".join(f"<li>{escape(one)}</li>" for one in found.changed_rules)
    return f"<br>规则此后有 {len(found.changed_rules)} 处改动。{more}<details><summary>改动的规则</summary><ul>{rules}</ul></details>"


def _parts(paths: Iterator[tuple[str | int, ...]]) -> str:
    named = Counter(next((_RESULT_PARTS[key] for key in path if key in _RESULT_PARTS), "其他") for path in paths)
    return escape("、".join(f"{name} {count} 处" for name, count in named.items()))
