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


# English of Streamlit: two words on end, seen or read out, outside what is written by us as HTML and outside the charts.
ENGLISH: Final = """() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let one = walk.nextNode(); one; one = walk.nextNode()) {
    const at = one.nodeType === Node.TEXT_NODE ? one.parentElement : one;
    if (at.closest('script, style, noscript, svg, [data-testid="stHtml"], [data-testid="stSkipToContent"], [data-testid="stElementToolbar"]')) continue;
    const told = one === at ? ['aria-label', 'placeholder', 'title'].map((name) => at.getAttribute(name)) : [one.nodeValue];
    found.push(...told.filter((words) => /[A-Za-z]{2,} [A-Za-z]{2,}|^(Open|Close|Clear|Remove|Help)\\b/.test(words ?? '')));
  }
  return found;
}"""
TAB_STOPS_OF_HELP: Final = (
    """() => document.querySelectorAll('button[data-testid="stTooltipHoverTarget"]:not([tabindex="-1"])').length"""
)


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
        assert page.evaluate(ENGLISH) == []
        assert page.evaluate(TAB_STOPS_OF_HELP) == 0
        page.set_viewport_size(large)
        assert not is_too_wide(page)
