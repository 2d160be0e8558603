"""The cases that the letters of the bench are made of: one sample under as many other names as are wanted."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

from letters.bureau import BureauSettings
from letters.kinds import KINDS
from letters.making import Letter, make
from letters.matter import Matter
from penalty_engine import assess, load_case, load_rulebook
from penalty_engine.rulebook import Rulebook

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = min((ROOT / "samples").glob("*.yaml"))
KIND = "prior-notice"
DAY = date(2026, 11, 20)
UNNAMED = "某某"
RARE = "䶮㛃"
COMMON = [bytes(place).decode("gb2312") for place in product(range(0xB0, 0xD7), range(0xA1, 0xFF))]  # 一级汉字


def names(count: int) -> list[str]:
    """Names that differ, of common characters, as the glyphs of real letters differ."""
    return [COMMON[7 * number % len(COMMON)] + COMMON[11 * number % len(COMMON)] for number in range(count)]


def named(folder: Path, wanted: Sequence[str]) -> list[Path]:
    """The sample in a file for each name, which stands wherever the sample says 某某."""
    text = SAMPLE.read_text("utf-8")
    files = [folder / f"{number:03}.yaml" for number in range(len(wanted))]
    for file, name in zip(files, wanted, strict=True):
        file.write_text(text.replace(UNNAMED, name), "utf-8")
    return files


def letter(file: Path) -> Letter:
    """The notice of a case."""
    return make(KINDS[KIND], matter(file))


def matter(file: Path) -> Matter:
    """What the notice is made from."""
    rulebook = _rulebook()
    case = load_case(file, rulebook)
    return Matter(case, assess(case, rulebook, DAY), rulebook, BureauSettings())


@cache
def _rulebook() -> Rulebook:
    return load_rulebook()
