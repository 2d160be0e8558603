"""Circumstances that nobody is asked about, because days, lists or other answers tell them: what they were told by."""

from penalty_engine.assessment import CircumstanceFinding
from penalty_engine.inputs.id_numbers import birth_date
from penalty_engine.rulebook import Circumstance
from ui.filling.draft import at
from ui.filling.work import Work
from ui.words import day


def reason(work: Work, place: int, circumstance: Circumstance, finding: CircumstanceFinding) -> str:
    """Why the answer is what it is, with the figures that it rests on."""
    if circumstance.computed == "limitation":
        return _limitation(work, place, finding)
    if circumstance.computed in ("minor_under", "minor_between"):
        return _age(work, finding)
    if circumstance.computed == "list":
        return _listed(work, circumstance, finding)
    return "由“事实与金额”中的回答得出"


def _limitation(work: Work, place: int, finding: CircumstanceFinding) -> str:
    act = at(work.draft, ("conducts", place)) or {}
    if "to" in act and act["to"] is None:
        return "违法行为仍在继续，追责期限还没有起算"
    ended, found = day(act.get("to")), act.get("discovered_on") or work.draft.get("filed_on")
    days = f"违法行为终了于{ended}" + (f"，{day(found)}发现" if found else "")
    if finding.holds:
        return f"{days}，发现时已经超过追责期限"
    expires = work.assessment.deadlines.limitation_expires if work.assessment and work.acts == 1 else None
    until = f"（至{day(expires)}）" if expires else ""
    return f"{days}，没有超过追责期限{until}" if finding.holds is False else f"{days}，还不能推算"


def _age(work: Work, finding: CircumstanceFinding) -> str:
    party = work.draft.get("party") or {}
    born = party.get("birth_date") or birth_date(str(party.get("id_number") or ""))
    if born is None:
        return "由出生日期推算"
    said = "属于" if finding.holds else "不属于"
    return f"当事人{day(born)}出生，按违法行为的日期推算，{said}这一情形"


def _listed(work: Work, circumstance: Circumstance, finding: CircumstanceFinding) -> str:
    if finding.holds:
        return "违法行为列在装入的清单中"
    empty = not work.rulebook.lists.get(circumstance.list or "")
    return "清单没有公布，系统中也没有装入，所以不能适用" if empty else "装入的清单中没有这一违法行为"
