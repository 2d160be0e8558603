"""Characters that must not be printed, or cannot be: controls, turns of writing direction, what no font has."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Final

from letters.matter import Matter
from letters.paper import fonts
from letters.reasons import Refusal, no_font_for

ALLOWED_CONTROLS: Final = "\t\n\r"
REFUSED: Final = ("Cc", "Cf", "Cs", "Co", "Cn")
YAML_NAMES: Final = {"began": "from", "ended": "to"}
NOT_PRINTED: Final = ("digest", "notes")


def character_refusals(matter: Matter, page: Callable[[], str] | None = None) -> Iterator[Refusal]:
    """Each field with characters that a letter cannot hold, where this letter prints them.

    Args:
        matter: as the letter sees it.
        page: gives the page of the letter; without it, what other steps recorded is taken as not printed.
    """
    found = [
        (path, name, characters)
        for path, text in (*_texts("", matter.case), *_texts("bureau", matter.settings))
        for name, characters in _faulty(text)
    ]
    printed = page() if found and page else ""
    own = matter.at(matter.event, "") if matter.event in matter.case.events else None
    for path, name, characters in found:
        elsewhere = path.startswith("events[") and not (own and path.startswith(own))
        if any(one in printed for one in characters) if page else not elsewhere:
            yield Refusal(name, path, TOLD[name](characters))


def unprintable(text: str) -> str:
    """What is told of characters that no letter can hold; nothing where there are none."""
    return "；".join(TOLD[name](characters) for name, characters in _faulty(text))


def _faulty(text: str) -> Iterator[tuple[str, str]]:
    hidden = "".join(dict.fromkeys(character for character in text if _is_unprintable(character)))
    if hidden:
        yield "unprintable_character", hidden
    if rare := fonts.without_glyph("".join(c for c in text if c not in hidden and not c.isspace())):
        yield "missing_glyph", rare


def _hidden_told(_: str) -> str:
    return "含有看不见的控制字符或者改变文字方向的字符，请把这一处删除后重新输入"


TOLD: Final = {"unprintable_character": _hidden_told, "missing_glyph": no_font_for}


def _is_unprintable(character: str) -> bool:
    return character not in ALLOWED_CONTROLS and unicodedata.category(character) in REFUSED


def _texts(path: str, value: object) -> Iterator[tuple[str, str]]:
    """Every text of a value with its key path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts(f"{path}.{key}", part)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in NOT_PRINTED:
                yield from _texts(_joined(path, field.name), getattr(value, field.name))
    elif isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        for place, part in enumerate(value):
            yield from _texts(_joined(path, names[place]) if names else f"{path}[{place}]", part)


def _joined(path: str, name: str) -> str:
    name = YAML_NAMES.get(name, name)
    return f"{path}.{name}" if path else name
