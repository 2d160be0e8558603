"""The way to a field: by the class that Streamlit makes of its widget's key."""

import json
import re

import pytest

from ui.scrolling import seeking


@pytest.mark.parametrize(
    ("path", "classes"),
    [
        ("party.address", ["case-3-party-address", "case-3-party"]),
        ("contact.name", ["case-3-contact-name", "case-3-contact"]),
        ("officers", ["case-3-officers"]),
        ("conducts[1].facts.fees_collected", ["case-3-conducts-1-facts-fees_collected", "case-3-conducts-1-facts"]),
        ("conducts[0].from", ["case-3-conducts-0-from"]),
        ("conducts[0].circumstances.ZB-6-1", ["card-ZB-6-1"]),
        ("conducts[0].circumstances", ["others"]),
    ],
)
def test_the_field_first_then_what_is_around_it(path: str, classes: list[str]) -> None:
    found = re.search(r"const wanted = (\[.*?\]);", seeking(path, 3))
    assert found is not None
    assert json.loads(found[1]) == classes


def test_nothing_typed_gets_into_the_script() -> None:
    assert "</script>" not in seeking('party.</script>"', 0)
