"""The printed page (GB/T 9704—2012): 28 characters, 22 lines, margins, flush edges, what no line end tears apart.

These also guard letters/setting.py, which replaces private parts of WeasyPrint.
"""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from letters.kinds import KINDS
from letters.making import make
from letters.paper.pdf import write_pdf
from letters.paper.typography import CITATION, FIGURE
from letters.rendering import STYLESHEET

from .conftest import LetterOf
from .samples import ON_THE_SPOT, SPARED, TRANSFERRED, WHOLE, SampleOf, event_at

MM = 25.4 / 72
PITCH = 225 / 22
FORBIDDEN_FIRST = "，。、；：！？）》〕”’"
FORBIDDEN_LAST = "（《〔“‘"
FOOT = 265  # mm from the top: page numbers stand below


class Line:
    """One printed line of body text."""

    def __init__(self, characters: list[dict[str, Any]]) -> None:
        self.characters = sorted(characters, key=lambda character: float(character["x0"]))
        self.text = "".join(character["text"] for character in self.characters)
        self.left = self.characters[0]["x0"] * MM
        self.right = self.characters[-1]["x1"] * MM


def lines(page: Page) -> list[Line]:
    rows: dict[int, list[dict[str, Any]]] = {}
    for character in page.chars:
        if character["bottom"] * MM < FOOT:
            rows.setdefault(int((character["top"] * MM - 37 + 3) // PITCH), []).append(character)
    return [Line(row) for _, row in sorted(rows.items())]


def opened(pdf: bytes) -> PDF:
    return pdfplumber.open(io.BytesIO(pdf))


def page_of(body: str, together: tuple[str, ...] = ()) -> list[Page]:
    html = f'<!DOCTYPE html><html lang="zh-CN"><head><title>版式</title></head><body>{body}</body></html>'
    return opened(write_pdf(html, STYLESHEET, together)).pages


@pytest.fixture(scope="module")
def full() -> list[Page]:
    return page_of(f'<p style="text-indent: 0">{"国" * 28 * 30}</p>')


def test_a_page_has_22_lines_of_28_characters(full: list[Page]) -> None:
    printed = lines(full[0])
    assert [len(line.text) for line in printed] == [28] * 22


def test_text_block_and_margins(full: list[Page]) -> None:
    printed = lines(full[0])
    assert min(line.left for line in printed) == pytest.approx(28.0, abs=0.05)
    assert all(183.8 < line.right < 184.2 for line in printed)
    tops = [line.characters[0]["top"] * MM for line in printed]
    assert tops[0] > 37
    assert tops[-1] + 16 * 25.4 / 72 < 297 - 35
    assert [after - before for before, after in pairwise(tops)] == pytest.approx([PITCH] * 21, abs=0.02)
    assert (full[0].width * MM, full[0].height * MM) == pytest.approx((210, 297), abs=0.1)


def test_page_numbers_stand_outside_between_dashes(full: list[Page]) -> None:
    first, second = ([character for character in page.chars if character["bottom"] * MM > FOOT] for page in full)
    assert "".join(character["text"] for character in first) == "— 1 —"
    assert "".join(character["text"] for character in second) == "— 2 —"
    assert first[-1]["x1"] * MM == pytest.approx(184 - 14 * MM, abs=0.3)
    assert second[0]["x0"] * MM == pytest.approx(28 + 14 * MM, abs=0.3)
    assert first[0]["size"] == pytest.approx(14, abs=0.01)


MIXED = (
    "经查，你单位于2026年3月1日至2026年6月30日，未取得办学许可证，在“星光”楼内面向中小学生开展学科类培训，收取培训费46580.50元，"
    "其中已退还43580元。依照《中华人民共和国民办教育促进法》第六十四条第一款第（三）项、《淄博市教育局规范行政处罚裁量权办法》"
    "第六条第（一）项的规定，拟罚款人民币4000元（大写：肆仟元整），自收到本告知书之日起七个工作日内。"
)


def shifted() -> Iterator[str]:
    """The same text begun at each of 28 columns, so that every part of it meets a line's end once."""
    for indent in range(28):
        yield f'<p style="text-indent: 0">{"某" * indent}{MIXED * 2}</p>'


@pytest.fixture(scope="module")
def mixed() -> list[Line]:
    return [line for page in page_of("".join(shifted())) for line in lines(page)]


def test_right_edges_are_flush(mixed: list[Line]) -> None:
    """All but the few lines that would need so much room between characters that copying would yield spaces."""
    not_last = [line.right for line in mixed if not line.text.endswith("内。")]
    assert len(not_last) > 200
    assert max(not_last) < 184.25
    assert sum(right > 183.6 for right in not_last) > 0.92 * len(not_last)
    assert min(not_last) > 174
    assert all(line.left == pytest.approx(28.0, abs=0.1) for line in mixed)


def test_copied_text_has_no_spaces_between_han_characters(letter_of: LetterOf) -> None:
    for name in ("training", "exam", "several", "warning"):
        with opened(letter_of(name).pdf()) as document:
            for page in document.pages[:-1]:
                assert not re.search(
                    "[\u4e00-\u9fff] +[\u4e00-\u9fff]", page.extract_text(x_tolerance=1.6).replace("〕第 号", "")
                )


def test_no_line_starts_or_ends_with_the_wrong_punctuation(mixed: list[Line]) -> None:
    assert not [line.text for line in mixed if line.text[0] in FORBIDDEN_FIRST or line.text[-1] in FORBIDDEN_LAST]


def test_figures_and_articles_are_not_torn_apart(mixed: list[Line]) -> None:
    figures = re.compile(f"{FIGURE}|第[一二三四五六七八九十]+[条款]|第（[一二三]）项|七个工作日")
    joined = "".join(line.text for line in mixed)
    ends = {0}
    for line in mixed:
        ends.add(max(ends) + len(line.text))
    torn = [match[0] for match in figures.finditer(joined) if any(match.start() < end < match.end() for end in ends)]
    assert torn == []


def test_whole_citations_are_seldom_torn_apart(mixed: list[Line]) -> None:
    joined = "\n".join(line.text for line in mixed)
    whole = len(re.findall(CITATION, joined.replace("\n", "")))
    torn = len(re.findall(r"条\n第[一二]款|条\n第（|款\n第（", joined))
    assert torn < whole / 4


def test_no_line_gapes(mixed: list[Line]) -> None:
    """Kept together or not: no line may lack more than a figure with its unit before it is justified."""
    for line in mixed:
        if not line.text.endswith("内。"):
            wide = sum(1 if character > "\u2000" else 0.5 for character in line.text)
            assert wide > 22, line.text


def test_short_names_are_not_torn_apart() -> None:
    body = "".join(f'<p style="text-indent: 0">{"某" * (20 + indent)}欧阳昇某</p>' for indent in range(8))
    printed = [line.text for page in page_of(body, ("欧阳昇某",)) for line in lines(page)]
    assert sum("欧阳昇某" in text for text in printed) == 8


def test_a_rare_character_keeps_the_line_grid() -> None:
    """A character from the fallback font must not push the lines below it off the grid."""
    body = "".join(f"<p>第{name}行</p>" for name in ("一", "䶮", "喆", "昇", "五"))
    baselines = [
        next(character["bottom"] for character in line.characters if character["text"] == "行") * MM
        for page in page_of(body)
        for line in lines(page)
    ]
    gaps = [after - before for before, after in pairwise(baselines)]
    assert gaps == pytest.approx([PITCH] * 4, abs=0.02)


@pytest.mark.parametrize("name", ["training", "exam", "several", "warning"])
def test_every_letter_keeps_to_its_page(letter_of: LetterOf, name: str) -> None:
    with opened(letter_of(name).pdf()) as document:
        *pages, receipt = document.pages
        assert "送达回证" in receipt.extract_text()
        for page in document.pages:
            assert min(character["x0"] for character in page.chars) * MM >= 27.9
            assert max(character["x1"] for character in page.chars) * MM <= 184.3
            assert all(character["top"] * MM >= 37 and character["bottom"] * MM < 297 - 20 for character in page.chars)
        last = "".join(line.text for line in lines(pages[-1]))
        assert "（印章）" in last
        assert "联系人" in last
        title = [character for character in pages[0].chars if character["size"] == pytest.approx(22, abs=0.01)]
        assert "".join(character["text"] for character in title) == "淄博市教育局教育行政处罚事先告知书"
        middle = (
            title[-1]["x1"] + next(c["x0"] for c in title if c["text"] == "教" and c["top"] > title[0]["top"])
        ) / 2
        assert middle * MM == pytest.approx(28 + 156 / 2, abs=0.3)


@pytest.mark.parametrize("length", range(24))
def test_the_last_page_is_never_only_a_signature(letter_of: LetterOf, length: int) -> None:
    summary = "某" * (28 * length + 10)
    with opened(letter_of("warning", {"conducts.0.summary": summary}).pdf()) as document:
        last = "".join(line.text for line in lines(document.pages[-2]))
        assert "（印章）" in last
        assert "联系人" in last


def test_the_receipt_keeps_to_one_page(letter_of: LetterOf) -> None:
    name = "淄博高新技术产业开发区某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某教育培训学校有限责任公司"
    with opened(letter_of("training", {"party.name": name}).pdf()) as document:
        receipts = [page for page in document.pages if "送达方式" in page.extract_text()]
        assert len(receipts) == 1
        assert receipts[0] is document.pages[-1]
        assert "备注" in receipts[0].extract_text()
        assert "当事人：" not in receipts[0].extract_text()


SIGNED = {
    WHOLE: ("preservation-notice", "correction-order", "hearing-right-notice", "hearing-notice", "penalty-decision", "urging-notice"),
    SPARED: ("no-penalty-decision",),
    ON_THE_SPOT: ("on-the-spot-decision",),
    TRANSFERRED: ("transfer-letter",),
}  # fmt: skip
RECORDS = (
    *("filing-approval", "inspection-record", "questioning-record", "investigation-report", "reexamination"),
    *("hearing-record", "legal-review", "discussion-record", "closing-report", "file-cover", "file-contents"),
)


@pytest.mark.parametrize(
    ("number", "kind"),
    [*((number, kind) for number, kinds in SIGNED.items() for kind in kinds), *((WHOLE, kind) for kind in RECORDS)],
)
def test_every_kind_keeps_to_its_page(sample: SampleOf, number: str, kind: str) -> None:
    with opened(make(KINDS[kind], sample(number)).pdf()) as document:
        for page in document.pages:
            assert min(character["x0"] for character in page.chars) * MM >= 27.9
            assert max(character["x1"] for character in page.chars) * MM <= 184.3
            assert all(character["top"] * MM >= 37 and character["bottom"] * MM < 297 - 20 for character in page.chars)
            assert not [line.text for line in lines(page) if line.text[0] in FORBIDDEN_FIRST]
        title = KINDS[kind].title if kind != "file-cover" else "行政处罚案卷"
        assert title in "".join(line.text for line in lines(document.pages[0])[:3])


@pytest.mark.parametrize("length", range(0, 22, 5))
@pytest.mark.parametrize(("number", "kind"), [(number, kind) for number, kinds in SIGNED.items() for kind in kinds])
def test_the_seal_stands_with_the_text_it_closes(sample: SampleOf, number: str, kind: str, length: int) -> None:
    summary = "某" * (28 * length + 10)
    with opened(make(KINDS[kind], sample(number, {"conducts.0.summary": summary})).pdf()) as document:
        sealed = next(page for page in document.pages if "（印章）" in page.extract_text())
        first = lines(sealed)[0].text
        assert first != "淄博市教育局"
        assert "联系人" not in first


@pytest.mark.parametrize("length", range(0, 22, 5))
@pytest.mark.parametrize("kind", ["inspection-record", "questioning-record", "hearing-record", "discussion-record"])
def test_signatures_stand_with_the_record(sample: SampleOf, kind: str, length: int) -> None:
    event = KINDS[kind].event or ""
    changes = {f"events.{event_at(WHOLE, event)}.text": "某" * (28 * length + 10)}
    with opened(make(KINDS[kind], sample(WHOLE, changes)).pdf()) as document:
        assert "（签名）" not in lines(document.pages[-1])[0].text


def test_the_style_sheet_names_no_files() -> None:
    assert "url(" not in Path(STYLESHEET).read_text("utf-8")
