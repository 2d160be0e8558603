"""The whole way of a letter: refuse it with all reasons, or set it and print it."""

from typing import NamedTuple

from letters.characters import no_font_for
from letters.kinds import Kind
from letters.matter import Matter
from letters.pdf import MissingGlyphError, write_pdf
from letters.reasons import Refusal
from letters.rendering import STYLESHEET, render


class RefusedError(Exception):
    """The letter must not be made; every reason is given."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        """Keep the reasons in the order in which an officer fills in the case."""
        self.refusals = refusals
        super().__init__("\n".join(map(str, refusals)))


class Letter(NamedTuple):
    """A letter set in HTML; `names` are not to be torn apart at a line's end."""

    kind: Kind
    html: str
    names: tuple[str, ...]

    def pdf(self) -> bytes:
        """The letter printed as PDF/A: the same letter always gives the same bytes.

        Raises:
            RefusedError: no font has one of its characters.
            PrintingError: anything else that WeasyPrint warns of.
        """
        try:
            return write_pdf(self.html, STYLESHEET, self.names)
        except MissingGlyphError as error:
            raise RefusedError((Refusal("missing_glyph", "", no_font_for(error.characters)),)) from error


def make(kind: Kind, matter: Matter) -> Letter:
    """A letter of this kind on this matter.

    Raises:
        RefusedError: with all reasons at once.
    """
    if refusals := kind.refusals(matter):
        raise RefusedError(refusals)
    view = kind.view(matter)
    return Letter(kind, render(kind.template, view), view.names)
