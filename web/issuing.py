"""Steps with the documents that go out with them: casebook numbers and stores, letters print, in one transaction."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Final

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
from letters.kinds import KINDS
from letters.making import make
from letters.matter import Matter
from letters.numbering import formatted
from letters.paper.fonts import FontsMissingError
from letters.reasons import PrintingError, RefusedError
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import read_case
from penalty_engine.problems import InputError
from penalty_engine.rulebook import Rulebook

CASE: Final = "case"
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
AT: Final = "at:"  # a reason of a letter: the need is the key path of the field


def kind_of(gate: Gate) -> str | None:
    """The kind of document that is issued with a gate."""
    return KINDS_OF.get(gate.id)


def unnumbered(gate: Gate, bureau: BureauSettings, content: Mapping[str, Plain]) -> tuple[Reason, ...]:
    """Why what goes out with a gate cannot be numbered: the bureau's prefix is not set."""
    kind = kind_of(gate)
    if kind is not None and kind not in bureau.number_prefixes:
        return (_no_prefix(f"《{KINDS[kind].title}》的文号字号（{kind}）"),)
    if gate.id == "file" and not content.get("number") and CASE not in bureau.number_prefixes:
        return (_no_prefix(f"立案号的字号（{CASE}）", "，或者在案件中填写案号以后再立案"),)
    return ()


def _no_prefix(what: str, more: str = "") -> Reason:
    return Reason("numbering", f"本局没有设置{what}，不能编号：请系统管理员在“设置”中填写{more}")


def record_step(
    book: Casebook,
    actor: Actor,
    case_id: str,
    seen: int,
    gate: Gate,
    event: Mapping[str, object],
    bureau: BureauSettings,
) -> Recorded | Refused | Conflict:
    """Records a step with its number and document, whole or not at all.

    Args:
        book: the casebook.
        actor: who records it.
        case_id: the case.
        seen: the version that the actor has before him.
        gate: the step.
        event: as in the case file.
        bureau: the bureau's settings.
    """
    content = open_case(book, actor, case_id).content if gate.id in {"file", "notice"} else {}
    if reasons := unnumbered(gate, bureau, content):
        return Refused(reasons)
    told = announced(content, book) if gate.id == "notice" else {}
    try:
        return record(book, actor, case_id, seen, {**event, **told}, issued(gate, bureau, book.rulebook))
    except RefusedError as error:
        return Refused(tuple(Reason(f"{AT}{one.path}", one.message) for one in error.refusals))
    except (PrintingError, FontsMissingError) as error:
        return Refused((Reason("printing", f"文书没有印成：{error}"),))


def issued(gate: Gate, bureau: BureauSettings, rulebook: Rulebook) -> Issued:
    """What goes out with a gate."""
    kind = kind_of(gate)
    paper = None
    if kind is not None:
        paper = Paper(kind, _form(kind, bureau, bureau.number_form), partial(_print, kind, bureau, rulebook))
    number = _form(CASE, bureau, CASE_FORM) if gate.id == "file" and CASE in bureau.number_prefixes else None
    return Issued(paper, number)


def _form(kind: str, bureau: BureauSettings, form: str) -> Form:
    return lambda year, serial: formatted(kind, bureau.number_prefixes, form, year, serial)


def _print(kind: str, bureau: BureauSettings, rulebook: Rulebook, making: Making) -> bytes:
    """The document with its number, as PDF.

    Raises:
        RefusedError: it must not be made, for all these reasons.
    """
    case = read_case(making.content, rulebook)
    if making.found is None:
        raise RefusedError(())
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
