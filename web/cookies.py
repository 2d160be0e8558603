"""The two cookies: who is signed in, and which forms are ours. Both signed with a key that no database and no repository has."""

import hashlib
import secrets
from functools import cache
from pathlib import Path
from typing import Final

from itsdangerous import BadSignature, Signer
from starlette.requests import HTTPConnection
from starlette.responses import Response

from casebook.anchors import KEY_BYTES, make_key
from casebook.refusals import CasebookError
from web.office import casebook

SESSION: Final = "casebook_session"
FORM: Final = "casebook_form"
KEY_FILE: Final = "cookie.key"


def read_key(folder: Path) -> bytes:
    """The key in a folder, made when there is none; processes that start at once get the same one.

    Raises:
        CasebookError: it cannot be read.
    """
    file = folder / KEY_FILE
    make_key(file)
    try:
        key = bytes.fromhex(file.read_text().strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise CasebookError(f"登录密钥 {file} 不能读取或者已经损坏：检查权限，或者删除后重新启动（所有人需要重新登录）")
    return key


@cache
def _signer(purpose: str) -> Signer:
    key = read_key(casebook().keyring.folder)
    return Signer(key, salt=purpose, key_derivation="hmac", digest_method=hashlib.sha256)


def token_in(cookie: str | None) -> str | None:
    """The session token in a cookie that we have signed; it may be over all the same."""
    try:
        return _signer("session").unsign(cookie).decode() if cookie else None
    except (BadSignature, UnicodeDecodeError):
        return None


def session_token(connection: HTTPConnection) -> str | None:
    """The session token that a request brings."""
    return token_in(connection.cookies.get(SESSION))


def sign_in(response: Response, connection: HTTPConnection, token: str) -> None:
    """Hands the browser its session, until it is closed."""
    _set(response, connection, SESSION, _signer("session").sign(token).decode())


def sign_out(response: Response) -> None:
    """Takes the session from the browser."""
    response.delete_cookie(SESSION, path="/", httponly=True, samesite="lax")


def form_token(session_cookie: str) -> str:
    """What a form of somebody signed in must bring along."""
    return _signer("form").get_signature(session_cookie).decode()


def new_form(connection: HTTPConnection) -> tuple[str, str]:
    """For a form before signing in: the value of its cookie, and what the form must bring along."""
    cookie = connection.cookies.get(FORM) or secrets.token_urlsafe(16)
    return cookie, form_token(cookie)


def keep_form(response: Response, connection: HTTPConnection, cookie: str) -> None:
    """Hands the browser the cookie of a form."""
    _set(response, connection, FORM, cookie)


def is_our_form(connection: HTTPConnection, token: str) -> bool:
    """Whether a form was filled in on a page of ours, in this browser."""
    cookies = connection.cookies
    bound = cookies.get(SESSION) if session_token(connection) else None
    return any(one and _signer("form").verify_signature(one, token) for one in (bound, cookies.get(FORM)))


def _set(response: Response, connection: HTTPConnection, name: str, value: str) -> None:
    response.set_cookie(
        name, value, path="/", httponly=True, samesite="lax", secure=connection.url.scheme in {"https", "wss"}
    )
