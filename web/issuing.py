"""Steps with the documents that go out with them: casebook numbers and stores, letters print, in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Final, NamedTuple

from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.documents import Making, Paper
from casebook.cases.numbers import Form
from casebook.cases.versions import Conflict, open_case
from casebook.plain import Plain
from casebook.refusals import Reason, Refused
from casebook.workflow.gates import Gate
from casebook.workflow.recording import Issued, Recorded, record
from letters.bureau import BureauSettings
from letters.gates.characters import unprintable
from letters.kinds import KINDS
from letters.making import make
from letters.matter import Matter
from letters.numbering import CASE, formatted
from letters.paper.fonts import FontsMissingError
from letters.reasons import PrintingError, Refusal, RefusedError
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import read_case
from penalty_engine.problems import InputError
from penalty_engine.rulebook import Rulebook

CASE_FORM: Final = "{prefix}〔{year}〕{serial}号"
KINDS_OF: Final[Mapping[str, str]] = {
    "preserve": "preservation-notice",
    "order_correction": "correction-order",
    "notice": "prior-notice",
    "call_hearing": "hearing-notice",
    "decide": "penalty-decision",
    "spare": "no-penalty-decision",
    "not_established": "no-penalty-decision",
    "decide_on_the_spot": "on-the-spot-decision",
    "urge": "urging-notice",
    "transfer": "transfer-letter",
}
HEARING_RIGHT: Final = (
    "hearing-right-notice"  # beside the notice, where the bureau tells of the right on a sheet of its own
)
AT: Final = "at:"  # a reason of a letter: the need is the key path of the field


class Taken(NamedTuple):
    """A step that is being taken: the event as in the case file; `also`: kinds of documents that go out beside the step's own.

    `given`: its document went out there and then, so that none is printed.
    """

    gate: Gate
    event: Mapping[str, object]
    also: tuple[str, ...] = ()
    given: bool = False


def kind_of(gate: Gate) -> str | None:
    """The kind of document that is issued with a gate."""
    return KINDS_OF.get(gate.id)


def unnumbered(kinds: Iterable[str], bureau: BureauSettings) -> tuple[Reason, ...]:
    """Why what goes out with a step cannot be numbered: the bureau's prefixes are not set."""
    return tuple(
        _no_prefix(f"《{KINDS[kind].title}》的文号字号（{kind}）")
        for kind in kinds
        if kind not in bureau.number_prefixes
    )


def _case_unnumbered(bureau: BureauSettings, content: Mapping[str, Plain]) -> tuple[Reason, ...]:
    if content.get("number") or CASE in bureau.number_prefixes:
        return ()
    return (_no_prefix(f"立案号的字号（{CASE}）", "，或者在案件中填写案号以后再立案"),)


def _no_prefix(what: str, more: str = "") -> Reason:
    return Reason("numbering", f"本局没有设置{what}，不能编号：请系统管理员在“设置”中填写{more}")


def record_step(
    book: Casebook,
    actor: Actor,
    case_id: str,
    seen: int,
    taken: Taken,
    bureau: BureauSettings,
) -> Recorded | Refused | Conflict:
    """Records a step with its number and document, whole or not at all.

    Args:
        book: the casebook.
        actor: who records it.
        case_id: the case.
        seen: the version that the actor has before him.
        taken: the step.
        bureau: the bureau's settings.
    """
    gate = taken.gate
    if unfit := unprintable_in(taken.event):
        return Refused((Reason("characters", unfit),))
    content = open_case(book, actor, case_id).content if gate.id in {"file", "notice"} else {}
    kind = None if taken.given else kind_of(gate)
    kinds = (*((kind,) if kind else ()), *taken.also)
    if reasons := (*unnumbered(kinds, bureau), *(_case_unnumbered(bureau, content) if gate.id == "file" else ())):
        return Refused(reasons)
    told = announced(content, book) if gate.id == "notice" else {}
    try:
        return record(book, actor, case_id, seen, {**taken.event, **told}, issued(gate, kinds, bureau, book.rulebook))
    except RefusedError as error:
        return Refused(tuple(Reason(f"{AT}{one.path}", one.message) for one in error.refusals))
    except InputError as error:  # the case file cannot be read, so that nothing can be printed
        return Refused(tuple(Reason(f"{AT}{one.path}", one.message) for one in error.problems))
    except (PrintingError, FontsMissingError) as error:
        return Refused((Reason("printing", f"文书没有印成：{error}"),))


def unprintable_in(value: object) -> str:
    """What is told of characters that no document can print; what is recorded with them could never be mended."""
    if isinstance(value, str):
        return unprintable(value)
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return "；".join(dict.fromkeys(told for one in parts if (told := unprintable_in(one))))


def issued(gate: Gate, kinds: Sequence[str], bureau: BureauSettings, rulebook: Rulebook) -> Issued:
    """What goes out with a gate: these kinds of documents, and the number of a case that is filed."""
    papers = [
        Paper(kind, _form(kind, bureau, bureau.number_form), partial(_print, kind, bureau, rulebook)) for kind in kinds
    ]
    number = _form(CASE, bureau, CASE_FORM) if gate.id == "file" and CASE in bureau.number_prefixes else None
    return Issued(papers[0] if papers else None, number, tuple(papers[1:]))


def _form(kind: str, bureau: BureauSettings, form: str) -> Form:
    return lambda year, serial: formatted(kind, bureau.number_prefixes, form, year, serial)


def _print(kind: str, bureau: BureauSettings, rulebook: Rulebook, making: Making) -> bytes:
    """The document with its number, as PDF.

    Raises:
        RefusedError: it must not be made, for all these reasons.
        InputError: the case file has mistakes, or gaps where nothing can be assessed.
    """
    numbered = making.content if kind != HEARING_RIGHT else {**making.content, "letter": {"number": making.number}}
    case = read_case(numbered, rulebook)
    if making.found is None:
        raise RefusedError((Refusal("not_assessed", "", "案件没有裁量结果，文书不能制作，请先补全案件"),))
    return make(KINDS[kind], Matter(case, making.found, rulebook, bureau)).pdf()


def announced(content: Mapping[str, Plain], book: Casebook) -> dict[str, object]:
    """What a notice announces, so that nothing heavier is decided: kinds, the fine in yuan, the longest term in years."""
    try:
        case = read_case(dict(content), book.rulebook)
    except InputError:  # the gate refuses it with all reasons
        return {}
    matter = Matter(case, assess(case, book.rulebook, book.today()), book.rulebook, BureauSettings())
    proposals = [act.conduct.proposal for act in matter.punished() if act.conduct.proposal]
    kinds = list(dict.fromkeys(kind for one in proposals for kind in one.kinds))
    fines = [one.fine for one in proposals if "fine" in one.kinds and one.fine is not None]
    years = [one.years for one in proposals if one.years is not None]
    told: dict[str, object] = {"kinds": kinds} if kinds else {}
    told |= {"amount": sum(fines, Decimal(0))} if fines else {}
    return told | ({"years": max(years)} if years else {})
