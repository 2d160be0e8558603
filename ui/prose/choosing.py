"""Which of two provisions that look alike is the one: the special one that refers to the other, or the general one."""

from collections.abc import Iterable

from penalty_engine.rulebook import Rulebook, Violation
from ui.words import short


def which(violation: Violation, rulebook: Rulebook) -> str:
    """When this is the one to choose beside those it refers to or that refer to it; empty where none does."""
    known = rulebook.violations
    referred = [known[one] for one in violation.refers_to if one in known]
    special = _special(violation, rulebook)
    told = []
    if referred:
        told.append(f"特别规定，罚则依照{_named(referred)}：要件齐全的选本项；要件不齐全的，是否属于那一项另行认定")
    if special:
        names = "、".join(f"“{one.name}”" for one in special)
        told.append(f"一般规定：符合下列特别规定的，选特别规定，不选本项——{names}")
    return "；".join(told)


def together(found: Iterable[Violation], rulebook: Rulebook) -> tuple[Violation, ...]:
    """What was found, each followed by the special provisions that refer to it, those of daily work first, or by the general one."""
    known, listed = rulebook.violations, dict[str, Violation]()
    for one in found:
        for other in (one, *_special(one, rulebook), *(known[id] for id in one.refers_to if id in known)):
            listed.setdefault(other.id, other)
    return tuple(listed.values())


def _special(general: Violation, rulebook: Rulebook) -> list[Violation]:
    """Those that refer to it, those of daily work first."""
    found = [one for one in rulebook.violations.values() if general.id in one.refers_to]
    return sorted(found, key=lambda one: (one.common_rank is None, one.common_rank or 0))


def _named(violations: list[Violation]) -> str:
    return "、".join(f"“{one.name}”（{short(one.basis_text)}）" for one in violations)
