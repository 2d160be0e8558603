"""How figures and intervals are said, and how prepared sentences and warnings get their blanks filled."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from penalty_engine.amounts import MONTHS_A_YEAR, ZERO, Interval
from penalty_engine.assessment import Sentence, Warning
from penalty_engine.rulebook import Rulebook


def say(rulebook: Rulebook, form_id: str, because: tuple[str, ...] = (), **blanks: object) -> Sentence:
    """The sentence of that id with its blanks filled."""
    form = rulebook.sentences[form_id]
    if form.ready is None:
        return Sentence(form.id, form.step, form.text.format_map(blanks), form.citations, because, form.audience)
    if not because:
        return form.ready
    return Sentence(form.id, form.step, form.text, form.citations, because, form.audience)


def phrase(rulebook: Rulebook, form_id: str, **blanks: object) -> str:
    """The words alone of the sentence of that id."""
    form = rulebook.sentences[form_id]
    return form.text if form.ready is not None else form.text.format_map(blanks)


def cite(
    rulebook: Rulebook, form_id: str, citations: tuple[str, ...], because: tuple[str, ...], **blanks: object
) -> Sentence:
    """The sentence of that id, resting on citations known only now."""
    form = rulebook.sentences[form_id]
    text = form.text.format_map(blanks)
    return Sentence(form.id, form.step, text, citations + form.citations, because, form.audience)


def warn(rulebook: Rulebook, code: str, path: str = "", **blanks: object) -> Warning:
    """The warning of that code, at a place."""
    form = rulebook.warnings[code]
    return Warning(code, form.text if form.ready is not None else form.text.format_map(blanks), path)


def doubt(rulebook: Rulebook, form_id: str, path: str, code: str = "UNSETTLED_READING", **blanks: object) -> Warning:
    """A reading that is not settled, or a source not verified, said in the words of the rulebook."""
    return warn(rulebook, code, path, what=phrase(rulebook, form_id, **blanks))


KINDS: Final = {
    "warning": "警告",
    "public_criticism": "通报批评",
    "fine": "罚款",
    "confiscate_gains": "没收违法所得",
    "confiscate_property": "没收非法财物",
    "confiscate_certificates": "没收证书",
    "suspend_enrolment": "停止招生",
    "suspend_exam": "停止参加考试",
    "suspend_operations": "停业整顿",
    "stop_running": "停止办学",
    "revoke_enrolment": "撤销招生资格",
    "revoke_licence": "吊销许可证件",
    "revoke_teacher_qualification": "撤销教师资格",
    "revoke_certificate_power": "撤销颁发证书资格",
    "restrict_practice": "限制从业",
    "close": "责令关闭",
    "other": "其他",
}


BASES: Final = {"illegal_gains": "违法所得", "capital_amount": "虚假出资或者抽逃出资金额"}


def number(value: Decimal) -> str:
    """A figure of at most two decimals without needless zeros: 3000, 0.5, 2.2."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def money(value: Decimal) -> str:
    """An amount without its unit: 3000, 3000.50."""
    return f"{value:.2f}".removesuffix(".00")


def yuan(value: Decimal) -> str:
    """An amount: 3000元, 3000.50元."""
    return money(value) + "元"


def term(months: Decimal) -> str:
    """A length of time counted in whole months: 7个月, 2年, 1年7个月."""
    years, rest = divmod(months, MONTHS_A_YEAR)
    return (f"{number(years)}年" if years else "") + (f"{number(rest)}个月" if rest or not years else "")


def interval(value: Interval, unit: str) -> str:
    """A range of figures of this unit in words."""
    write = money if unit == "元" else number
    return spread(value, lambda end: write(end) + unit)


def spread(value: Interval, write: Callable[[Decimal], str]) -> str:
    """A range in words: 以上, 以下 include the figure; 超过, 不满 do not (办法 20)."""
    high = write(value.max)
    if value.min == value.max:
        return high
    top = f"{high}以下" if value.max_inclusive else f"不满{high}"
    if value.min == ZERO and not value.min_inclusive:
        return top
    low = write(value.min)
    return f"{low}以上{top}" if value.min_inclusive else f"超过{low}、{top}"


def times(low: Decimal | None, high: Decimal) -> str:
    """A multiple: 1倍以上5倍以下, 2倍以下."""
    return f"{number(high)}倍以下" if low is None else f"{number(low)}倍以上{number(high)}倍以下"
