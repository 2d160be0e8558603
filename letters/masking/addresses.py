"""Where a person lives: told no nearer than the county or district."""

import re
from collections.abc import Iterator
from typing import Final

from letters.masking.spans import BREAK, HIDDEN, any_of, folded, replaced

HAN: Final = "[\u3400-\u9fff]"
PLACE: Final = f"(?:{HAN}{{1,3}}?|(?:(?![路街道巷村镇乡号院园栋楼]){HAN}){{4,10}}?)"  # a longer one is no street
CITY: Final = "(?<![超门集夜菜])市(?!场)|自治州|地区|盟"
COUNTY: Final = "(?<![小社校库住宅活属矿工厂城东西南北])区|县(?!城)|旗|(?<![超门集夜菜])市(?!场)"
DISTRICT: Final = re.compile(
    rf"(?:{PLACE}(?:省|自治区))?{PLACE}(?:{CITY})(?:{PLACE}(?:{COUNTY}))?|{HAN}{{2,3}}(?:{COUNTY})"
)
PART: Final = re.compile(
    ".+?(?:大道|路|街道|街|巷|胡同|办事处|镇|乡|社区|小区|花园|家园|公寓|大厦|新村|村|庄|苑|号院|号楼|号|栋|单元|楼|层|室|户|组|$)"
)
STREET: Final = re.compile("(?:大道|路|街道|街|巷|胡同|办事处|镇|乡)$")
LABELLED: Final = re.compile(
    "(?:家庭住址|家庭地址|户籍所在地|户籍地址?|现?住址|居住地址?|家住|现住)[\\s:为是在于]{0,3}([^\\s，。；;、,()（）]{4,60})"
)
INNERMOST: Final = re.compile(r"[\d号室村区路街]")


def reduced(address: str) -> str:
    """淄博市张店区××× of 淄博市张店区…3号楼202室; ××× where no district can be told."""
    district = _district(address)
    return address if address in (district, f"{district}{HIDDEN}") else f"{district}{HIDDEN}"


def pattern_of(address: str) -> re.Pattern[str] | None:
    """A pattern for the address below its district, and for parts of it that tell the house or the estate."""
    address = folded(address)
    rest = re.sub(r"\s", "", address[len(_district(address)) :])
    return any_of({*_tellings(rest)}, BREAK) if rest and rest != HIDDEN else None


def hidden(text: str, homes: re.Pattern[str] | None) -> str:
    """The text without the homes, and with any address that a label calls a home reduced."""
    if homes is not None:
        text = replaced(text, homes, lambda _: HIDDEN)
    return replaced(text, LABELLED, lambda match: reduced(match[1]) if INNERMOST.search(match[1]) else None)


def _district(address: str) -> str:
    found = DISTRICT.match(folded(address))
    return address[: found.end()] if found else ""


def _tellings(rest: str) -> Iterator[str]:
    """The whole and each run of its parts that begins with a name and is more than a street or a town."""
    yield rest
    parts = PART.findall(rest)
    for start, first in enumerate(parts):
        if first[0].isdigit():
            continue
        for end in range(start + 1, len(parts) + 1):
            if any(not STREET.search(part) for part in parts[start:end]):
                yield "".join(parts[start:end])
