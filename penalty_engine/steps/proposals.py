"""拟处罚: does the officer's figure lie within the law and within the recommendation (规则 L13, L16)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from penalty_engine.amounts import FEN, ZERO, band, years_to_months
from penalty_engine.assessment import Penalty, ProposalFinding
from penalty_engine.case import Proposal
from penalty_engine.rulebook import Rulebook, Rules
from penalty_engine.wording import KINDS, interval, number, phrase, yuan

STATUSES = ("within", "departs", "unlawful")


Reason = tuple[str, str]  # status, reason


class Held(NamedTuple):
    """What the proposal is held against. `offered`: the recommended kinds; `confiscable` in yuan."""

    outcome: str
    chosen: str | None
    penalties: Sequence[Penalty]
    offered: Sequence[str]
    confiscable: Decimal | None


def check_proposal(proposal: Proposal, against: Held, rulebook: Rulebook) -> ProposalFinding:
    """Whether it is within | departs | unlawful, with every reason."""
    reasons = [*_reasons(proposal, against, rulebook)]
    rank = max((STATUSES.index(status) for status, _ in reasons), default=0)
    return ProposalFinding(STATUSES[rank], tuple(reason for _, reason in reasons))


def _reasons(proposal: Proposal, against: Held, rulebook: Rulebook) -> Iterator[Reason]:
    outcome, chosen, penalties, offered, _ = against
    if outcome not in ("penalty", "no_penalty_discretionary"):
        if proposal.kinds:
            yield "unlawful", phrase(rulebook, "proposal.no_penalty_possible")
        return
    if outcome == "no_penalty_discretionary" and not proposal.kinds:
        return
    for kind in proposal.kinds:
        yield from _known_kind(kind, against, rulebook)
    yield from _required_kinds(proposal, chosen, penalties, rulebook)
    yield from _offered_kinds(proposal, penalties, offered, rulebook)
    if "fine" in proposal.kinds:
        yield from _figure(proposal.fine, [p for p in penalties if p.kind == "fine"], "元", rulebook)
    bans = [p for p in penalties if p.kind in proposal.kinds and p.unit == "year" and p.statutory is not None]
    if bans:
        yield from _figure(proposal.years, bans, "年", rulebook)


def _known_kind(kind: str, against: Held, rulebook: Rulebook) -> Iterator[Reason]:
    """Unlawful: a kind the tier does not know, another's to impose, or with nothing to confiscate. Else it may depart."""
    meant = [penalty for penalty in against.penalties if penalty.kind == kind]
    if kind in against.offered:
        return
    if not meant:
        yield "unlawful", phrase(rulebook, "proposal.unknown_kind", kind=KINDS[kind])
    elif all(penalty.by for penalty in meant):
        yield "unlawful", phrase(rulebook, "proposal.not_ours", text=meant[0].text)
    elif kind == "confiscate_gains" and against.confiscable == ZERO:
        yield "unlawful", phrase(rulebook, "proposal.nothing_to_confiscate")
    else:
        yield "departs", phrase(rulebook, "proposal.kind_not_recommended", text=meant[0].text)


def _required_kinds(
    proposal: Proposal, chosen: str | None, penalties: Sequence[Penalty], rulebook: Rulebook
) -> Iterator[Reason]:
    """A required kind left out is unlawful, with mitigation it departs; alternatives exclude each other."""
    missing = "departs" if chosen == "mitigated" else "unlawful"
    ours = [p for p in penalties if p.required and p.by is None]
    for penalty in ours:
        if penalty.choice is None and penalty.is_recommended and penalty.kind not in proposal.kinds:
            yield missing, phrase(rulebook, "proposal.required_missing", text=penalty.text)
    for group in dict.fromkeys(_group(p) for p in ours if p.choice):
        members = [p for p in ours if _group(p) == group]
        elsewhere = {p.kind for p in ours if _group(p) != group}
        taken = {p.kind for p in members if p.kind in proposal.kinds}
        names = "、".join(p.text for p in members)
        if not taken:
            yield missing, phrase(rulebook, "proposal.group_missing", text=names)
        elif len(taken - elsewhere) > 1 and (members[0].choice or "").startswith("alt"):
            yield "unlawful", phrase(rulebook, "proposal.alternatives_together", text=names)


def _group(penalty: Penalty) -> tuple[str, str | None]:
    """An either-or group or ladder is one provision's own."""
    return penalty.provision, penalty.choice


def _offered_kinds(
    proposal: Proposal, penalties: Sequence[Penalty], offered: Sequence[str], rulebook: Rulebook
) -> Iterator[Reason]:
    """A recommended optional kind left out departs; so does a rung other than the recommended one."""
    for kind in offered:
        penalty = next((p for p in penalties if p.kind == kind and p.is_recommended), None)
        if penalty is None or kind in proposal.kinds:
            continue
        if not penalty.required:
            yield "departs", phrase(rulebook, "proposal.optional_missing", text=penalty.text)
        elif any(_group(p) == _group(penalty) and p.kind in proposal.kinds for p in penalties if p.choice):
            yield "departs", phrase(rulebook, "proposal.other_rung", text=penalty.text)


def _figure(figure: Decimal | None, penalties: Sequence[Penalty], unit: str, rulebook: Rulebook) -> Iterator[Reason]:
    """The figure against the lawful and the recommended range, ends respected."""
    penalty = next((p for p in penalties if p.is_recommended), penalties[0] if penalties else None)
    if penalty is None:
        return
    if figure is None:
        yield "departs", phrase(rulebook, "proposal.no_figure", text=penalty.text)
        return
    if penalty.lawful is None:
        zero = penalty.multiple is not None and penalty.multiple.base == 0
        form = "proposal.zero_base" if zero else "proposal.no_range"
        yield "unlawful" if zero else "departs", phrase(rulebook, form, text=penalty.text)
        return
    value = _as_told(figure, unit)
    shown = yuan(value) if unit == "元" else f"{number(value)}年"
    if not penalty.lawful.holds(value):
        lawful = interval(penalty.lawful, unit)
        yield "unlawful", phrase(rulebook, "proposal.outside_law", text=penalty.text, figure=shown, lawful=lawful)
    elif penalty.recommended is None or not penalty.recommended.holds(value):
        told = interval(penalty.recommended, unit) if penalty.recommended else "不建议给予"
        yield (
            "departs",
            phrase(rulebook, "proposal.outside_recommended", text=penalty.text, figure=shown, recommended=told),
        )


def _as_told(figure: Decimal, unit: str) -> Decimal:
    """Bans are counted in months: half a year is six of them, told to two decimals."""
    months = years_to_months(figure) if unit == "年" else None
    return figure if months is None else (months / 12).quantize(Decimal("0.01"))


def mitigation_not_shown(proposal: Proposal, chosen: str | None, penalties: Sequence[Penalty], rules: Rules) -> bool:
    """Whether a figure above the lighter band is proposed although 应当从轻或者减轻 holds (MITIGATION_NOT_SHOWN)."""
    if chosen not in ("lighter", "mitigated") or "fine" not in proposal.kinds or proposal.fine is None:
        return False
    fine = next((p for p in penalties if p.kind == "fine" and p.statutory is not None), None)
    if fine is None or fine.statutory is None:
        return False
    lighter = fine.recommended
    if chosen == "mitigated":
        lighter = band(fine.statutory, "lighter", rules.band_lighter, rules.band_heavier, FEN)
    return lighter is not None and proposal.fine > lighter.max
