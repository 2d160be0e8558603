"""The whole way of a letter: refuse it with all reasons, or set it and print it."""

from typing import NamedTuple

from letters.kinds import Kind
from letters.matter import Matter
from letters.reasons import MissingGlyphError, Refusal, RefusedError
from letters.rendering import STYLESHEET, render


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
            FontsMissingError: the fonts of letters are not installed.
        """
        from letters.pdf import write_pdf  # noqa: PLC0415 -- WeasyPrint takes most of a second to load

        try:
            return write_pdf(self.html, STYLESHEET, self.names)
        except MissingGlyphError as error:
            raise RefusedError((Refusal("missing_glyph", "", str(error)),)) from error


def make(kind: Kind, matter: Matter) -> Letter:
    """A letter of this kind on this matter.

    Raises:
        RefusedError: with all reasons at once.
    """
    if refusals := kind.refusals(matter):
        raise RefusedError(refusals)
    view = kind.view(matter)
    return Letter(kind, render(kind.template, view), view.names)
