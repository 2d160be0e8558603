"""What the screens call things, and how figures and days are written on them. Never “None”: 未填写, 未查明."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from html import escape
from typing import Final
from unicodedata import normalize

from letters.words import capitals
from penalty_engine.amounts import Interval, years_to_months
from penalty_engine.days import in_chinese
from penalty_engine.rulebook import Rulebook, Violation
from penalty_engine.wording import number
from ui.filling.sums import figure, read_sum

NOT_FILLED: Final = "未填写"
NOT_KNOWN: Final = "未查明"

PARTY_KINDS: Final = {
    "legal_person": "法人",
    "other_organization": "其他组织",
    "natural_person": "自然人",
}
ROLES: Final = {"principal": "违法行为的当事人（单位或者个人）", "responsible_person": "直接责任人员（双罚，另案处理）"}
DECIDED_BY: Final = {"municipal": "市教育局", "county": "区县教育局"}
EFFECTS: Final = {
    "no_penalty": "不予处罚",
    "no_penalty_discretionary": "可以不予处罚",
    "lighter_or_mitigated": "应当从轻或者减轻",
    "heavier": "从重",
}
NUMERALS: Final = "一二三四五六七八九十"

_COUNTED: Final = "人名个位页份"
RANGES: Final = {
    "statutory": "法定幅度",
    "lawful": "合法幅度（含减轻）",
    "recommended": "建议幅度",
    "figure": "拟处罚",
}  # the words of every axis and table
_COUNTRY: Final = "《中华人民共和国"


def counted(text: str) -> int | Decimal | str:
    """A number of persons or pages, also with its word: 26人, 12页."""
    found = figure(text.strip().rstrip(_COUNTED))
    return text.strip() if isinstance(found, str) else found


def identifier(text: str) -> str:
    """A number of letters and figures without blanks, half-width, in capitals; what is none stays as it was typed."""
    plain = "".join(normalize("NFKC", text).split()).upper()
    return plain if plain.isascii() and plain.isalnum() else text.strip()


def typed(value: object) -> str:
    """A figure of the draft as it stands in its field: 46,580.50; what is no number as it was typed."""
    if isinstance(value, bool) or value is None:
        return ""
    try:
        amount = value if isinstance(value, int | Decimal) else Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return f"{amount:,}" if amount == amount else str(value)  # noqa: PLR0124 -- NaN


def in_capitals(value: object) -> str | None:
    """大写 of an amount that is one, else nothing."""
    amount = read_sum(str(value)) if isinstance(value, str) else value
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        return None
    exact = Decimal(amount)
    if not exact.is_finite() or exact < 0 or exact.adjusted() > 12 or exact != round(exact, 2):  # noqa: PLR2004
        return None
    return capitals(exact)


def grouped(value: Decimal) -> str:
    """46,580 or 46,580.50."""
    whole = value.to_integral_value()
    return f"{int(whole):,}" if value == whole else f"{value:,.2f}"


def measured(value: Decimal, unit: str) -> str:
    """3,000元, 1年7个月, 2倍."""
    if unit == "元":
        return f"{grouped(value)}元"
    months = years_to_months(value) if unit == "年" else None
    return term(int(months)) if months else f"{number(value)}{unit}"


def term(months: int) -> str:
    """1年6个月."""
    years, rest = divmod(months, 12)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")


def span(value: Interval, unit: str) -> str:
    """3,000元以上15,000元以下: 以上, 以下 include the figure; 超过, 不满 do not (办法 20)."""
    high = measured(value.max, unit)
    if value.min == value.max:
        return high
    top = f"{high}以下" if value.max_inclusive else f"不满{high}"
    if value.min == 0 and not value.min_inclusive:
        return top
    low = measured(value.min, unit)
    return f"{low}以上{top}" if value.min_inclusive else f"超过{low}、{top}"


def day(value: object) -> str:
    """2026年7月5日, 未填写, or what was typed."""
    if isinstance(value, date):
        return in_chinese(value)
    return str(value) if value else NOT_FILLED


def shown(value: object, nothing: str = NOT_FILLED) -> str:
    """Text of the draft for HTML, escaped; never empty."""
    text = "" if value is None else str(value).strip()
    return escape(text or nothing)


def unmarked(text: str) -> str:
    """Text for a label that Markdown would otherwise take for its own marks."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>#|~$:!" else character for character in text)


def ordinal(place: int) -> str:
    """一, 二, …, counted from 0."""
    return NUMERALS[place] if place < len(NUMERALS) else str(place + 1)


def short(basis: str) -> str:
    """《民办教育促进法》第六十四条: the country's name is left out."""
    return basis.replace(_COUNTRY, "《")


def act_title(place: int, count: int) -> str:
    """违法行为, or 违法行为一 where there are several."""
    return f"违法行为{ordinal(place)}" if count > 1 else "违法行为"


def violation_line(violation: Violation) -> str:
    """擅自举办民办学校（《民办教育促进法》第六十四条）."""
    return f"{violation.name}（{short(violation.basis_text)}）"


def kind_texts(violations: Mapping[str, Violation]) -> dict[str, str]:
    """What each kind of penalty is called, by the first provision that names it."""
    texts: dict[str, str] = {}
    for violation in violations.values():
        for tier in violation.tiers:
            for penalty in tier.penalties:
                texts.setdefault(penalty.kind, penalty.text)
    return texts


FIELDS: Final = {
    "number": "案号",
    "source.kind": "案件来源",
    "source.on": "来源日期",
    "party": "当事人",
    "party.kind": "当事人的性质",
    "party.name": "当事人的姓名或者名称",
    "party.capacity": "当事人的身份",
    "party.id_number": "证件号码",
    "party.birth_date": "出生日期",
    "party.guardian": "监护人",
    "party.guardian.name": "监护人的姓名",
    "party.representative": "法定代表人或者负责人",
    "party.address": "住所或者住址",
    "party.phone": "当事人的联系电话",
    "party.role": "当事人在违法行为中的地位",
    "party.guardian.phone": "监护人的电话",
    "violation": "违法行为",
    "concurrent": "同时违反的规定",
    "from": "违法行为开始日期",
    "to": "违法行为终了日期（或者仍在继续）",
    "discovered_on": "发现日期",
    "cause": "案由",
    "summary": "违法事实",
    "evidence": "证明违法事实的证据",
    "established": "违法事实是否成立",
    "suspected_crime": "是否涉嫌犯罪",
    "severity": "情节是否严重",
    "severity_grounds": "认定情节严重的根据",
    "severity_grounds.fact": "认定情节严重的根据",
    "severity_grounds.evidence": "认定情节严重的证据",
    "grade": "裁量基准的档次",
    "harmful_consequences": "是否造成危害后果",
    "affects_life_health_or_finance": "是否涉及公民生命健康安全或者金融安全",
    "business_activity": "是否在经营活动中违法",
    "unlisted": "其余情节",
    "choose": "从轻或者减轻的选择",
    "proposal": "拟处罚",
    "proposal.fine": "拟罚款数额",
    "proposal.years": "拟定的年数",
    "proposal.kinds": "拟处罚的种类",
    "proposal.reasons": "偏离建议的理由",
    "filed_on": "立案日期",
    "decided_on": "拟作出决定的日期",
    "decided_by": "作出决定的机关",
    "authority": "作出决定的机关的名称",
    "competence_ground": "管辖依据",
    "joint_with": "另案处理的立案号",
    "named_persons": "案卷中提到的其他自然人",
    "officers": "执法人员",
    "contact": "联系人",
    "letter.number": "文号",
    "letter.date": "告知书日期",
}
_GROUPS: Final = {"evidence": "证据", "source": "案件来源", "events": "办理经过"}
_ITEMS: Final = {"evidence": "证据", "officers": "执法人员"}
_PARTS: Final = {
    "id": "编号",
    "kind": "种类",
    "title": "名称",
    "proves": "证明的事实",
    "pages": "页数",
    "obtained_on": "取得日期",
    "obtained_by": "取证人",
    "name": "姓名",
    "certificate": "执法证号",
}
_ITEM: Final = re.compile(r"(evidence|officers)\[(\d+)\]\.(\w+)")
_FIELD_RANK: Final = {field: place for place, field in enumerate(FIELDS)}
_ACT: Final = re.compile(r"conducts\[(\d+)\]\.?")


def act_of(path: str) -> int | None:
    """Which act a key path speaks of, counted from 0; None: the case."""
    found = _ACT.match(path)
    return int(found[1]) if found else None


def rank(path: str) -> tuple[int, int]:
    """Where a field stands in the order of the work."""
    inner = _ACT.sub("", path)
    return act_of(path) or 0, _FIELD_RANK.get(inner, len(_FIELD_RANK))


def named(path: str, rulebook: Rulebook) -> str:
    """What a key path, or a decisive unknown, is called on the screen."""
    inner = _ACT.sub("", path)
    if inner in FIELDS:
        return FIELDS[inner]
    first, _, rest = inner.partition(".")
    if first == "circumstances":
        first, _, rest = rest.partition(".")
        rest = rest.removeprefix("elements.")
    if first == "facts" and rest in rulebook.facts:
        return rulebook.facts[rest].label
    circumstance = rulebook.circumstance.get(first)
    if circumstance is not None:
        element = next((one.text for one in circumstance.elements if one.id == rest), None)
        whole = circumstance.text.removesuffix("的")
        return f"{element}（“{whole}”的要件）" if element and len(circumstance.elements) > 1 else whole
    group = first.split("[")[0]
    if (item := _ITEM.fullmatch(inner)) and item[3] in _PARTS:
        return f"{_ITEMS[item[1]]}{int(item[2]) + 1}的{_PARTS[item[3]]}"
    return _GROUPS.get(group, FIELDS.get(group, inner))
