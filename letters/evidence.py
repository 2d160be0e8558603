"""Evidence as documents list it (处罚法 46)."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from letters.words import day, listed, one_line
from penalty_engine.case import Evidence

EVIDENCE_KINDS: Final = {
    "documentary": "书证",
    "physical": "物证",
    "audio_visual": "视听资料",
    "electronic": "电子数据",
    "testimony": "证人证言",
    "statement": "当事人的陈述",
    "expert_opinion": "鉴定意见",
    "record": "笔录",
}


class Numbered(NamedTuple):
    """A piece of evidence in a sentence, with its number in the file."""

    number: int
    text: str


class EvidenceRow(NamedTuple):
    """A row of a list of evidence; what is not known is empty."""

    number: int
    title: str
    kind: str
    proves: str
    pages: str
    obtained_on: str
    obtained_by: str


def evidence_row(number: int, item: Evidence) -> EvidenceRow:
    """The evidence for a table."""
    return EvidenceRow(
        number=number,
        title=one_line(item.title),
        kind=EVIDENCE_KINDS.get(item.kind, ""),
        proves=one_line(item.proves or ""),
        pages=str(item.pages) if item.pages else "",
        obtained_on=day(item.obtained_on) if item.obtained_on else "",
        obtained_by=one_line(item.obtained_by or ""),
    )


def evidence_told(item: Evidence) -> str:
    """营业执照复印件（书证，1页，2026年7月3日取得），证明主体资格."""
    kind = EVIDENCE_KINDS.get(item.kind, "")
    details = [] if kind in item.title else [kind]
    if item.pages:
        details.append(f"{item.pages}页")
    if item.obtained_on:
        details.append(f"{day(item.obtained_on)}取得")
    told = f"{one_line(item.title)}（{'，'.join(details)}）" if details else one_line(item.title)
    return f"{told}，证明{one_line(item.proves).removeprefix('证明').rstrip('。；')}" if item.proves else told


def shown_by(cited: Sequence[str], numbers: Mapping[str, int]) -> str:
    """证据4、证据5: the numbers of what is cited and listed."""
    return listed(f"证据{numbers[one]}" for one in cited if one in numbers)
