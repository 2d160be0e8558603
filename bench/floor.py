"""What WeasyPrint itself needs for a page: its fonts already cut to the characters of that page, nothing of ours in the way."""

import html
import logging
import os
import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools import subset

from letters.paper import fonts
from letters.rendering import STYLESHEET

PAGE_NUMBERS = "0123456789— "


def floor(page: str, folder: Path) -> Callable[[], bytes]:
    """Prints a page again and again, in a process of its own: fonts and WeasyPrint are loaded from here on.

    Args:
        page: HTML as the product renders it.
        folder: an empty one, for the cut fonts and their configuration.
    """
    text = html.unescape(re.sub(r"<[^>]+>", "", page))
    for path in sorted(fonts.INSTALLED.glob("*.otf")):
        _cut(path, text + PAGE_NUMBERS, folder / path.name)
    configuration = folder / "fonts.conf"
    configuration.write_text(_only(folder), "utf-8")
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    import weasyprint  # noqa: PLC0415 -- not before it can find the cut fonts
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    logging.getLogger("weasyprint").addHandler(_Loud())
    own = FontConfiguration()
    base = f"{STYLESHEET.parent.as_uri()}/"
    style = weasyprint.CSS(string=STYLESHEET.read_text("utf-8"), base_url=base, font_config=own)

    def printed() -> bytes:
        document = weasyprint.HTML(string=page, base_url=base)
        return bytes(
            document.write_pdf(
                stylesheets=[style],
                font_config=own,
                pdf_variant="pdf/a-3u",
                pdf_tags=True,
                pdf_identifier=bytes(32),
            )
        )

    return printed


def _cut(font: Path, text: str, to: Path) -> None:
    options = subset.Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True)
    opened = subset.load_font(font, options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(opened)
    opened.save(to)


def _only(folder: Path) -> str:
    """The product's font configuration, with this folder in the place of its own."""
    rules = re.sub(r"\s*<(dir|cachedir)\b.*</\1>", "", fonts.CONFIGURATION.read_text("utf-8"))
    own = f"<fontconfig>\n<dir>{escape(str(folder))}</dir><cachedir>{escape(str(folder))}/cache</cachedir>"
    return rules.replace("<fontconfig>", own, 1)


class _Loud(logging.Handler):
    """A floor that prints boxes would be no floor."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        raise RuntimeError(record.getMessage())
