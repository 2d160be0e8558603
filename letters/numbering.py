"""Document numbers: a kind's prefix, the year, the serial number. Allotting them is not done here."""

from collections.abc import Mapping
from typing import Final

BLANK: Final = "\u3000\u3000"
CASE: Final = "case"  # the case's own number (立案号), which no document bears


def formatted(kind: str, prefixes: Mapping[str, str], form: str, year: int | str, serial: int | str) -> str:
    """淄教罚告字〔2026〕第1号; a kind without a prefix has the blank for it.

    Args:
        kind: id of the kind of document.
        prefixes: the bureau's prefixes by kind.
        form: the bureau's form, with {prefix}, {year} and {serial}.
        year: of the document.
        serial: counted by kind and year.
    """
    return form.format(prefix=prefixes.get(kind, BLANK), year=year, serial=serial)


def blank(kind: str, prefixes: Mapping[str, str], form: str) -> str:
    """淄教罚告字〔　　〕第　　号, to be filled in by hand."""
    return formatted(kind, prefixes, form, BLANK, BLANK)


def kind_of(number: str, prefixes: Mapping[str, str]) -> str | None:
    """The kind whose prefix the number bears, the longest one; None: no prefix tells."""
    bearing = [kind for kind, prefix in prefixes.items() if kind != CASE and number.startswith(prefix)]
    return max(bearing, key=lambda kind: len(prefixes[kind]), default=None)
