"""What kind of file some bytes are, by the bytes themselves; only kinds that evidence comes in are taken."""

import io
import zipfile
from typing import Final, NamedTuple

from casebook.refusals import UnfitError


class Media(NamedTuple):
    """A kind of file that is taken: its endings, the most bytes."""

    type: str
    name: str
    endings: tuple[str, ...]
    most: int


MEGABYTE: Final = 1024 * 1024
PDF: Final = Media("application/pdf", "PDF", (".pdf",), 50 * MEGABYTE)
PNG: Final = Media("image/png", "PNG 图片", (".png",), 20 * MEGABYTE)
JPEG: Final = Media("image/jpeg", "JPEG 图片", (".jpg", ".jpeg"), 20 * MEGABYTE)
TIFF: Final = Media("image/tiff", "TIFF 图片", (".tif", ".tiff"), 50 * MEGABYTE)
WEBP: Final = Media("image/webp", "WebP 图片", (".webp",), 20 * MEGABYTE)
WAV: Final = Media("audio/wav", "WAV 录音", (".wav",), 100 * MEGABYTE)
MP3: Final = Media("audio/mpeg", "MP3 录音", (".mp3",), 100 * MEGABYTE)
MP4: Final = Media("video/mp4", "MP4 录音录像", (".mp4", ".m4a", ".mov"), 100 * MEGABYTE)
DOCX: Final = Media(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档", (".docx",), 20 * MEGABYTE
)
XLSX: Final = Media(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 表格", (".xlsx",), 20 * MEGABYTE
)
OFD: Final = Media("application/ofd", "OFD 版式文件", (".ofd",), 50 * MEGABYTE)
ALL: Final = (PDF, PNG, JPEG, TIFF, WEBP, WAV, MP3, MP4, DOCX, XLSX, OFD)
LARGEST: Final = max(one.most for one in ALL)
_STARTS: Final = (
    (b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"II*\x00", TIFF), (b"MM\x00*", TIFF),
    (b"ID3", MP3), (b"\xff\xfb", MP3), (b"\xff\xf3", MP3),
)  # fmt: skip
_RIFF: Final = {b"WAVE": WAV, b"WEBP": WEBP}
_PARTS: Final = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("OFD.xml", OFD))
_TAKEN: Final = "、".join(one.name for one in ALL)


def media_of(name: str, content: bytes) -> Media:
    """The kind of a file.

    Raises:
        UnfitError: empty, too large, of a kind that is not taken, with macros, or not what its name says.
    """
    if not content:
        raise UnfitError(f"“{name}”是空文件")
    if len(content) > LARGEST:
        raise UnfitError(f"“{name}”超过 {LARGEST // MEGABYTE} MB")
    found = _by_bytes(content)
    if found is None:
        raise UnfitError(f"“{name}”不是可以收存的文件（{_TAKEN}）")
    if not name.lower().endswith(found.endings):
        raise UnfitError(f"“{name}”的内容是{found.name}，与文件名不符，请核对")
    if len(content) > found.most:
        raise UnfitError(f"“{name}”超过{found.name}的上限 {found.most // MEGABYTE} MB")
    return found


def _by_bytes(content: bytes) -> Media | None:
    for start, media in _STARTS:
        if content.startswith(start):
            return media
    if content.startswith(b"RIFF"):
        return _RIFF.get(content[8:12])
    if content[4:8] == b"ftyp":
        return MP4
    return _in_zip(content) if content.startswith(b"PK\x03\x04") else None


def _in_zip(content: bytes) -> Media | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()
    except zipfile.BadZipFile:
        return None
    if any("vbaProject" in name for name in names):
        raise UnfitError("文件含有宏，请另存为不含宏的文件")
    return next((media for part, media in _PARTS if part in names), None)
