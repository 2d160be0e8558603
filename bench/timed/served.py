"""The web entry as in app.py, with a clock around the WebSocket: how long from a changed answer to the new result.

Each time, in seconds, goes as one line to the file named by BENCH_TIMES. Opening a page is marked with `open`.
"""

import os
import time
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from app import lifespan
from ui import process
from web import routes
from web.gate import Gate

TIMES: Final = Path(os.environ.get("BENCH_TIMES", os.devnull))
SHORT: Final = 200  # bytes: the message that a script has finished is a short one


def _note(start: float, kind: str) -> None:
    with TIMES.open("a") as file:
        file.write(f"{kind} {time.perf_counter() - start:.6f}\n")


class Clock:
    """Times what passes through a WebSocket."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on; looks at the messages of the pages."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        begun: list[tuple[float, str]] = []

        async def received() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and message.get("bytes"):
                asked = BackMsg.FromString(message["bytes"])
                if asked.WhichOneof("type") == "rerun_script":
                    changes = len(asked.rerun_script.widget_states.widgets) > 0
                    begun.append((time.perf_counter(), "change" if changes else "open"))
            return message

        async def sent(message: Message) -> None:
            await send(message)
            body = message.get("bytes") or b""
            if begun and len(body) < SHORT and ForwardMsg.FromString(body).WhichOneof("type") == "script_finished":
                _note(*begun.pop(0))

        await self._app(scope, received, sent)


app = st.App(
    Path(__file__).resolve().parents[2] / "ui" / "main.py",
    lifespan=lifespan,
    routes=routes.ROUTES,
    middleware=[Middleware(Clock), Middleware(Gate)],
    exception_handlers=routes.HANDLERS,
    on_script_error=process.tell,
)
