"""What was filled in of a step that is not recorded yet: one's own alone, replaced, forgotten, no filter of the register."""

import pytest

from casebook.cases.begun import LARGEST, begun, keep_begun
from casebook.cases.views import views
from casebook.refusals import UnfitError

from .office import Office, person

FORM = {"open": "inspect", "inspect": {"on": "2026-7-6", "text": "教室两间"}}


def test_it_is_there_again_for_who_filled_it_in_alone(office: Office) -> None:
    case, wang, li = office.led("filed"), person("wang"), person("li")
    assert begun(office.book, wang, case.id) == {}
    keep_begun(office.book, wang, case.id, FORM)
    assert begun(office.book, wang, case.id) == FORM
    assert begun(office.book, li, case.id) == {}
    assert views(office.book, wang) == {}
    keep_begun(office.book, wang, case.id, {"inspect": {"text": "教室三间"}})
    assert begun(office.book, wang, case.id) == {"inspect": {"text": "教室三间"}}
    keep_begun(office.book, wang, case.id, {})
    assert begun(office.book, wang, case.id) == {}


def test_what_is_too_long_is_refused(office: Office) -> None:
    case = office.led("filed")
    with pytest.raises(UnfitError):
        keep_begun(office.book, person("wang"), case.id, {"inspect": {"text": "字" * LARGEST}})
