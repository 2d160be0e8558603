"""One reason why a letter is refused."""

from collections.abc import Iterator
from typing import NamedTuple


class Refusal(NamedTuple):
    """A named reason: the field it concerns, and in Chinese what is wrong and what to do.

    name: missing_field | not_a_penalty | decisive_unknown | proposal_missing | proposal_not_exact | proposal_unlawful |
    proposal_without_reasons | too_few_officers | dates_contradict | unprintable_character | missing_glyph.
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
