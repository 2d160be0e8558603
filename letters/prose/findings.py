"""The assessment of one act for the sheets that stay inside: result, ranges, circumstances, the figure proposed, what is doubtful."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from letters.evidence import shown_by
from letters.matter import Act, Matter
from letters.prose.acts import name_of
from letters.words import closed, listed, one_line
from penalty_engine.assessment import CircumstanceFinding, Penalty
from penalty_engine.rendering import BORNE, DIRECTIONS, OUTCOMES, STATUSES, TIERS
from penalty_engine.wording import interval, number

UNITS: Final = {"CNY": "元", "year": "年"}


class Finding(NamedTuple):
    """One act as the reviewers see it."""

    name: str
    result: str
    ranges: tuple[str, ...]
    circumstances: tuple[str, ...]
    proposed: str
    status: str
    departure: str


def finding(act: Act, matter: Matter) -> Finding:
    """What was found on the act."""
    found, proposal = act.found, act.conduct.proposal
    if found.outcome == "no_penalty_discretionary" and act.is_to_be_spared:
        said = ["不予行政处罚"]
    else:
        said = [OUTCOMES[found.outcome]]
        said += [DIRECTIONS[found.direction]] if found.direction else []
        said += [f"违法行为属于{TIERS[found.tier]}档次"] if found.tier in TIERS and found.tier != "unknown" else []
    numbers = {item.id: place for place, item in enumerate(matter.case.evidence, 1)}
    return Finding(
        name=name_of(act, matter.rulebook),
        result="，".join(said),
        ranges=() if act.is_to_be_spared else tuple(_range(penalty) for penalty in found.penalties),
        circumstances=tuple(_circumstance(one, numbers) for one in found.circumstances if one.counted),
        proposed="" if proposal is None or proposal.kinds else "不予处罚",
        status=STATUSES[found.proposal.status] if found.proposal and not act.is_to_be_spared else "",
        departure=closed(one_line(proposal.reasons)) if proposal and proposal.reasons else "",
    )


def _range(penalty: Penalty) -> str:
    """罚款（应当给予）：法定幅度3000元以上15000元以下，建议幅度3000元以上6600元以下."""
    unit = UNITS.get(penalty.unit or "", "")
    how = BORNE.get(penalty.by or "", "应当给予" if penalty.required else "可以给予")
    told = []
    if penalty.statutory is not None:
        told.append(f"法定幅度{interval(penalty.statutory, unit)}")
    elif penalty.multiple is not None:
        low = "" if penalty.multiple.min is None else f"{number(penalty.multiple.min)}倍以上"
        told.append(f"法定幅度{low}{number(penalty.multiple.max)}倍以下")
    if penalty.is_recommended and penalty.recommended is not None:
        told.append(f"建议幅度{interval(penalty.recommended, unit)}")
    elif penalty.is_recommended:
        told.append("建议给予")
    else:
        told.append("不建议给予")
    return f"{penalty.text}（{how}）：{'，'.join(told)}"


def _circumstance(finding: CircumstanceFinding, numbers: dict[str, int]) -> str:
    """主动消除或者减轻违法行为危害后果（证据4、证据5）：《…》第六条第（一）项."""
    shown = shown_by(finding.evidence, numbers)
    return f"{finding.text}{f'（{shown}）' if shown else ''}：{listed(finding.citations)}"


def warnings_told(matter: Matter) -> Iterator[str]:
    """Every warning with its code: for the reviewer's sheet alone."""
    for one in dict.fromkeys((warning.code, warning.message) for warning in matter.assessment.warnings):
        yield f"{one[1].rstrip('。')}（{one[0]}）。"
