"""One act that breaks several provisions (处罚法 29; 规则 L17): fines do not add up; the higher one rules."""

from collections.abc import Sequence
from typing import NamedTuple

from penalty_engine.amounts import Interval
from penalty_engine.assessment import Penalty, PossibleOutcome, ProvisionFinding, Sentence, Warning
from penalty_engine.rulebook import Rulebook
from penalty_engine.steps.provisions import GRAVITY, ProvisionAssessment, Question, assess_provision
from penalty_engine.steps.unknowns import with_answers
from penalty_engine.wording import phrase, say, warn


class Combined(NamedTuple):
    """The provision that leads, all penalties that stand, and what became of each provision.

    `standing` have the gravest outcome and give the penalties; `considered` could still come to it.
    """

    lead: ProvisionAssessment
    standing: tuple[ProvisionAssessment, ...]
    considered: tuple[ProvisionAssessment, ...]
    penalties: tuple[Penalty, ...]
    recommended: tuple[str, ...]
    orders: tuple[str, ...]
    provisions: tuple[ProvisionFinding, ...]
    sentences: tuple[Sentence, ...]
    warnings: tuple[Warning, ...]


def combine(found: Sequence[ProvisionAssessment], rulebook: Rulebook, path: str) -> Combined:
    """Drop what is displaced or referred to, then let the highest fine stand, required kinds beside it."""
    if len(found) == 1:
        only = found[0]
        finding = only.findings.penalties
        return Combined(only, (only,), (only,), finding.penalties, finding.recommended, only.orders, (), (), ())
    dropped = _dropped(found, rulebook)
    considered = [one for one in found if one.stated.id not in dropped]
    leading, fining, ruling = _led(considered)
    form = "concurrence.fine" if fining else "concurrence.no_fine"
    told = [say(rulebook, form if len(considered) > 1 else "concurrence.single", basis=ruling.ruling.basis_text)]
    penalties = [*ruling.findings.penalties.penalties]
    recommended = [*ruling.findings.penalties.recommended]
    requiring = [one for one in fining if _is_fine_due(one)]
    if requiring and ruling not in requiring:
        penalties = [p._replace(required=True, is_recommended=True) if p.kind == "fine" else p for p in penalties]
        recommended.append("fine")
        told.append(say(rulebook, "concurrence.fine_due", basis=requiring[0].ruling.basis_text))
    for other in leading:
        if other is ruling:
            continue
        beside = [p for p in other.findings.penalties.penalties if p.kind != "fine" and p.required]
        penalties += beside
        recommended += [p.kind for p in beside if p.is_recommended]
    orders = dict.fromkeys(order for one in (*leading, *considered) for order in one.orders)
    provisions = tuple(_provision_told(one, ruling, dropped, leading, rulebook) for one in found)
    warnings: tuple[Warning, ...] = ()
    if len(fining) > 1 and any(_ceiling(one) is None for one in fining):
        warnings = (warn(rulebook, "CONCURRENCE_UNDECIDED", f"{path}.concurrent"),)
        penalties = [_without_amount(penalty) if penalty.kind == "fine" else penalty for penalty in penalties]
    return Combined(
        ruling, tuple(leading), tuple(considered), tuple(penalties), tuple(dict.fromkeys(recommended)), tuple(orders),
        provisions, tuple(told), warnings,
    )  # fmt: skip


def _without_amount(fine: Penalty) -> Penalty:
    """A fine whose height is not known, because a competing one is not."""
    return fine._replace(statutory=None, lawful=None, recommended=None)


def _led(
    considered: Sequence[ProvisionAssessment],
) -> tuple[list[ProvisionAssessment], list[ProvisionAssessment], ProvisionAssessment]:
    """Those with the gravest outcome, those of them that fine, and the one that leads."""
    gravest = max(GRAVITY.index(one.outcome) for one in considered)
    leading = [one for one in considered if GRAVITY.index(one.outcome) == gravest]
    fining = [one for one in leading if _fine(one) is not None]
    return leading, fining, max(fining, key=_height) if fining else leading[0]


def possible_together(both: Combined, question: Question) -> tuple[PossibleOutcome, ...]:
    """What answers could still lead to where several provisions compete: each set of answers tried, the smallest first."""
    ways = {frozenset((p.outcome, p.direction) for p in one.possible) for one in both.considered}
    if len(both.considered) == 1 or (len(ways) == 1 and all(map(_keeps_its_place, both.considered))):
        return both.lead.possible
    tried = {tuple(sorted(one.answers.items())): one.answers for each in both.considered for one in each.possible}
    reached: dict[tuple[str, str | None, str | None], PossibleOutcome] = {}
    for answers in sorted(tried.values(), key=len):
        case, conduct = with_answers(question.case, question.conduct, answers, question.rulebook)
        asked = question._replace(case=case, conduct=conduct)
        found = [assess_provision(asked._replace(violation=one.stated), result_only=True) for one in both.considered]
        _, _, lead = _led([one for one in found if one.findings.law.in_force is not False] or found)
        triple = lead.outcome, lead.findings.direction, lead.tier_name
        reached.setdefault(triple, PossibleOutcome(*triple, answers))
    return tuple(reached.values())


def _keeps_its_place(one: ProvisionAssessment) -> bool:
    """Whether it has a penalty, and no answer can change its tier or take all penalties from it alone."""
    if one.findings.direction is None:
        return False
    tiers = {possible.tier for possible in one.possible if possible.tier is not None}
    return len(tiers) <= 1 and all(p.outcome not in ("order_only", "not_punishable") for p in one.possible)


def _dropped(found: Sequence[ProvisionAssessment], rulebook: Rulebook) -> dict[str, str]:
    """Why each dropped one is: not in force for the act, or the general provision that a special one refers to."""
    dropped = {}
    for one in found:
        if one.findings.law.in_force is False:
            dropped[one.stated.id] = phrase(rulebook, "concurrence.not_in_force")
    for one in found:
        for referred in one.stated.refers_to:
            if one.stated.id not in dropped and any(other.stated.id == referred for other in found):
                dropped[referred] = phrase(rulebook, "concurrence.referred", basis=one.stated.basis_text)
    return dropped if len(dropped) < len(found) else {}


def _fine(one: ProvisionAssessment) -> Penalty | None:
    return next((penalty for penalty in one.findings.penalties.penalties if penalty.kind == "fine"), None)


def _is_fine_due(one: ProvisionAssessment) -> bool:
    """Whether the provision itself calls for the fine: 应当给予罚款处罚的 (处罚法 29)."""
    fine = _fine(one)
    return fine is not None and fine.required and fine.is_recommended


def _ceiling(one: ProvisionAssessment) -> Interval | None:
    fine = _fine(one)
    return fine.statutory if fine else None


def _height(one: ProvisionAssessment) -> tuple[object, ...]:
    """Higher ceiling on these facts, then higher floor; a fine without an amount comes last."""
    amount = _ceiling(one)
    return (0, 0, 0) if amount is None else (1, amount.max, amount.min)


def _provision_told(
    one: ProvisionAssessment,
    ruling: ProvisionAssessment,
    dropped: dict[str, str],
    leading: Sequence[ProvisionAssessment],
    rulebook: Rulebook,
) -> ProvisionFinding:
    if one.stated.id in dropped:
        return ProvisionFinding(one.stated.id, "dropped", None, None, None, dropped[one.stated.id])
    role = "fine" if one is ruling else "beside" if one in leading else "dropped"
    reason = phrase(rulebook, f"concurrence.role_{role}")
    return ProvisionFinding(one.stated.id, role, one.outcome, one.findings.direction, one.tier_name, reason)
