"""The whole way of a letter: refuse it with all reasons, or set it and print it."""

from typing import NamedTuple

from letters.binding import TITLE, bind, entries, file_refusals
from letters.kinds import KINDS, Kind
from letters.matter import Matter
from letters.reasons import MissingGlyphError, Refusal, RefusedError
from letters.rendering import STYLESHEET, render
from letters.view import View


class Letter(NamedTuple):
    """A letter set in HTML; `names` are not to be torn apart at a line's end."""

    title: str
    html: str
    names: tuple[str, ...]

    def pdf(self) -> bytes:
        """The letter printed as PDF/A: the same letter always gives the same bytes.

        Raises:
            RefusedError: no font has one of its characters.
            PrintingError: anything else that WeasyPrint warns of.
            FontsMissingError: the fonts of letters are not installed.
        """
        from letters.paper.pdf import write_pdf  # noqa: PLC0415 -- WeasyPrint takes most of a second to load

        try:
            return write_pdf(self.html, STYLESHEET, self.names)
        except MissingGlyphError as error:
            raise RefusedError((Refusal("missing_glyph", "", str(error)),)) from error

    def docx(self) -> bytes:
        """The letter to be changed in Word or WPS, of the same words and the same paper.

        Raises:
            PrintingError: a template uses an element or a class that has no counterpart.
        """
        from letters.docx import write_docx  # noqa: PLC0415 -- only who asks for it pays for loading

        return write_docx(self.html)


def make(kind: Kind, matter: Matter, which: int | None = None, *, public: bool = False) -> Letter:
    """A letter of this kind on this matter.

    Args:
        kind: what is to be made.
        matter: the case and all around it.
        which: the step that it belongs to, counted from 1 among those of its type; None: the latest.
        public: mask what is personal (公开版).

    Raises:
        RefusedError: with all reasons at once.
    """
    seen = kind.of(matter, which)
    if refusals := kind.refusals(seen):
        raise RefusedError(refusals)
    if public:
        seen = kind.of(_masked(matter), which)
    view = _view(kind, seen)
    return Letter(kind.title, render(kind.template, view, matter.bureau.templates), view.names)


def page_of(matter: Matter) -> str:
    """The page of the kind that the matter is seen as, whatever it lacks.

    Raises:
        PrintingError: so much is missing that there is no page yet.
    """
    kind = KINDS[matter.kind]
    return render(kind.template, _view(kind, matter), matter.bureau.templates)


def _view(kind: Kind, seen: Matter) -> View:
    return View(kind, seen, entries(seen) if kind.id == "file-contents" else ())


def make_file(matter: Matter, *, public: bool = False) -> Letter:
    """The whole 案卷 of a matter: cover, contents, every document.

    Raises:
        RefusedError: with all reasons of all documents at once.
    """
    if refusals := file_refusals(matter):
        raise RefusedError(refusals)
    html, names = bind(_masked(matter) if public else matter)
    return Letter(TITLE, html, names)


def _masked(matter: Matter) -> Matter:
    from letters.masking import public  # noqa: PLC0415 -- only who asks for it pays for loading

    return public(matter)
