"""Days that can hardly stand beside each other, though each by itself is one: told at the field, nothing is refused."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from penalty_engine.days import in_chinese
from penalty_engine.inputs.positioned import KeyPath
from penalty_engine.rulebook import Rulebook
from ui.filling.draft import Draft, at

_ENDS: Final = {"from": "违法行为开始日期", "to": "违法行为终了日期"}


def doubts(draft: Draft, path: KeyPath, rulebook: Rulebook) -> Iterator[str]:
    """What is to be checked about the day at a key path."""
    told = at(draft, path)
    if not isinstance(told, date):
        return
    if path == ("source", "on"):
        yield from _source(draft, told)
    elif path[0] == "conducts" and path[2:3] == ("facts",):
        yield from _fact(at(draft, path[:2]), str(path[3]), told, rulebook)


def _source(draft: Draft, told: date) -> Iterator[str]:
    """Nobody files a case before it came to him, and nobody reports what has not begun."""
    filed = at(draft, ("filed_on",))
    if isinstance(filed, date) and filed < told:
        yield _said("晚于", "立案日期", filed)
    began = [day for one in at(draft, ("conducts",)) or () if isinstance(day := one.get("from"), date)]
    if began and told < min(began):
        yield _said("早于", _ENDS["from"], min(began))


def _fact(act: Draft, id: str, told: date, rulebook: Rulebook) -> Iterator[str]:
    """By the order of days that the rulebook gives."""
    fact = rulebook.facts[id]
    for how, others in (("早于", fact.not_before), ("晚于", fact.not_after)):
        for one in others:
            day = act.get(one) if one in _ENDS else at(act, ("facts", one))
            if isinstance(day, date) and (told < day if how == "早于" else day < told):
                yield _said(how, _ENDS[one] if one in _ENDS else rulebook.facts[one].label, day)


def _said(how: str, name: str, day: date) -> str:
    return f"{how}{name}（{in_chinese(day)}），请核对"
