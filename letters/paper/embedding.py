"""How fonts come into the PDF: a cut that letters have in common is made once, and no font file is copied whole.

WeasyPrint cuts every font anew for every letter, though headings, title and page numbers need the same few glyphs each time;
takes a copy of each font file (5 to 26 MB) first, only to look at its first bytes; and has cffi parse C for every number of glyphs
that has not occurred before. All three are changed in private parts of the very version that requirements.txt pins:
`weasyprint.pdf.fonts.Font` and what it calls. What is printed stays the same, byte for byte; a test compares.
"""

import re
from collections import OrderedDict
from typing import Any, Final, NamedTuple

from weasyprint.pdf import fonts, stream
from weasyprint.text.ffi import ffi

MOST_GLYPHS: Final = 128  # headings, titles, figures; the glyphs of a whole letter hardly ever come again
MOST_CUTS: Final = 32
SIGNATURE: Final = 4  # bytes that tell OpenType from TrueType
LENGTH: Final = re.compile(r"\[\d+\]$")
_own_face = fonts.get_pango_font_hb_face
_own_data = fonts.get_hb_object_data
_faces: dict[int, Any] = {}  # each font's face by its address; kept, so that no other can come to lie there
_signatures: dict[int, bytes] = {}


class _Wanted(NamedTuple):
    """What a cut is known by: the face's address, its glyphs, how they are kept."""

    face: int
    glyphs: frozenset[int]
    hinting: bool
    with_box: bool


_cuts: OrderedDict[_Wanted, bytes] = OrderedDict()


class CutFont(fonts.Font):  # type: ignore[misc]
    """A font of the PDF, cut down to the glyphs it shows."""

    def subset(self, to_unicode: dict[int, str], hinting: bool) -> None:  # noqa: FBT001 -- WeasyPrint's own signature
        """Cut the font, unless this very cut has been made for an earlier letter."""
        if not to_unicode:
            self.file_content = _own_data(self.hb_face)
            return
        wanted = _Wanted(_address(self.hb_face), frozenset(to_unicode), hinting, bool(self.missing))
        if wanted in _cuts:
            _cuts.move_to_end(wanted)
            self.file_content = _cuts[wanted]
            return
        super().subset(to_unicode, hinting)
        if len(to_unicode) <= MOST_GLYPHS and len(self.file_content) > SIGNATURE:  # else the cutting has failed
            _cuts[wanted] = self.file_content
            if len(_cuts) > MOST_CUTS:
                _cuts.popitem(last=False)


class _Arrays:
    """WeasyPrint's ffi, but an array takes its length from what it holds: a type for every length would be parsed and kept."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- WeasyPrint publishes no types
        return getattr(ffi, name)

    def new(self, kind: str, content: Any = None) -> Any:  # noqa: ANN401
        return ffi.new(kind if content is None else LENGTH.sub("[]", kind), content)


def _face(pango_font: Any) -> Any:  # noqa: ANN401 -- WeasyPrint publishes no types
    face = _own_face(pango_font)
    return _faces.setdefault(_address(face), face)


def _data(of: Any, *more: Any) -> Any:  # noqa: ANN401
    """The data of a face; of a whole font only the signature, for HarfBuzz reads the file itself."""
    address = _address(of)
    if more or address not in _faces:
        return _own_data(of, *more)
    if address not in _signatures:
        _signatures[address] = _own_data(of)[:SIGNATURE]
    return _signatures[address]


def _address(cdata: Any) -> int:  # noqa: ANN401
    return int(ffi.cast("intptr_t", cdata))


def install() -> None:
    """Embed fonts so from now on, in the whole process."""
    fonts.ffi = _Arrays()
    fonts.get_pango_font_hb_face = _face
    fonts.get_hb_object_data = _data
    stream.Font = CutFont
