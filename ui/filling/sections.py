"""The sections of the form in the order of the work, which field stands in which, and how each section stands, in words."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from penalty_engine.rulebook import FactType
from ui.filling import pieces
from ui.filling.draft import at, concerns
from ui.filling.work import Work
from ui.words import act_of, named


class Section(NamedTuple):
    """One section of the form."""

    id: str
    title: str


SECTIONS: Final = (
    Section("party", "当事人"),
    Section("act", "违法行为"),
    Section("facts", "事实与金额"),
    Section("circumstances", "裁量情节"),
    Section("evidence", "证据"),
    Section("proposal", "拟处罚"),
    Section("documents", "文书"),
    Section("flow", "流转"),
)
_OF_CASE: Final = {
    "suspected_crime": "act",
    "competence_ground": "act",
    "business_activity": "facts",
    "evidence": "evidence",
    "named_persons": "evidence",
    "officers": "documents",
    "contact": "documents",
    "letter": "documents",
    "bureau": "documents",
    "events": "flow",
}
_OF_ACT: Final = {
    "facts": "facts",
    "severity": "facts",
    "severity_grounds": "facts",
    "grade": "facts",
    "affects_life_health_or_finance": "facts",
    "harmful_consequences": "facts",
    "circumstances": "circumstances",
    "unlisted": "circumstances",
    "choose": "circumstances",
    "proposal": "proposal",
}


class State(NamedTuple):
    """How a section stands. mood: done | open | wrong | none."""

    text: str
    mood: str


def section_of(path: str) -> str:
    """The section in which the field at a key path is filled in."""
    if act_of(path) is None:
        return _OF_CASE.get(path.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0], "party")
    inner = path.partition("].")[2]
    return _OF_ACT.get(inner.split(".")[0], "act") if inner else "documents"


def section_of_unknown(key: str) -> str:
    """The section in which a decisive unknown is answered."""
    first = key.split(".", maxsplit=1)[0]
    if first in {"suspected_crime", "established"}:
        return "act"
    return "facts" if first in {"facts", "severity"} else "circumstances"


def states(work: Work) -> Mapping[str, State]:
    """How each section stands."""
    paths = tuple(_lacking(work))
    lacking, wrong = _count(map(section_of, paths)), _count(section_of(problem.path) for problem in work.mistakes)
    unknown = _count(_unknown(work))
    found = {}
    for section in SECTIONS:
        one = section.id
        if wrong.get(one):
            found[one] = State(f"{wrong[one]} 处有误", "wrong")
        elif lacking.get(one):
            found[one] = State(_what_lacks(work, [path for path in paths if section_of(path) == one]), "open")
        elif unknown.get(one):
            found[one] = State(f"影响结论的问题 {unknown[one]} 项", "open")
        else:
            found[one] = State("完整" if work.assessment else "必填项已填", "done")
    return {**found, **_special(work, found)}


def _what_lacks(work: Work, paths: list[str]) -> str:
    """缺 3 项; the only one by its name, so that nobody has to look for it."""
    return f"缺 {len(paths)} 项" if len(paths) > 1 else f"缺{named(paths[0], work.rulebook)}"


def _count(sections: Iterator[str]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for section in sections:
        counted[section] = counted.get(section, 0) + 1
    return counted


def _lacking(work: Work) -> Iterator[str]:
    """What an assessment needs; then what a prior notice needs, where there is one to be made: key paths."""
    yield from work.missing
    if work.assessment is None or not work.is_to_be_noticed():
        return
    told = {"decisive_unknown"}
    yield from (one.path for one in work.refusals if one.name not in told and one.path not in work.missing)


def _unknown(work: Work) -> Iterator[str]:
    for found in work.assessment.conducts if work.assessment else ():
        yield from (section_of_unknown(key) for key in found.decisive_unknowns)


def facts_asked(work: Work, act: int) -> tuple[FactType, ...]:
    """The facts of the act's provisions, those that are decisive besides, and those stated already, in the rulebook's order.

    Not those that cannot be true of such a party.
    """
    wanted = {fact for violation in work.violations(act) for fact in violation.facts}
    found = work.found(act)
    decisive = found.decisive_unknowns if found else ()
    wanted |= {key.removeprefix("facts.") for key in decisive if key.startswith("facts.")}
    stated = set(at(work.draft, ("conducts", act, "facts")) or {})
    facts = work.rulebook.facts.values()
    return tuple(one for one in facts if one.id in stated or (one.id in wanted and concerns(work.draft, one.party)))


def facts_left(work: Work, act: int) -> tuple[FactType, ...]:
    """Those of them that have no answer."""
    stated = at(work.draft, ("conducts", act, "facts")) or {}
    return tuple(fact for fact in facts_asked(work, act) if stated.get(fact.id) in {None, "unknown"})


def elements_open(work: Work, act: int) -> tuple[FactType, ...]:
    """The facts without which there is no such act, as far as nobody has stated them."""
    asked = {fact for one in work.violations(act) if one.premise is not None for fact in one.premise.facts}
    return tuple(fact for fact in facts_left(work, act) if fact.id in asked)


def _special(work: Work, found: Mapping[str, State]) -> dict[str, State]:
    """Where counting says too little."""
    special: dict[str, State] = {"flow": State(work.stage, "none")}
    empty = sum(len(facts_left(work, act)) for act in range(work.acts))
    if empty and found["facts"].mood == "done":
        special["facts"] = State(f"影响结论的已填，另有 {empty} 项事实未填", "done")
    missed = sum(len(elements_open(work, act)) for act in range(work.acts))
    if missed and found["facts"].mood == "done":
        special["facts"] = State(f"行为的要件 {missed} 项未查明", "open")
    if found["evidence"].mood == "done":
        special["evidence"] = _evidence(work)
    if found["act"].mood == "done" and lacks_ground(work):
        special["act"] = State("缺管辖依据", "open")
    if work.assessment is not None and _proposal(work).mood == "wrong":
        special["proposal"] = _proposal(work)
    if work.assessment is None:
        chosen = all(work.violation(act) for act in range(work.acts))
        waiting = State("" if chosen else "先选违法行为", "none")
        special |= {one: waiting for one in ("facts", "circumstances", "proposal") if found[one].mood == "done"}
        special["documents"] = State("", "none")
    elif not work.is_to_be_noticed():
        special["documents"] = State("不制作事先告知书", "none")
        special["proposal"] = _proposal(work)
    elif not work.refusals:
        special["documents"] = State("可以打印", "done")
    elif found["documents"].mood == "done":
        special["documents"] = State(f"还缺 {len(work.refusals)} 项", "open")
    return special


def lacks_ground(work: Work) -> bool:
    """Whether the provision names another authority and nothing tells why this one acts."""
    if work.assessment is None or work.assessment.procedure.competent:
        return False
    return not str(work.draft.get("competence_ground") or "").strip()


def _evidence(work: Work) -> State:
    """How many pieces, and for what there is none: whether they are enough is for people to say."""
    if not work.draft.get("evidence"):
        return State("没有证据", "none")
    return State(pieces.standing(work), "open" if any(pieces.bare(work)) else "done")


def _proposal(work: Work) -> State:
    statuses = (
        [found.proposal.status for found in work.assessment.conducts if found.proposal] if work.assessment else []
    )
    if "unlawful" in statuses:
        return State("不合法", "wrong")
    return State("拟不予处罚", "done") if statuses else State("不处罚", "none")
