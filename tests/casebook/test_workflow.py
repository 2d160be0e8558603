"""The ways of a case from draft to end."""

from pathlib import Path

import pytest

from casebook.cases.versions import current
from casebook.workflow.showing import gates_table

from .office import WAYS, Office


@pytest.mark.parametrize(
    ("content", "way"),
    [("hearing", "hearing"), ("spared", "spared"), ("small", "spot")],
    ids=["处罚", "不予处罚", "当场处罚"],
)
def test_a_case_goes_its_whole_way(office: Office, content: str, way: str) -> None:
    case = office.led("closed", content, way)
    with office.book.read() as connection:
        assert current(connection, case.id).stage == "closed"
    assert len(case.numbers) == sum(1 for steps in WAYS[way].values() for _, _, issue in steps if issue)


def test_the_table_of_gates_in_the_documents_is_the_data() -> None:
    written = (Path(__file__).parents[2] / "docs" / "gates.md").read_text()
    assert written == gates_table(), "python -m casebook gates > docs/gates.md"
