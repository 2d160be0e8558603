import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from penalty_engine.catalogue import catalogue
from penalty_engine.rulebook import Rulebook

ZIBO = Path(__file__).parents[2] / "rules" / "zibo"


@pytest.fixture(scope="module")
def entries(zibo: Rulebook) -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in catalogue(zibo)}


def test_the_catalogue_has_every_violation(zibo: Rulebook, entries: dict[str, dict[str, Any]]) -> None:
    assert list(entries) == list(zibo.violations)


def test_an_entry_tells_what_a_form_needs(entries: dict[str, dict[str, Any]]) -> None:
    entry = entries["MCF-64"]
    assert entry["law"] == "中华人民共和国民办教育促进法"
    assert entry["article"] == "《中华人民共和国民办教育促进法》第六十四条"
    assert entry["breached"] == "《中华人民共和国民办教育促进法》第十二条"
    assert (entry["effective_from"], entry["effective_to"]) == ("2017-09-01", None)
    fine = entry["tiers"][0]["penalties"][0]
    assert (fine["kind"], fine["required"]) == ("fine", True)
    assert (fine["range"]["type"], fine["range"]["min"], fine["range"]["max"]) == ("multiple", Decimal(1), Decimal(5))
    assert {"id": "fees_collected", "type": "money", "unit": "元"}.items() <= entry["facts"][0].items()
    assert "无证办学" in entry["synonyms"]
    assert entry["verified"] is True


def test_circumstances_of_off_campus_training_are_offered_where_they_can_apply(
    entries: dict[str, dict[str, Any]],
) -> None:
    offered = {name: [one["id"] for one in entry["circumstances"]] for name, entry in entries.items()}
    assert "XWP-16-1" in offered["XWP-18-2"]
    assert "XWP-16-1" in offered["MCF-64"]
    assert "XWP-16-1" not in offered["JYF-79-2"]
    assert "ZB-5-4" in offered["JYF-79-2"]


def test_circumstances_come_with_their_elements(entries: dict[str, dict[str, Any]]) -> None:
    waived = next(one for one in entries["MCF-64"]["circumstances"] if one["id"] == "ZB-5-4")
    assert [element["id"] for element in waived["elements"]] == ["minor", "corrected_in_time", "no_harm"]


def texts(value: object) -> Iterator[str]:
    """All that is neither a number nor a day by itself, nor where a text was read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        known = value if isinstance(value, list) else [one for key, one in value.items() if key != "read"]
        for one in known:
            yield from texts(one)


@pytest.mark.parametrize("file", sorted(ZIBO.glob("**/*.yaml")), ids=lambda file: file.stem)
def test_no_text_writes_a_day_as_machines_do(file: Path) -> None:
    assert [
        text for text in texts(yaml.safe_load(file.read_text("utf-8"))) if re.search(r"\d{4}-\d\d-\d\d", text)
    ] == []
