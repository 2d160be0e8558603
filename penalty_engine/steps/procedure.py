"""Which steps bind the bureau in this case (办法 8 至 14; 处罚法 27, 42, 51, 57, 58, 63; 规则 L19)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from penalty_engine.amounts import ZERO
from penalty_engine.assessment import ConductAssessment, Penalty, Procedure, Warning
from penalty_engine.case import Case, Conduct
from penalty_engine.rulebook import Rulebook, Violation
from penalty_engine.wording import doubt, phrase, warn, yuan

PUNISHED = ("penalty", "order_only")


class Intended(NamedTuple):
    """What is to be imposed for one act: the proposal, else the recommendation. `fine` None = not known."""

    kinds: tuple[str, ...]
    fine: Decimal | None
    cap: Decimal | None
    confiscated: Decimal | None
    is_capped: bool


def find_procedure(
    case: Case, assessed: Sequence[ConductAssessment], ruling: Sequence[Sequence[Violation]], rulebook: Rulebook
) -> tuple[Procedure, tuple[Warning, ...]]:
    """The gates, each with its reasons."""
    acts = [intended(conduct, found) for conduct, found in zip(case.conducts, assessed, strict=True)]
    punished = [(act, found) for act, found in zip(acts, assessed, strict=True) if found.outcome in PUNISHED]
    waived = [
        (a, f) for a, f in zip(acts, assessed, strict=True) if f.outcome == "no_penalty_discretionary" and a.kinds
    ]
    hearing, doubts = _hearing(case, [*punished, *waived], rulebook)
    review = _legal_review(assessed, hearing, rulebook)
    discussion = _collective_discussion(assessed, hearing, rulebook)
    competent, notes, told = _competence(case, assessed, ruling, rulebook)
    simplified = not hearing and bool(punished) and _simplified(case, acts, assessed, rulebook)
    procedure = Procedure(
        simplified, bool(hearing), hearing, bool(review), review, bool(discussion), discussion, bool(hearing),
        competent, notes,
    )  # fmt: skip
    return procedure, (*doubts, *told)


def intended(conduct: Conduct, found: ConductAssessment) -> Intended:
    """The kinds and sums of one act, by the proposal, else by the recommendation's top."""
    proposal = conduct.proposal
    kinds = proposal.kinds if proposal is not None else found.recommended_kinds
    if proposal is None and found.outcome == "no_penalty_discretionary":
        kinds = ()
    fine = next((p for p in found.penalties if p.kind == "fine"), None)
    amount: Decimal | None = ZERO
    if "fine" in kinds:
        top = fine.recommended.max if fine is not None and fine.recommended is not None else None
        amount = proposal.fine if proposal is not None and proposal.fine is not None else top
    cap = fine.statutory.max if fine is not None and fine.statutory is not None else None
    confiscated = found.gains.confiscable if "confiscate_gains" in kinds else ZERO
    is_capped = fine is not None and (fine.multiple is not None or cap is not None)
    return Intended(kinds, amount, cap, confiscated, is_capped)


def _hearing(
    case: Case, acts: Sequence[tuple[Intended, ConductAssessment]], rulebook: Rulebook
) -> tuple[tuple[str, ...], tuple[Warning, ...]]:
    """When in doubt the right is told (办法 10; 处罚法 63)."""
    rules = rulebook.rules
    reasons: list[str] = []
    doubts: list[Warning] = []
    for act, found in acts:
        for penalty in _distinct(act, found.penalties):
            if penalty.kind in rules.hearing_kinds:
                reasons.append(phrase(rulebook, "hearing.kind", text=penalty.text))
            elif penalty.kind in rules.hearing_doubtful_kinds:
                reasons.append(phrase(rulebook, "hearing.doubtful_kind", text=penalty.text))
                doubts.append(doubt(rulebook, "doubt.hearing_kind", "procedure.hearing", text=penalty.text))
        reasons += [
            phrase(rulebook, "hearing.order", text=order) for order in found.orders if order in rules.hearing_orders
        ]
    amounts = _large(case, [act for act, _ in acts], rulebook)
    if amounts or any("fine" in act.kinds or "confiscate_gains" in act.kinds for act, _ in acts):
        doubts.append(doubt(rulebook, "doubt.large_amount", "procedure.hearing", code="UNVERIFIED_SOURCE"))
    return tuple(dict.fromkeys([*reasons, *amounts])), tuple(dict.fromkeys(doubts))


def _distinct(act: Intended, penalties: Sequence[Penalty]) -> list[Penalty]:
    """The penalties meant by the kinds: of several of one kind the recommended one, else the first of our own."""
    chosen: dict[str, Penalty] = {}
    for penalty in penalties:
        if penalty.kind in act.kinds and (penalty.kind not in chosen or penalty.is_recommended):
            chosen[penalty.kind] = penalty
    return list(chosen.values())


def _large(case: Case, acts: Sequence[Intended], rulebook: Rulebook) -> list[str]:
    """较大数额 of fines and of confiscation, for each act and for all together."""
    rules, natural = rulebook.rules, case.party.is_natural_person
    uncapped = (rules.large_business if case.business_activity else rules.large_other).of(natural)
    reasons: list[str] = []
    fined = [act for act in acts if "fine" in act.kinds]
    for act in fined:
        threshold = uncapped
        if act.is_capped and act.cap is not None:
            threshold = max(act.cap * rules.large_share, rules.large_floor.of(natural))
        if act.fine is None:
            reasons.append(phrase(rulebook, "hearing.fine_unknown"))
        elif act.fine >= threshold:
            reasons.append(phrase(rulebook, "hearing.large_fine", fine=yuan(act.fine), threshold=yuan(threshold)))
    if len(fined) > 1 and all(act.fine is not None and act.cap is not None for act in fined):
        total = sum((act.fine for act in fined if act.fine is not None), ZERO)
        cap = sum((act.cap for act in fined if act.cap is not None), ZERO)
        threshold = max(cap * rules.large_share, rules.large_floor.of(natural))
        if total >= threshold:
            reasons.append(phrase(rulebook, "hearing.large_fine", fine=yuan(total), threshold=yuan(threshold)))
    taken = [act.confiscated for act in acts if "confiscate_gains" in act.kinds]
    if None in taken:
        reasons.append(phrase(rulebook, "hearing.confiscation_unknown"))
    elif (total := sum((sum_ for sum_ in taken if sum_ is not None), ZERO)) >= uncapped:
        reasons.append(phrase(rulebook, "hearing.large_confiscation", total=yuan(total), threshold=yuan(uncapped)))
    return reasons


def _legal_review(
    assessed: Sequence[ConductAssessment], hearing: tuple[str, ...], rulebook: Rulebook
) -> tuple[str, ...]:
    """办法 13; 处罚法 58."""
    if not any(found.outcome in (*PUNISHED, "no_penalty_discretionary") for found in assessed):
        return ()
    reasons = []
    if hearing:
        reasons.append(phrase(rulebook, "review.hearing"))
    if len(assessed) > 1:
        reasons.append(phrase(rulebook, "review.several_acts"))
    if any(len(found.provisions) > 1 for found in assessed):
        reasons.append(phrase(rulebook, "review.several_provisions"))
    if any(found.direction == "conflicting" for found in assessed):
        reasons.append(phrase(rulebook, "review.conflicting"))
    return tuple(reasons)


def _collective_discussion(
    assessed: Sequence[ConductAssessment], hearing: tuple[str, ...], rulebook: Rulebook
) -> tuple[str, ...]:
    """办法 8; 处罚法 57."""
    reasons = [phrase(rulebook, "discussion.hearing")] if hearing else []
    directions = {found.direction for found in assessed}
    reasons += [phrase(rulebook, f"discussion.{one}") for one in ("conflicting", "mitigated") if one in directions]
    if any(found.proposal is not None and found.proposal.status == "departs" for found in assessed):
        reasons.append(phrase(rulebook, "discussion.departs"))
    return tuple(reasons)


def _simplified(
    case: Case, acts: Sequence[Intended], assessed: Sequence[ConductAssessment], rulebook: Rulebook
) -> bool:
    """处罚法 51: nothing but a warning or a small fine, for all acts together, and nothing left open."""
    rules = rulebook.rules
    fines = [act.fine for act in acts]
    kinds = {kind for act in acts for kind in act.kinds}
    settled = all(found.settled for found in assessed)
    small = None not in fines and sum((f for f in fines if f is not None), ZERO) <= rules.simplified_fine.of(
        case.party.is_natural_person
    )
    return settled and bool(kinds) and kinds <= rules.simplified_kinds and small


def _competence(
    case: Case, assessed: Sequence[ConductAssessment], ruling: Sequence[Sequence[Violation]], rulebook: Rulebook
) -> tuple[bool, tuple[str, ...], list[Warning]]:
    """Who may decide: provisions that name the county, the licensing level, other authorities, 会同."""
    competent, notes, warnings = True, [], []
    rules = rulebook.rules
    for index, (conduct, found, provisions) in enumerate(zip(case.conducts, assessed, ruling, strict=True)):
        where = f"conducts[{index}].violation"
        for violation in provisions:
            if violation.county_only and case.decided_by == "municipal":
                competent = False
                notes.append(phrase(rulebook, "competence.county", basis=violation.basis_text))
                warnings.append(warn(rulebook, "COUNTY_COMPETENCE", where, basis=violation.basis_text))
            joined = conduct.facts.get("co_authority_joined")
            if violation.joint_enforcement and joined is not True:
                form = "competence.joint" if joined is None else "competence.not_joined"
                notes.append(phrase(rulebook, form, others=violation.other_authority or ""))
            elif violation.other_authority:
                notes.append(phrase(rulebook, "competence.others", others=violation.other_authority))
        if conduct.facts.get("licensing_level") in rules.licensing_levels and rules.licensing_kinds & set(
            found.recommended_kinds
        ):
            notes.append(phrase(rulebook, "competence.licence"))
        if (
            any(word in (case.party.capacity or "") for word in rules.county_capacities)
            and case.decided_by == "municipal"
        ):
            notes.append(phrase(rulebook, "competence.county_capacity", capacity=case.party.capacity))
    return competent, tuple(dict.fromkeys(notes)), warnings
