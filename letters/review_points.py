"""The points of legal review, and how their answers are written into the event and read from it again.

They are this system's own list: 行政处罚法 58 says when a decision is reviewed and who reviews it, 办法 13 refers for the rest to
the bureau's 重大行政执法决定法制审核办法, which was never in our hands. What they look at is what a lawful decision needs by
行政处罚法 5, 17, 22, 23, 38, 40, 46 and 59.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

YES, NO = "是", "否"


class Point(NamedTuple):
    """One point, as the sheet asks it."""

    id: str
    question: str


class Answered(NamedTuple):
    """A point with its answer (None: none yet) and what was said to it."""

    question: str
    holds: bool | None
    remark: str = ""


POINTS: Final = (
    Point("competence", "是否具有主体资格和管辖权"),
    Point("facts", "事实是否清楚"),
    Point("evidence", "证据是否充分、合法"),
    Point("law", "适用法律是否准确"),
    Point("procedure", "程序是否合法"),
    Point("discretion", "裁量是否适当"),
    Point("documents", "文书是否规范"),
)
_HOLDS: Final = {YES: True, NO: False}


def written(answers: Mapping[str, tuple[bool, str]]) -> list[str]:
    """The answers by point id, with what was said to them, as `items` of the event: 事实是否清楚：否。租金没有查明."""
    return [
        f"{point.question}：{YES if answers[point.id][0] else NO}{_remark(answers[point.id][1])}"
        for point in POINTS
        if point.id in answers
    ]


def _remark(text: str) -> str:
    said = " ".join(text.split())
    return f"。{said}" if said else ""


def read(items: Iterable[str]) -> tuple[Answered, ...]:
    """Every point in its order, answered where an item tells it."""
    told = dict(item.split("：", 1) for item in items if "：" in item)
    return tuple(_read(point, told.get(point.question, "")) for point in POINTS)


def _read(point: Point, text: str) -> Answered:
    return Answered(point.question, _HOLDS.get(text[:1]), text[1:].removeprefix("。"))
