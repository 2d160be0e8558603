"""What every answer tells the browser to do and not to do."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

# Streamlit writes styles and scripts into its page.
PAGES: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; frame-src 'self' data: blob:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
ALWAYS: Final = {
    "Content-Security-Policy": PAGES,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
LASTING: Final = "/static/"  # the only thing that a browser may keep


def with_headers(scope: Scope, send: Send) -> Send:
    """Sends with these headers, where the answer does not say otherwise."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            for name, value in ALWAYS.items():
                headers.setdefault(name, value)
            if not scope["path"].startswith(LASTING):
                headers["Cache-Control"] = "no-store"
            message["headers"] = headers.raw
        await send(message)

    return sending
