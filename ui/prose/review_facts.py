"""What the system knows already about each point of a legal review, to stand beside the question. Pure HTML, everything escaped.

It answers no point: it tells what is recorded, and what is missing or in doubt.
"""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Final, NamedTuple

from casebook.workflow.happened import Happened
from casebook.workflow.next_steps import Standing
from casebook.workflow.stages import gate_for
from penalty_engine.assessment import CircumstanceFinding
from penalty_engine.rendering import DIRECTIONS, STATUSES
from ui.filling.draft import statement
from ui.filling.work import Work
from ui.prose.panel import listed
from ui.words import act_title, day, named, short

GOOD, DOUBT = "within", "departs"
OFFICERS: Final = 2
_OF_LAW: Final = frozenset(
    ("UNVERIFIED_SOURCE", "UNSETTLED_READING", "RULE_EXPIRED", "DISPLACED", "PARTLY_DISPLACED", "EARLIER_VERSION_UNREAD",
     "MILDER_UNCLEAR", "TIER_UNREAD", "CONCURRENCE_UNDECIDED", "TIER_LACKING")
)  # fmt: skip
_OF_FACTS: Final = frozenset(
    (
        "COMPUTED_CONTRADICTS",
        "PREMISE_OPEN",
        "PREMISE_LACKING",
        "TIER_EVENT_UNSTATED",
        "TIER_EVENT_CONTRADICTED",
        "GAINS_UNKNOWN",
        "GAINS_DIFFER",
        "ZERO_GAINS",
    )
)
_OF_PARTY: Final = frozenset(("ACTOR_MISMATCH", "BAD_CHECK_DIGIT", "BIRTH_DATE_MISMATCH", "COUNTY_COMPETENCE"))
_OF_EVIDENCE: Final = frozenset(("EVIDENCE_NOT_LISTED",))
_OF_STEPS: Final = ("filed", "investigation_closed", "approved", "noticed", "served", "statement", "waived",
                    "hearing_requested", "hearing_held", "reexamined", "reviewed", "discussed")  # fmt: skip
_JUDGED_LATER: Final = frozenset(
    ("reviewed", "discussed", "readable", "another")
)  # needs that this review is itself about


class Known(NamedTuple):
    """One thing that is known. mood: within | departs."""

    mood: str
    text: str


def known(work: Work, where: Standing) -> Mapping[str, str]:
    """By point: what is known, the doubtful first."""
    return {
        point: listed([_told(one) for one in sorted(about(work, where), key=lambda one: one.mood == GOOD)])
        for point, about in _ABOUT.items()
    }


def _told(one: Known) -> str:
    shape = "▲ " if one.mood == DOUBT else "✓ "
    return f'<span class="{one.mood}">{shape}</span>{escape(short(one.text))}'


def _warned(work: Work, codes: frozenset[str]) -> Iterator[Known]:
    if work.assessment is not None:
        told = (one.message for one in work.assessment.warnings if one.code in codes)
        yield from (Known(DOUBT, text) for text in dict.fromkeys(told))


def _competence(work: Work, _: Standing) -> Iterator[Known]:
    if work.assessment is not None:
        procedure = work.assessment.procedure
        yield Known(GOOD, "没有发现不属于本局管辖") if procedure.competent else Known(DOUBT, "按规则不属于本局管辖")
        yield from (Known(DOUBT, note) for note in procedure.competence_notes)
    certified = [one for one in work.draft.get("officers") or [] if one.get("name") and one.get("certificate")]
    mood = GOOD if len(certified) >= OFFICERS else DOUBT
    yield Known(mood, f"有执法证号的执法人员 {len(certified)} 名")
    yield from _warned(work, _OF_PARTY)


def _facts(work: Work, _: Standing) -> Iterator[Known]:
    for act, found in enumerate(work.assessment.conducts if work.assessment else ()):
        which = act_title(act, work.acts)
        if found.decisive_unknowns:
            names = "、".join(named(key, work.rulebook) for key in found.decisive_unknowns)
            yield Known(DOUBT, f"{which}：尚未查明而可能改变结论的有{names}")
        else:
            yield Known(GOOD, f"{which}：没有可能改变结论的未查明事项")
        if not (work.draft["conducts"][act].get("summary") or "").strip():
            yield Known(DOUBT, f"{which}：没有填写违法事实")
    yield from (Known(DOUBT, f"没有填写{named(path, work.rulebook)}") for path in work.missing)
    yield from _warned(work, _OF_FACTS)


def _evidence(work: Work, _: Standing) -> Iterator[Known]:
    count = len(work.draft.get("evidence") or [])
    yield Known(GOOD if count else DOUBT, f"证据 {count} 项" if count else "没有列证据")
    for act in range(work.acts):
        stated = [one for one in work.findings(act).values() if one.holds and one.source == "stated"]
        bare = [one for one in stated if not statement(work.draft, act, one.id).evidence]
        if stated and not bare:
            yield Known(GOOD, f"{act_title(act, work.acts)}：认定存在的 {len(stated)} 项情节都列了证据")
        yield from (Known(DOUBT, f"情节“{_name(one)}”没有列证据") for one in bare)
    for place, item in enumerate(work.draft.get("evidence") or [], 1):
        if not item.get("proves"):
            yield Known(DOUBT, f"证据{place}没有写证明的事实")
    yield from _warned(work, _OF_EVIDENCE)


def _name(finding: CircumstanceFinding) -> str:
    return finding.text.removesuffix("的")


def _law(work: Work, _: Standing) -> Iterator[Known]:
    for found in work.assessment.conducts if work.assessment else ():
        yield Known(GOOD, f"{found.violation.basis}；{found.law_applied.reason}")
    yield from _warned(work, _OF_LAW)


def _procedure(work: Work, where: Standing) -> Iterator[Known]:
    """What has been done; what a decision would still lack but for this review."""
    done = list(_done(where.happened))
    if done:
        yield Known(GOOD, "；".join(done))
    decide = next((one for one in where.steps if one.gate.id == "decide"), None)
    if decide is not None:
        lacking = [one.message for one in decide.reasons if one.need not in _JUDGED_LATER]
        yield from (Known(DOUBT, f"作出决定还缺：{text}") for text in lacking)
    if work.assessment is not None and work.assessment.procedure.hearing:
        yield Known(GOOD, "应当告知听证权利")
    for one in where.deadlines:
        if one.id == "decision" and one.on:
            mood = DOUBT if one.on < work.today else GOOD
            yield Known(mood, f"应当在{day(one.on)}以前作出决定")


def _done(happened: tuple[Happened, ...]) -> Iterator[str]:
    stage = "draft"
    for one in happened:
        gate = gate_for(one.event, stage)
        stage = (gate.to if gate else None) or stage
        if gate and one.event.type in _OF_STEPS:
            yield f"{one.event.on.month}月{one.event.on.day}日{gate.name}"


def _discretion(work: Work, _: Standing) -> Iterator[Known]:
    for act, found in enumerate(work.assessment.conducts if work.assessment else ()):
        which = act_title(act, work.acts)
        if found.direction:
            mood = DOUBT if found.direction in {"conflicting", "mitigated"} else GOOD
            yield Known(mood, f"{which}：{DIRECTIONS[found.direction]}")
        if found.proposal is None:
            yield Known(DOUBT, f"{which}：还没有拟处罚")
        else:
            mood = GOOD if found.proposal.status == "within" else DOUBT
            why = "：" + "；".join(found.proposal.reasons) if found.proposal.reasons else ""
            yield Known(mood, f"{which}：拟处罚{STATUSES[found.proposal.status]}{why}")
        yield from (
            Known(DOUBT, f"情节“{_name(one)}”不计：同一事实已经用过")
            for one in found.circumstances
            if one.holds and not one.counted
        )
    rest = frozenset(("SYSTEM_SETTING", "MITIGATION_NOT_SHOWN", "MITIGATION_HAS_NO_FIGURE", "NO_STATUTORY_FIGURE"))
    yield from _warned(work, rest)


def _documents(_: Work, where: Standing) -> Iterator[Known]:
    numbers = [one.event.document for one in where.happened if one.event.document]
    if numbers:
        yield Known(GOOD, f"已经签发：{'、'.join(dict.fromkeys(numbers))}")
    else:
        yield Known(DOUBT, "还没有签发文书")


_ABOUT: Final[Mapping[str, Callable[[Work, Standing], Iterator[Known]]]] = {
    "competence": _competence,
    "facts": _facts,
    "evidence": _evidence,
    "law": _law,
    "procedure": _procedure,
    "discretion": _discretion,
    "documents": _documents,
}
