"""The fonts of letters: where they are, and which characters none of them can show."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

FOLDER: Final = Path(__file__).resolve().parents[2] / "fonts"
CONFIGURATION: Final = FOLDER / "fonts.conf"
OFFICE: Final = FOLDER / "office"
INSTALLED: Final = FOLDER / "installed"
SYSTEM: Final = Path("/usr/share/fonts")
BODY: Final = ("FandolFang-Regular", "FandolHei-Regular", "FandolKai-Regular", "FandolSong-Bold", "FandolSong-Regular")
FALLBACK: Final = "NotoSerifCJK-Regular"
SUFFIXES: Final = (".otf", ".ttf", ".ttc", ".otc")


class FontsMissingError(Exception):
    """Fonts are not installed; the message names them and says what to do."""


def require() -> None:
    """Make sure that the fonts are there: without them WeasyPrint would print boxes, and not say so."""
    missing = [name for name in BODY if not (INSTALLED / f"{name}.otf").is_file()]
    if _fallback() is None:
        missing.append(FALLBACK)
    if missing:
        message = f"缺少打印文书所需的字体：{'、'.join(missing)}。请在本系统所在文件夹中运行 script/setup 安装"
        raise FontsMissingError(message)


def without_glyph(text: str) -> str:
    """The characters, each once, that no font of letters can show."""
    rare = dict.fromkeys(character for character in text if not _is_common(character))
    if not rare:
        return ""
    covered = (_covered(path) for path in _files())
    unseen = set(rare)
    for characters in covered:
        unseen -= {character for character in unseen if ord(character) in characters}
        if not unseen:
            break
    return "".join(character for character in rare if character in unseen)


def _is_common(character: str) -> bool:
    """Whether the character is in GB 2312, which every font of letters covers."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _files() -> Iterator[Path]:
    """The fonts that letters fall back on, the one with most characters first."""
    fallback = _fallback()
    if fallback:
        yield fallback
    for folder in (INSTALLED, OFFICE):
        yield from sorted(path for path in folder.glob("*") if path.suffix.lower() in SUFFIXES)


@cache
def _fallback() -> Path | None:
    return next(iter(sorted(SYSTEM.rglob(f"{FALLBACK}.*"))), None)


@cache
def _covered(path: Path) -> frozenset[int]:
    with TTFont(path, fontNumber=0, lazy=True) as font:
        return frozenset(font.getBestCmap())
