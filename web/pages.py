"""The pages beside Streamlit's: plain HTML that needs no script."""

import hashlib
from base64 import b64encode
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from casebook.actor import Actor
from casebook.rights import ROLES
from web.cookies import SESSION, form_token, keep_form, new_form, session_token

TEMPLATES: Final = Path(__file__).parent / "templates"
STYLE: Final = (TEMPLATES / "style.css").read_text("utf-8")
_HASH: Final = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; img-src data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
_environment: Final = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_environment.globals["style"] = Markup(STYLE)  # noqa: S704 -- our own file


def page(request: Request, name: str, status: int = 200, /, **values: object) -> HTMLResponse:
    """A page with a form; what it must bring along when it is sent is put into it."""
    cookie = None
    if session_token(request) is None:
        cookie, token = new_form(request)
    else:
        token = form_token(request.cookies[SESSION])
    told = {"error": "", "notice": "", **values}
    text = _environment.get_template(f"{name}.html").render(token=token, **told)
    response = HTMLResponse(text, status, HEADERS)
    if cookie is not None:
        keep_form(response, request, cookie)
    return response


def message(title: str, text: str, status: int) -> HTMLResponse:
    """A page that only says something."""
    return HTMLResponse(_environment.get_template("message.html").render(title=title, text=text), status, HEADERS)


def described(actor: Actor) -> str:
    """王某（执法人员）."""
    roles = "、".join(ROLES[role] for role in ROLES if role in actor.roles)
    return f"{actor.name}（{roles}）"
