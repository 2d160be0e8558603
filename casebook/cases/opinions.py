"""Opinions: what a reviewer or the head says about one place of a case, and what the officer answers. Neither is ever changed."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook, new_id
from casebook.cases.changes import EVIDENCE, MISSING, found_at, id_of
from casebook.cases.versions import FIXED_AFTER, content_of, current
from casebook.plain import digest, to_text
from casebook.refusals import NotFoundError, UnfitError
from casebook.rights import permit

LONGEST: Final = 4_000  # characters of an opinion or of its answer
LONGEST_PATH: Final = 200
_PIECE: Final = re.compile(r"evidence\[([0-9]{1,6})\]")
_GIVEN: Final = ("case_id", "version", "path", "text", "given_by", "given_at")
_ANSWERED: Final = ("answer", "answered_by", "answered_at")


class Opinion(NamedTuple):
    """An opinion on version `version`. `path`: the place, a key path of the case file; empty: the case as a whole.

    `piece`: the id of the piece of evidence that stood at the place in that version; its place may be another one by now.
    """

    id: str
    version: int
    path: str
    text: str
    given_by: str
    given_by_id: str
    given_at: str
    answer: str | None
    answered_by: str | None
    answered_at: str | None
    piece: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the officer has still to answer it."""
        return self.answered_at is None


def give_opinion(book: Casebook, actor: Actor, case_id: str, version: int, path: str, text: str) -> str:
    """Says something about a place of the version that the actor has before him; gives the opinion's id.

    Raises:
        UnfitError: nothing said, too much said, or the case is decided.
        NotFoundError: there is no such version.
    """
    said = _said(text, "意见")
    if len(path) > LONGEST_PATH:
        raise UnfitError("意见所指的位置写得过长")
    with book.write(actor) as work:
        permit(work.connection, actor, "opine", case_id)
        if current(work.connection, case_id).stage in FIXED_AFTER:
            raise UnfitError("案件已经作出决定或者终结，不再提出审核意见")
        content_of(work.connection, case_id, version)
        row = {
            "id": new_id(), "case_id": case_id, "version": version, "path": path, "text": said, "given_by": actor.id,
            "given_at": work.at,
        }  # fmt: skip
        work.connection.execute(insert(schema.opinions).values(row))
        work.note("opine", case_id, opinion=row["id"], given=_digest(row, _GIVEN))
        return str(row["id"])


def answer_opinion(book: Casebook, actor: Actor, opinion: str, answer: str) -> None:
    """The officer says what became of it; once.

    Raises:
        UnfitError: nothing said, or answered already.
    """
    said = _said(answer, "答复")
    opinions = schema.opinions.c
    with book.write(actor) as work:
        query = select(opinions.case_id).where(opinions.id == opinion)
        case_id = work.connection.execute(query).scalar_one_or_none()
        if case_id is None:
            raise NotFoundError("没有这条审核意见")
        permit(work.connection, actor, "answer_opinion", case_id)
        values = {"answer": said, "answered_by": actor.id, "answered_at": work.at}
        still_open = update(schema.opinions).where(opinions.id == opinion, opinions.answered_at.is_(None))
        if work.connection.execute(still_open.values(values)).rowcount == 0:  # also by somebody at the same moment
            raise UnfitError("这条审核意见已经答复")
        work.note("answer_opinion", case_id, opinion=opinion, answered=_digest(values, _ANSWERED))


def list_opinions(book: Casebook, actor: Actor, case_id: str) -> tuple[Opinion, ...]:
    """Every opinion on the case, in the order in which they were given. That there were some to read is entered in the trail."""
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        found = tuple(Opinion(*row) for row in connection.execute(_listed(case_id)))
        found = tuple(one._replace(piece=_piece(connection, case_id, one)) for one in found)
    if found:  # only then is anybody else made to wait for the trail
        with book.write(actor) as work:
            work.note("read_opinions", case_id, found=len(found))
    return found


def _piece(connection: Connection, case_id: str, opinion: Opinion) -> str:
    place = _PIECE.match(opinion.path)
    if place is None:
        return ""
    content = content_of(connection, case_id, opinion.version)
    piece = found_at(content, (EVIDENCE, int(place[1])))
    return "" if piece is MISSING else id_of(piece)


def _listed(
    case_id: str,
) -> Select[str, int, str, str, str, str, str, str | None, str | None, str | None]:
    opinions, given, answered = schema.opinions.c, schema.people.alias("given"), schema.people.alias("answered")
    return (
        select(
            opinions.id,
            opinions.version,
            opinions.path,
            opinions.text,
            given.c.name,
            opinions.given_by,
            opinions.given_at,
            opinions.answer,
            answered.c.name,
            opinions.answered_at,
        )
        .join(given, given.c.id == opinions.given_by)
        .join(answered, answered.c.id == opinions.answered_by, isouter=True)
        .where(opinions.case_id == case_id)
        .order_by(opinions.given_at, opinions.id)
    )


def given_and_answered(row: RowMapping) -> tuple[str, str | None]:
    """What the trail tells of a stored opinion: the digest of what was given, and of the answer where there is one."""
    return _digest(row, _GIVEN), _digest(row, _ANSWERED) if row["answered_at"] is not None else None


def _digest(values: Mapping[str, object] | RowMapping, names: tuple[str, ...]) -> str:
    return digest(to_text([values[name] for name in names]))


def _said(text: str, what: str) -> str:
    said = text.strip()
    if not said:
        raise UnfitError(f"{what}没有写内容")
    if len(said) > LONGEST:
        raise UnfitError(f"{what}超过 {LONGEST} 字，请分成几条或者另附材料")
    return said
