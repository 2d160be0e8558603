"""What is being filled in is kept in the casebook on leaving each field, and is there again after a refresh or a lost connection.

A case comes into being with the first entry; until then nothing is kept. The address tells which case it is.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Final, NamedTuple

import streamlit as st

from casebook.actor import Actor
from casebook.book import Casebook, stamp
from casebook.cases.changes import Path, changes
from casebook.cases.drafts import Kept, keep_draft, own_drafts, saved_by_others
from casebook.cases.drafts import draft as own_draft
from casebook.cases.history import open_version
from casebook.cases.members import allowed
from casebook.cases.versions import FIXED_AFTER, Conflict, Saved, create_case, open_case, save
from casebook.plain import Plain, from_text, to_text
from casebook.refusals import CasebookError
from casebook.rights import permitted
from penalty_engine.rulebook import Rulebook
from ui import places
from ui.components import telling
from ui.filling import desk
from ui.filling.draft import Draft, at, blank
from ui.filling.merging import Clash
from web import who
from web.office import casebook

# Where a day may stand in a case file (contract, section 1); besides the facts that are days.
DAYS: Final = frozenset(
    ("on", "from", "to", "until", "date", "birth_date", "discovered_on", "obtained_on", "filed_on", "decided_on")
)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


PRACTICE: Final = "练习：填写的内容不保存"
FIXED: Final = "已经作出决定或者终结，案件内容不能再修改"


class Earlier(NamedTuple):
    """A case that somebody was filling in, by what it is called."""

    case: str
    name: str


class State(NamedTuple):
    """How the draft stands, in words. mood: done | open | wrong | none; `saves`: there is something to save."""

    text: str
    mood: str
    saves: bool


def state() -> State:
    """已保存 14:32, or 草稿 14:32 已自动留存，还没有保存."""
    stands = desk.stands()
    if stands.trouble:
        return State(stands.trouble, "wrong", saves=True)
    if stands.fixed or stands.practice:
        return State(stands.fixed or PRACTICE, "none", saves=False)
    if desk.case() is None:
        filled_in = {**desk.draft(), "officers": None} != {**blank(), "officers": None}
        return State("还没有存入案件库" if filled_in else "还没有填写", "none", saves=filled_in)
    if stands.newer:
        by = "您在另一个窗口里保存了新的版本" if stands.newer_own else "他人已经保存了新的版本"
        return State(f"有修改还没有保存；{by}，保存时先对照", "open" if stands.newer_own else "wrong", saves=True)
    if stands.version_text and stands.version_text == stands.kept:
        return State(f"已保存 {desk.at_time(stands.version_at)}", "done", saves=False)
    return State(f"草稿 {desk.at_time(stands.kept_at)} 已自动留存，还没有保存", "open", saves=True)


def keep() -> None:
    """Keeps the draft when something has changed; remembers why when that does not work."""
    actor, stands = who.signed_in(), desk.stands()
    if actor is None or not may_keep(actor) or stands.fixed or stands.clash or stands.practice:
        return
    with _trouble():
        text = to_text(desk.draft())
        if text != stands.kept:
            _keep(actor, text)


@contextmanager
def _trouble() -> Iterator[None]:
    """What stands in the way is remembered, for the page to tell; when nothing does any more, that too."""
    trouble = ""
    try:
        yield
    except (CasebookError, TypeError, ValueError) as error:
        why = str(error) if isinstance(error, CasebookError) else "有的内容不能原样保存，例如不是数的数"
        trouble = f"没有保存：{why}。请先“下载案件文件”到本机，再告诉管理员。"
    if desk.stands().trouble != trouble:
        desk.stand(desk.stands()._replace(trouble=trouble))


def _keep(actor: Actor, text: str) -> bool:
    """Whether it was kept; False: another window of the same person has kept something else."""
    book, held, draft = casebook(), desk.held(), desk.draft()
    made = _made(book, actor, held, draft, text) if held.case is None else held.case
    stands = held.standing
    found = keep_draft(book, actor, made.id, made.base, draft, stands.kept)
    if isinstance(found, Kept):
        stands = stands._replace(kept=text, kept_at=found.at, version_at=stands.version_at or found.at)
        fixed = FIXED if found.stage in FIXED_AFTER else ""
        newer = found.version > made.base
        held.standing = stands._replace(newer=newer, newer_own=newer and not found.by_others, fixed=fixed)
    else:
        base, mine = from_text(stands.kept), from_text(text)
        theirs = tuple(changes(base, found.content))
        held.standing = stands._replace(clash=Clash(base, mine, found.content, theirs, None, found.saved_at))
    desk.tell_address()
    return isinstance(found, Kept)


def _made(book: Casebook, actor: Actor, held: desk.Held, draft: Draft, text: str) -> desk.Place:
    """The case comes into being."""
    made = create_case(book, actor, draft)
    held.case, held.standing = desk.Place(made.id, made.version), desk.Standing(version_text=text)
    return held.case


def save_version() -> bool:
    """Makes what is on the desk the next version of the case; False: it was not, and the page tells why."""
    actor = who.signed_in()
    if actor is None or not may_keep(actor) or desk.fixed() or desk.stands().clash or desk.stands().practice:
        return False
    with _trouble():
        text = to_text(desk.draft())
        return _keep(actor, text) and not desk.fixed() and _save(actor, text)
    return False  # type: ignore[unreachable]


def _save(actor: Actor, text: str) -> bool:
    book, held, draft = casebook(), desk.held(), desk.draft()
    case = held.case
    if case is None:
        return False
    answer = save(book, actor, case.id, case.base, draft)
    if isinstance(answer, Saved):
        at = stamp(book.clock())
        held.case = desk.Place(case.id, answer.version)
        held.standing = desk.Standing(kept=text, kept_at=at, version_text=text, version_at=at)
        return True
    if isinstance(answer, Conflict):
        base = open_version(book, actor, case.id, case.base)
        at = max((one.at for one in answer.theirs), default="")
        clash = Clash(base, from_text(text), answer.content, answer.theirs, answer.version, at)
        held.standing = held.standing._replace(clash=clash)
        return False
    why = "；".join(reason.message for reason in answer.reasons)
    held.standing = held.standing._replace(fixed=why)
    return False


def settle(mine: Iterable[Path]) -> None:
    """Puts the two states together, one's own for the fields in `mine`; what the other saved is then a version to go on from."""
    case, stands = desk.case(), desk.stands()
    clash = stands.clash
    if clash is None or case is None:
        return
    merged, other = revived(clash.merged(mine), desk.rulebook()), to_text(clash.other)
    if clash.version is None:
        desk.lay_anew(merged, case, stands._replace(clash=None, kept=other, kept_at=clash.at))
        return
    settled = stands._replace(clash=None, newer=False, version_text=other, version_at=clash.at)
    desk.lay_anew(merged, desk.Place(case.id, clash.version), settled)
    save_version()


def may_keep(actor: Actor) -> bool:
    """Whether what he fills in is kept: only officers have cases of their own."""
    return permitted(actor.roles, "create", "none")


def reopen(case: str, *, stay: bool = False) -> None:
    """Puts a case on the desk as it was left; `stay`: it lies there already, section and act stay as they are.

    Somebody who may read the case but not work on it is led to its sheet.
    """
    actor = who.signed_in()
    if actor is None:
        return
    try:
        if "save" not in allowed(casebook(), actor, case) and places.exists("dossier"):
            places.go("dossier", case=case)
        kept = own_draft(casebook(), actor, case)
        opened = open_case(casebook(), actor, case)
    except CasebookError as error:
        st.query_params.pop("case", None)
        telling.wrong(f"这个案件没有打开：{error}。")
        return
    fixed = opened.stage in FIXED_AFTER
    if kept is None or fixed:
        base, content = opened.version, opened.content
    else:
        base, content = kept.base, kept.content
    draft, where = revived(content, desk.rulebook()), desk.Place(case, base)
    stands = desk.Standing(
        kept=to_text(content),
        kept_at=kept.saved_at if kept else "",
        version_text=to_text(opened.content) if opened.version == base else "",
        version_at=opened.saved_at,
        newer=opened.version > base,
        newer_own=opened.version > base and not saved_by_others(casebook(), actor, case, base),
        fixed=FIXED if fixed else "",
    )
    if stay and desk.has_case():
        desk.lay_anew(draft, where, stands)
    else:
        desk.open_case(draft, where, stands)


def earlier() -> tuple[Earlier, ...]:
    """The cases that whoever is signed in was filling in, the last one first."""
    actor = who.signed_in()
    if actor is None or not may_keep(actor):
        return ()
    return tuple(Earlier(case, _name(found.content, found.saved_at)) for case, found in own_drafts(casebook(), actor))


def _name(content: Plain, saved_at: str) -> str:
    named = [str(one) for one in (at(content, ("number",)), at(content, ("party", "name"))) if one]
    return f"{'　'.join(named) or '当事人未填写'}（{desk.in_office(saved_at)}保存）"


def revived(content: Plain, rulebook: Rulebook) -> Draft:
    """A case file out of the casebook as the form has it: days are days again."""
    facts = {one.id for one in rulebook.facts.values() if one.type == "date"}
    return dict(_revived(content, DAYS | facts))


def _revived(content: dict[str, Any], days: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for key, value in content.items():
        if isinstance(value, dict):
            yield key, dict(_revived(value, days))
        elif isinstance(value, list):
            yield key, [dict(_revived(one, days)) if isinstance(one, dict) else one for one in value]
        else:
            yield key, _day(value) if key in days else value


def _day(value: object) -> object:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:  # no such day: the form shows it as it was typed
        return value
