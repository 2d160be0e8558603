"""Every route, over HTTP and WebSocket, without a session and with cookies that are none."""

import asyncio
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from itsdangerous import Signer
from sqlalchemy import Engine, text
from starlette.applications import Starlette
from starlette.types import Message, Receive, Scope, Send
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from casebook.actor import CONSOLE
from casebook.book import now, stamp
from casebook.people import sessions
from tests.serving import HOST, ROOT, Server, Visitor, until
from web import gate
from web.gate import NOT_SIGNED_IN, OPEN, STOPPING, Gate

Change = Callable[..., None]
SESSION = "casebook_session"
PAST = "2020-01-01T00:00:00.000000Z"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ENDED = ("expired", "idle", "signed out", "signed out everywhere", "inactive")
KINDS = ("none", "empty", "garbage", "token alone", "forged", "signed with another key", *ENDED)
TOO_LATE = {
    "expired": "UPDATE sessions SET expires_at = :past WHERE digest = :one",
    "idle": "UPDATE sessions SET seen_at = :past WHERE digest = :one",
}
ODD = (
    "//sign-in", "/sign-in/", "/Sign-in", "/sign-in/x", "/sign-in/../", "/sign-in/..%2f", "/health/", "/health/../media/x",
    "/_stcore/health/", "/_stcore/health/../metrics", "/x/_stcore/health", "/static/../app.py", "/static/index.html", "/index.html",
    "/%2e%2e/app.py", "/;/sign-in", "/sign-in;x", "/sign-in%00", "/?/sign-in", "/cases/x/prior-notice.pdf?next=/sign-in",
)  # fmt: skip
ENUMERATE = """
import json, app
routes = app.app._build_starlette_app().routes
print(json.dumps([[type(one).__name__, one.path] for one in routes]))
"""


@pytest.fixture(scope="module")
def routes() -> list[tuple[str, str]]:
    """All routes of the application, with something put in for what varies in their paths."""
    told = subprocess.run([sys.executable, "-c", ENUMERATE], cwd=ROOT, capture_output=True, check=True, text=True)
    found = json.loads(told.stdout.splitlines()[-1])
    return [(kind, re.sub(r"\{[^}]*\}", "x", path) or "/") for kind, path in found]


def digest_of(cookie: str) -> str:
    return sessions._digest(cookie.rpartition(".")[0])


@contextmanager
def bad_cookie(kind: str, server: Server, change: Change) -> Iterator[Visitor]:
    """A visitor with a cookie that must not let him in."""
    visitor = Visitor(server.port)
    visitor.sign_in()
    assert visitor.is_in()
    cookie = visitor.cookies[SESSION]
    token, _, signature = cookie.rpartition(".")
    another = Signer(b"0" * 32, salt="session", key_derivation="hmac", digest_method=hashlib.sha256)
    if kind in {"expired", "idle"}:
        change(TOO_LATE[kind], past=PAST, one=digest_of(cookie))
    elif kind.startswith("signed out"):
        visitor.fill_in("/account", "/sign-out", {"everywhere": "1"} if "everywhere" in kind else {})
    elif kind == "inactive":
        change("UPDATE people SET active = :no WHERE login = 'guan'", no=False)
    values = {
        "empty": "",
        "garbage": "x.y.z",
        "token alone": token,
        "forged": f"{token}.{'A' * len(signature)}",
        "signed with another key": another.sign(token).decode(),
    }
    visitor.cookies = {} if kind == "none" else {SESSION: values.get(kind, cookie)}
    until(lambda: not visitor.is_in())
    try:
        yield visitor
    finally:
        change("UPDATE people SET active = :yes WHERE login = 'guan'", yes=True)


def test_the_routes_are_all_there(routes: list[tuple[str, str]]) -> None:
    paths = {path for _, path in routes}
    assert paths >= {
        "/", "/sign-in", "/set-up", "/account", "/password", "/sign-out", "/session", "/health", "/cases/x/prior-notice.pdf",
        "/ledger.xlsx", "/statistics.xlsx", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/stream", "/_stcore/upload_file/x/x",
        "/media/x", "/component/x", "/_stcore/bidi-components/x",
    }  # fmt: skip
    assert ("WebSocketRoute", "/_stcore/stream") in routes
    assert len(routes) > 20


@pytest.mark.parametrize("kind", KINDS)
def test_every_route_refuses(kind: str, server: Server, change: Change, routes: list[tuple[str, str]]) -> None:
    let_in = []
    with bad_cookie(kind, server, change) as visitor:
        held = dict(visitor.cookies)
        for path in [path for _, path in routes if path not in OPEN] + list(ODD):
            for method in METHODS:
                for accept in ("*/*", "text/html,*/*") if method in {"GET", "HEAD"} else ("*/*",):
                    visitor.cookies = dict(held)
                    answer = visitor.ask(method, path, headers={"Accept": accept})
                    refused = answer.status == 401 or (answer.status == 303 and answer.way.startswith("/sign-in"))
                    if not refused or len(answer.body) > 100:
                        let_in.append((method, path, accept, answer.status))
    assert let_in == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_socket_refuses(kind: str, server: Server, change: Change, routes: list[tuple[str, str]]) -> None:
    with bad_cookie(kind, server, change) as visitor:
        for path in dict.fromkeys(path for _, path in routes):
            with pytest.raises(InvalidStatus) as refused, socket(visitor, path):
                pass
            assert refused.value.response.status_code == 403, path


def test_a_socket_is_refused_with_4401() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [], "query_string": b"", "scheme": "ws"}
    with ThreadPoolExecutor() as aside:  # this thread may be the browser's
        aside.submit(asyncio.run, Gate(Starlette())(scope, receive, send)).result()
    assert sent == [{"type": "websocket.close", "code": 4401}]


LEAVING = pytest.mark.parametrize(("code", "done"), [(1001, True), (1006, True), (STOPPING, False)])


@LEAVING
@pytest.mark.parametrize("gone", [False, True])
def test_what_was_entered_just_before_leaving_is_worked_through(
    monkeypatch: pytest.MonkeyPatch, code: int, done: bool, gone: bool
) -> None:
    """As Streamlit does: it stops working when it hears that the browser has gone."""
    finished = []

    async def admit(*_: object, **__: object) -> object:
        return CONSOLE

    async def app(_: Scope, receive: Receive, send: Send) -> None:
        async def work() -> None:
            for _ in range(3):
                await asyncio.sleep(0.05)
                await send({"type": "websocket.send", "bytes": b"redrawn"})
            finished.append("second field")

        await receive()
        working = asyncio.create_task(work())
        await receive()
        working.cancel()
        await asyncio.wait({working})

    async def open_and_leave() -> None:
        messages: list[Message] = [
            {"type": "websocket.receive", "bytes": b"entered"},
            {"type": "websocket.disconnect", "code": code},
        ]

        async def receive() -> Message:
            return messages.pop(0)

        async def send(_: Message) -> None:
            if gone:
                raise OSError

        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [], "query_string": b"", "scheme": "ws"}
        await Gate(app)(scope, receive, send)

    monkeypatch.setattr(gate, "admitted", admit)
    with ThreadPoolExecutor() as aside:  # this thread may be the browser's
        aside.submit(asyncio.run, open_and_leave()).result()
    assert bool(finished) is done


def test_whoever_asks_for_a_page_is_led_to_the_sign_in_page(visitor: Visitor) -> None:
    assert visitor.page("/").way == "/sign-in"
    assert visitor.page("/?case=1&x=%2F").way == "/sign-in?next=%2F%3Fcase%3D1%26x%3D%252F"
    assert visitor.get("/").status == 401
    for part in ("/media/x.pdf", "/static/js/index.js", "/_stcore/metrics", "/component/x"):
        assert visitor.page(part).status == 401


@contextmanager
def socket(visitor: Visitor, path: str = "/_stcore/stream", origin: str | None = None) -> Iterator[ClientConnection]:
    """A WebSocket as the page opens it."""
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())}
    headers["Origin"] = origin or f"http://{HOST}:{visitor.port}"
    address = f"ws://{HOST}:{visitor.port}{path}"
    with connect(address, additional_headers=headers, subprotocols=[Subprotocol("streamlit")], proxy=None) as opened:
        yield opened


@pytest.mark.parametrize("way", ["here", "everywhere", "password", "by the administrator"])
def test_an_open_socket_closes_when_its_session_ends(way: str, guan: Visitor, change: Change) -> None:
    other = Visitor(guan.port)
    other.sign_in()
    with socket(guan) as opened:
        if way == "here":
            guan.fill_in("/account", "/sign-out", {})
        elif way == "everywhere":
            other.fill_in("/account", "/sign-out", {"everywhere": "1"})
        elif way == "password":
            change("UPDATE sessions SET ended_at = :past", past=PAST)
        else:
            change("UPDATE people SET active = :no WHERE login = 'guan'", no=False)
        code = last_word(opened)
    change("UPDATE people SET active = :yes WHERE login = 'guan'", yes=True)
    assert code == NOT_SIGNED_IN


def last_word(opened: ClientConnection) -> int | None:
    """The code that a socket is closed with, however busy the machine is."""
    with pytest.raises(ConnectionClosed) as closed:
        listen(opened)
    return closed.value.rcvd.code if closed.value.rcvd else None


def listen(opened: ClientConnection) -> None:
    while True:
        opened.recv(timeout=60)


def test_a_socket_of_another_site_is_refused(guan: Visitor) -> None:
    with socket(guan):
        pass
    for origin in (
        "https://evil.example",
        f"http://{HOST}:1",
        f"http://{HOST}",
        "null",
        "http://localhost:80@evil.example",
    ):
        with pytest.raises(InvalidStatus), socket(guan, origin=origin):
            pass


def test_an_open_socket_does_not_keep_a_session_that_idled_away(guan: Visitor, change: Change) -> None:
    with socket(guan) as opened:
        change(TOO_LATE["idle"], past=PAST, one=digest_of(guan.cookies[SESSION]))
        assert last_word(opened) == NOT_SIGNED_IN


def test_asking_whether_the_session_goes_on_is_no_activity(guan: Visitor, change: Change, database: Engine) -> None:
    one, before = digest_of(guan.cookies[SESSION]), stamp(now() - timedelta(hours=1))

    def seen() -> str:
        with database.begin() as connection:
            return str(
                connection.execute(text("SELECT seen_at FROM sessions WHERE digest = :one"), {"one": one}).scalar_one()
            )

    with socket(guan):
        change(TOO_LATE["idle"], past=before, one=one)
        assert guan.is_in()
        assert seen() == before
    until(lambda: guan.page("/account").status == 200 and seen() > before)


def test_what_a_browser_claims_to_be_does_not_count(visitor: Visitor) -> None:
    assert visitor.get("/account", X_Signed_In="console").status == 401


def test_what_answers_tell_the_browser(guan: Visitor) -> None:
    page = guan.page("/")
    assert page.status == 200
    for answer in (
        page,
        guan.page("/account"),
        guan.get("/media/x"),
        Visitor(guan.port).page("/sign-in"),
        Visitor(guan.port).get("/x"),
    ):
        assert "frame-ancestors" in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] in {"DENY", "SAMEORIGIN"}
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
    strict = Visitor(guan.port).page("/sign-in").headers["content-security-policy"]
    assert "default-src 'none'" in strict
    assert "unsafe" not in strict
