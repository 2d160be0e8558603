"""The reasoning as the party reads it: the engine's sentences for the party, with the evidence that shows each circumstance."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from letters.matter import Act
from letters.proposals import Intended
from letters.words import PENALTY_LAW, closed, duration, listed, money, one_line
from penalty_engine.amounts import FEN, ZERO
from penalty_engine.assessment import ConductAssessment, Penalty, Sentence
from penalty_engine.rulebook import Rulebook

PLAIN_LAW: Final = ("law.applied", "law.applied_ongoing")
FACTS: Final = ("gains.",)
PROVISIONS: Final = ("law.", "concurrence.")
DIRECTION: Final = "direction."
OTHER_SUMS: Final = ("capital_amount", "funds_misused")
ALTERNATIVE: Final = "或者"  # several duties, and the case does not say which one was broken: none is named
SHORT_TITLE: Final = re.compile("《(?!中华人民共和国)([^》]+)》")


def facts_told(act: Act, rulebook: Rulebook) -> tuple[str, ...]:
    """The amounts: how gains were counted, what is still owed, what else was found in money."""
    nothing = not act.found.illegal_gains and not act.conduct.facts.get("fees_collected")
    gains = () if nothing else (s for s in _for_party(act.found) if s.id.startswith(FACTS))
    told = [_with_citations(sentence) for sentence in gains]
    if act.found.gains.refundable:
        told.append(f"尚未退还的费用为{money(act.found.gains.refundable)}。")
    for fact in OTHER_SUMS:
        value = act.conduct.facts.get(fact)
        if isinstance(value, Decimal):
            told.append(f"{rulebook.facts[fact].label}为{money(value)}。")
    return tuple(told)


def provisions_told(act: Act, rulebook: Rulebook) -> tuple[str, ...]:
    """The provision broken, that of the penalty, and why these where others come into question."""
    found = act.found
    violation = rulebook.violations[found.law_applied.provision or found.violation.id]
    if violation.breached and ALTERNATIVE not in violation.breached:
        broken = _full_title(violation.breached, rulebook)
        first = f"上述行为违反了{broken}的规定，依照{found.violation.basis}的规定，应当给予行政处罚。"
    elif found.violation.basis == violation.basis_text:
        first = f"上述行为属于{violation.basis_text}规定的违法行为，应当依照该规定给予行政处罚。"
    else:
        first = (
            f"上述行为属于{violation.basis_text}规定的违法行为，依照{found.violation.basis}的规定，应当给予行政处罚。"
        )
    others = [s for s in _for_party(found) if s.id.startswith(PROVISIONS) and s.id not in PLAIN_LAW]
    return (first, *(_with_citations(sentence) for sentence in others))


def discretion(act: Act, kinds: Sequence[Intended], numbers: Mapping[str, int]) -> tuple[str, ...]:
    """Each circumstance with its evidence, article and effect; the range used; why this figure."""
    shown = {finding.id: _shown_by(finding.evidence, numbers) for finding in act.found.circumstances if finding.counted}
    told = [
        _with_evidence(_with_citations(sentence), [shown.get(one, "") for one in _facts_of(sentence)])
        for sentence in _for_party(act.found)
        if not sentence.id.startswith((*FACTS, *PROVISIONS))
    ]
    return (*told, *_figures(act, kinds))


def _for_party(found: ConductAssessment) -> Iterator[Sentence]:
    """What may be printed, each text once."""
    seen: set[str] = set()
    for sentence in found.explanation:
        if sentence.audience == "party" and sentence.text not in seen:
            seen.add(sentence.text)
            yield sentence


def _with_citations(sentence: Sentence) -> str:
    """The sentence, with the provisions that it rests on and does not name itself."""
    unnamed = [citation for citation in sentence.citations if citation not in sentence.text]
    return f"{sentence.text.rstrip('。')}（{listed(unnamed)}）。" if unnamed else closed(sentence.text)


def _facts_of(sentence: Sentence) -> tuple[str, ...]:
    """The circumstances that a sentence tells; what they come to together needs no evidence of its own."""
    return () if sentence.id.startswith(DIRECTION) else sentence.because


def _shown_by(evidence: Sequence[str], numbers: Mapping[str, int]) -> str:
    return listed(f"证据{numbers[one]}" for one in evidence if one in numbers)


def _with_evidence(text: str, shown: Sequence[str]) -> str:
    """The evidence stands with the fact that it shows: before the article, else at the end."""
    evidence = listed(dict.fromkeys(one for one in shown if one))
    if not evidence:
        return text
    fact, comma, article = text.partition("，依照")
    return f"{fact}（{evidence}）{comma}{article}" if comma else f"{text.rstrip('。')}（{evidence}）。"


def _full_title(cited: str, rulebook: Rulebook) -> str:
    """《民办教育促进法》 as 《中华人民共和国民办教育促进法》, where that is the law's title."""
    titles = {law.title for law in rulebook.laws.values()}

    def full(match: re.Match[str]) -> str:
        title = f"中华人民共和国{match[1]}"
        return f"《{title}》" if title in titles else match[0]

    return SHORT_TITLE.sub(full, cited)


def _figures(act: Act, kinds: Sequence[Intended]) -> Iterator[str]:
    """The figure intended and where it lies; the officer's own reasons where it departs from the recommendation."""
    gains = act.found.gains
    if gains.refundable and any(kind.kind == "confiscate_gains" and kind.yuan is not None for kind in kinds):
        counted = f"违法所得{money(act.found.illegal_gains or ZERO)}扣除应当退还的{money(gains.refundable)}"
        yield f"{counted}，应当没收的为{money(gains.confiscable or ZERO)}（{PENALTY_LAW}第二十八条第二款）。"
    figures = [told for kind in kinds if (told := _figure(kind, act.found))]
    within = act.found.proposal is not None and act.found.proposal.status == "within"
    if figures:
        where = "，在上述幅度之内" if within and _has_range(act.found, kinds) else ""
        yield f"据此，{'，'.join(figures)}{where}。"
    proposal = act.conduct.proposal
    if not within and proposal and proposal.reasons:
        yield closed(f"拟处罚与上述种类、幅度不同，理由是：{one_line(proposal.reasons)}")


def _figure(kind: Intended, found: ConductAssessment) -> str | None:
    if kind.years is not None:
        return f"{kind.what if kind.is_told_by_its_ban else kind.text}的期限拟定为{duration(kind.years)}"
    if kind.kind != "fine" or kind.yuan is None:
        return None
    multiple = next((p.multiple for p in _same(found, "fine") if p.multiple and p.multiple.base), None)
    if multiple is None or not multiple.base:
        return f"罚款数额拟定为{money(kind.yuan)}"
    times = (kind.yuan / multiple.base).quantize(FEN, ROUND_HALF_UP)
    about = "" if times * multiple.base == kind.yuan else "约"
    base = "违法所得" if multiple.base == found.illegal_gains else money(multiple.base)
    return f"罚款数额拟定为{money(kind.yuan)}，{about}为{base}的{times.normalize():f}倍"


def _same(found: ConductAssessment, kind: str) -> list[Penalty]:
    return [penalty for penalty in found.penalties if penalty.kind == kind]


def _has_range(found: ConductAssessment, kinds: Sequence[Intended]) -> bool:
    """Whether each figure has a recommended range that was told before it."""
    figured = [kind.kind for kind in kinds if kind.years is not None or kind.kind == "fine"]
    return all(any(penalty.recommended is not None for penalty in _same(found, kind)) for kind in figured)
