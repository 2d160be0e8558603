"""Why a letter is not made: refused for reasons that an officer can remove, or not printable as it should be."""

from collections.abc import Iterator
from typing import NamedTuple


class Refusal(NamedTuple):
    """A named reason: the field it concerns, and in Chinese what is wrong and what to do.

    name: missing_field | not_a_penalty | decisive_unknown | proposal_missing | proposal_not_exact | proposal_unlawful |
    proposal_without_reasons | too_few_officers | dates_contradict | unprintable_character | missing_glyph; not_competent,
    holidays_unknown, period_running and others of a single step.
    """

    name: str
    path: str
    message: str

    def __str__(self) -> str:
        """key.path: message."""
        return f"{self.path}: {self.message}" if self.path else self.message


def missing(path: str, value: object, what: str) -> Iterator[Refusal]:
    """The refusal of a required field that is empty."""
    if value is None or (isinstance(value, str) and not value.strip()):
        yield Refusal("missing_field", path, f"没有填写{what}，请补填")


class RefusedError(Exception):
    """The letter must not be made; every reason is given."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        """Keep the reasons in the order in which an officer fills in the case."""
        self.refusals = refusals
        super().__init__("\n".join(map(str, refusals)))


class NoSuchStepError(Exception):
    """The step that was asked for has not been recorded."""


class PrintingError(Exception):
    """The document cannot be printed as it should; the message says why, in Chinese."""


class MissingGlyphError(PrintingError):
    """No font has these characters."""

    def __init__(self, characters: str) -> None:
        """Name the characters."""
        self.characters = characters
        super().__init__(no_font_for(characters))


def no_font_for(characters: str) -> str:
    """What is told of characters that no font has."""
    named = "、".join(f"“{character}”" for character in characters)
    return f"{named}打印不出来，请删除，或者换成别的文字"
