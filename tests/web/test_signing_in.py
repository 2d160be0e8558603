"""Signing in and out over HTTP: success, failure, waiting, forms of other sites, where one goes from there."""

import re
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, text

from tests.serving import HOST, PASSWORD, Server, Visitor, until
from web.forms import way_on

Change = Callable[..., None]
SESSION = "casebook_session"
PAST = "2020-01-01T00:00:00.000000Z"
NEW = "另一段足够长而好记的口令"


@pytest.fixture(autouse=True)
def forgotten(server: Server, change: Change) -> Iterator[None]:
    """No test waits for the failures of another."""
    del server
    yield
    change("DELETE FROM attempts")


def told(text_: str) -> str:
    found = re.search(r'role="(?:alert|status)">(.*?)</p>', text_, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


def test_signing_in_hands_out_a_cookie_that_scripts_cannot_read(visitor: Visitor) -> None:
    answer = visitor.sign_in(" GUAN ")
    assert (answer.status, answer.way) == (303, "/")
    attributes = next(one for one in visitor.set_cookies if one.startswith(SESSION)).split("; ")[1:]
    assert sorted(attributes) == ["HttpOnly", "Path=/", "SameSite=lax"]
    assert visitor.is_in()
    assert visitor.page("/").status == 200
    assert visitor.page("/sign-in").way == "/"
    assert visitor.page("/set-up").way == "/sign-in"


def test_behind_https_the_cookie_is_secure(visitor: Visitor) -> None:
    page = visitor.page("/sign-in")
    token = re.findall(r'name="token" value="([^"]+)"', page.text)[0]
    fields = {"token": token, "login": "guan", "password": PASSWORD}
    assert visitor.send("/sign-in", fields, **{"X-Forwarded-Proto": "https"}).status == 303
    assert all("Secure" in one.split("; ") for one in visitor.set_cookies if one.startswith(SESSION))


@pytest.mark.parametrize(
    ("login", "password"), [("guan", "wrong"), ("nobody", PASSWORD), ("console", ""), ("", ""), ("guan'--", "x")]
)
def test_who_may_not_come_in_reads_the_same(visitor: Visitor, login: str, password: str) -> None:
    answer = visitor.sign_in(login, password)
    assert answer.status == 401
    assert told(answer.text) == "没有办成：登录名或者密码不对，请重新输入。"
    assert SESSION not in visitor.cookies


def test_what_was_typed_is_shown_as_text(visitor: Visitor) -> None:
    answer = visitor.sign_in('"><script>alert(1)</script>', "never shown")
    assert "never shown" not in answer.text
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


@pytest.mark.parametrize("login", ["guan", "nobody"])
def test_after_failures_a_login_waits_longer_each_time(
    visitor: Visitor, change: Change, database: Engine, login: str
) -> None:
    statuses = [visitor.sign_in(login, "wrong").status for _ in range(5)]
    assert statuses == [401, 401, 401, 401, 429]
    locked = visitor.sign_in(login, PASSWORD)
    assert locked.status == 429
    assert re.search(r"请在 \d\d:\d\d:\d\d 以后再试", told(locked.text))
    first = until_of(database, login)
    change("UPDATE attempts SET locked_until = :past", past=PAST)
    assert visitor.sign_in(login, "wrong").status == 429
    assert until_of(database, login) > first
    change("UPDATE attempts SET locked_until = :past", past=PAST)
    assert visitor.sign_in(login, PASSWORD).status == (303 if login == "guan" else 429)


def until_of(database: Engine, login: str) -> str:
    with database.begin() as connection:
        query = text("SELECT locked_until FROM attempts WHERE login = :login")
        return str(connection.execute(query, {"login": login}).scalar_one())


def test_signing_out_here_leaves_other_places_alone(guan: Visitor) -> None:
    other = Visitor(guan.port)
    other.sign_in()
    held = dict(guan.cookies)
    out = guan.fill_in("/account", "/sign-out", {})
    assert out.way == "/sign-in?told=out"
    assert SESSION not in guan.cookies
    assert told(guan.page(out.way).text) == "已经退出。"
    guan.cookies = held
    until(lambda: not guan.is_in())
    assert other.is_in()


def test_signing_out_everywhere(guan: Visitor) -> None:
    other = Visitor(guan.port)
    other.sign_in()
    assert other.is_in()
    guan.fill_in("/account", "/sign-out", {"everywhere": "1"})
    until(lambda: not other.is_in(), 2)


def test_signing_in_anew_ends_the_session_before(guan: Visitor) -> None:
    before = dict(guan.cookies)
    token = re.findall(r'name="token" value="([^"]+)"', guan.page("/account").text)[0]
    assert guan.send("/sign-in", {"token": token, "login": "guan", "password": PASSWORD}).status == 303
    assert guan.cookies[SESSION] != before[SESSION]
    old = Visitor(guan.port, before)
    until(lambda: not old.is_in())
    assert guan.is_in()


def test_changing_the_password(guan: Visitor) -> None:
    for fields, said in (
        ({"old": "wrong", "new": NEW, "again": NEW}, "原密码不对"),
        ({"old": PASSWORD, "new": NEW, "again": PASSWORD}, "不一样"),
        ({"old": PASSWORD, "new": "short", "again": "short"}, "12"),
    ):
        answer = guan.fill_in("/account", "/password", fields)
        assert answer.status == 400
        assert said in told(answer.text)
    changed = guan.fill_in("/account", "/password", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert "新密码" in told(guan.page(changed.way).text)
    assert guan.sign_in().status == 401
    assert guan.sign_in(password=NEW).status == 303
    assert guan.fill_in("/account", "/password", {"old": NEW, "new": PASSWORD, "again": PASSWORD}).status == 303


FORMS = ("/sign-in", "/set-up", "/password", "/sign-out")


@pytest.mark.parametrize("path", FORMS)
def test_forms_that_are_not_ours_do_nothing(guan: Visitor, path: str) -> None:
    stranger = Visitor(guan.port)
    stranger.page("/sign-in")
    foreign = re.findall(r'name="token" value="([^"]+)"', stranger.page("/sign-in").text)[0]
    fields = {"login": "guan", "password": PASSWORD, "old": PASSWORD, "new": NEW, "again": NEW}
    for token in ({}, {"token": ""}, {"token": "x"}, {"token": foreign}):
        answer = guan.send(path, {**fields, **token})
        assert answer.status == 400
        assert SESSION not in "".join(guan.set_cookies)
    assert guan.is_in()


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://{HOST}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_forms_from_other_sites_do_nothing(guan: Visitor, path: str, headers: dict[str, str]) -> None:
    token = re.findall(r'name="token" value="([^"]+)"', guan.page("/account").text)[0]
    fields = {"token": token, "login": "guan", "password": PASSWORD, "old": PASSWORD, "new": NEW, "again": NEW}
    assert guan.send(path, fields, **headers).status == 403
    assert guan.is_in()


def test_a_form_that_is_none_is_refused(visitor: Visitor) -> None:
    visitor.page("/sign-in")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert visitor.ask("POST", "/sign-in", b"x=" + b"y" * 20_000, form).status == 413
    assert visitor.ask("POST", "/sign-in", b"x=%ff", form).status == 400
    assert visitor.ask("POST", "/sign-in", "&".join("x=1" for _ in range(99)).encode(), form).status == 400
    assert visitor.ask("POST", "/sign-in", b"{}", {"Content-Type": "application/json"}).status == 415
    assert visitor.ask("PUT", "/sign-in", b"", form).status == 405


INSIDE = ("/", "/?case=1", "/account", "/cases/x/prior-notice.pdf?a=%2F")
OUTSIDE = (
    "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "http:evil.example",
    "/%0d%0aX: y\r\nSet-Cookie: a=b", "javascript:alert(1)", " /", "/\t/evil.example", "evil.example", "", "/\u3000x", "@evil.example",
)  # fmt: skip


@pytest.mark.parametrize("wanted", INSIDE)
def test_one_goes_on_to_where_one_wanted(visitor: Visitor, wanted: str) -> None:
    assert way_on(wanted) == wanted
    assert visitor.sign_in(on=wanted).way == wanted


@pytest.mark.parametrize("wanted", OUTSIDE)
def test_nobody_is_sent_to_another_site(visitor: Visitor, wanted: str) -> None:
    assert way_on(wanted) == "/"
    assert visitor.sign_in(on=wanted).way == "/"


def test_an_error_of_the_database_is_told_in_words(guan: Visitor, change: Change) -> None:
    change("ALTER TABLE sessions RENAME TO sessions_away")
    try:
        until(lambda: guan.page("/account").status == 500)
        answer = guan.page("/account")
        assert "已经保存的内容都还在" in answer.text
        assert "Traceback" not in answer.text
        assert "sessions" not in answer.text
    finally:
        change("ALTER TABLE sessions_away RENAME TO sessions")
    until(lambda: guan.page("/account").status == 200)


def test_a_form_sent_too_late_leads_to_the_sign_in_page(visitor: Visitor) -> None:
    answer = visitor.send("/sign-out", {}, Accept="text/html")
    assert (answer.status, answer.way) == (303, "/sign-in")


def test_a_page_that_is_not_there(guan: Visitor) -> None:
    assert guan.page("/cases/x/prior-notice.pdf").status == 404
    assert guan.page("/sign-out").way == guan.page("/password").way == "/account"
