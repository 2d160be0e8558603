"""A first case in Chromium, from the empty form to the printed notice: what it asks of the hands and eyes of somebody new.

Every press and every character is done and counted in the running pages. The minutes are reckoned from these counts by the
keystroke-level model (Card, Moran and Newell 1980): they hold pointing, thinking, typing and reading, not the law and not the paper file.
"""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Locator, Page

from casebook.anchors import Keyring
from casebook.book import open_casebook
from casebook.care.samples import PASSWORD, fill
from tests.serving import serving
from tests.stories import chromium, opened

POINT: Final = 1.1 + 0.2  # seconds: the hand to the place, and a press
THINK: Final = 1.35  # before each press and each field
HAN: Final = 1.0  # a character through its pinyin
KEY: Final = 0.28
READ: Final = 1 / 6.5  # a Chinese character, read in silence
LIMIT: Final = 10.0  # minutes
SEEN: Final = """body => { /* what is shown, without citations, which are there to be looked up, and without 是, 否, 未查明 */
  const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT), said = [];
  while (walk.nextNode()) {
    const place = walk.currentNode.parentElement;
    if (place.checkVisibility() && !place.closest('.quiet, [role=radiogroup] label, script, style')) said.push(walk.currentNode.nodeValue);
  }
  return said.join('');
}"""
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")


class Hand:
    """Somebody's hand and eye in one section. Counts what it does."""

    def __init__(self, page: Page, section: str) -> None:
        self.page, self.body = page, page.locator(f".st-key-body-{section}")
        self.presses = self.fields = self.reached = self.han = self.keys = self.seen = 0

    def press(self, place: Locator) -> None:
        """One press of the mouse."""
        place.scroll_into_view_if_needed()
        self.page.wait_for_timeout(100)  # a list that opens while the page scrolls closes again
        place.click()
        self.presses += 1
        self._settle()

    def answer(self, answers: dict[str, str]) -> None:
        """是, 否 or another of the choices beside a question."""
        for question, chosen in answers.items():
            group = self.body.get_by_role("radiogroup", name=question, exact=True)
            self.press(group.get_by_text(chosen, exact=True))

    def write(self, texts: dict[str, str]) -> None:
        """Texts, figures and days, field by field, on with Tab."""
        for label, text in texts.items():
            field = self.body.get_by_role("textbox", name=re.compile(f"^{re.escape(label)}(（元）|（人）)?$"))
            self.reached += not field.evaluate("one => one === document.activeElement")
            field.fill(text)
            field.press("Tab")
            self.fields += 1
            self.han += len(_HAN.findall(text))
            self.keys += len(text) - len(_HAN.findall(text)) + 1
            self._settle()

    def choose(self, options: dict[str, str]) -> None:
        """One of a list that opens."""
        for label, option in options.items():
            self.press(self.body.get_by_role("combobox", name=label, exact=True))
            self.press(self.page.get_by_role("option", name=option, exact=True))

    def button(self, name: str) -> None:
        """A button of the section, or one of a row to pick from."""
        named = [self.body.get_by_role(role, name=name, exact=True) for role in ("button", "radio")]
        self.press(named[0].or_(named[1]).first)

    def look(self) -> None:
        """All that the section says by now is read, once."""
        self.seen = len(_HAN.findall(self.body.evaluate(SEEN)))

    @property
    def minutes(self) -> float:
        """Reckoned."""
        pointing = (self.presses + self.reached) * POINT
        thinking = (self.presses + self.fields) * THINK
        return (pointing + thinking + self.han * HAN + self.keys * KEY + self.seen * READ) / 60

    def told(self, title: str) -> str:
        """The section in a line."""
        done = f"点按 {self.presses}，填 {self.fields} 格，打 {self.han} 字、{self.keys} 键，读 {self.seen} 字"
        return f"{title}　{done}　{self.minutes:.1f} 分钟"

    def _settle(self) -> None:
        self.page.wait_for_timeout(60)
        self.page.locator("[data-testid=stApp][data-test-script-state=running]").wait_for(state="detached")


def report() -> Iterator[str]:
    """Section by section: presses, fields, characters typed and read, minutes."""
    with TemporaryDirectory(prefix="bench-first-") as name, chromium() as browser, opened(browser) as page:
        folder = Path(name)
        keyring = Keyring(folder / "keys")
        keyring.make()
        url = f"sqlite:///{folder / 'casebook.db'}"
        book = open_casebook(url, keyring)
        fill(book)
        book.engine.dispose()
        with serving(url, keyring.folder, folder) as server:
            page.goto(server.address)
            page.get_by_label("登录名").fill("wang")
            page.get_by_label("密码").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
            page.get_by_role("button", name="新建案件").click()
            page.locator(".st-key-body-party").wait_for()
            began, total = time.perf_counter(), 0.0
            for title, section, work in SECTIONS:
                hand = Hand(page, section)
                if not hand.body.is_visible():
                    hand.press(page.locator(f".st-key-open-{section} button"))
                hand.body.wait_for()
                work(hand)
                hand.look()
                total += hand.minutes
                yield hand.told(title)
            yield f"合计 {total:.1f} 分钟（应当在 {LIMIT:g} 分钟以内），机器 {time.perf_counter() - began:.0f} 秒"


def _party(hand: Hand) -> None:
    hand.answer({"当事人的性质": "法人"})
    hand.write(
        {
            "名称": "淄博某某教育咨询有限公司",
            "身份": "举办者",
            "统一社会信用代码": "91370303MA30000018",
            "法定代表人或者负责人": "张某某",
            "住所": "淄博市张店区某某路1号某某大厦3层",
            "联系电话": "0533-0000001",
            "立案日期": "9-24",
            "案件来源": "举报",
            "来源日期": "9-18",
        }
    )


def _act(hand: Hand) -> None:
    hand.press(hand.body.get_by_text("擅自举办民办学校", exact=True).first)
    hand.write({"开始日期": "7-1", "终了日期": "9-20", "发现日期": "9-18"})
    hand.button("用已填的日期和行为起草，再改")
    drafted = hand.body.get_by_role("textbox", name="违法事实").input_value()
    added = "在其住所以“某某假期学习营”的名义招收初中学生，开数学、英语课。"
    hand.write({"违法事实": added})
    hand.body.get_by_role("textbox", name="违法事实").fill(drafted + added)
    hand.page.keyboard.press("Tab")
    hand.answer({"违法事实是否成立": "是", "是否涉嫌犯罪": "否"})


def _facts(hand: Hand) -> None:
    hand.answer({"是否造成危害后果": "是", "是否在经营活动中违法": "是"})
    hand.answer({"是否涉及公民生命健康安全、金融安全": "否"})
    hand.write(
        {
            "实施违法行为收取的全部款项": "46580",
            "其中已经依法退还的款项（校外培训只计未消课预收费）": "43580",
            "依法应当退还、退赔而尚未退还的款项": "0",
        }
    )
    hand.choose({"办学许可情况": "未取得", "学校或机构性质": "无证"})
    hand.choose({"当事人的身份": "举办者"})
    hand.answer({"是否面向3周岁以上学龄前儿童或中小学生的校外培训": "是"})
    hand.write({"实际改正完成日": "9-28", "涉案学生（幼儿、学员）人数": "26"})
    hand.answer({"培训内容属于学科类": "是"})
    hand.button("补写进违法事实")


def _circumstances(hand: Hand) -> None:
    hand.answer({"主动消除或者减轻违法行为危害后果的": "是"})
    hand.write({"具体事实（写入文书）": "检查后五日内自行通知全部家长，退还未上完课的费用43580元"})
    hand.button("其余情节经查均不存在")
    hand.press(hand.page.get_by_role("button", name="确认，均不存在"))


def _evidence(hand: Hand) -> None:
    pieces = (
        ("营业执照复印件", "1", "9-21", "王某某", False),
        ("现场检查笔录", "6", "9-18", "王某某", False),
        ("收款账户流水", "12", "9-21", "李某某", False),
        ("退费明细和转账凭证", "9", "9-28", "李某某", True),
        ("对张某某的询问笔录", "4", "9-22", "王某某", True),
    )
    for title, pages, on, by, shows in pieces:
        hand.button(title)
        form = hand.page.locator(".st-key-evidence-form")
        hand.write({"页数": pages, "取得日期": on})
        collector = form.get_by_role("radio", name=by, exact=True)
        if not collector.is_checked():
            hand.press(collector)
        if shows:
            hand.press(form.get_by_text("主动消除或者减轻违法行为危害后果"))
    hand.button("填好了")


def _proposal(hand: Hand) -> None:
    hand.answer({"拟如何处理": "给予处罚"})
    hand.press(hand.body.get_by_text("罚款（应当，建议）"))
    hand.write({"罚款数额": "4000"})


def _documents(hand: Hand) -> None:
    hand.button("李某某")
    with hand.page.expect_download():
        hand.press(hand.body.get_by_role("link", name="下载事先告知书（PDF）"))


SECTIONS: Final = (
    ("当事人", "party", _party),
    ("违法行为", "act", _act),
    ("事实与金额", "facts", _facts),
    ("裁量情节", "circumstances", _circumstances),
    ("证据", "evidence", _evidence),
    ("拟处罚", "proposal", _proposal),
    ("文书", "documents", _documents),
)
