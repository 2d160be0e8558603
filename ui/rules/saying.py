"""Figures, values and conditions of the rulebook in words."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from penalty_engine.days import in_chinese
from penalty_engine.inputs.rulebook_models import ConditionModel
from penalty_engine.rendering import DIRECTIONS
from penalty_engine.rulebook import FactType, Period, Range, Rulebook
from penalty_engine.wording import BASES, KINDS, number, times
from ui.words import grouped

Bands = Mapping[tuple[str, Decimal | None, Decimal | None], str]  # by type, least and most of a band's range
STATUS: Final = {
    "verified": "已核对",
    "unverified": "未经核对",
    "system_setting": "系统设定",
    "unsettled": "解释未定",
}
NO_FIGURE: Final = {"unspecified": "法条没有写数额或者期限", "unknown": "数额没有读到"}
_OTHERS: Final = {
    "citizen": "公民", "organisation": "法人或者其他组织", "county": "县级", "provincial": "省级", "other": "其他",
    "is_offcampus_training": "是否属于校外培训", "True": "是", "False": "否",
}  # fmt: skip
_WORDS: Final[Mapping[str, str]] = {**KINDS, **DIRECTIONS, **_OTHERS}
_FIGURE: Final = re.compile(r"\d+(\.\d+)?")


def said_range(scope: Range, bands: Bands) -> str:
    """1,000元以上5,000元以下; 违法所得的1倍以上5倍以下. `bands`: what each band of a banded range asks, by the range."""
    notes = [part for part in (scope.depends, scope.escalation, scope.note) if part]
    return _figures(scope, bands) + (f"（{'；'.join(notes)}）" if notes else "")


def _figures(scope: Range, bands: Bands) -> str:
    match scope.type:
        case "fixed":
            return _between(scope, grouped, "元")
        case "multiple":
            floor = ""
            if scope.base_below is not None and scope.base_treated_as is not None:
                floor = f"（不足{grouped(scope.base_below)}元的，按{grouped(scope.base_treated_as)}元计）"
            most = scope.max if scope.max is not None else Decimal(0)
            return f"{BASES.get(scope.base or '', scope.base or '')}{floor}的{times(scope.min, most)}"
        case "banded":
            parts = [
                f"{bands.get((one.range.type, one.range.min, one.range.max), '') if one.when else '其余的'}："
                f"{said_range(one.range, bands)}"
                for one in scope.bands
            ]
            return "；".join(parts)
        case "years":
            return _years(scope)
        case _:
            return NO_FIGURE.get(scope.type, scope.type)


def _years(scope: Range) -> str:
    if scope.term == "permanent":
        length = "终身"
    elif scope.min is None and scope.max is None:
        length = "没有写期限"
    else:
        length = _between(scope, number, "年")
    return f"{length}，{scope.what}" if scope.what else length


def _between(scope: Range, write: Callable[[Decimal], str], unit: str) -> str:
    low = f"{write(scope.min)}{unit}" if scope.min is not None else ""
    high = f"{write(scope.max)}{unit}" if scope.max is not None else ""
    if low == high:
        return high or NO_FIGURE["unspecified"]
    return (f"{low}以上" if low else "") + (f"{high}以下" if high else "")


def said_period(period: Period) -> str:
    """2022年12月10日至2027年12月9日; 2021年7月15日起."""
    start = in_chinese(period.start) if period.start else ""
    if period.end:
        return f"{start}至{in_chinese(period.end)}" if start else f"至{in_chinese(period.end)}"
    return f"{start}起" if start else "没有写明"


def said_value(value: object) -> str:
    """A setting's value: kinds and directions by their names, shares in percent, several ones after each other."""
    if isinstance(value, Mapping):
        return "；".join(f"{_WORDS.get(str(key), key)} {said_value(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        nested = any(isinstance(one, list | tuple) for one in value)
        return (" → " if nested else "、").join(said_value(one) for one in value)
    text = str(value)
    if text in _WORDS:
        return _WORDS[text]
    if _FIGURE.fullmatch(text) and isinstance(value, str):
        figure = Decimal(text)
        return f"{number(figure * 100)}%" if figure < 1 else grouped(figure)
    return text


def said_condition(model: ConditionModel, facts: Mapping[str, FactType]) -> str:
    """A condition as it reads aloud: 违法所得1,000,000元以上."""
    for parts, joint in ((model.all, "，并且"), (model.any, "，或者")):
        if parts is not None:
            return joint.join(said_condition(one, facts) for one in parts)
    if model.not_ is not None:
        return f"并非（{said_condition(model.not_, facts)}）"
    fact = facts[model.fact or ""]
    unit = fact.unit or ("元" if fact.type == "money" else "")
    if compared := _compared(model, unit):
        return f"{fact.label}{'、'.join(compared)}"
    if model.is_ is None or isinstance(model.is_, bool):
        return f"{fact.label}：{'否' if model.is_ is False else '是'}"
    return f"{fact.label}：{fact.options.get(str(model.is_), model.is_)}"


def _compared(model: ConditionModel, unit: str) -> list[str]:
    figures: Iterable[tuple[str, Decimal | None, str]] = (
        ("", model.at_least, "以上"),
        ("超过", model.more_than, ""),
        ("", model.at_most, "以下"),
        ("不满", model.less_than, ""),
    )
    return [f"{before}{grouped(Decimal(one))}{unit}{after}" for before, one, after in figures if one is not None]


def said_force(rulebook: Rulebook, id: str, day: date) -> tuple[bool | None, str]:
    """Whether an item holds on a day, in words; None: in part, or it has no days of its own."""
    if id in rulebook.violations:
        return _force_of_act(rulebook, id, day)
    if id in rulebook.circumstance:
        return _force_of_circumstance(rulebook, id, day)
    if id in rulebook.laws:
        holds = rulebook.laws[id].period.covers(day)
        return holds, "有效" if holds else _out_of(rulebook.laws[id].period, day)
    return None, ""


def _force_of_act(rulebook: Rulebook, id: str, day: date) -> tuple[bool | None, str]:
    act = rulebook.violations[id]
    if not act.period.covers(day):
        return False, _out_of(act.period, day)
    if act.displaced_from is None or day < act.displaced_from:
        return True, "有效"
    if act.displaced_part:
        return None, "部分已由上位法规定"
    return False, "已由上位法规定，对新的行为不适用"


def _force_of_circumstance(rulebook: Rulebook, id: str, day: date) -> tuple[bool | None, str]:
    laws = [rulebook.laws[one.law] for one in rulebook.circumstance[id].citations]
    holding = [law for law in laws if law.period.covers(day)]
    if len(holding) == len(laws):
        return True, "有效"
    if not holding:
        return False, _out_of(laws[0].period, day)
    return None, f"只能依据{'、'.join(f'《{law.title}》' for law in holding)}"


def _out_of(period: Period, day: date) -> str:
    return "尚未施行" if period.start and day < period.start else "已经失效"
