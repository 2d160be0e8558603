"""The pieces of evidence of a draft: what people call them (证据1; E1 is for the file), how a new one begins, what has none yet."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from penalty_engine.answers import every
from penalty_engine.rulebook import Material
from ui.filling.draft import Draft, at, concerns, statement
from ui.filling.work import Work

_NUMBER: Final = re.compile("E([0-9]{1,9})")
NOT_LISTED: Final = "（证据清单中没有）"


def listed(draft: object) -> list[dict[str, Any]]:
    """The pieces in their order."""
    return list(at(draft, ("evidence",)) or [])


def names(draft: object, cited: Iterable[str] = ()) -> dict[str, str]:
    """证据1, 证据2, as they are printed, by the ids of the file; a cited one that is not listed under its id."""
    known = {str(one.get("id")): f"证据{place}" for place, one in enumerate(listed(draft), 1)}
    return {**known, **{one: f"{one}{NOT_LISTED}" for one in cited if one not in known}}


def titles(draft: object, cited: Iterable[str] = ()) -> dict[str, str]:
    """证据1 营业执照复印件."""
    own = {str(one.get("id")): str(one.get("title") or "") for one in listed(draft)}
    return {one: f"{name} {own.get(one, '')}".strip() for one, name in names(draft, cited).items()}


def told(draft: object, cited: Iterable[str]) -> str:
    """证据1、证据4."""
    cited = tuple(cited)
    known = names(draft, cited)
    return "、".join(known[one] for one in cited)


def usual(work: Work) -> dict[str, Material]:
    """The rulebook's usual materials that fit this party and these facts and are not listed yet, by the title they would have."""
    party = work.draft.get("party") or {}
    person = str(party.get("name" if concerns(work.draft, "natural_person") else "representative") or "当事人").strip()
    asked = {fact for act in range(work.acts) for violation in work.violations(act) for fact in violation.facts}
    there = {one.get("title") for one in listed(work.draft)}
    found = {}
    for one in work.rulebook.materials:
        if concerns(work.draft, one.party) and (not one.facts or asked & {*one.facts}):
            found[one.title.replace("{person}", person)] = one
    return {title: one for title, one in found.items() if title not in there}


def add(
    draft: Draft, title: str = "", material: Material | None = None, *, given: Iterable[str], goes_on: bool = False
) -> str:
    """A new piece with an id that none ever had. `given`: ids of pieces that may be gone: files and opinions speak of them.

    `goes_on`: its form opens, with the collector of the piece before, at first the first officer.
    """
    pieces = draft.setdefault("evidence", [])
    numbers = [_NUMBER.fullmatch(one) for one in (*(str(one.get("id")) for one in pieces), *given)]
    made: dict[str, Any] = {"id": f"E{1 + max((int(one[1]) for one in numbers if one), default=0)}"}
    if material is not None:
        made |= {"kind": material.kind} if material.kind else {}
        made |= {"title": title, "proves": material.proves}
    collector = at(draft, ("evidence", -1, "obtained_by")) if pieces else at(draft, ("officers", 0, "name"))
    if goes_on and collector:
        made["obtained_by"] = collector
    pieces.append(made)
    return str(made["id"])


def held(work: Work, act: int) -> dict[str, str]:
    """The circumstances that were stated to hold, by id: as assessed; while something is wrong, as stated."""
    findings = work.findings(act)
    found = {}
    for one in work.rulebook.circumstances:
        finding, said = findings.get(one.id), statement(work.draft, act, one.id)
        elements = bool(one.elements) and every(said.elements.get(part.id) for part in one.elements)
        stated = bool(said.holds or (said.holds is None and elements))
        if (finding.holds and finding.source == "stated") if finding else stated and not work.findings(act):
            found[one.id] = one.text.removesuffix("的")
    return found


def bare(work: Work) -> Iterator[str]:
    """What holds and has no evidence yet: circumstances, and a finding of gravity."""
    for act in range(work.acts):
        yield from (text for one, text in held(work, act).items() if not statement(work.draft, act, one).evidence)
        grounds = at(work.draft, ("conducts", act, "severity_grounds"))
        if grounds and not at(grounds, ("evidence",)):
            yield "认定情节严重的根据"


def standing(work: Work) -> str:
    """5 份，1 项情节还没有证据."""
    lacking = sum(1 for _ in bare(work))
    return f"{len(listed(work.draft))} 份" + (f"，{lacking} 项情节还没有证据" if lacking else "")
