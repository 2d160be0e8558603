"""What is asked of one case, and what comes of it: plain values, so that another process can be given the work."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from letters import binding
from letters.bureau import BureauSettings, load_bureau
from letters.kinds import KINDS
from letters.making import Letter, make, make_file
from letters.matter import Matter
from letters.paper.fonts import FontsMissingError
from letters.reasons import PrintingError, RefusedError
from letters.rendering import with_style
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import load_case
from penalty_engine.inputs.rulebook_reading import load_rulebook
from penalty_engine.problems import InputError, Problem
from penalty_engine.rulebook import Rulebook

WHOLE_FILE: Final = "file"
MADE: Final = 0
REFUSED: Final = 1
BAD_INPUT: Final = 2


class Order(NamedTuple):
    """A document to be made.

    `kind`: its id, or WHOLE_FILE. `form`: pdf, docx or html. `step`: which of the events of the kind's type, counted from 1;
    None: the last. `rulebook`, `bureau` None: those at their usual places.
    """

    kind: str
    form: str
    today: date
    public: bool = False
    step: int | None = None
    rulebook: Path | None = None
    bureau: Path | None = None

    @property
    def title(self) -> str:
        """What the document is called."""
        return binding.TITLE if self.kind == WHOLE_FILE else KINDS[self.kind].title


class Outcome(NamedTuple):
    """What came of a case: the document's bytes, or None and why.

    `code`: MADE, REFUSED or BAD_INPUT. `told`: lines in Chinese, also of a document that was made. `of_all`: it would be the
    same for every case, for it lies in the rulebook or the bureau's settings.
    """

    case: Path
    content: bytes | None
    code: int = MADE
    told: tuple[str, ...] = ()
    of_all: bool = False


class _OfAllError(Exception):
    """What every case needs cannot be read."""

    def __init__(self, cause: InputError) -> None:
        self.problems = cause.problems


def fulfil(case: Path, order: Order) -> Outcome:
    """Make the document of a case; whatever stands in the way is told, not raised."""
    try:
        matter = _matter(case, order)
        content = _bytes(_letter(case, matter, order), order.form)
        return Outcome(case, content, told=tuple(_remarks(case, matter, order)))
    except (InputError, RefusedError, FontsMissingError, PrintingError, _OfAllError) as error:
        return _hindered(case, order, error)
    except Exception as error:  # noqa: BLE001 -- a fault of the program in one case must not take the others with it
        what = ": ".join(part for part in (type(error).__name__, str(error)) if part)
        told = f"{case}: 程序出了错，没有制成（{what}），请将案件文件和这句话交给系统管理员"
        return Outcome(case, None, REFUSED, (told,))


def _hindered(case: Path, order: Order, error: Exception) -> Outcome:
    """What is told of a document that could not be made."""
    match error:
        case _OfAllError() | InputError():
            told = tuple(map(str, error.problems))
            return Outcome(case, None, BAD_INPUT, told, of_all=isinstance(error, _OfAllError))
        case RefusedError():
            first = f"{case}: 不能制作《{order.title}》，理由如下："
            return Outcome(case, None, REFUSED, (first, *map(str, error.refusals)))
        case FontsMissingError():
            return Outcome(case, None, REFUSED, (str(error),), of_all=True)
        case _:
            return Outcome(case, None, REFUSED, (f"{case}: {error}",))


def get_ready(order: Order) -> None:
    """Load what the cases have in common; what is wrong with it is told with the first case."""
    with suppress(_OfAllError):
        _common(order.rulebook, order.bureau)
    if order.form == "pdf":
        import letters.paper.pdf  # noqa: F401, PLC0415 -- WeasyPrint takes most of a second to load


def _matter(file: Path, order: Order) -> Matter:
    rulebook, bureau = _common(order.rulebook, order.bureau)
    case = load_case(file, rulebook)
    return Matter(case, assess(case, rulebook, order.today), rulebook, bureau)


@cache
def _common(rulebook: Path | None, bureau: Path | None) -> tuple[Rulebook, BureauSettings]:
    """What all cases share is read once."""
    try:
        return load_rulebook(rulebook), load_bureau(bureau)
    except InputError as error:
        raise _OfAllError(error) from error


def _letter(file: Path, matter: Matter, order: Order) -> Letter:
    if order.kind == WHOLE_FILE:
        return make_file(matter, public=order.public)
    kind = KINDS[order.kind]
    recorded = len(matter.happened(kind.event)) if kind.event else 0
    if order.step is not None and order.step > recorded:
        told = f"与《{kind.title}》相应的事项在 events 中记录了{recorded}次，没有第{order.step}次"
        raise InputError([Problem(str(file), 0, "events", told)])
    return make(kind, matter, order.step, public=order.public)


def _bytes(letter: Letter, form: str) -> bytes:
    match form:
        case "pdf":
            return letter.pdf()
        case "docx":
            return letter.docx()
        case _:
            return with_style(letter.html).encode()


def _remarks(file: Path, matter: Matter, order: Order) -> Iterator[str]:
    """What an officer looks at before a public copy goes out."""
    if order.public:
        from letters.masking import unmasked_suspects  # noqa: PLC0415 -- only who asks for it pays for loading

        yield from (f"{file}: {suspect}" for suspect in unmasked_suspects(matter.case, matter.bureau))
