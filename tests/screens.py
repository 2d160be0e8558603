"""Every page in every state worth looking at, of the sample office: drawn into a folder (script/screens), looked at by axe-core."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from playwright.sync_api import Browser, Page, StorageState, ViewportSize, expect

from casebook.actor import CONSOLE, Actor
from casebook.anchors import Keyring
from casebook.book import Casebook, open_casebook
from casebook.care.samples import PASSWORD, fill
from casebook.cases.listing import EVERYTHING, find_cases
from casebook.people.accounts import list_accounts
from tests.serving import HOST, Server, Visitor, serving
from tests.stories import PATIENCE, chromium, fill_in_party, open_sample, set_up, turn

SIZES: Final[tuple[ViewportSize, ...]] = ({"width": 1366, "height": 768}, {"width": 1920, "height": 1080})
QUIET: Final = """() => new Promise((done) => {
  const watch = new MutationObserver(() => { clearTimeout(still); still = setTimeout(finish, 150); });
  const finish = () => { watch.disconnect(); done(); };
  let still = setTimeout(finish, 150);
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
})"""  # until nothing on the page has changed for a moment
SECTIONS: Final = ("party", "act", "facts", "circumstances", "evidence", "proposal", "documents", "flow")
Reach = Callable[[Page], None]


class State(NamedTuple):
    """A page as somebody sees it: whose, at what address ({stage}: the first case at that stage), what is done there first."""

    name: str
    login: str
    address: str
    reach: Reach | None = None


def _tab(name: str) -> Reach:
    return lambda page: page.get_by_role("tab", name=name, exact=True).click()


def _click(selector: str) -> Reach:
    return lambda page: page.locator(selector).first.click()


def _section(number: int, section: str) -> Reach:
    """A sample in 办案, with a section open."""

    def reach(page: Page) -> None:
        open_sample(page, number)
        if section != SECTIONS[0]:
            turn(page, section)

    return reach


def _found(words: str) -> Reach:
    """The finder, asked for something."""

    def reach(page: Page) -> None:
        page.get_by_role("button", name="新建案件").click()
        turn(page, "act")
        page.locator(".st-key-finder-query input").fill(words)
        page.keyboard.press("Tab")

    return reach


def _clash(page: Page) -> None:
    """Two windows of one person on one case."""
    open_sample(page, 1)
    fill_in_party(page, "第一个窗口")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".headline .party")).to_have_text("第一个窗口")
    fill_in_party(other, "窗口甲")
    other.close()
    page.get_by_role("textbox", name="名称", exact=True).fill("窗口乙")
    page.keyboard.press("Tab")
    expect(page.get_by_text("您在另一个窗口里改过这个案件")).to_be_visible()


def _similar(page: Page) -> None:
    box = page.get_by_role("combobox", name="违法行为")
    box.click()
    box.fill("擅自举办民办学校")
    page.get_by_role("option", name="擅自举办民办学校").first.click()
    page.locator("p.lead").wait_for()


DRAWN: Final = (
    State("工作台-执法人员", "wang", "/"),
    State("工作台-审核人员", "shen", "/"),
    State("工作台-负责人", "ju", "/"),
    State("工作台-规则维护人员", "gui", "/"),
    State("工作台-审计人员", "jian", "/"),
    State("工作台-系统管理员", "guan", "/"),
    State("办案-开始", "li", "/case"),
    State("办案-新案件", "li", "/case", lambda page: page.get_by_role("button", name="新建案件").click()),
    State("办案-查找违法行为", "li", "/case", _found("黑学校")),
    *(State(f"办案-两个行为-{one}", "li", "/case", _section(11, one)) for one in SECTIONS),
    *(State(f"办案-没有查清-{one}", "wang", f"/case?case={{draft}}&section={one}") for one in SECTIONS),
    *(State(f"办案-已告知-{one}", "wang", f"/case?case={{noticed}}&section={one}") for one in ("documents", "flow")),
    *(State(f"办案-已决定-{one}", "wang", f"/case?case={{decided}}&section={one}") for one in SECTIONS),
    State("办案-两边都改了", "li", "/case", _clash),
    State("办案-换一个案件", "li", "/case?case={filed}", _click(".st-key-top [data-testid='stPopover'] button")),
    State("案卷-查找", "jian", "/dossier"),
    *(
        State(f"案卷-{one}", "jian", f"/dossier?case={{served}}&part={one}")
        for one in ("case", "course", "opinions", "versions", "receipts", "papers", "trail", "export")
    ),
    State("法制审核-列表", "shen", "/review"),
    State("法制审核-结论和理由", "shen", "/review?case={reexamined}"),
    *(State(f"法制审核-{one}", "shen", "/review?case={reexamined}", _tab(one)) for one in ("核对", "意见", "审核结论")),
    State("审批-列表", "ju", "/approval"),
    *(
        State(f"审批-{one}", "fu", f"/approval?case={{{one}}}")
        for one in ("draft", "filed", "investigated", "reviewed", "discussed", "decided", "urged")
    ),
    *(
        State(f"审批-{one}", "ju", "/approval?case={discussed}", _tab(one))
        for one in ("结论、理由和提示", "意见", "人员、回避和撤销")
    ),
    State("类案-开始", "ju", "/similar"),
    State("类案-违法行为", "ju", "/similar", _similar),
    State("类案-本案", "wang", "/similar?case={noticed}"),
    State("台账", "jian", "/ledger"),
    State("统计", "jian", "/ledger?year=2026"),
    State("裁量规则-列表", "wang", "/rules"),
    State("裁量规则-违法行为", "wang", "/rules?item=MCF-64"),
    State("裁量规则-情节", "wang", "/rules?item=ZB-6-1"),
    State("裁量规则-裁量基准", "wang", "/rules?group=benchmarks"),
    State("裁量规则-校验", "gui", "/rules", _click(".st-key-rules-keeper summary")),
    *(
        State(f"设置-{one}", "guan", f"/settings?part={one}")
        for one in ("bureau", "numbers", "templates", "people", "system", "history")
    ),
    *(State(f"设置-查看-{one}", "wang", f"/settings?part={one}") for one in ("bureau", "numbers", "templates")),
    State("帮助", "wang", "/help"),
    State("帮助-审计人员", "jian", "/help"),
    State("账户", "wang", "/account"),
    State("没有这个案件-办案", "wang", "/case?case=nothing"),
    State("没有这个案件-案卷", "jian", "/dossier?case=nothing"),
    State("没有这个页面", "wang", "/nothing"),
    State("没有权限-审批", "wang", "/approval"),
)  # fmt: skip


def settled(page: Page) -> None:
    """Waits until the page has been drawn."""
    if page.get_by_test_id("stApp").count():
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.locator("h1, .headline, .status, .empty").first.wait_for()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.evaluate(QUIET)
    if page.get_by_test_id("stApp").count():
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def reach(page: Page, server: str, state: State, cases: dict[str, str]) -> None:
    """Opens the page in the state."""
    page.goto(server + re.sub(r"\{(\w+)\}", lambda found: cases[found[1]], state.address))
    settled(page)
    if state.reach:
        state.reach(page)
        settled(page)


def cases_by_stage(book: Casebook) -> dict[str, str]:
    """The first case at each stage."""
    found = next(one for one in list_accounts(book, CONSOLE) if one.login == "jian")
    auditor = Actor(found.id, found.name, frozenset(found.roles))
    return {one.stage: one.id for one in reversed(find_cases(book, auditor, EVERYTHING))}


def cookies(server: Server, login: str) -> StorageState:
    """What the browser of one of the invented people holds, signed in."""
    visitor = Visitor(server.port)
    if visitor.sign_in(login, PASSWORD).status != 303:
        raise ValueError(login)
    return {
        "cookies": [
            {"name": name, "value": value, "domain": HOST, "path": "/"} for name, value in visitor.cookies.items()
        ]
    }


@contextmanager
def sized(browser: Browser, size: ViewportSize, held: StorageState | None = None) -> Iterator[Page]:
    """A page in a window of this size."""
    context = browser.new_context(viewport=size, locale="zh-CN", storage_state=held)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def draw(page: Page, folder: Path, name: str) -> None:
    """The page as the window shows it."""
    size = page.viewport_size or SIZES[0]
    page.screenshot(path=folder / f"{name}-{size['width']}.png", animations="disabled")


def draw_all(folder: Path, wanted: str = "") -> None:
    """All states whose name holds the words, in both sizes; first a bureau on its first day."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made, chromium() as browser:
        if not wanted or wanted in "新设的局":
            _first_day(browser, Path(made), folder)
        url, keys = f"sqlite:///{made}/casebook.db", Keyring(Path(made) / "keys")
        keys.make()
        book = open_casebook(url, keys)
        fill(book)
        cases = cases_by_stage(book)
        states = sorted((one for one in DRAWN if wanted in one.name), key=lambda one: one.login)
        with serving(url, keys.folder, Path(made)) as server:
            for login, ones in groupby(states, lambda one: one.login):
                held, chosen = cookies(server, login), list(ones)
                for size in SIZES:
                    for state in chosen:
                        with sized(browser, size, held) as page:
                            reach(page, server.address, state, cases)
                            draw(page, folder, state.name)
        book.engine.dispose()


def _first_day(browser: Browser, made: Path, folder: Path) -> None:
    """Setting up, signing in, and the pages before there is any case."""
    for size in SIZES:
        at = made / f"new-{size['width']}"
        at.mkdir()
        with (
            serving(f"sqlite:///{at / 'casebook.db'}", at / "keys", at) as server,
            sized(browser, size) as page,
        ):
            page.goto(server.address)
            draw(page, folder, "新设的局-设立")
            set_up(page, server.code())
            for path in ("", "case", "dossier", "similar", "ledger", "settings?part=people", "settings?part=history"):
                page.goto(f"{server.address}/{path}")
                settled(page)
                draw(page, folder, f"新设的局-{path.replace('?part=', '-') or 'workbench'}")
            page.get_by_role("button", name="退出").click()
            page.get_by_label("登录名").wait_for()
            draw(page, folder, "新设的局-登录")


if __name__ == "__main__":
    draw_all(Path(sys.argv[1]), *sys.argv[2:3])
