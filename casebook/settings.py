"""Settings of the bureau and its own templates: kept as text, every version stays. What the text means is known to whoever asks."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from sqlalchemy import Connection, Row, func, insert, select
from sqlalchemy.exc import IntegrityError

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.plain import digest
from casebook.refusals import UnfitError
from casebook.rights import permit

BUREAU: Final = "bureau"
TEMPLATE: Final = "template/"  # and the name of its file
LONGEST: Final = 256 * 1024  # bytes


class Setting(NamedTuple):
    """One version of a setting. `content` None: taken back, what is shipped holds again."""

    kind: str
    version: int
    content: str | None
    digest: str
    saved_by: str
    saved_at: str


class Overtaken(NamedTuple):
    """Somebody else has saved in between: what holds now."""

    current: Setting


def state(book: Casebook) -> int:
    """A number that grows with every version saved, so that a process can tell whether what it has read still holds."""
    with book.read() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.settings)).scalar_one())


def current_settings(book: Casebook) -> dict[str, Setting]:
    """Every setting that was ever saved, as it holds now, by its kind. They name no party and no case: whoever works here may see them."""
    settings = schema.settings.c
    newest = (
        select(settings.kind, func.max(settings.version).label("newest")).group_by(settings.kind).subquery()
    )  # fmt: skip
    query = select(schema.settings).join(
        newest, (newest.c.kind == settings.kind) & (newest.c.newest == settings.version)
    )
    with book.read() as connection:
        return {one.kind: one for one in _read(connection.execute(query.order_by(settings.kind)))}


def save_setting(book: Casebook, actor: Actor, kind: str, begun_from: int, content: str | None) -> Setting | Overtaken:
    """A new version of a setting.

    Args:
        book: the casebook.
        actor: who changes it.
        kind: `bureau`, or `template/` and the name of the file.
        begun_from: the version that the change was made to; 0: there was none.
        content: what is to hold from now on; None: what is shipped.

    Raises:
        UnfitError: too long, or nothing would change.
    """
    _fits(content)
    with book.write(actor) as work:
        permit(work.connection, actor, "configure")
        before = _current(work.connection, kind)
        if before is not None and before.version != begun_from:
            return Overtaken(before)
        if content == (before.content if before else None):
            raise UnfitError("与现行的内容相同，没有可以保存的改动")
        made = Setting(kind, begun_from + 1, content, digest(content or ""), actor.id, work.at)
        try:
            with work.connection.begin_nested():
                work.connection.execute(insert(schema.settings).values(made._asdict()))
        except IntegrityError:  # PostgreSQL: two at the same moment
            overtaken = _current(work.connection, kind)
            if overtaken is None:
                raise
            return Overtaken(overtaken)
        work.note("configure", setting=kind, of=made.version, stored=made.digest, taken_back=content is None)
        return made


def may_save(book: Casebook, actor: Actor, content: str | None) -> None:
    """Asks before anything is done with a content whether it may be saved at all.

    Raises:
        NotPermittedError, UnfitError: as for `save_setting`.
    """
    with book.read() as connection:
        permit(connection, actor, "configure")
    _fits(content)


def _fits(content: str | None) -> None:
    if content is not None and len(content.encode()) > LONGEST:
        raise UnfitError(f"内容超过 {LONGEST // 1024} KB，没有保存")


def setting_history(book: Casebook, actor: Actor) -> tuple[Setting, ...]:
    """Every version of every setting, the newest first."""
    settings = schema.settings.c
    with book.read() as connection:
        permit(connection, actor, "configure")
        query = select(schema.settings).order_by(settings.saved_at.desc(), settings.kind, settings.version.desc())
        return tuple(_read(connection.execute(query)))


def _current(connection: Connection, kind: str) -> Setting | None:
    settings = schema.settings.c
    query = select(schema.settings).where(settings.kind == kind).order_by(settings.version.desc()).limit(1)
    return next(iter(_read(connection.execute(query))), None)


def _read(rows: Iterable[Row[tuple[object, ...]]]) -> list[Setting]:
    return [Setting(row.kind, row.version, row.content, row.digest, row.saved_by, row.saved_at) for row in rows]
