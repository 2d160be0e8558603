"""The editable document opened and printed by a real program: nothing lost, the page of the standard."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from letters.bureau import BureauSettings
from letters.docx import write_docx
from letters.kinds import KINDS
from letters.making import make
from letters.matter import Matter
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import load_case
from penalty_engine.rulebook import Rulebook

from .docx_pages import HEAD, MM, SAMPLES, VOCABULARY, bare

FOOT = 265  # mm from the top: page numbers stand below

FULL_PAGE = f'<body><article class="letter"><p class="plain">{"国" * 28 * 30}</p></article></body>'


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook) -> Iterator[dict[str, tuple[str, PDF]]]:
    """Documents with their HTML, printed by LibreOffice."""
    folder = tmp_path_factory.mktemp("libreoffice")
    pages = {"vocabulary": HEAD + VOCABULARY, "full": HEAD + FULL_PAGE + "</html>"}
    for sample in SAMPLES:
        if sample.stem[:2] in {"01", "04", "11"}:
            case = load_case(sample, rulebook)
            matter = Matter(case, assess(case, rulebook, date(2026, 11, 20)), rulebook, BureauSettings())
            pages[sample.stem[:2]] = make(KINDS["prior-notice"], matter).html
    for name, html in pages.items():
        (folder / f"{name}.docx").write_bytes(write_docx(html))
    print_all(folder)
    documents = {name: pdfplumber.open(folder / f"{name}.pdf") for name in pages}
    yield {name: (pages[name], document) for name, document in documents.items()}
    for document in documents.values():
        document.close()


def print_all(folder: Path) -> None:
    office = shutil.which("soffice")
    assert office, "LibreOffice 没有安装：script/setup dev"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *sorted(map(str, folder.glob("*.docx")))], check=True, capture_output=True, timeout=300)


def lines(one: Page) -> list[str]:
    """The lines of a page without its number."""
    text = one.crop((0, 0, one.width, FOOT / MM)).extract_text()
    return [line for line in text.splitlines() if line.strip()]


def number(one: Page) -> tuple[str, bool]:
    """The page's number, and whether it stands on the right."""
    foot = one.crop((0, FOOT / MM, one.width, one.height))
    return bare(foot.extract_text()), bool(foot.chars) and foot.chars[0]["x0"] > one.width / 2


@pytest.mark.parametrize("name", ["01", "04", "11", "vocabulary"])
def test_nothing_is_lost_in_printing(printed: dict[str, tuple[str, PDF]], name: str) -> None:
    html, document = printed[name]
    told = sorted(bare("".join("".join(lines(one)) for one in document.pages)))
    expected = bare(re.sub("<[^>]+>", "", html.partition("<body>")[2]))
    counted = "3" if name == "vocabulary" else ""  # the page of the only document in the list
    assert "".join(told) == "".join(sorted(expected + counted))


@pytest.mark.parametrize("name", ["01", "04", "11", "vocabulary", "full"])
def test_the_printed_page_is_a4_within_its_margins(printed: dict[str, tuple[str, PDF]], name: str) -> None:
    for one in printed[name][1].pages:
        assert (one.width * MM, one.height * MM) == pytest.approx((210, 297), abs=0.2)
        inside = one.crop((0, 0, one.width, FOOT / MM)).chars
        assert min(character["x0"] for character in inside) * MM >= 27.9
        assert max(character["x1"] for character in inside if character["text"] not in " 　，。；：、）") * MM <= 184.3
        assert min(character["top"] for character in inside) * MM >= 36.9


def test_a_printed_page_has_22_lines_of_28_characters(printed: dict[str, tuple[str, PDF]]) -> None:
    assert [len(line) for line in lines(printed["full"][1].pages[0])] == [28] * 22


@pytest.mark.parametrize("name", ["01", "04", "11"])
def test_printed_pages_are_numbered_outside_but_not_the_receipt(printed: dict[str, tuple[str, PDF]], name: str) -> None:
    *letter, receipt = printed[name][1].pages
    assert [number(one) for one in letter] == [(f"—{place}—", place % 2 == 1) for place in range(1, len(letter) + 1)]
    assert number(receipt) == ("", False)
    assert "送达回证" in "".join(lines(receipt))
    assert "（印章）" in "".join(lines(letter[-1]))
    assert "联系人" in "".join(lines(letter[-1]))


def test_a_bound_file_counts_its_pages_through(printed: dict[str, tuple[str, PDF]]) -> None:
    pages = printed["vocabulary"][1].pages
    numbers = [number(one)[0] for one in pages]
    assert numbers[:3] == ["", "—2—", "—3—"]
    listed = next(line for line in lines(pages[1]) if "询问笔录" in line)
    assert listed.endswith("3")
    assert "询问笔录" in "".join(lines(pages[2])[:2])
