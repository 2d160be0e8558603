"""Every page in every state worth looking at: no serious finding of axe-core, and nothing to be scrolled sideways, in both sizes."""

from typing import Final

import pytest
from playwright.sync_api import Browser, Page, StorageState

from tests.browser.conftest import Office
from tests.browser.test_accessibility import findings
from tests.screens import DRAWN, SIZES, State, cases_by_stage, cookies, reach, sized

pytestmark = pytest.mark.browser
WIDER: Final = """() => ['html', '[data-testid="stMain"]', '.stMainBlockContainer']
  .flatMap((place) => [...document.querySelectorAll(place)]).some((one) => one.scrollWidth > one.clientWidth)"""


@pytest.fixture(scope="module")
def cases(office: Office) -> dict[str, str]:
    return cases_by_stage(office.book)


@pytest.fixture(scope="module")
def held(office: Office) -> dict[str, StorageState]:
    return {login: cookies(office.server, login) for login in {one.login for one in DRAWN}}


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate(WIDER))


@pytest.mark.parametrize("state", DRAWN, ids=lambda one: one.name)
def test_a_state_of_a_page(
    state: State, office: Office, cases: dict[str, str], held: dict[str, StorageState], browser: Browser
) -> None:
    small, large = SIZES
    with sized(browser, small, held[state.login]) as page:
        reach(page, office.server.address, state, cases)
        assert not is_too_wide(page)
        assert findings(page) == []
        page.set_viewport_size(large)
        assert not is_too_wide(page)
