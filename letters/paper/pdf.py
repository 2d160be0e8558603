"""HTML to PDF/A by WeasyPrint: nothing is fetched, a missing glyph is an error, the same input gives the same bytes."""

import letters.paper.loading  # noqa: F401 -- before anything that loads WeasyPrint

# isort: split
import hashlib
import logging
import os
import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pydyf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from letters.paper import embedding, fonts, setting
from letters.reasons import MissingGlyphError, PrintingError

MISSING_GLYPH: Final = re.compile(r'unsupported by fonts: "(?s:(.))" \(U\+([0-9A-F]+)\)')
_printing = threading.Lock()  # Pango's font maps are not for several threads at once


def write_pdf(html: str, stylesheet: Path, together: tuple[str, ...] = ()) -> bytes:
    """Print a document that `rendering` made.

    Args:
        html: the whole page; its metadata give title and date.
        stylesheet: its folder is the only one, besides that of the fonts, whose files may be used.
        together: words, such as short names, that no line end may tear apart.

    Raises:
        PrintingError: a character that no font has, a file that may not be read, anything that WeasyPrint warns of.
    """
    fonts.require()
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    with _printing, _no_complaints(), setting.kept_together(together):
        try:
            document = HTML(
                string=html, base_url=f"{stylesheet.parent.as_uri()}/", url_fetcher=_fetcher(stylesheet.parent)
            )
            printed: bytes = document.write_pdf(
                finisher=_compressed_once,
                stylesheets=[_parsed(stylesheet)],
                font_config=_font_configuration(),
                pdf_variant="pdf/a-3u",
                pdf_tags=True,
                pdf_identifier=identifier,
            )
        except FatalURLFetchingError as error:
            raise PrintingError(str(error)) from error
    return printed


class _OwnFilesOnly(URLFetcher):  # type: ignore[misc]
    """Serves the template folder and the fonts folder; anything else stops the printing."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(allowed_protocols=["file"], allow_redirects=False, fail_on_errors=True)
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401, ARG002 -- WeasyPrint's own signature
        path = self._own(url)
        if path is None:
            raise FatalURLFetchingError(f"文书模板引用了不允许读取的文件：{url}")
        try:
            content = path.read_bytes()
        except OSError as error:
            raise FatalURLFetchingError(f"文书模板引用的文件不存在或者不能读取：{url}") from error
        return URLFetcherResponse(
            url, content, {"Content-Type": guess_type(path.name)[0] or "application/octet-stream"}
        )

    def _own(self, url: str) -> Path | None:
        """The file of a URL, where every link has led, if it lies in one of the folders."""
        parts = urlsplit(url)
        named = url2pathname(parts.path)
        if parts.scheme != "file" or parts.netloc or "\0" in named:
            return None
        path = Path(named).resolve()
        return path if any(path.is_relative_to(folder) for folder in self._folders) else None


@cache
def _fetcher(folder: Path) -> _OwnFilesOnly:
    return _OwnFilesOnly(folder, fonts.FOLDER)


class _InstalledFonts(FontConfiguration):  # type: ignore[misc]
    """The fonts of the two font folders, by their names; WeasyPrint would keep copies of any others in the temporary folder."""

    def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> None:  # noqa: ANN401, ARG002 -- WeasyPrint's own signature
        family = rule_descriptors["font_family"]
        raise PrintingError(f"样式中的 @font-face 不能使用：请将“{family}”的字体文件放入 fonts/office，直接写字体名称")


@cache
def _font_configuration() -> FontConfiguration:
    """One for the whole process: a new one for each letter costs time, and memory that is never given back."""
    setting.install()
    embedding.install()
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(fonts.CONFIGURATION)
    try:
        return _InstalledFonts()
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@cache
def _parsed(stylesheet: Path) -> CSS:
    with _no_complaints():
        return CSS(
            string=stylesheet.read_text("utf-8"),
            base_url=f"{stylesheet.parent.as_uri()}/",
            url_fetcher=_fetcher(stylesheet.parent),
            font_config=_font_configuration(),
        )


def _compressed_once(_: object, pdf: pydyf.PDF) -> None:
    """Compress each stream here: pydyf would do it twice, once for the identifier, and at its slowest."""
    for place, stream in enumerate(pdf.objects):
        if isinstance(stream, pydyf.Stream) and stream.compress:
            stream.compress = False
            content = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
            packed = pydyf.Stream([zlib.compress(content)], {**stream.extra, "Filter": "/FlateDecode"}, compress=False)
            packed.number, packed.generation = stream.number, stream.generation
            pdf.objects[place] = packed


class _Collector(logging.Handler):
    """Keeps what WeasyPrint warns of: as a library it would tell nobody."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _no_complaints() -> Iterator[None]:
    """Whatever WeasyPrint warns of in here is an error."""
    logger, collector = logging.getLogger("weasyprint"), _Collector()
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
    _object(collector.messages)


def _object(complaints: list[str]) -> None:
    """A box instead of a character, a font that is missing or cut by the slow way: none may pass."""
    glyphs = dict.fromkeys(chr(int(found[2], 16)) for message in complaints if (found := MISSING_GLYPH.search(message)))
    if glyphs:
        raise MissingGlyphError("".join(glyphs))
    if complaints:
        raise PrintingError("排版时发生问题：" + "；".join(dict.fromkeys(complaints)))
