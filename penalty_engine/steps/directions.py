"""从轻, 减轻, 从重 (办法 6, 7; 规则 L12): established, counted circumstances only; never netted silently."""

from collections.abc import Sequence
from typing import NamedTuple

from penalty_engine.assessment import CircumstanceFinding, Sentence
from penalty_engine.rulebook import Rulebook
from penalty_engine.wording import cite, say


class Weighing(NamedTuple):
    """What the circumstances of one act come to, before any direction is taken."""

    no_penalty: tuple[CircumstanceFinding, ...]
    waiver: tuple[CircumstanceFinding, ...]
    lighter: tuple[CircumstanceFinding, ...]
    heavier: tuple[CircumstanceFinding, ...]
    forced_mitigation: bool


def weigh(circumstances: Sequence[CircumstanceFinding], rulebook: Rulebook) -> Weighing:
    """Sort the counted circumstances by what they do."""
    by_effect: dict[str, list[CircumstanceFinding]] = {}
    for finding in circumstances:
        if finding.counted:
            by_effect.setdefault(finding.effect, []).append(finding)
    lighter = by_effect.get("lighter_or_mitigated", [])
    return Weighing(
        tuple(by_effect.get("no_penalty", ())),
        tuple(by_effect.get("no_penalty_discretionary", ())),
        tuple(lighter),
        tuple(by_effect.get("heavier", ())),
        any(rulebook.circumstance[finding.id].forces_mitigation for finding in lighter),
    )


def direction(*, lighter: bool, heavier: bool, forced_mitigation: bool, choose: str | None) -> str:
    """One of mitigated | lighter | ordinary | heavier | conflicting."""
    if lighter and heavier:
        return "conflicting"
    if lighter:
        return "mitigated" if forced_mitigation or choose == "mitigated" else "lighter"
    return "heavier" if heavier else "ordinary"


def alternatives(chosen: str, *, forced_mitigation: bool) -> tuple[str, ...]:
    """What the bureau may lawfully choose instead: 从轻 or 减轻, unless a list says which or sides conflict."""
    if forced_mitigation or chosen not in ("lighter", "mitigated"):
        return ()
    return ("mitigated",) if chosen == "lighter" else ("lighter",)


def direction_told(chosen: str, weighing: Weighing, rulebook: Rulebook) -> tuple[Sentence, ...]:
    """Each circumstance with its effect, then what they come to together."""
    sides = [("lighter", finding) for finding in weighing.lighter] + [
        ("heavier", finding) for finding in weighing.heavier
    ]
    told = [_circumstance_told(side, finding, rulebook) for side, finding in sides]
    because = tuple(finding.id for _, finding in sides)
    return (*told, say(rulebook, f"direction.{chosen}", because))


def _circumstance_told(side: str, finding: CircumstanceFinding, rulebook: Rulebook) -> Sentence:
    text, cited = finding.text.removesuffix("的"), "、".join(finding.citations)
    return cite(rulebook, f"circumstance.{side}", finding.citations, (finding.id,), text=text, cited=cited)
