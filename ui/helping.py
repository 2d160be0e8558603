"""Help out of docs/officers.md, the one place where it is written: topics by their headings, what to fill in by section."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

GUIDE: Final = Path(__file__).resolve().parents[1] / "docs" / "officers.md"
FILLING: Final = "怎么填"
COMMANDS: Final = "```"  # what is typed at a terminal is not for the pages
_PICTURE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)")  # of the pages themselves, which one has before one
_LINK: Final = re.compile(r"\[([^\]]+)\]\([^)]+\.md[^)]*\)")


class Topic(NamedTuple):
    """A heading with what stands under it, as Markdown."""

    title: str
    text: str


@cache
def topics() -> tuple[Topic, ...]:
    """The guide's topics in their order, without what is for the command line."""
    return tuple(one for one in _split(GUIDE.read_text("utf-8"), "## ") if COMMANDS not in one.text)


@cache
def filling() -> Mapping[str, str]:
    """What to fill in, by the title of the form's section."""
    whole = next(one for one in topics() if one.title == FILLING)
    return {one.title: one.text for one in _split(whole.text, "### ")}


def _split(text: str, mark: str) -> list[Topic]:
    parts = re.split(rf"^{mark}(.+)$", text, flags=re.MULTILINE)[1:]
    return [
        Topic(title.strip(), _LINK.sub(r"\1", _PICTURE.sub("", body)).strip())
        for title, body in zip(parts[::2], parts[1::2], strict=True)
    ]
