"""What is wrong with a value, in the words of the form: where a case file speaks of keys, the form speaks of its fields."""

import re
from typing import Final

from penalty_engine.problems import Problem
from penalty_engine.rulebook import Rulebook
from ui.filling.dates import no_such_day
from ui.filling.sums import why_not

_SAID: Final = {
    "日期应当写成 2026-07-02 的形式": "看不出是哪一天，请写成 2026年7月2日 或者 20260702",
    "没有这一天": "日历上没有这一天",
    "（行为仍在继续的，to 填 null）": "（行为仍在继续的，请勾选“仍在继续”）",
    "与“有危害后果”（harmful_consequences）矛盾": "与“是否造成危害后果”的回答“是”矛盾",
    "填了罚款数额，处罚种类（kinds）中却没有罚款（fine）": "填了罚款数额，处罚种类中却没有勾选罚款",
    "应当是 yes、no 或者 unknown": "只能回答是、否或者未查明",
    "应当是 yes 或者 no": "只能回答是或者否",
    "应当是整数": "应当是整数，例如 12",
    "concurrent 只写同一行为另外违反的规定": "这里只选同一行为另外违反的规定",
}
_DAYS: Final = ("日期应当写成 2026-07-02 的形式", "没有这一天")
_NUMBER: Final = "应当是数字"
_TERM: Final = "看不出是多长，请写成 1年6个月 或者 18个月"
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ID: Final = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


def in_form(problem: Problem, rulebook: Rulebook, given: object = None) -> Problem:
    """The problem as the form tells it. `given`: what was entered there, so that the message can tell how to write it."""
    told = _of_entry(problem, given)
    for before, after in _SAID.items():
        told = told.replace(before, after)
    told = _ISO.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", told)
    return problem._replace(message=_ID.sub(lambda one: _label(one[0], rulebook), told))


def _of_entry(problem: Problem, given: object) -> str:
    """What only the entry itself shows: a day that its month has not, a sum that can be read in two ways."""
    told = problem.message
    if isinstance(given, str) and told in _DAYS:
        return no_such_day(given) or told
    if told == _NUMBER:
        return _TERM if problem.path.endswith(".years") else why_not(str(given or ""))
    return told


def _label(id: str, rulebook: Rulebook) -> str:
    fact = rulebook.facts.get(id)
    return f"“{fact.label}”" if fact else id
