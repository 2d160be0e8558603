"""Documents of a case made from what the casebook holds: their bytes, and their pages as pictures for the screen.

What is remembered here is only what can be made again, by the very letter or the very bytes: any process gives the same.
"""

import re
from functools import lru_cache
from io import BytesIO
from threading import Lock
from typing import Final, NamedTuple

from pypdfium2 import PdfDocument

from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.documents import note_printed
from casebook.cases.drafts import draft_if_any
from casebook.cases.looks import note_look
from casebook.cases.versions import FIXED_AFTER, Opened, look_into, open_case
from casebook.plain import Plain, digest
from casebook.refusals import NotFoundError
from letters.bureau import BureauSettings
from letters.kinds import KINDS
from letters.making import Letter, make, make_file
from letters.matter import Matter
from letters.reasons import NoSuchStepError
from penalty_engine import assess, read_case
from penalty_engine.case import Case

PDF: Final = "application/pdf"
MEDIA: Final = {
    "pdf": PDF,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
WHOLE_FILE: Final = "file"
DOTS: Final = 144  # per inch
_POINTS: Final = 72
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\s]+')
_PREFIX: Final = re.compile(r"^教育行政处罚")
_pdfium: Final = Lock()  # it must not be called by two threads at once
_OF_EVENTS: Final = ("number", "filed_on", "decided_on")


class WantedPaper(NamedTuple):
    """A document that is asked for. `which`: the step it belongs to, counted from 1; None: the latest."""

    kind: str
    form: str = "pdf"
    which: int | None = None
    public: bool = False


class Printed(NamedTuple):
    """A document as a file."""

    name: str
    content: bytes
    media: str


def matter_of(book: Casebook, actor: Actor, case_id: str, bureau: BureauSettings) -> Matter:
    """The case as the actor has it before him: his draft, with what has happened since; else as it stands.

    Raises:
        InputError: the case file is not complete enough to be assessed.
        CasebookError: he may not read it, or it is not there.
    """
    return _matter(book, bureau, _content(book, actor, open_case(book, actor, case_id)))


def _matter(book: Casebook, bureau: BureauSettings, content: dict[str, Plain]) -> Matter:
    case = read_case(content, book.rulebook)
    return Matter(case, assess(case, book.rulebook, book.today()), book.rulebook, bureau)


def _content(book: Casebook, actor: Actor, stands: Opened) -> dict[str, Plain]:
    case_id = stands.id
    own = draft_if_any(book, actor, case_id)
    if own is None or stands.stage in FIXED_AFTER:
        return stands.content
    set_by_steps = {key: stands.content[key] for key in _OF_EVENTS if stands.content.get(key)}
    return {**set_by_steps, **own.content, "events": stands.content.get("events") or []}


def looked_at(book: Casebook, actor: Actor, case_id: str, bureau: BureauSettings, wanted: WantedPaper) -> bytes:
    """A document of a case, made now, to be looked at page by page; that this very document was is entered once a visit.

    Raises:
        RefusedError: it must not be made, for all these reasons.
        InputError, CasebookError: as `matter_of`.
    """
    told: dict[str, object] = {"kind": wanted.kind, "which": wanted.which, "public": wanted.public}
    content = _content(book, actor, look_into(book, actor, case_id))
    try:
        pdf = pdf_of(letter_of(_matter(book, bureau, content), wanted))
        told["content"] = digest(pdf)
    finally:  # why it cannot be made tells of the case too
        note_look(book, actor, case_id, told)
    return pdf


def printed(book: Casebook, actor: Actor, case_id: str, bureau: BureauSettings, wanted: WantedPaper) -> Printed:
    """A document of a case as a file; that it was made is entered in the trail.

    Raises:
        RefusedError: it must not be made, for all these reasons.
        InputError, CasebookError: as `matter_of`.
    """
    matter = matter_of(book, actor, case_id, bureau)
    letter = letter_of(matter, wanted)
    content = letter.docx() if wanted.form == "docx" else pdf_of(letter)
    note_printed(book, actor, case_id, wanted.kind, wanted.form, public=wanted.public)
    return Printed(file_name(matter, wanted, letter.title), content, MEDIA[wanted.form])


def letter_of(matter: Matter, wanted: WantedPaper) -> Letter:
    """The letter; of the whole file, all its documents in one.

    Raises:
        NotFoundError: the step asked for has not been recorded.
        RefusedError: it must not be made, for all these reasons.
    """
    if wanted.kind == WHOLE_FILE:
        return make_file(matter, public=wanted.public)
    try:
        return make(KINDS[wanted.kind], matter, wanted.which, public=wanted.public)
    except NoSuchStepError:
        raise NotFoundError("没有这一次") from None


@lru_cache(maxsize=32)
def pdf_of(letter: Letter) -> bytes:
    """The letter printed."""
    return letter.pdf()


def file_name(matter: Matter, wanted: WantedPaper, title: str) -> str:
    """事先告知书-某某公司-淄教罚告字〔2026〕第1号.pdf; of a public copy the party is not named."""
    kind = KINDS.get(wanted.kind)
    number = kind.of(matter, wanted.which).number if kind and kind.numbered else None
    return named(title, matter.case, number, wanted.form, public=wanted.public)


def named(title: str, case: Case, number: str | None, form: str, *, public: bool = False) -> str:
    """The name of the file."""
    parts = (_PREFIX.sub("", title), "公开版" if public else case.party.name, number)
    return _UNSAFE.sub("", "-".join(part for part in parts if part)) + f".{form}"


@lru_cache(maxsize=64)
def page_count(pdf: bytes) -> int:
    """How many pages it has."""
    with _pdfium:
        document = PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


@lru_cache(maxsize=128)
def picture(pdf: bytes, page: int) -> bytes | None:
    """A page, counted from 1, as PNG; None: there is no such page."""
    with _pdfium:
        document = PdfDocument(pdf)
        try:
            if not 1 <= page <= len(document):
                return None
            image = document[page - 1].render(scale=DOTS / _POINTS, grayscale=True).to_pil()
        finally:
            document.close()
    shown = BytesIO()
    image.save(shown, "PNG")
    return shown.getvalue()
