"""What a form brought: read with limits, and only where it was filled in on a page of ours."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

from web.cookies import is_our_form

MOST_BYTES: Final = 16 * 1024
MOST_FIELDS: Final = 20
STALE: Final = "这一页打开太久或者已经失效，没有办理。请重新填写后再提交。"


async def read_form(request: Request) -> Mapping[str, str]:
    """The fields of a form; of several with one name the last.

    Raises:
        HTTPException: it is too large or no form.
    """
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise HTTPException(413, "表单过大")
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415, "不是表单")
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS))
    except ValueError:
        raise HTTPException(400, "表单不能读取") from None


def is_ours(request: Request, form: Mapping[str, str]) -> bool:
    """Whether the form was filled in on a page of ours."""
    return is_our_form(request, form.get("token", ""))


def way_on(wanted: str | None) -> str:
    """Where to go after signing in: a path of this system, never another site."""
    wanted = wanted or "/"
    parts = urlsplit(wanted)
    plain = wanted.isascii() and wanted.isprintable() and "\\" not in wanted and " " not in wanted
    inside = wanted.startswith("/") and not wanted.startswith("//") and not parts.scheme and not parts.netloc
    return wanted if plain and inside else "/"
