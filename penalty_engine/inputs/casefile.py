"""Reads a case file into a frozen case: all of its problems at once, or a case with its digest."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from penalty_engine.case import (
    Case,
    Conduct,
    Contact,
    Event,
    Evidence,
    Grounds,
    Guardian,
    Letter,
    Officer,
    Party,
    Proposal,
    Source,
    Statement,
)
from penalty_engine.inputs.case_checks import fact_values, faults, filing_day
from penalty_engine.inputs.case_models import CaseModel, ConductModel, EventModel, PartyModel, StatementModel
from penalty_engine.inputs.positioned import KeyPath, LineOf, read_document
from penalty_engine.inputs.validation import Fault, located, validated
from penalty_engine.problems import InputError
from penalty_engine.rulebook import Rulebook

Note = tuple[str, str, str]


def load_case(path: Path, rulebook: Rulebook) -> Case:
    """The case in a YAML or JSON file. Raises InputError with all of its problems."""
    document = read_document(path)
    if not document.problems:
        return read_case(document.data, rulebook, file=document.file, where=document.line)
    told = {problem.path for problem in document.problems}
    _, wrong = _checked(document.data, rulebook) if document.data else (None, [])
    further = (problem for problem in located(wrong, document.file, document.line) if problem.path not in told)
    raise InputError((*document.problems, *further))


def read_case(
    data: Mapping[str, object], rulebook: Rulebook, *, file: str = "案件", where: LineOf | None = None
) -> Case:
    """The case in plain values. Raises InputError with all of its problems.

    Args:
        data: what a case file holds; amounts as int, Decimal or text of digits, never float.
        rulebook: whose ids the case uses.
        file: how problems name the case.
        where: the line of a key path; without it problems have line 0.
    """
    model, wrong = _checked(data, rulebook)
    if model is None or wrong:
        raise InputError(located(wrong, file, where or _no_line))
    return _case(model, rulebook)


def _no_line(_: KeyPath) -> int:
    return 0


def _checked(data: object, rulebook: Rulebook) -> tuple[CaseModel | None, list[Fault]]:
    """The well-formed case with what is wrong across its fields; or None with everything that is wrong."""
    model, wrong = validated(CaseModel, data)
    if model is not None:
        return model, list(faults(model, rulebook))
    from penalty_engine.inputs.case_salvage import further_faults  # noqa: PLC0415 -- only cases with problems pay

    return None, [*wrong, *further_faults(data, wrong, rulebook)]


def _case(model: CaseModel, rulebook: Rulebook) -> Case:
    party, notes = _party(model.party)
    notes += tuple(_unlisted_evidence(model))
    values = {
        "party": party,
        "conducts": tuple(_conduct(conduct, rulebook) for conduct in model.conducts),
        "number": model.number,
        "rulebook": model.rulebook or rulebook.id,
        "source": Source(model.source.kind, model.source.on, model.source.note) if model.source else None,
        "joint_with": tuple(model.joint_with),
        "evidence": tuple(Evidence(**vars(one)) for one in model.evidence),
        "events": tuple(_event(one) for one in model.events),
        "filed_on": filing_day(model),
        "decided_on": model.decided_on,
        "decided_by": model.decided_by,
        "authority": model.authority,
        "competence_ground": model.competence_ground,
        "business_activity": model.business_activity,
        "suspected_crime": model.suspected_crime,
        "officers": tuple(Officer(one.name, one.certificate) for one in model.officers),
        "contact": Contact(**vars(model.contact)) if model.contact else None,
        "letter": Letter(model.letter.number, model.letter.date) if model.letter else None,
        "named_persons": tuple(model.named_persons),
    }
    return Case(**values, digest=digest(values), notes=notes)  # type: ignore[arg-type]


def _event(model: EventModel) -> Event:
    lists = {name: tuple(value) for name, value in vars(model).items() if isinstance(value, list)}
    return Event(**{**vars(model), **lists})


def _conduct(model: ConductModel, rulebook: Rulebook) -> Conduct:
    proposal, grounds = model.proposal, model.severity_grounds
    facts, _ = fact_values(model.facts, rulebook)
    return Conduct(
        violation=model.violation,
        began=model.from_,
        ended=model.to,
        concurrent=tuple(model.concurrent),
        cause=model.cause,
        evidence=tuple(model.evidence),
        discovered_on=model.discovered_on,
        summary=model.summary,
        established=model.established,
        severity=model.severity,
        severity_grounds=Grounds(grounds.fact, tuple(grounds.evidence)) if grounds else None,
        grade=model.grade,
        affects_life_health_or_finance=model.affects_life_health_or_finance,
        harmful_consequences=model.harmful_consequences,
        facts=MappingProxyType(facts),
        circumstances=MappingProxyType({name: _statement(one) for name, one in model.circumstances.items()}),
        unlisted=model.unlisted,
        choose=model.choose,
        proposal=Proposal(tuple(proposal.kinds), proposal.fine, proposal.years, proposal.reasons) if proposal else None,
    )


def _unlisted_evidence(model: CaseModel) -> Iterator[Note]:
    """Evidence that a finding cites and this file does not list: it may lie in the file of a joint party."""
    listed = {one.id for one in model.evidence}
    for index, conduct in enumerate(model.conducts):
        for name, statement in conduct.circumstances.items():
            yield from _not_listed(statement.evidence, listed, f"conducts[{index}].circumstances.{name}.evidence")
        yield from _not_listed(conduct.evidence, listed, f"conducts[{index}].evidence")
        if conduct.severity_grounds:
            cited = conduct.severity_grounds.evidence
            yield from _not_listed(cited, listed, f"conducts[{index}].severity_grounds.evidence")


def _not_listed(cited: Sequence[str], listed: Collection[str], path: str) -> Iterator[Note]:
    for place, one in enumerate(cited):
        if one not in listed:
            yield "EVIDENCE_NOT_LISTED", f"证据清单中没有编号“{one}”，请补列或者核对", f"{path}[{place}]"


def _statement(model: StatementModel) -> Statement:
    return Statement(model.holds, MappingProxyType(dict(model.elements)), tuple(model.evidence), model.note, model.fact)


def _party(model: PartyModel) -> tuple[Party, tuple[Note, ...]]:
    """The party, its date of birth taken from the 身份证号 when absent, and remarks about its number."""
    birth, notes = model.birth_date, tuple[Note, ...]()
    if model.id_number:
        birth, notes = _numbered(model, model.id_number)
    guardian = Guardian(model.guardian.name, model.guardian.phone) if model.guardian else None
    return Party(**{**vars(model), "guardian": guardian, "birth_date": birth}), notes


def _numbered(model: PartyModel, id_number: str) -> tuple[date | None, tuple[Note, ...]]:
    from penalty_engine.inputs.id_numbers import birth_date, is_organisation, is_person  # noqa: PLC0415 -- only cases with a number pay

    if model.kind != "natural_person":
        wrong = () if is_organisation(id_number) else (_bad("统一社会信用代码", id_number),)
        return model.birth_date, wrong
    born, wrong = birth_date(id_number), () if is_person(id_number) else (_bad("身份证号", id_number),)
    if born is None or model.birth_date in {None, born}:
        return model.birth_date or born, wrong
    if wrong:
        return model.birth_date, wrong
    message = f"出生日期 {model.birth_date} 与身份证号中的 {born} 不一致，请核对"
    return model.birth_date, (("BIRTH_DATE_MISMATCH", message, "party.birth_date"),)


def _bad(what: str, id_number: str) -> Note:
    return "BAD_CHECK_DIGIT", f"{what} {id_number} 的位数或者校验码不对，请核对", "party.id_number"


def digest(values: object) -> str:
    """SHA-256 of the canonical JSON of normalised values: neither the order of keys nor the spelling of yes matters."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _plain(value: object) -> object:
    """What JSON has no word for. Tuples with names are lists: their order is fixed."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(type(value))
