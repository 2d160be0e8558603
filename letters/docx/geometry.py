"""The page of GB/T 9704—2012 as Word counts it: in twips, twentieths of a point."""

from typing import Final

TWIPS_PER_POINT: Final = 20
TWIPS_PER_MM: Final = 1440 / 25.4
LINES: Final = 22
CHARACTERS: Final = 28
BODY_SIZE: Final = 16  # points: 三号


def mm(millimetres: float) -> int:
    """Twips."""
    return round(millimetres * TWIPS_PER_MM)


def points(size: float) -> int:
    """Twips."""
    return round(size * TWIPS_PER_POINT)


PAGE_WIDTH: Final = mm(210)
PAGE_HEIGHT: Final = mm(297)
TOP: Final = mm(37)
RIGHT: Final = mm(26)
BOTTOM: Final = mm(35)
LEFT: Final = mm(28)
TEXT_WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT
LINE: Final = (PAGE_HEIGHT - TOP - BOTTOM) // LINES  # rounded down: a twip more, and the 22nd line goes over the page
CHARACTER: Final = TEXT_WIDTH // CHARACTERS
CHARACTER_SPACE: Final = (TEXT_WIDTH * 4096 // (CHARACTERS * TWIPS_PER_POINT)) - BODY_SIZE * 4096
"""What the grid adds to each character of body size, in 4096ths of a point, rounded down: 28 are to fit."""
TIGHTER: Final = CHARACTER - points(BODY_SIZE) - 1
"""How much closer than their size characters stand, so that 28 fit; a twip to spare, for LibreOffice rounds the page to cells."""

NUMBER_LINE: Final = points(16)
FOOTER: Final = BOTTOM - mm(7) - NUMBER_LINE  # from the page's edge: the page number stands 7 mm below the text
