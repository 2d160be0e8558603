"""处罚依据 as the party reads it: the provision broken, that of the penalty, why these (处罚法 29, 37; 规则 L3, L17)."""

import re
from collections.abc import Iterator
from typing import Final

from letters.matter import Act
from letters.words import closed, day, duration, listed, money, named_once
from penalty_engine.amounts import statutory
from penalty_engine.assessment import ConductAssessment, Sentence
from penalty_engine.rulebook import Rulebook, TierPenalty, Violation
from penalty_engine.wording import BASES, phrase, spread, times

BROKEN: Final = ("penalty", "no_penalty_discretionary", "order_only", "no_penalty", "transfer")
OTHERS: Final = ("law.", "concurrence.")
PLAIN_LAW: Final = ("law.applied", "law.applied_ongoing")
ALTERNATIVE: Final = "或者"  # several duties, and the case does not say which one was broken: none is named
SHORT_TITLE: Final = re.compile("《(?!中华人民共和国)([^》]+)》")


def provisions_told(act: Act, rulebook: Rulebook) -> tuple[str, ...]:
    """The provision broken, that of the penalty, and why these where others come into question."""
    return tuple(map(named_once, _told(act, rulebook))) if act.found.outcome in BROKEN else ()


def _told(act: Act, rulebook: Rulebook) -> tuple[str, ...]:
    found = act.found
    others = [one for one in for_party(found) if one.id.startswith(OTHERS) and one.id not in PLAIN_LAW]
    applied = found.law_applied
    why = [_why(act, one, rulebook) for one in others]
    violation = rulebook.violations[applied.provision or found.violation.id]
    if applied.milder_of and applied.provision != applied.milder_of[0]:
        return (*why, f"因此，上述行为{_punished_as(act, violation)}")
    if not violation.breached or ALTERNATIVE in violation.breached:
        return (f"上述行为{_punished_as(act, violation)}", *why)
    due = f"，依照{found.violation.basis}的规定，{_due(act)}" if _due(act) else ""
    return (f"上述行为违反了{full_title(violation.breached, rulebook)}的规定{due}。", *why)


def _punished_as(act: Act, violation: Violation) -> str:
    """属于《…》第六十二条第（三）项规定的违法行为，依照该规定，应当给予行政处罚."""
    basis, due = act.found.violation.basis, _due(act)
    told = f"属于{violation.basis_text}规定的违法行为"
    if not due:
        return f"{told}。"
    same = "上述规定" if len(violation.basis) > 1 else "该规定"
    return f"{told}，依照{same if basis == violation.basis_text else f'{basis}的规定'}，{due}。"


def _due(act: Act) -> str:
    """应当 or 可以; empty where no penalty is to be given."""
    found = act.found
    if found.outcome == "penalty":
        is_due = any(penalty.required for penalty in found.penalties)
        return "应当给予行政处罚" if is_due else "可以给予行政处罚"
    return "可以给予行政处罚" if act.is_to_be_punished else ""


def _why(act: Act, sentence: Sentence, rulebook: Rulebook) -> str:
    """The engine's own sentence; of old and new law what each provides for on the tier found (从旧兼从轻)."""
    applied = act.found.law_applied
    if not applied.milder_of or sentence.text != applied.reason:
        return with_citations(sentence)
    old, *news = (rulebook.violations[one] for one in applied.milder_of)
    tier = act.found.tier or "base"
    told = phrase(
        rulebook,
        "letter.law.milder_old" if applied.provision == old.id else "letter.law.milder_new",
        day=day(act.conduct.ended or applied.as_of),
        old=old.basis_text,
        old_kinds=listed(_provided(old, tier)),
        new=listed(one.basis_text for one in news),
        new_kinds=listed(dict.fromkeys(kind for one in news for kind in _provided(one, tier))),
    )
    return with_citations(sentence._replace(text=told))


def _provided(violation: Violation, tier: str) -> Iterator[str]:
    """警告; 罚款（5000元以上30000元以下）: what weighs in the comparison, confiscation left out."""
    penalties = (violation.tier(tier) or violation.tiers[0]).penalties
    for penalty in penalties:
        if not penalty.kind.startswith("confiscate") and not penalty.by_other_authority and not penalty.on_responsible:
            yield penalty.text + _range(penalty)


def _range(penalty: TierPenalty) -> str:
    scope = penalty.range
    if scope is None or scope.max is None:
        return ""
    if scope.type == "multiple":
        return f"（{BASES.get(scope.base or '', '')}的{times(scope.min, scope.max)}）"
    return f"（{spread(statutory(scope.min, scope.max), duration if scope.type == 'years' else money)}）"


def for_party(found: ConductAssessment) -> Iterator[Sentence]:
    """What may be printed of the engine's own reasoning, each text once."""
    seen: set[str] = set()
    for sentence in found.explanation:
        if sentence.audience == "party" and sentence.text not in seen:
            seen.add(sentence.text)
            yield sentence


def with_citations(sentence: Sentence) -> str:
    """The sentence, with the provisions that it rests on and does not name itself."""
    unnamed = [citation for citation in sentence.citations if citation not in sentence.text]
    return f"{sentence.text.rstrip('。')}（{listed(unnamed)}）。" if unnamed else closed(sentence.text)


def full_title(cited: str, rulebook: Rulebook) -> str:
    """《民办教育促进法》 as 《中华人民共和国民办教育促进法》, where that is the law's title."""
    titles = {law.title for law in rulebook.laws.values()}

    def full(match: re.Match[str]) -> str:
        title = f"中华人民共和国{match[1]}"
        return f"《{title}》" if title in titles else match[0]

    return SHORT_TITLE.sub(full, cited)
