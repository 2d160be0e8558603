"""The web entry: `streamlit run app.py` finds `app`, one ASGI application of pages and routes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware

from ui import process
from web import office, routes
from web.gate import Gate


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Gets ready before the first visitor comes."""
    office.casebook()
    Thread(target=routes.get_ready, daemon=True).start()
    process.get_ready()
    process.get_printer_ready_later()
    office.tell_first_code()
    yield


app = st.App(
    "ui/main.py",
    lifespan=lifespan,
    routes=routes.ROUTES,
    middleware=[Middleware(Gate)],
    exception_handlers=routes.HANDLERS,
    on_script_error=process.tell,
)
