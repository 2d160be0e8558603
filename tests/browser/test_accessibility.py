"""Contrast, labels, order: what axe-core finds on every page, with what is Streamlit's own listed by rule."""

from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from casebook.rights import ACTIONS
from tests.browser.conftest import Entering, Office
from ui.places import PLACES, Place

pytestmark = pytest.mark.browser
SERIOUS: Final = ("serious", "critical")
# Who looks at a page: the first of these who may.
PEOPLE: Final = {
    "officer": "wang",
    "reviewer": "shen",
    "head": "ju",
    "auditor": "jian",
    "administrator": "guan",
    "keeper": "gui",
}
# What Streamlit 1.67 itself writes, or the charts that it draws, by axe's rule: part of its selector. Nothing of ours may be added here.
STREAMLIT: Final[dict[str, tuple[str, ...]]] = {
    "scrollable-region-focusable": ("data-can-scroll-end",),  # the chosen ones of a field that is disabled
    "svg-img-alt": ("_marks",),  # a layer of a chart without a mark; the chart has its own words
}


def person_for(action: str | None) -> str:
    return next(login for role, login in PEOPLE.items() if action is None or role in ACTIONS[action].permitted)


def is_streamlits(rule: str, target: str) -> bool:
    return any(part in target for part in STREAMLIT.get(rule, ()))


def findings(page: Page) -> list[str]:
    """Each serious finding in an element of ours, in a line."""
    found: list[dict[str, Any]] = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {target}: {node['html'][:160]}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
        for target in [" ".join(map(str, node["target"]))]
        if not is_streamlits(one["id"], target)
    ]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_no_serious_finding_on_a_page(place: Place, office: Office, entering: Entering) -> None:
    with entering(person_for(place.action)) as page:
        page.goto(f"{office.server.address}/{place.id}")
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        page.locator("h1, .headline").first.wait_for()
        assert findings(page) == []
