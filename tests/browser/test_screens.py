"""Every page in every state worth looking at: no serious finding of axe-core, and nothing to be scrolled sideways, in both sizes."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Office
from tests.screens import DRAWN, SIZES, State, cases_by_stage, cookies, reach, sized
from ui.places import HOME, PLACES

pytestmark = pytest.mark.browser
SERIOUS: Final = ("serious", "critical")
# What Streamlit 1.67 itself writes, or the charts that it draws, by axe's rule: part of its selector. Nothing of ours may be added here.
STREAMLIT: Final[dict[str, tuple[str, ...]]] = {
    "scrollable-region-focusable": ("data-can-scroll-end",),  # the chosen ones of a field that is disabled
    "svg-img-alt": ("_marks",),  # a layer of a chart without a mark; the chart has its own words
}
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
    if (!at.checkVisibility() || at.closest('script, style, noscript, svg, [data-testid="stHtml"]')) continue;
    const told = one === at ? ['aria-label', 'placeholder', 'title'].map((name) => at.getAttribute(name)) : [one.nodeValue];
    found.push(...told.filter((words) => /[A-Za-z]{2,} [A-Za-z]{2,}|^(Open|Close|Clear|Remove|Help)\\b/.test(words ?? '')));
  }
  return found;
}"""
TAB_STOPS_OF_HELP: Final = (
    """() => document.querySelectorAll('[data-testid="stTooltipHoverTarget"] button:not([tabindex="-1"])').length"""
)


@pytest.fixture(scope="module")
def cases(office: Office) -> dict[str, str]:
    return cases_by_stage(office.book)


@pytest.fixture(scope="module")
def windows(office: Office, browser: Browser) -> Iterator[Callable[[str], BrowserContext]]:
    """The window of each person: what it has loaded once, it does not load again for the next page."""
    with ExitStack() as stack:

        @cache
        def window(login: str) -> BrowserContext:
            page = stack.enter_context(sized(browser, SIZES[0], cookies(office.server, login)))
            return page.context

        yield window


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


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate(WIDER))


@pytest.mark.parametrize("state", LOOKED_AT, ids=lambda one: one.name)
def test_a_state_of_a_page(
    state: State, office: Office, cases: dict[str, str], windows: Callable[[str], BrowserContext]
) -> None:
    with windows(state.login).new_page() as page:
        reach(page, office.server.address, state, cases)
        assert not is_too_wide(page)
        assert findings(page) == []
        assert page.evaluate(ENGLISH) == []
        assert page.evaluate(TAB_STOPS_OF_HELP) == 0
        page.set_viewport_size(SIZES[1])
        assert not is_too_wide(page)


def test_every_page_is_looked_at() -> None:
    seen = {one.address.partition("?")[0].strip("/") or HOME for one in LOOKED_AT}
    assert seen >= {one.id for one in PLACES}
