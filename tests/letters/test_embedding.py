"""Fonts in the PDF: kept cuts change nothing that is printed; loading and printing leave no trace on the disk."""

import ctypes.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from weasyprint.pdf import fonts, stream
from weasyprint.text.ffi import ffi

from letters.paper import embedding

from .conftest import CASES, LetterOf

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def no_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known of earlier letters."""
    monkeypatch.setattr(embedding, "_cuts", type(embedding._cuts)())


def as_weasyprint_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "get_pango_font_hb_face", embedding._own_face)
    monkeypatch.setattr(fonts, "get_hb_object_data", embedding._own_data)
    monkeypatch.setattr(stream, "Font", fonts.Font)
    monkeypatch.setattr(fonts, "ffi", ffi)


@pytest.mark.parametrize("name", ["training", "exam", "several"])
@pytest.mark.usefixtures("no_cuts")
def test_what_is_kept_changes_nothing(letter_of: LetterOf, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    letter = letter_of(name)
    first, second = letter.pdf(), letter.pdf()
    as_weasyprint_would(monkeypatch)
    assert letter.pdf() == first == second


@pytest.mark.usefixtures("no_cuts")
def test_few_cuts_are_kept_and_small_ones_alone(letter_of: LetterOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "MOST_CUTS", 3)
    for name in ("training", "exam", "several", "training"):
        letter_of(name).pdf()
    assert len(embedding._cuts) == 3
    assert all(len(wanted.glyphs) <= embedding.MOST_GLYPHS for wanted in embedding._cuts)
    assert all(cut.startswith(b"OTTO") for cut in embedding._cuts.values())


@pytest.mark.usefixtures("no_cuts")
def test_a_cut_that_failed_is_not_kept(letter_of: LetterOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts.Font, "subset", lambda *_: None)
    letter_of().pdf()
    assert not embedding._cuts


def test_a_font_has_one_face_however_often_it_is_used(letter_of: LetterOf) -> None:
    letter_of("several").pdf()
    known = len(embedding._faces)
    for _ in range(3):
        letter_of("several").pdf()
    assert len(embedding._faces) == known


def test_loading_runs_no_other_program_and_makes_no_temporary_file() -> None:
    watched = "event.startswith(('subprocess.', 'tempfile.'))"
    program = f"import sys; sys.addaudithook(lambda event, _: {watched} and sys.exit(event)); import letters.paper.pdf"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True, text=True)
    assert (loaded.returncode, loaded.stderr) == (0, "")


def test_the_search_for_libraries_is_given_back() -> None:
    assert ctypes.util.find_library.__module__ == "ctypes.util"


def test_a_command_leaves_nothing_in_the_temporary_folder(tmp_path: Path) -> None:
    temporary, out = tmp_path / "tmp", tmp_path / "x.pdf"
    temporary.mkdir()
    command = [sys.executable, "-m", "letters", "prior-notice", str(CASES / "exam.yaml"), "-o", str(out)]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    subprocess.run([*command, "--today", "2026-08-20"], cwd=ROOT, check=True, env=environment)
    assert out.is_file()
    assert list(temporary.iterdir()) == []


def test_no_type_is_parsed_for_another_number_of_glyphs(letter_of: LetterOf) -> None:
    letter_of().pdf()
    known = len(ffi._parsed_types)
    letter_of("training", {"party.representative": "喆昇堃"}).pdf()
    letter_of("training", {"conducts.0.summary": "龘靐齉爩麤灪"}).pdf()
    assert len(ffi._parsed_types) == known
