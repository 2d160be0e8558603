"""The web entry: `streamlit run app.py` finds `app`, one ASGI application of pages and routes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ui import process


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Gets ready before the first visitor comes."""
    process.get_ready()
    Thread(target=process.get_printer_ready, daemon=True).start()
    yield


async def health(_: Request) -> PlainTextResponse:
    """Whether the process answers."""
    return PlainTextResponse("ok")


app = st.App("ui/main.py", lifespan=lifespan, routes=[Route("/health", health)], on_script_error=process.tell)
