"""What a provision provides for on the tier found, with the ranges on these facts (规则 L11, L13, L16)."""

from collections.abc import Iterator, Sequence
from typing import Final

from letters.gates.proposals import RANGE, Intended
from letters.prose.telling import HIGHER, Telling
from letters.words import duration, joined, listed, money
from penalty_engine.amounts import ZERO, Interval
from penalty_engine.assessment import Penalty
from penalty_engine.wording import BASES, spread, times

GAINS: Final = "illegal_gains"


def rule_told(kinds: Sequence[Intended], telling: Telling, *, after_tier: bool) -> str:
    """What each provision provides for on this tier, with its range on these facts; `after_tier`: it was named just now."""
    told = ""
    for basis in dict.fromkeys(penalty.basis for penalty in ours(telling)):
        offered = [penalty for penalty in ours(telling) if penalty.basis == basis]
        shared = any(one.by == "other_authority" for one in telling.found.penalties if one.basis == basis)
        leading = basis == telling.ruling.basis_text
        whom = listed(_whom(basis, telling, below=leading and not after_tier))
        form = ("rule.tier" if telling.how in HIGHER else "rule.there") if leading and after_tier else "rule"
        told += f"{whom}的，" if whom and form != "rule" else ""
        told += telling.say(
            "rule.for" if whom and form == "rule" else form,
            basis=basis,
            whom=whom,
            by=telling.say("rule.by_us") if shared else "",
            kinds=_offered(offered, kinds, telling),
        )
    return told


def _whom(basis: str, telling: Telling, *, below: bool) -> Iterator[str]:
    """Which acts the rule speaks of: those below the next tier, those without gains where it would confiscate."""
    if below and telling.how == "none_higher":
        yield telling.say("whom.below", trigger=telling.ruling.tiers[1].trigger)
    if any(one.basis == basis and _takes_nothing(one, telling) for one in telling.found.penalties):
        yield telling.say("whom.no_gains")


def ours(telling: Telling) -> list[Penalty]:
    """What this bureau can impose on this party; no confiscation where nothing was gained."""
    return [one for one in telling.found.penalties if one.by is None and not _takes_nothing(one, telling)]


def _takes_nothing(penalty: Penalty, telling: Telling) -> bool:
    return penalty.kind == "confiscate_gains" and penalty.by is None and telling.found.illegal_gains == ZERO


def _offered(offered: Sequence[Penalty], kinds: Sequence[Intended], telling: Telling) -> str:
    """The kinds of one provision with their ranges: 是罚款，法定幅度为…; 只有警告一种，没有幅度."""
    names = {_group_name(penalty, offered): penalty.required for penalty in offered}
    required = tuple(name for name, is_required in names.items() if is_required)
    optional = joined(tuple(name for name in names if name not in required))
    told = joined(required, "，以及" if any("、" in name for name in required) else "和")
    if optional:
        told = telling.say("rule.beside" if required else "rule.may", kinds=told, optional=optional)
    meant = [one for one in offered if one.unit and _is_wanted(one, kinds)]
    ranges = [_range(one, "" if len(offered) == 1 else _of(one, meant), telling) for one in meant]
    form = "rule.open" if has_scale(telling) else "rule.only" if len(names) == 1 else "rule.fixed"
    return telling.say(form, kinds=told, ranges="".join(f"，{one}" for one in ranges))


def _group_name(penalty: Penalty, offered: Sequence[Penalty]) -> str:
    """警告; 警告或者通报批评; 责令停止招生、吊销办学许可证之一."""
    members = members_of(penalty, offered)
    names = [_name(one) for one in members]
    if len(members) == 1:
        return names[0]
    return "或者".join(names) if (penalty.choice or "").startswith("alt") else f"{listed(names)}之一"


def _is_wanted(penalty: Penalty, kinds: Sequence[Intended]) -> bool:
    """Whether its range is of interest: it is intended, or the provision imposes it by itself."""
    return any(is_meant(kind, penalty) for kind in kinds) or (penalty.required and penalty.choice is None)


def _of(penalty: Penalty, meant: Sequence[Penalty]) -> str:
    """What the range is that of, where the provision knows several kinds."""
    return "后者的" if len(meant) > 1 and penalty is meant[-1] and penalty.what else f"{_name(penalty)}的"


def members_of(penalty: Penalty, offered: Sequence[Penalty]) -> list[Penalty]:
    """The penalty's either-or group or ladder, mildest first; alone where it stands in none."""
    if penalty.choice is None:
        return [penalty]
    group = [one for one in offered if one.choice == penalty.choice and one.provision == penalty.provision]
    return sorted(group, key=lambda one: one.rung or 0)


def _name(penalty: Penalty) -> str:
    """A ban whose short text is itself a range of years is told by what it forbids."""
    return penalty.what if penalty.what and RANGE.search(penalty.text) else penalty.text


def is_meant(kind: Intended, penalty: Penalty) -> bool:
    """Whether the kind intended is this penalty."""
    return kind.kind == penalty.kind and kind.text == penalty.text


def has_scale(telling: Telling) -> bool:
    """Whether anything is left to discretion: a range, a choice, an optional kind."""
    return any(penalty.choice or not penalty.required or is_ranged(penalty) for penalty in ours(telling))


def is_ranged(penalty: Penalty) -> bool:
    """Whether it has a figure that the law leaves open."""
    whole = penalty.statutory
    return penalty.unit is not None and penalty.term != "permanent" and (whole is None or whole.min != whole.max)


def _range(penalty: Penalty, of: str, telling: Telling) -> str:
    """罚款的法定幅度为违法所得3000元的1倍以上5倍以下，即3000元以上15000元以下."""
    multiple, base = penalty.multiple, base_of(penalty, telling)
    if penalty.term == "permanent":
        return telling.say("range.permanent", of=of)
    if penalty.statutory is None and multiple is not None:
        return telling.say("range.times", of=of, base=base, times=times(multiple.min, multiple.max))
    if penalty.statutory is None:
        return telling.say("range.no_amount" if penalty.unit == "CNY" else "range.no_term", of=of)
    told = range_told(penalty.statutory, penalty)
    if multiple is None or multiple.base is None:
        return telling.say("range.term" if penalty.unit == "year" else "range.amount", of=of, range=told)
    amount, factor = money(multiple.base), times(multiple.min, multiple.max)
    if base:
        return telling.say("range.multiple", of=of, base=f"{base}{amount}", times=factor, range=told)
    gains = money(telling.found.illegal_gains or ZERO)
    return telling.say("range.treated", gains=gains, base=amount, times=factor, range=told)


def base_of(penalty: Penalty, telling: Telling) -> str:
    """What a fine is a multiple of; empty where the law counts small gains as a fixed sum."""
    tiers = telling.rulebook.violations[penalty.provision].tiers
    sources = (one for tier in tiers for one in (*tier.penalties, *tier.responsible) if one.text == penalty.text)
    base = next((one.range.base for one in sources if one.range and one.range.base), GAINS)
    counted = penalty.multiple.base if penalty.multiple else None
    is_fixed = base == GAINS and counted is not None and counted != telling.found.illegal_gains
    return "" if is_fixed else BASES[base]


def range_told(value: Interval, penalty: Penalty) -> str:
    """A range of this penalty in words: 3000元以上6600元以下; 一年以上一年七个月以下."""
    return spread(value, duration if penalty.unit == "year" else money)


def what_is_ranged(penalty: Penalty, telling: Telling) -> str:
    """罚款; 期限, of which ban where there are several."""
    if penalty.unit == "CNY":
        return "罚款"
    proposal = telling.conduct.proposal
    kinds = proposal.kinds if proposal else ()
    terms = [one for one in ours(telling) if one.unit == "year" and one.kind in kinds and one.term != "permanent"]
    return f"{penalty.text}的期限" if len(terms) > 1 else "期限"
