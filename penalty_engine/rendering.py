"""An assessment as the contract's JSON, and as text for a terminal."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

import simplejson  # 金额按十进制原样写成 JSON 数字

from penalty_engine.amounts import Interval, to_fen
from penalty_engine.answers import WORDS
from penalty_engine.assessment import Assessment, CircumstanceFinding, ConductAssessment, Multiple, Penalty
from penalty_engine.days import in_chinese
from penalty_engine.wording import interval, number

OUTCOMES: Final = {
    "transfer": "涉嫌犯罪，应当移送",
    "penalty": "应当给予行政处罚",
    "no_penalty_discretionary": "可以不予行政处罚",
    "order_only": "只能责令改正，没有可以给予的处罚",
    "no_penalty": "不予行政处罚",
    "not_established": "违法事实不能成立，不予行政处罚",
    "not_punishable": "没有可以适用的处罚规定",
}
DIRECTIONS: Final = {
    "mitigated": "减轻",
    "lighter": "从轻",
    "ordinary": "一般",
    "heavier": "从重",
    "conflicting": "从轻与从重并存",
}
TIERS: Final = {"base": "基本", "serious": "情节严重", "very_serious": "情节特别严重", "unknown": "档次未查明"}
BORNE: Final = {"other_authority": "由其他机关作出", "other_person": "对责任人员另案作出"}
STATUSES: Final = {"within": "在建议之内", "departs": "合法，但偏离建议", "unlawful": "不合法"}
STEPS: Final = {
    "law": "适用何法",
    "whether": "是否处罚",
    "amount": "如何处罚",
    "procedure": "何种程序",
    "open": "尚有何疑问",
}
UNITS: Final = {"CNY": "元", "year": "年"}


def to_json(assessment: Assessment) -> str:
    """One line of JSON, keys as in the contract; money as numbers with two decimals."""
    return str(simplejson.dumps(to_data(assessment), ensure_ascii=False, use_decimal=True))


def to_data(assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain data: dicts, lists, strings, Decimals, booleans."""
    data: dict[str, Any] = _plain(assessment)
    data["conducts"] = [_conduct(conduct) for conduct in assessment.conducts]
    return data


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any value of an assessment
    """A value as plain data; each kind of value has one way."""
    written = _WRITTEN.get(type(value))
    if written is not None:
        return written(value)
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is None:
            return [_plain(item) for item in value]
        return {name: _plain(item) for name, item in zip(fields, value, strict=True)}
    return dict(value) if isinstance(value, Mapping) else value


def _interval(value: Interval) -> dict[str, Any]:
    return {
        "min": to_fen(value.min),
        "max": to_fen(value.max),
        "min_inclusive": value.min_inclusive,
        "max_inclusive": value.max_inclusive,
    }


def _multiple(value: Multiple) -> dict[str, Any]:
    return {
        "min": value.min,
        "max": value.max,
        "base": None if value.base is None else to_fen(value.base),
        "recommended": _plain(value.recommended),
    }


def _circumstance(value: CircumstanceFinding) -> dict[str, Any]:
    data = {name: _plain(item) for name, item in zip(value._fields, value, strict=True)}
    data["holds"] = WORDS[value.holds]
    return data


_WRITTEN: Final[Mapping[type, Callable[[Any], Any]]] = {
    Decimal: to_fen,
    date: date.isoformat,
    Interval: _interval,
    Multiple: _multiple,
    CircumstanceFinding: _circumstance,
}


def _conduct(conduct: ConductAssessment) -> dict[str, Any]:
    data: dict[str, Any] = _plain(conduct)
    data["possible_outcomes"] = [
        {"outcome": one.outcome, "direction": one.direction, "tier": one.tier, "if": dict(one.answers)}
        for one in conduct.possible_outcomes
    ]
    if not conduct.law_applied.milder_of:
        del data["law_applied"]["milder_of"]
    return data


def to_text(assessment: Assessment) -> str:
    """The assessment for a reader at a terminal, in Chinese."""
    return "\n".join(_lines(assessment)) + "\n"


def _lines(assessment: Assessment) -> Iterator[str]:
    yield f"案件：{assessment.case or '未编号'}　　评估日：{in_chinese(assessment.assessed_on)}"
    yield f"结论：{OUTCOMES[assessment.outcome]}{'' if assessment.settled else '（尚有未查明的事实可能改变结论）'}"
    for index, conduct in enumerate(assessment.conducts, 1):
        yield ""
        yield from _conduct_lines(conduct, f"（{index}）" if len(assessment.conducts) > 1 else "")
    yield ""
    yield from _procedure_lines(assessment)
    if assessment.warnings:
        yield ""
        yield "提示"
        yield from (f"  [{warning.code}] {warning.message}" for warning in assessment.warnings)
    yield ""
    yield f"规则：{assessment.rulebook.id} {assessment.rulebook.version}　引擎：{assessment.engine}"


def _conduct_lines(conduct: ConductAssessment, mark: str) -> Iterator[str]:
    yield f"违法行为{mark}：{conduct.violation.name}（{conduct.violation.basis}）"
    said = [OUTCOMES[conduct.outcome]]
    said += [DIRECTIONS[conduct.direction]] if conduct.direction else []
    said += [TIERS[conduct.tier]] if conduct.tier else []
    yield "  " + " · ".join(said)
    for penalty in conduct.penalties:
        yield "  " + _penalty_line(penalty)
    if conduct.orders:
        yield f"  责令：{'、'.join(conduct.orders)}"
    if conduct.proposal is not None:
        yield f"  拟处罚：{STATUSES[conduct.proposal.status]}"
        yield from (f"    {reason}" for reason in conduct.proposal.reasons)
    yield "  理由"
    for sentence in conduct.explanation:
        yield f"    [{STEPS[sentence.step]}] {sentence.text}"
    if conduct.decisive_unknowns:
        yield f"  要紧的未查明事项：{'、'.join(conduct.decisive_unknowns)}"


def _penalty_line(penalty: Penalty) -> str:
    unit = UNITS.get(penalty.unit or "", "")
    how = "应当" if penalty.required else "可以"
    offered = BORNE.get(penalty.by or "", "建议" if penalty.is_recommended else "不建议")
    if penalty.kind == "confiscate_gains" and penalty.required and not penalty.is_recommended:
        offered = "没有应当没收的"
    parts = [penalty.text, "并列" if penalty.choice and penalty.required else how, offered]
    if penalty.statutory is not None:
        parts.append(f"法定 {interval(penalty.statutory, unit)}")
    elif penalty.multiple is not None:
        low = "" if penalty.multiple.min is None else f"{number(penalty.multiple.min)}倍以上"
        parts.append(f"法定 {low}{number(penalty.multiple.max)}倍以下")
    if penalty.recommended is not None and penalty.is_recommended:
        parts.append(f"建议 {interval(penalty.recommended, unit)}")
    return "　".join(parts)


def _procedure_lines(assessment: Assessment) -> Iterator[str]:
    procedure, deadlines = assessment.procedure, assessment.deadlines
    yield "程序"
    if procedure.simplified:
        yield "  可以当场作出"
    for told, due, reasons in (
        ("告知听证权利", procedure.hearing, procedure.hearing_reasons),
        ("法制审核", procedure.legal_review, procedure.legal_review_reasons),
        ("集体讨论", procedure.collective_discussion, procedure.collective_discussion_reasons),
    ):
        if due:
            yield f"  {told}：{'；'.join(reasons)}"
    yield from (f"  管辖：{note}" for note in procedure.competence_notes)
    if deadlines.limitation_expires is not None:
        yield f"  追责期限至{in_chinese(deadlines.limitation_expires)}"
    if deadlines.decision_due is not None:
        yield f"  处罚决定应在{in_chinese(deadlines.decision_due)}以前作出"
