"""How figures and intervals are said, and how prepared sentences and warnings get their blanks filled."""

from decimal import Decimal

from penalty_engine.amounts import ZERO, Interval
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


def number(value: Decimal) -> str:
    """A figure without needless zeros: 3000, 0.5, 3000.50."""
    whole = value.to_integral_value()
    if value == whole:
        return str(int(whole))
    return f"{value:.2f}" if value == value.quantize(Decimal("0.01")) else f"{value.normalize():f}"


def yuan(value: Decimal) -> str:
    """3000元, 3000.50元."""
    whole = value.to_integral_value()
    return f"{int(whole)}元" if value == whole else f"{value:.2f}元"


def interval(value: Interval, unit: str) -> str:
    """以上, 以下 include the figure; 超过, 不满 do not (办法 20)."""
    high = number(value.max) if unit != "元" else f"{value.max:.2f}".removesuffix(".00")
    if value.min == value.max:
        return f"{high}{unit}"
    top = f"{high}{unit}以下" if value.max_inclusive else f"不满{high}{unit}"
    if value.min == ZERO and not value.min_inclusive:
        return top
    low = number(value.min) if unit != "元" else f"{value.min:.2f}".removesuffix(".00")
    return f"{low}{unit}以上{top}" if value.min_inclusive else f"超过{low}{unit}、{top}"
