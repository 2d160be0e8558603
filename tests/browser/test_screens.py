"""Every page in every state worth looking at: no serious finding of axe-core, and nothing to be scrolled sideways, in both sizes."""

import re
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, StorageState

from tests.browser.conftest import Office
from tests.browser.test_accessibility import findings
from tests.screens import DRAWN, SIZES, State, cases_by_stage, cookies, reach, sized

pytestmark = pytest.mark.browser
# Drawn by script/screens alone: what they are made of is looked at in another state.
ALIKE: Final = re.compile(
    "办案-没有查清-(party|act|evidence|proposal|documents|flow)|办案-已决定-(act|facts|evidence|proposal|flow)"
    "|审批-(filed|reviewed|urged|意见)|工作台-(负责人|系统管理员)|设置-查看-.*"
)
LOOKED_AT: Final = tuple(one for one in DRAWN if not ALIKE.fullmatch(one.name))
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


@pytest.mark.parametrize("state", LOOKED_AT, ids=lambda one: one.name)
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
