"""Passwords tried in vain: after a few of them a login waits, longer each time, wherever they were tried."""

import hashlib
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, select, update

from casebook import schema
from casebook.actor import CONSOLE
from casebook.book import Casebook, Work, stamp
from casebook.database import inserting

FREE: Final = 5  # failures without waiting
FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=1)
FORGOTTEN: Final = timedelta(days=1)


def locked(book: Casebook, login: str) -> str | None:
    """Until when this login waits; None: it need not."""
    attempts = schema.attempts.c
    with book.read() as connection:
        until = connection.execute(select(attempts.locked_until).where(attempts.login == login)).scalar_one_or_none()
    return until if until and until > stamp(book.clock()) else None


def failed(book: Casebook, login: str) -> str | None:
    """Counts a failure, of logins that do not exist as well; gives until when the login waits."""
    now, attempts = book.clock(), schema.attempts.c
    with book.write(CONSOLE) as work:
        work.connection.execute(delete(schema.attempts).where(attempts.last_at < stamp(now - FORGOTTEN)))
        query = inserting(work.connection, schema.attempts).values(login=login, failures=1, last_at=work.at)
        query = query.on_conflict_do_update(
            index_elements=["login"], set_={"failures": attempts.failures + 1, "last_at": work.at}
        )
        failures = work.connection.execute(query.returning(attempts.failures)).scalar_one()
        if failures < FREE:
            return None
        wait = min(FIRST_WAIT * 2 ** min(failures - FREE, 20), LONGEST_WAIT)
        until = stamp(now + wait)
        work.connection.execute(update(schema.attempts).where(attempts.login == login).values(locked_until=until))
        work.note("lock_out", "", failures=failures, login=hashlib.sha256(login.encode()).hexdigest())
        return until


def forgive(work: Work, login: str) -> None:
    """Whoever knows the password begins anew."""
    work.connection.execute(delete(schema.attempts).where(schema.attempts.c.login == login))
