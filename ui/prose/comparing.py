"""Two versions of a case side by side in words: which place, what stood there, what stands there now."""

from collections.abc import Sequence
from html import escape

from casebook.cases.changes import MISSING, Change
from casebook.plain import Plain
from penalty_engine.rulebook import Rulebook
from ui.prose.values import called, side
from ui.words import NOT_FILLED

WHYS = {"created": "新建", "saved": "保存修改", "struck": "撤销误记的事件", "imported": "导入"}


def compared(changes: Sequence[Change], before: Plain, after: Plain, rulebook: Rulebook) -> str:
    """A table of what is different; where nothing is, that is said."""
    rows = "".join(_row(one, before, after, rulebook) for one in changes)
    if not rows:
        return '<p class="quiet">没有不同。</p>'
    head = "<thead><tr><th>哪一处</th><th>原来</th><th>现在</th></tr></thead>"
    return f'<table class="compared">{head}<tbody>{rows}</tbody></table>'


def _row(one: Change, before: Plain, after: Plain, rulebook: Rulebook) -> str:
    """Nothing for what is only stored in another way: a field left out, or empty."""
    then, now = side(one.path, one.before, rulebook, before), side(one.path, one.after, rulebook, after)
    if then == now == NOT_FILLED:
        return ""
    name = called(one.path, before if one.after is MISSING else after, rulebook)
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in (name, then, now))}</tr>"
