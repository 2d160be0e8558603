"""One act as a document tells it: its facts, the provisions, the discretion, the penalties with their figures, the orders."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from letters.gates.proposals import Intended, intended
from letters.matter import Act, Matter
from letters.prose.discretion import discretion, facts_told
from letters.prose.ordering import corrections_told, orders_told
from letters.prose.provisions import ALTERNATIVE, full_title, provisions_told
from letters.words import capitals, closed, day, duration, money, money_in_full, one_line, paragraphs
from penalty_engine.case import Conduct
from penalty_engine.rulebook import Rulebook, Violation


class ActView(NamedTuple):
    """One act as the letter tells it: paragraphs, and the penalties intended."""

    name: str
    established: bool
    summary: tuple[str, ...]
    facts: tuple[str, ...]
    breach: str
    basis: str
    suspicion: str
    lesson: str
    provisions: tuple[str, ...]
    discretion: tuple[str, ...]
    penalties: tuple[str, ...]
    orders: tuple[str, ...]
    corrections: tuple[str, ...]


def act_view(act: Act, numbers: Mapping[str, int], matter: Matter) -> ActView:
    """The act; `numbers` are those of the evidence."""
    conduct, found, rulebook = act.conduct, act.found, matter.rulebook
    violation = rulebook.violations[found.law_applied.provision or found.violation.id]
    kinds = intended(conduct.proposal, found, rulebook) if conduct.proposal and act.is_to_be_punished else ()
    summary = (*_found(conduct), closed(_when(conduct)))
    return ActView(
        name=name_of(act, rulebook),
        established=found.outcome != "not_established",
        summary=summary,
        facts=(*summary, *facts_told(act, rulebook)),
        breach=f"上述行为{_broken(violation, rulebook)}。",
        basis=found.violation.basis,
        suspicion=f"当事人涉嫌{name_of(act, rulebook)}：{_broken(violation, rulebook)}，应当立案调查。",
        lesson=f"应当遵守{_rules_to_keep(violation, rulebook)}的规定，认识上述行为的违法性，今后不再发生此类行为。",
        provisions=provisions_told(act, rulebook),
        discretion=discretion(act, kinds, numbers, matter),
        penalties=tuple(_penalty(kind) for kind in kinds),
        orders=tuple(orders_told(act, matter)),
        corrections=tuple(corrections_told(act, matter)),
    )


def name_of(act: Act, rulebook: Rulebook) -> str:
    """案由: as the officer put it, else the catalogue's name."""
    violation = rulebook.violations[act.found.law_applied.provision or act.found.violation.id]
    return one_line(act.conduct.cause) if act.conduct.cause else violation.name


def _broken(violation: Violation, rulebook: Rulebook) -> str:
    """违反了《…》第…条的规定; where the breach is not one clear provision, the one that describes the act."""
    if violation.breached and ALTERNATIVE not in violation.breached:
        return f"违反了{full_title(violation.breached, rulebook)}的规定"
    return f"属于{violation.basis_text}规定的违法行为"


def _rules_to_keep(violation: Violation, rulebook: Rulebook) -> str:
    if violation.breached and ALTERNATIVE not in violation.breached:
        return full_title(violation.breached, rulebook)
    return violation.basis_text


def _found(conduct: Conduct) -> tuple[str, ...]:
    """违法事实 in the officer's words."""
    if not conduct.summary:
        return ()
    first, *rest = paragraphs(conduct.summary)
    return (first if first.startswith("经") else f"经查，{first}", *rest)


def _when(conduct: Conduct) -> str:
    began = day(conduct.began)
    if conduct.ended is None:
        return f"上述行为自{began}开始，至今仍在继续"
    if conduct.ended == conduct.began:
        return f"上述行为发生于{began}"
    return f"上述行为自{began}开始，至{day(conduct.ended)}终了"


def _penalty(kind: Intended) -> str:
    """警告; 罚款人民币4000元（大写：肆仟元整）; 限制从业，二年内不得…."""
    if kind.is_told_by_its_ban and kind.years is not None:
        return f"{duration(kind.years)}内{kind.what}"
    told = kind.text
    if kind.yuan is not None:
        told += money_in_full(kind.yuan)
    if kind.permanent:
        told += f"，永久{kind.what}" if kind.what else "，永久"
    elif kind.years is not None:
        told += _for(kind.years, kind.what)
    return f"{told}（依法{kind.consequence}）" if kind.consequence else told


def _for(years: Decimal, what: str | None) -> str:
    """A ban is told by what it forbids, anything else by how long it lasts."""
    if what and what.startswith(("不得", "禁止")):
        return f"，{duration(years)}内{what}"
    return f"，期限为{duration(years)}"


def fines(acts: Iterable[Act]) -> tuple[Decimal, ...]:
    """The fine of each act that is fined, yuan."""
    proposals = [act.conduct.proposal for act in acts]
    return tuple(one.fine for one in proposals if one and "fine" in one.kinds and one.fine is not None)


def total_fine(acts: Iterable[Act]) -> str | None:
    """分别裁量，合并处罚: the sum, where more than one act is fined."""
    each = fines(acts)
    total = sum(each, Decimal(0))
    return f"人民币{money(total)}（大写：{capitals(total)}）" if len(each) > 1 else None
