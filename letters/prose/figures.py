"""From the circumstances to the figure: the direction, the part of the range, the figure intended (规则 L12 to L16)."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from letters.gates.proposals import Intended
from letters.prose.benchmarks import rows_told
from letters.prose.grounds import is_used_up
from letters.prose.offers import base_of, has_scale, is_meant, is_ranged, members_of, ours, range_told, what_is_ranged
from letters.prose.telling import Telling
from letters.words import closed, duration, listed, money, one_line
from penalty_engine.amounts import FEN, ZERO, Interval, months_to_years, years_to_months
from penalty_engine.assessment import Penalty

GIVEN: Final = {"警告": "给予警告", "通报批评": "给予通报批评", "撤销": "予以撤销"}
WITH_A_SIDE: Final = ("lighter", "heavier", "mitigated")


def conclusion(kinds: Sequence[Intended], telling: Telling, *, several: bool) -> str:
    """From the circumstances, `several` or one, to the figures; empty where there is nothing to conclude yet."""
    why = _why(kinds, telling)
    if several and why and telling.found.direction in WITH_A_SIDE and has_scale(telling):
        why = telling.say("why.together", why=why)
    steps = "；".join(_step(kind, telling) for kind in kinds)
    result = "，".join(part for part in (why, steps, _left_out(kinds, telling)) if part)
    return "".join((*rows_told(kinds, telling), closed(result) if result else "", *_afterwards(telling)))


def _why(kinds: Sequence[Intended], telling: Telling) -> str:
    """从轻, 减轻, 从重, neither, or both sides at once."""
    direction, proposal = telling.found.direction, telling.found.proposal
    if direction == "ordinary":
        return _nothing_weighs(_shape(kinds, telling), telling)
    if kinds and not has_scale(telling):
        fixed = telling.say("why.no_scale")
        return f"{telling.say('why.conflicting')}，{fixed}" if direction == "conflicting" else fixed
    if direction is None or (direction in WITH_A_SIDE and proposal is not None and proposal.status != "within"):
        return ""
    held = (telling.rulebook.circumstance[one.id] for one in telling.found.circumstances if one.counted)
    is_listed = direction == "mitigated" and any(one.forces_mitigation for one in held)
    return telling.say("why.listed" if is_listed else f"why.{direction}")


def _shape(kinds: Sequence[Intended], telling: Telling) -> str:
    """What could have turned out otherwise: the place in a range, the choice of a kind, nothing but mitigation."""
    meant = [one for one in telling.found.penalties if any(is_meant(kind, one) for kind in kinds)]
    if any(map(is_ranged, meant or ours(telling))):
        return "ranged"
    return "choice" if has_scale(telling) else "fixed"


def _nothing_weighs(shape: str, telling: Telling) -> str:
    """没有查实…的情形: beside what the tier used up, as with an earlier act, of which articles of the measure."""
    matter = telling.matter
    earlier = [act for act in matter.punished() if act.place < telling.act.place]
    if is_used_up(telling):
        return telling.say(f"why.{shape}", checked=telling.say("checked.besides"), articles="")
    if any(act.found.direction == "ordinary" for act in earlier):
        return telling.say(f"why.{shape}", checked=telling.say("checked.too"), articles="")
    measure = telling.rulebook.laws.get(telling.rulebook.measure)
    days = (matter.case.decided_on or matter.assessment.assessed_on, telling.last_day)
    in_force = measure is not None and all(map(measure.period.covers, days))
    return telling.say(f"why.{shape}", checked="", articles=telling.say(f"articles.{shape}") if in_force else "")


def _step(kind: Intended, telling: Telling) -> str:
    """One kind intended: picked among several, its part of the range, its figure."""
    penalty = next((one for one in telling.found.penalties if is_meant(kind, one)), None)
    given = GIVEN.get(kind.text, kind.text)
    if penalty is None and telling.found.direction == "mitigated":
        return telling.say("pick.lower_tier", kind=given)
    if penalty is None:
        return f"{telling.intend}{given}"
    if kind.kind == "confiscate_gains":
        return _confiscated(kind, telling)
    members, figure = members_of(penalty, ours(telling)), _figure(kind, penalty, telling)
    picked = _picked(given, penalty, members, telling) if len(members) > 1 else ""
    if figure:
        return f"{picked}，{figure}" if picked else figure
    return picked or f"{telling.intend}{given}"


def _picked(given: str, penalty: Penalty, members: Sequence[Penalty], telling: Telling) -> str:
    """Which one of an either-or group or ladder, and how that follows from the direction."""
    direction, is_ladder = telling.found.direction, not (penalty.choice or "").startswith("alt")
    if is_ladder and penalty == members[0] and direction == "ordinary":
        return telling.say("pick.milder", graver=listed(one.text for one in members[1:]), kind=given)
    if is_ladder and penalty == members[0] and direction in ("lighter", "mitigated"):
        return telling.say("pick.lightest", kind=given)
    if is_ladder and penalty == members[-1] and direction == "heavier":
        return telling.say("pick.gravest", kind=given)
    return telling.say("pick.one", kind=penalty.text)


def _left_out(kinds: Sequence[Intended], telling: Telling) -> str:
    """Optional kinds that are not given."""
    left = [one.text for one in ours(telling) if not one.required and not any(is_meant(kind, one) for kind in kinds)]
    return telling.say("pick.left", kinds=listed(left)) if left and kinds else ""


def _confiscated(kind: Intended, telling: Telling) -> str:
    """没收违法所得20000元，即违法所得420000元扣除应当退还的400000元."""
    gains, refundable = telling.found.illegal_gains, telling.found.gains.refundable
    amount = "" if kind.yuan is None else money(kind.yuan)
    if not refundable or gains is None or not amount:
        return telling.say("confiscate", amount=amount)
    return telling.say("confiscate.less", amount=amount, gains=money(gains), refundable=money(refundable))


def _figure(kind: Intended, penalty: Penalty, telling: Telling) -> str | None:
    """The part of the range that the direction calls for, and the figure; None for a kind without one."""
    figure = kind.yuan if penalty.unit == "CNY" else kind.years
    if penalty.unit is None or kind.permanent or figure is None:
        return None
    value = figure if penalty.unit == "CNY" else _in_years(figure)
    within = penalty.recommended is not None and penalty.recommended.holds(value)
    told = _amount(figure, penalty, telling)
    band = _band(penalty, telling, within=within)
    if not band:
        return told if penalty.unit == "CNY" else f"{what_is_ranged(penalty, telling)}{told}"
    return f"{band}，据此{told}" if within else f"{band}，本局{told}{_beyond(value, penalty)}"


def _in_years(years: Decimal) -> Decimal:
    """Bans are counted in months: the years as ranges tell them."""
    months = years_to_months(years)
    return years if months is None else months_to_years(months)


def _band(penalty: Penalty, telling: Telling, *, within: bool) -> str:
    """罚款取法定幅度中较低的部分，即3000元以上6600元以下."""
    whole, part, direction = penalty.statutory, penalty.recommended, telling.found.direction
    if whole is None or part is None or direction is None or (whole.min == whole.max and direction != "mitigated"):
        return ""
    side = "ordinary" if direction == "conflicting" else direction
    term = "_term" if penalty.unit == "year" and side in WITH_A_SIDE else ""
    return telling.say(
        f"band.{side}{term}" if within else f"departs.{side}",
        what=what_is_ranged(penalty, telling),
        whole="该档幅度" if penalty.benchmark else "法定幅度",
        recommended=range_told(part, penalty),
        minimum=range_told(Interval(whole.min, whole.min), penalty),
    )


def _amount(figure: Decimal, penalty: Penalty, telling: Telling) -> str:
    """拟罚款4000元，约为违法所得的1.33倍; 拟定为一年，是法定最短期限."""
    if penalty.unit == "year":
        return f"{telling.intend}定为{duration(figure)}{_at_an_end(_in_years(figure), penalty)}"
    beside = "" if penalty.required else "并处"
    return f"{telling.intend}{beside}罚款{money(figure)}{_times(figure, penalty, telling)}{_at_an_end(figure, penalty)}"


def _times(yuan: Decimal, penalty: Penalty, telling: Telling) -> str:
    multiple = penalty.multiple
    if multiple is None or not multiple.base:
        return ""
    factor = (yuan / multiple.base).quantize(FEN, ROUND_HALF_UP)
    about = "" if factor * multiple.base == yuan else "约"
    base = base_of(penalty, telling) or money(multiple.base)
    return f"，{about}为{base}的{factor.normalize():f}倍"


def _at_an_end(value: Decimal, penalty: Penalty) -> str:
    """Whether the figure is the least or the most that the law knows."""
    whole = penalty.statutory
    if whole is None or whole.min == whole.max:
        return ""
    lowest, highest = ("最短期限", "最长期限") if penalty.unit == "year" else ("最低数额", "最高数额")
    if value == whole.min:
        return f"，系法定{lowest}"
    return f"，系法定{highest}" if value == whole.max else ""


def _beyond(value: Decimal, penalty: Penalty) -> str:
    """How a figure lies outside the part recommended."""
    whole, part = penalty.statutory, penalty.recommended
    if whole is None or part is None:
        return ""
    is_term = penalty.unit == "year"
    if value < whole.min and part.min >= whole.min:
        return f"，{'短于法定最短期限' if is_term else '低于法定最低限'}，属于减轻处罚"
    above, below = ("长于", "短于") if is_term else ("高于", "低于")
    return f"，{above if value >= part.max else below}这一幅度"


def _afterwards(telling: Telling) -> Iterator[str]:
    """Why nothing is confiscated; why the officer departs; that others of the same matter answer for themselves."""
    found, proposal = telling.found, telling.conduct.proposal
    taken = any(penalty.kind == "confiscate_gains" and penalty.by is None for penalty in found.penalties)
    if taken and found.illegal_gains and found.gains.confiscable == ZERO:
        yield telling.say("confiscate.nothing", gains=money(found.illegal_gains))
    departs = found.proposal is not None and found.proposal.status != "within"
    chosen = departs or found.direction == "mitigated" or found.outcome == "no_penalty_discretionary"
    if chosen and proposal is not None and proposal.reasons:
        yield closed(telling.say("reasons", reasons=one_line(proposal.reasons).rstrip("。；，、")))
    punished = telling.matter.punished()
    if telling.matter.case.joint_with and punished and telling.act.place == punished[0].place:
        yield telling.say("joint")
