"""Files of a case: what may be added is told in full, names are escaped."""

import pytest

from casebook.cases.attachments import Attachment
from casebook.cases.media import ALL
from ui.course import attached


def test_every_kind_that_is_taken_is_told() -> None:
    told = attached.taken()
    assert all(one.name in told for one in ALL)
    assert "不超过 100 MB" in told


@pytest.mark.parametrize(("count", "told"), [(10, "1 KB"), (14_400, "14 KB"), (3_355_444, "3.2 MB")])
def test_sizes(count: int, told: str) -> None:
    assert attached.size(count) == told


def test_a_file_is_listed_with_the_way_to_it() -> None:
    one = Attachment("a1", "x", "收费<表>.pdf", "E1", "wang", "", None, None, 2048, "application/pdf")
    told = attached.listed([one], {"wang": "王某"})
    assert 'href="/attachments/a1"' in told
    assert "收费&lt;表&gt;.pdf" in told
    assert "王某" in told
    assert attached.listed([], {}) == ""
