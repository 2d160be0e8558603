"""The gate before everything: nobody passes without a session, over HTTP or WebSocket alike, except to sign in and to ask for health."""

import asyncio
from contextlib import suppress
from typing import Final
from urllib.parse import quote, urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casebook.actor import Actor
from web.cookies import SESSION
from web.headers import with_headers
from web.sessions import FRESH, admitted

OPEN: Final = frozenset({"/sign-in", "/set-up", "/health", "/_stcore/health"})
QUIET: Final = "/session"  # asked by the page itself: nobody is doing anything
PARTS_OF_PAGES: Final = ("/_stcore/", "/static/", "/media/", "/component/")
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
NOT_SIGNED_IN: Final = 4401
FOREIGN: Final = 4403
STOPPING: Final = 1012  # the server itself ends
UNFINISHED: Final = 1.5  # seconds for what was entered just before a page was left or loaded anew
PERSON: Final = b"x-signed-in"  # told to Streamlit: a session of one person is not handed to another


class Gate:
    """The middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets through or refuses."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, with_headers(scope, send))
        else:
            await self._websocket(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection, path = HTTPConnection(scope), scope["path"]
        if scope["method"] not in READING and is_foreign(connection):
            await PlainTextResponse("请求来自别的网站，没有办理", 403)(scope, receive, send)
            return
        actor = None if path in OPEN else await admitted(connection.cookies.get(SESSION), active=path != QUIET)
        if actor is None and path not in OPEN:
            await _refusal(connection)(scope, receive, send)
        else:
            await self._app(_of(scope, actor), receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        cookie = connection.cookies.get(SESSION)
        actor = None if is_foreign(connection) else await admitted(cookie)
        if actor is None:
            await receive()
            await send({"type": "websocket.close", "code": FOREIGN if is_foreign(connection) else NOT_SIGNED_IN})
            return
        socket = _Socket(cookie, receive, send)
        try:
            await self._app(_of(scope, actor), socket.receive, socket.send)
        finally:
            await socket.leave()


def is_foreign(connection: HTTPConnection) -> bool:
    """Whether a browser says that the page asking is not ours."""
    origin, site = connection.headers.get("origin"), connection.headers.get("sec-fetch-site", "same-origin")
    if origin is not None:
        return urlsplit(origin).netloc != connection.headers.get("host", "")
    return site not in {"same-origin", "none"}


def _refusal(connection: HTTPConnection) -> Response:
    """The way to the sign-in page for whoever asks for a page, else 401."""
    scope, path = connection.scope, connection.scope["path"]
    if "text/html" not in connection.headers.get("accept", "") or path.startswith(PARTS_OF_PAGES):
        return PlainTextResponse("没有登录，或者登录已经失效", 401)
    if scope["method"] not in READING:
        return RedirectResponse("/sign-in", 303)
    query = scope["query_string"].decode("latin-1")
    asked = f"{quote(path)}?{query}" if query else quote(path)
    return RedirectResponse("/sign-in" if asked == "/" else f"/sign-in?next={quote(asked, safe='')}", 303)


def _of(scope: Scope, actor: Actor | None) -> Scope:
    """The request, with who it is in it; what the browser itself says about that does not count."""
    headers = [(name, value) for name, value in scope["headers"] if name.lower() != PERSON]
    if actor is not None:
        headers.append((PERSON, actor.id.encode()))
    return {**scope, "headers": headers, "actor": actor}


class _Socket:
    """A WebSocket that is closed as soon as its session is over.

    Streamlit stops working on what was entered when a browser goes. So it hears of that a little later when something has just come.
    """

    def __init__(self, cookie: str | None, receive: Receive, send: Send) -> None:
        self._cookie, self._receive, self._send = cookie, receive, send
        self._over = asyncio.create_task(self._watch())
        self._closed = False
        self._heard = -UNFINISHED

    async def _watch(self) -> None:
        while await admitted(self._cookie, active=False):  # noqa: ASYNC110 -- only the database knows when it ends
            await asyncio.sleep(FRESH)

    async def receive(self) -> Message:
        """The browser's next message; the end when the session is over."""
        incoming = asyncio.ensure_future(self._receive())
        await asyncio.wait({incoming, self._over}, return_when=asyncio.FIRST_COMPLETED)
        if not self._over.done():
            message = incoming.result()
            await self._finish(message)
            if message["type"] != "websocket.receive" or await admitted(self._cookie):
                return message
        incoming.cancel()
        await self._close()
        return {"type": "websocket.disconnect", "code": NOT_SIGNED_IN}

    async def _finish(self, message: Message) -> None:
        """Leaves time for what came last, when the browser has gone and the session is not over."""
        clock = asyncio.get_running_loop().time
        if message["type"] == "websocket.receive":
            self._heard = clock()
        elif message["type"] == "websocket.disconnect":
            self._closed = True
            left = self._heard + UNFINISHED - clock()
            if message.get("code") != STOPPING and left > 0:
                await asyncio.wait({self._over}, timeout=left)

    async def send(self, message: Message) -> None:
        """Sends; nothing any more once the session is over or the browser has gone."""
        if not self._closed:
            try:
                await self._send(message)
            except OSError:  # what the browser has left is heard of on receiving
                self._closed = True

    async def _close(self) -> None:
        self._closed = True
        with suppress(RuntimeError, OSError):  # gone already
            await self._send({"type": "websocket.close", "code": NOT_SIGNED_IN, "reason": "session over"})

    async def leave(self) -> None:
        """The connection has ended."""
        self._over.cancel()
        await asyncio.wait({self._over})
