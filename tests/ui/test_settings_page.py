"""设置, driven without a browser: filled in, saved, told who changed what; templates tried; people; those who only look."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from casebook.actor import CONSOLE, Actor
from casebook.book import Casebook
from casebook.people.accounts import NewAccount, add_account, list_accounts
from casebook.people.sessions import open_session
from casebook.settings import BUREAU, save_setting
from letters.bureau import Payee
from letters.rendering import shipped
from tests.ui.case_page import field, written
from web import cookies, settings, who

TEMPLATE = "prior-notice.html"


@pytest.fixture(scope="module")
def guan(office: Casebook) -> Actor:
    person = add_account(office, CONSOLE, NewAccount("guan-of-pages", "管某", ("administrator",)))
    return Actor(person, "管某", frozenset({"administrator"}))


@pytest.fixture
def as_guan(office: Casebook, guan: Actor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Actor]:
    """The administrator sits before the page; what he has set is taken back afterwards."""
    with office.write(guan) as work:
        cookie = cookies._signer("session").sign(open_session(work, guan.id)).decode()
    monkeypatch.setattr(who, "session_cookie", lambda: cookie)
    yield guan
    for kind, one in settings.holding(anew=True).saved.items():
        if one.content is not None:
            save_setting(office, guan, kind, one.version, None)
    settings.holding(anew=True)


def view() -> None:
    from ui.views import settings  # noqa: PLC0415 -- AppTest runs the function by itself

    settings.page()


def opened(part: str = "bureau") -> AppTest:
    page = AppTest.from_function(view, default_timeout=60)
    page.query_params["part"] = part
    return fine(page.run())


def fine(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def test_the_bureau_is_filled_in_and_holds(as_guan: Actor) -> None:
    page = opened()
    assert "还没有填写" in written(page)
    assert "未填写：教育行政处罚决定书等 3 种文书不能制作" in written(page)
    field(page, "text_input", "收款银行").input("某某银行")
    field(page, "text_input", "账号").input("0001")
    fine(page.button(key="bureau-save").click().run())
    assert "已经保存" in written(page)
    assert settings.bureau().payee == Payee("某某银行", None, "0001")
    told = written(opened("history"))
    assert f"{as_guan.name}　本局信息" in told
    assert "<td>账号</td><td>未填写</td><td>0001</td>" in told
    assert "文号格式" not in told


def test_the_second_of_two_is_told_what_the_first_has_changed(as_guan: Actor) -> None:
    page = opened()
    begun = settings.holding(anew=True).begun_from(BUREAU)
    settings.save_bureau(as_guan, begun, "court: 某区人民法院\n")
    field(page, "text_input", "电话").input("0533-1")
    fine(page.button(key="bureau-save").click().run())
    assert "没有保存：您打开以后，管某在" in written(page)
    assert settings.bureau().court == "某区人民法院"
    assert field(page, "text_input", "电话").value == "0533-1"


@pytest.mark.usefixtures("as_guan")
def test_a_prefix_is_set_and_the_next_number_shown() -> None:
    page = opened("numbers")
    assert "未设定：编号制发以前由本局填写" in written(page)
    field(page, "text_input", "教育行政处罚决定书").input("某教罚决字")
    field(page, "text_input", "案件（立案号）").input("某教罚立")
    fine(page.button(key="prefix-save").click().run())
    assert settings.bureau().number_prefixes["penalty-decision"] == "某教罚决字"
    assert "〕第1号" in written(page)
    assert "下一个文号　某教罚立〔" in written(page)


@pytest.mark.parametrize(
    ("label", "value", "message"),
    [
        ("文号格式", "第{serial}号", "文号格式应当有 {prefix}、{year}、{serial} 三处"),
        ("教育行政处罚决定书", "淄教罚告字", "文号会重复"),
    ],
)
@pytest.mark.usefixtures("as_guan")
def test_numbers_that_cannot_be_are_told(label: str, value: str, message: str) -> None:
    page = opened("numbers")
    field(page, "text_input", label).input(value)
    assert message in written(fine(page.button(key="prefix-save").click().run()))


@pytest.mark.usefixtures("as_guan")
def test_a_template_is_tried_before_it_holds() -> None:
    page = opened("templates")
    fine(page.selectbox(key="template-chosen").select(TEMPLATE).run())
    upload = page.file_uploader(key=f"template-file-{TEMPLATE}-0")
    fine(upload.upload(TEMPLATE, b"\n{% if %}", "text/html").run())
    assert "prior-notice.html:2 有错误" in written(page)
    assert not [one for one in page.button if one.key == f"template-save-{TEMPLATE}"]
    own = shipped()[TEMPLATE].replace("经调查，", "经本局调查，")
    upload = page.file_uploader(key=f"template-file-{TEMPLATE}-0")
    fine(upload.upload(TEMPLATE, own.encode(), "text/html").run())
    fine(page.button(key=f"template-save-{TEMPLATE}").click().run())
    assert settings.bureau().templates == ((TEMPLATE, own),)
    assert "已经启用" in written(page)
    fine(page.button(key=f"template-back-{TEMPLATE}").click().run())
    assert settings.bureau().templates == ()


def test_a_template_changed_in_between_is_not_overwritten_without_telling(as_guan: Actor) -> None:
    page = opened("templates")
    fine(page.selectbox(key="template-chosen").select(TEMPLATE).run())
    theirs = shipped()[TEMPLATE].replace("经调查，", "经我局调查，")
    settings.save_template(as_guan, TEMPLATE, settings.holding(anew=True).begun_from(f"template/{TEMPLATE}"), theirs)
    mine = shipped()[TEMPLATE].replace("经调查，", "经本局调查，")
    fine(page.file_uploader(key=f"template-file-{TEMPLATE}-0").upload(TEMPLATE, mine.encode(), "text/html").run())
    fine(page.button(key=f"template-save-{TEMPLATE}").click().run())
    assert "没有保存：您打开以后，管某在" in written(page)
    assert settings.bureau().templates == ((TEMPLATE, theirs),)


def test_somebody_is_added_and_changed(office: Casebook, as_guan: Actor) -> None:
    page = opened("people")
    page.text_input(key="people-add-name-0").input("新某")
    page.text_input(key="people-add-login-0").input("xin")
    page.multiselect(key="people-add-roles-0").select("officer")
    fine(page.button(key="people-add-0-go").click().run())
    assert "没有办理：执法人员应当填写执法证号" in written(page)
    page.text_input(key="people-add-certificate-0").input("37030009")
    fine(page.button(key="people-add-0-go").click().run())
    assert "已经添加新某" in written(page)
    made = next(one for one in list_accounts(office, as_guan) if one.login == "xin")
    fine(page.selectbox(key="people-chosen").select(made.id).run())
    page.radio(key=f"people-active-{made.id}").set_value(False)
    fine(page.button(key=f"people-save-{made.id}").click().run())
    assert not next(one for one in list_accounts(office, as_guan) if one.login == "xin").active
    page.text_input(key=f"people-new-password-{made.id}").input("短")
    assert "没有办理：密码" in written(fine(page.button(key=f"people-set-{made.id}").click().run()))
    assert "各处的登录都已结束" in written(fine(page.button(key=f"people-out-{made.id}").click().run()))


@pytest.mark.parametrize("part", ["bureau", "numbers", "templates", "people", "history"])
def test_an_officer_only_looks(part: str) -> None:
    page = opened(part)
    assert "需要修改的，请系统管理员办理" in written(page)
    assert [one.key for one in page.get("button_group")] == ["settings-part"]
    assert not page.text_input
    assert "执法证号" not in written(page)


def test_what_the_rules_set_is_read_here() -> None:
    told = written(opened("system"))
    assert "系统设定" in told
    assert "rules/zibo/settings.yaml:" in told
    assert "30%" in told
