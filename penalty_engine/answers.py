"""Three-valued answers: True (是), False (否), None (未查明). Unknown is never read as no."""

from collections.abc import Iterable
from typing import Final

Answer = bool | None

WORDS: Final = {True: "yes", False: "no", None: "unknown"}
CHINESE: Final = {True: "是", False: "否", None: "未查明"}


def every(answers: Iterable[Answer]) -> Answer:
    """Kleene *and*: one no makes it no; otherwise one unknown makes it unknown."""
    result: Answer = True
    for answer in answers:
        if answer is False:
            return False
        if answer is None:
            result = None
    return result


def either(one: Answer, other: Answer) -> Answer:
    """Kleene *or*: one yes makes it yes; otherwise one unknown makes it unknown."""
    if one or other:
        return True
    return None if one is None or other is None else False


def opposite(answer: Answer) -> Answer:
    """Kleene *not*: unknown stays unknown."""
    return None if answer is None else not answer
