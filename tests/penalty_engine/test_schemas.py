"""The shipped JSON Schema agrees with the readers: what they accept it accepts, gross mistakes it refuses."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from penalty_engine.inputs.positioned import read_document
from penalty_engine.inputs.rulebook_files import FILES
from penalty_engine.inputs.rulebook_reading import DEFAULT_FOLDER
from penalty_engine.inputs.schemas import schemas

HERE = Path(__file__).parent
SCHEMAS: dict[str, Any] = schemas()
RULES = sorted(file for file in DEFAULT_FOLDER.rglob("*.yaml") if "scenarios" not in file.parts)


def _plain(file: Path) -> object:
    """As an editor sees it: numbers, and days as text."""
    spelt = {Decimal: float, date: date.isoformat}
    data: object = json.loads(json.dumps(read_document(file).data, default=lambda value: spelt[type(value)](value)))  # type: ignore[operator]
    return data


def _schema_of(file: Path) -> dict[str, Any]:
    place = file.relative_to(DEFAULT_FOLDER)
    kinds: dict[str, dict[str, Any]] = SCHEMAS["rulebook"]
    return kinds.get(place.as_posix()) or kinds[f"{place.parent.as_posix()}/*.yaml"]


def test_every_kind_of_file_has_a_schema() -> None:
    assert set(SCHEMAS) == {"case", "rulebook"}
    assert set(SCHEMAS["rulebook"]) == {"rulebook.yaml", *FILES}


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.stem)
def test_the_bureaus_files_satisfy_their_schema(file: Path) -> None:
    schema = _schema_of(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(_plain(file), schema)


@pytest.mark.parametrize(
    "circumstances",
    [{"ZB-6-1": True}, {"ZB-6-1": "unknown"}, {"ZB-6-1": None}, {"ZB-5-4": {"elements": {"minor": "yes"}}}],
)
def test_a_case_in_any_permitted_spelling_satisfies_the_schema(circumstances: dict[str, Any]) -> None:
    conduct = {
        "violation": "MCF-64",
        "from": "2026-03-01",
        "to": None,
        "severity": "unknown",
        "circumstances": circumstances,
    }
    jsonschema.validate({"party": {"kind": "legal_person", "name": "某校"}, "conducts": [conduct]}, SCHEMAS["case"])


@pytest.mark.parametrize(
    "name",
    [
        "unknown-key",
        "party-missing",
        "party-kind-unknown",
        "to-missing",
        "no-conducts",
        "circumstance-not-an-answer",
        "event-unknown",
    ],
)
def test_gross_mistakes_do_not_satisfy_it(name: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(_plain(HERE / "invalid" / "cases" / f"{name}.yaml"), SCHEMAS["case"])
