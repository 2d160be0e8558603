"""Whether the penalty intended is there, exact and lawful, and what it is: each kind with its one figure."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from letters.matter import Act
from letters.reasons import Refusal
from penalty_engine.assessment import ConductAssessment, Penalty
from penalty_engine.case import Proposal
from penalty_engine.rulebook import Rulebook, TierPenalty

RANGE: Final = re.compile("[一二三四五六七八九十]+至[一二三四五六七八九十]+年")


class Intended(NamedTuple):
    """One kind of penalty as intended: `yuan` or `years` where it has a figure; `permanent` where it has no end."""

    kind: str
    text: str
    yuan: Decimal | None
    years: Decimal | None
    permanent: bool
    what: str | None
    consequence: str | None

    @property
    def is_told_by_its_ban(self) -> bool:
        """Whether the law's own short text is a range of years, which no letter may tell as the penalty."""
        return self.what is not None and RANGE.search(self.text) is not None


def proposal_refusals(acts: Iterable[Act], rulebook: Rulebook) -> Iterator[Refusal]:
    """A proposal that is absent, not exact, unlawful, or, being exact, departs from the recommendation without reasons."""
    for place, conduct, found in acts:
        path = f"conducts[{place}].proposal"
        if conduct.proposal is None:
            yield Refusal("proposal_missing", path, "没有填写拟处罚，请补填处罚种类和具体数额、期限")
            continue
        if found.proposal is not None and found.proposal.status == "unlawful":
            yield Refusal(
                "proposal_unlawful",
                path,
                f"拟处罚不合法：{'；'.join(found.proposal.reasons)}。请更正".replace("。。", "。"),
            )
        inexact = tuple(_not_exact(path, conduct.proposal, found, rulebook))
        departs = found.proposal is not None and found.proposal.status == "departs" and not inexact
        if found.proposal is not None and departs and not conduct.proposal.reasons:
            why = "；".join(reason.rstrip("。") for reason in found.proposal.reasons)
            told = f"拟处罚与建议不一致（{why}），没有说明理由，请补填理由或者更正"
            yield Refusal("proposal_without_reasons", f"{path}.reasons", told)
        yield from inexact


def _not_exact(path: str, proposal: Proposal, found: ConductAssessment, rulebook: Rulebook) -> Iterator[Refusal]:
    if "fine" in proposal.kinds and proposal.fine is None:
        yield Refusal("proposal_not_exact", f"{path}.fine", "拟处罚有罚款而没有数额，请补填")
    kinds = intended(proposal, found, rulebook)
    for kind in kinds:
        if kind.kind == "confiscate_gains" and kind.yuan is None:
            yield Refusal(
                "proposal_not_exact", f"{path}.kinds", "应当没收的违法所得数额没有查明，请补填收费、退费等数额"
            )
        if _needs_years(kind, found) and kind.years is None:
            yield Refusal("proposal_not_exact", f"{path}.years", f"“{kind.text}”应当有确定的期限，请补填年数")
    if proposal.years is not None and not any(kind.years is not None for kind in kinds):
        yield Refusal("proposal_not_exact", f"{path}.kinds", "填写了年数而处罚种类中没有有期限的处罚，请更正")


def _needs_years(kind: Intended, found: ConductAssessment) -> bool:
    return not kind.permanent and any(
        p.kind == kind.kind and p.text == kind.text and p.unit == "year" for p in found.penalties
    )


def intended(proposal: Proposal, found: ConductAssessment, rulebook: Rulebook) -> tuple[Intended, ...]:
    """The kinds intended, in the order of the provision's text, each with its figure."""
    told = [_told(proposal, penalty, found) for penalty in _chosen(proposal, found)]
    known = {kind.kind for kind in told}
    lower = [_of_lower_tier(kind, found, rulebook) for kind in proposal.kinds if kind not in known]
    return (*told, *(kind for kind in lower if kind is not None))


def _chosen(proposal: Proposal, found: ConductAssessment) -> Iterator[Penalty]:
    """Of each kind proposed the penalty meant: the recommended one, else the bureau's own first one."""
    for kind in dict.fromkeys(penalty.kind for penalty in found.penalties):
        if kind in proposal.kinds:
            same = [penalty for penalty in found.penalties if penalty.kind == kind and penalty.by is None]
            recommended = [penalty for penalty in same if penalty.is_recommended]
            yield from (recommended or same)[:1]


def _told(proposal: Proposal, penalty: Penalty, found: ConductAssessment) -> Intended:
    return Intended(
        penalty.kind,
        penalty.text,
        _yuan(proposal, penalty, found),
        _years(proposal, penalty),
        penalty.term == "permanent",
        penalty.what,
        penalty.consequence,
    )


def _yuan(proposal: Proposal, penalty: Penalty, found: ConductAssessment) -> Decimal | None:
    if penalty.kind == "fine":
        return proposal.fine
    return found.gains.confiscable if penalty.kind == "confiscate_gains" else None


def _years(proposal: Proposal, penalty: Penalty) -> Decimal | None:
    """The years intended; where the law fixes them, these."""
    if penalty.unit != "year" or penalty.term == "permanent":
        return None
    fixed = penalty.statutory is not None and penalty.statutory.min == penalty.statutory.max
    return proposal.years or (penalty.statutory.max if fixed and penalty.statutory else None)


def _of_lower_tier(kind: str, found: ConductAssessment, rulebook: Rulebook) -> Intended | None:
    """减轻 to a kind of a lower tier, which the tier found does not know (规则 L14)."""
    violation = rulebook.violations.get(found.law_applied.provision or found.violation.id)
    penalties: list[TierPenalty] = [] if violation is None else [p for tier in violation.tiers for p in tier.penalties]
    penalty = next((p for p in penalties if p.kind == kind and not p.by_other_authority), None)
    if penalty is None or violation is None:
        return None
    return Intended(kind, penalty.text, None, None, False, None, penalty.consequence)  # noqa: FBT003
