"""Characters that must not be printed, or cannot be: controls, turns of writing direction, what no font has."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Final

from letters.bureau import BureauSettings
from letters.paper import fonts
from letters.reasons import Refusal, no_font_for
from penalty_engine.case import Case

ALLOWED_CONTROLS: Final = "\t\n\r"
REFUSED: Final = ("Cc", "Cf", "Cs", "Co", "Cn")
YAML_NAMES: Final = {"began": "from", "ended": "to"}
NOT_PRINTED: Final = ("digest", "notes")


def character_refusals(case: Case, bureau: BureauSettings) -> Iterator[Refusal]:
    """Each field with characters that a letter cannot hold."""
    for path, text in (*_texts("", case), *_texts("bureau", bureau)):
        hidden = dict.fromkeys(character for character in text if _is_unprintable(character))
        if hidden:
            named = "、".join(f"U+{ord(character):04X}" for character in hidden)
            yield Refusal(
                "unprintable_character",
                path,
                f"含有看不见的控制字符或者改变文字方向的字符（{named}），请删除后重新输入",
            )
        if rare := fonts.without_glyph("".join(c for c in text if c not in hidden and not c.isspace())):
            yield Refusal("missing_glyph", path, no_font_for(rare))


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
