"""Who a cookie belongs to, asked of the database; a process remembers the answer for one second, no longer."""

import time
from typing import Final

from starlette.concurrency import run_in_threadpool

from casebook.actor import Actor
from casebook.people.sessions import actor_of
from web.cookies import token_in
from web.office import casebook

FRESH: Final = 1.0  # seconds
MOST: Final = 2000
_known: Final[dict[tuple[str, bool], tuple[float, Actor | None]]] = {}


def actor_with(cookie: str | None, *, active: bool = True) -> Actor | None:
    """Who is signed in with this cookie. `active`: he is doing something, which keeps the session from idling away."""
    token = token_in(cookie)
    if token is None:
        return None
    asked = time.monotonic()
    at, actor = _known.get((token, active), (-FRESH, None))
    if asked - at < FRESH:
        return actor
    actor = actor_of(casebook(), token, active=active)
    if len(_known) >= MOST:
        _known.clear()
    _known[token, active] = (asked, actor)
    return actor


async def admitted(cookie: str | None, *, active: bool = True) -> Actor | None:
    """The same, without holding up others while the database answers."""
    return None if token_in(cookie) is None else await run_in_threadpool(actor_with, cookie, active=active)
