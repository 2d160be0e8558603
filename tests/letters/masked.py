"""What can be read of something that is masked."""

import html
import re

from letters.kinds import KINDS
from letters.masking.copying import changed
from letters.masking.people import plain
from penalty_engine.inputs.rulebook_reading import load_rulebook

NOTICE = KINDS["prior-notice"]

RULEBOOK = load_rulebook()


def texts(value: object) -> list[str]:
    """Every text in a value."""
    said: list[str] = []

    def heard(_: str, text: str) -> str:
        said.append(text)
        return text

    changed(value, heard)
    return said


def bare(text: str) -> str:
    """Without what may be set between the characters of a name or a number."""
    return re.sub(r"[-‐—]", "", plain(html.unescape(re.sub("<[^>]+>", "", text)))).upper()


def left_in(text: str, originals: list[str]) -> list[str]:
    found = bare(text)
    return [one for one in originals if bare(one) in found]
