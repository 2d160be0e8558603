"""Two versions of a case side by side in words: which place, what stood there, what stands there now."""

from collections.abc import Sequence
from html import escape

from casebook.cases.changes import Change
from casebook.plain import Plain
from penalty_engine.rulebook import Rulebook
from ui.draft import at
from ui.values import called, value

WHYS = {"created": "新建", "saved": "保存修改", "struck": "撤销误记的事件", "imported": "导入"}


def compared(changes: Sequence[Change], before: Plain, after: Plain, rulebook: Rulebook) -> str:
    """A table of what is different; where nothing is, that is said."""
    if not changes:
        return '<p class="quiet">没有不同。</p>'
    rows = "".join(_row(one, before, after, rulebook) for one in changes)
    head = "<thead><tr><th>哪一处</th><th>原来</th><th>现在</th></tr></thead>"
    return f'<table class="compared">{head}<tbody>{rows}</tbody></table>'


def _row(one: Change, before: Plain, after: Plain, rulebook: Rulebook) -> str:
    known = after if at(after, one.path) is not None or one.before is None else before
    cells = (
        called(one.path, known, rulebook),
        value(one.path, one.before, rulebook),
        value(one.path, one.after, rulebook),
    )
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
