"""What Streamlit says in English by itself and ui.english puts into Chinese."""

from pathlib import Path

import pytest
import streamlit

from ui.components import frame
from ui.english import SHAPED, WHOLE

PHRASES = (*WHOLE, *(one[0] for one in SHAPED))


@pytest.fixture(scope="module")
def front_end() -> str:
    scripts = (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("*.js")
    return "".join(one.read_text("utf-8") for one in scripts)


@pytest.mark.parametrize("phrase", PHRASES)
def test_streamlit_still_says_it_so(phrase: str, front_end: str) -> None:
    assert phrase in front_end


def test_the_words_are_in_the_script_of_every_page() -> None:
    assert "WORDS;" not in frame._FRAME
    assert all(phrase in frame._FRAME for phrase in WHOLE)
