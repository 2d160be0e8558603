"""One item of the rulebook as a page that is read and printed: HTML, everything escaped."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from html import escape
from typing import Final, NamedTuple

from penalty_engine.days import in_chinese
from penalty_engine.rendering import TIERS
from penalty_engine.rulebook import Rulebook, Tier, TierPenalty
from ui.rules.items import PROCEDURE, Sources, blanked
from ui.rules.saying import STATUS, said_force, said_period, said_range, said_value
from ui.words import EFFECTS, short

COMPUTED: Final = {
    "minor_under": "由出生日期和违法行为的日期推算，不用回答",
    "minor_between": "由出生日期和违法行为的日期推算，不用回答",
    "limitation": "由违法行为终了、发现的日期推算，不用回答",
    "list": "由装入的清单得出，不用回答",
}
MARK: Final = {True: ("within", "●"), None: ("departs", "◐"), False: ("unlawful", "○")}


class Reading(NamedTuple):
    """What an item is shown with: the day whose law is asked, the words out of the files, who is a keeper of the rules."""

    rulebook: Rulebook
    sources: Sources
    day: date
    keeps: bool = False


Row = tuple[str, str]  # label, HTML


def shown(id: str, reading: Reading) -> str:
    """The item, or that there is none."""
    groups: tuple[tuple[Mapping[str, object], Callable[[str, Reading], str]], ...] = (
        (reading.rulebook.violations, _act),
        (reading.rulebook.circumstance, _circumstance),
        (reading.rulebook.settings, _setting),
        (reading.rulebook.warnings, _warning),
        (reading.rulebook.laws, _law),
    )
    for group, show in groups:
        if id in group:
            return show(id, reading)
    return _row_of_benchmark(id, reading) or _entry_of_list(id, reading) or f"<p>没有编号为 {escape(id)} 的规则。</p>"


def force(id: str, reading: Reading) -> str:
    """Whether it holds on the day, with a mark and in words; nothing for what has no days."""
    holds, words = said_force(reading.rulebook, id, reading.day)
    if not words:
        return ""
    style, mark = MARK[holds]
    return f'<span class="{style}">{mark} {escape(in_chinese(reading.day))}{escape(words)}</span>'


def status(known: str) -> str:
    """The status of a value; what is not verified is told apart."""
    return f'<span class="{"quiet" if known == "verified" else "departs"}">{escape(STATUS[known])}</span>'


def _page(id: str, title: str, under: str, rows: Iterable[Row], reading: Reading, more: str = "") -> str:
    line = reading.sources.lines.get(id)
    told = [one for one in (under, force(id, reading)) if one]
    listed = [*rows, ("编号", escape(id))]
    if reading.keeps and line:
        listed.append(("所在文件", f"<code>{escape(line)}</code>"))
    return (
        f'<article class="rule"><h2>{escape(title)}</h2><p class="quiet">{"　".join(told)}</p>'
        f"{_rows(listed)}{more}</article>"
    )


def _rows(rows: Iterable[Row]) -> str:
    return (
        f'<dl class="rows">{"".join(f"<dt>{escape(label)}</dt><dd>{text}</dd>" for label, text in rows if text)}</dl>'
    )


def _items(texts: Iterable[str]) -> str:
    made = "".join(f"<li>{text}</li>" for text in texts)
    return f"<ul>{made}</ul>" if made else ""


def _named(ids: Iterable[str], rulebook: Rulebook) -> str:
    """Other acts by id and name."""
    acts = (rulebook.violations[one] for one in ids if one in rulebook.violations)
    return _items(f"{escape(one.name)}（{escape(short(one.basis_text))}，{escape(one.id)}）" for one in acts)


def _act(id: str, reading: Reading) -> str:
    rulebook, act = reading.rulebook, reading.rulebook.violations[id]
    known = "verified" if act.verified and act.law.verified else "unverified"
    displaced = ""
    if act.displaced_from:
        what = f"“{act.displaced_part}”" if act.displaced_part else "本条"
        displaced = escape(f"自{in_chinese(act.displaced_from)}起，{what}由下列规定取代") + _named(
            act.displaced_by, rulebook
        )
    own = (rulebook.circumstance[one] for one in sorted(act.element_circumstances))
    rows = (
        ("行为", escape(act.act)),
        ("违反", escape(short(act.breached or ""))),
        ("处罚依据", escape(short(act.basis_text))),
        ("对象", escape("、".join(act.actors))),
        ("实施机关", escape(act.enforcer)),
        ("施行", escape(said_period(act.period)) + (f"（{escape(act.effective_note)}）" if act.effective_note else "")),
        ("取代", displaced),
        ("责任人员", escape(act.liable_persons or "")),
        ("相关", _named((*act.related, *act.refers_to), rulebook)),
        ("不再从重", _items(escape(f"{one.text}（{one.id}）") for one in own)),
        ("俗称", escape("、".join(act.synonyms))),
        ("核对", status(known)),
        ("说明", escape(act.note or "")),
        ("解释未定", _items(map(escape, act.unsettled))),
    )
    tiers = "".join(_tier(tier, reading, id) for tier in act.tiers)
    facts = _items(escape(rulebook.facts[one].label) for one in act.facts if one in rulebook.facts)
    rows_of = (
        f"<h3>裁量基准</h3>{_items(escape(f'{row.grade}（{row.id}）') for row in act.rows)}"
        if act.rows
        else '<h3>裁量基准</h3><p class="quiet">没有装入。办法的附件没有公布，建议的幅度按系统设定分段得出。</p>'
    )
    return _page(id, act.name, escape(act.category), rows, reading, f"{tiers}{rows_of}<h3>办案时要填的事实</h3>{facts}")


def _tier(tier: Tier, reading: Reading, act: str) -> str:
    name = TIERS[tier.name]
    title = name if tier.trigger.startswith(name) else f"{name}：{tier.trigger}"
    facts = [reading.rulebook.facts[one].label for one in (*tier.any_of, *tier.all_of) if one in reading.rulebook.facts]
    asked = f"{'任一成立' if tier.any_of else '全部成立'}：{'、'.join(facts)}" if facts else ""
    lines = [
        *(_penalty(one, reading, act) for one in tier.penalties),
        *(_penalty(one, reading, act, whom="对责任人员：") for one in tier.responsible),
    ]
    rows = (
        ("处罚", _items(lines) or "没有处罚"),
        ("责令", escape("、".join(tier.orders))),
        ("要求", escape(asked)),
        ("注意", "条文没有读到，种类和幅度不明" if tier.unread else ""),
    )
    return f"<h3>{escape(title)}</h3>{_rows(rows)}"


def _penalty(penalty: TierPenalty, reading: Reading, act: str, whom: str = "") -> str:
    """罚款（应当）：违法所得的1倍以上5倍以下."""
    how = "应当" if penalty.required else "可以"
    if penalty.choice:
        how += "，择一" if penalty.choice.startswith("alt") else f"，由轻到重第{penalty.rung}级"
    scope = f"：{said_range(penalty.range, reading.sources.bands.get(act, {}))}" if penalty.range else ""
    aside = "；".join(_asides(penalty))
    return escape(f"{whom}{penalty.text}（{how}）{scope}") + (
        f'<br><span class="quiet">{escape(aside)}</span>' if aside else ""
    )


def _asides(penalty: TierPenalty) -> Iterator[str]:
    if penalty.if_gains:
        yield "有违法所得的"
    if penalty.on:
        yield f"对{penalty.on}"
    if penalty.by_other_authority:
        yield "由其他机关作出"
    if penalty.consequence:
        yield penalty.consequence
    if penalty.unsettled:
        yield f"解释未定：{penalty.unsettled}"


def _circumstance(id: str, reading: Reading) -> str:
    one = reading.rulebook.circumstance[id]
    elements = _items(escape(element.text) for element in one.elements)
    whose = [text for holds, text in ((one.natural_person_only, "自然人"), (one.offcampus_only, "校外培训")) if holds]
    rows = (
        ("要件", (elements and "各项都成立才成立") + elements),
        ("依据", _items(escape(short(cited)) for cited in one.cited)),
        ("效果", escape(EFFECTS[one.effect]) + ("，并且可以减轻到法定最低限以下" if one.forces_mitigation else "")),
        ("只适用于", escape("、".join(whose))),
        ("怎样得出", escape(COMPUTED.get(one.computed or "", ""))),
        ("另须责令", escape(one.order or "")),
        ("只计一次", "已经用于确定档次或者是构成要件的，不再从重" if one.double_use else ""),
        ("核对", status("verified" if one.verified else "unverified")),
        ("说明", escape(one.note or "")),
    )
    return _page(id, one.text, f"{escape(EFFECTS[one.effect])}的情形", rows, reading)


def _setting(id: str, reading: Reading) -> str:
    one = reading.rulebook.settings[id]
    group = "程序门槛和期限" if PROCEDURE in reading.sources.lines.get(id, "") else "设定"
    rows = (
        ("数值", f"<strong>{escape(said_value(one.value))}</strong>"),
        ("状态", status(one.status)),
        ("来源", escape(one.source)),
        ("说明", escape(one.note or "")),
    )
    return _page(id, one.label, group, rows, reading)


def _warning(code: str, reading: Reading) -> str:
    one = reading.rulebook.warnings[code]
    rows = (
        ("意思", escape(blanked(one.text))),
        ("怎么办", escape(one.remedy)),
        ("出现在", "右侧结论、审核意见；不印入给当事人的文书"),
    )
    return _page(code, blanked(one.text), "提示", rows, reading)


def _law(code: str, reading: Reading) -> str:
    law = reading.rulebook.laws[code]
    acts = [one for one in reading.rulebook.violations.values() if one.law is law]
    rows = (
        ("位阶", escape(law.rank)),
        ("版本", escape(law.version)),
        ("施行", escape(said_period(law.period))),
        ("旧文本", escape(law.earlier_version or "")),
        ("核对", status("verified" if law.verified else "unverified")),
        ("说明", escape(law.note or "")),
        ("违法行为", _named((one.id for one in acts), reading.rulebook)),
    )
    return _page(code, law.title, escape(law.rank), rows, reading)


def _row_of_benchmark(id: str, reading: Reading) -> str:
    found = ((act, row) for act in reading.rulebook.violations.values() for row in act.rows if row.id == id)
    for act, row in found:
        rows = (
            ("违法行为", escape(f"{act.name}（{act.id}）")),
            ("档次", escape(TIERS[row.tier])),
            ("条件", escape(reading.sources.rows.get(id, "由办案人员指定"))),
            ("幅度", escape(said_range(row.range, {})) if row.range else ""),
            ("种类", escape(said_value(row.kinds)) if row.kinds else ""),
            ("适用", "减轻处罚" if row.mitigated else ""),
            ("状态", status(row.status)),
            ("来源", escape(row.source)),
        )
        return _page(id, row.grade, "裁量基准", rows, reading)
    return ""


def _entry_of_list(id: str, reading: Reading) -> str:
    for name, entries in reading.rulebook.lists.items():
        for one in entries:
            if one.id == id:
                title = "不罚清单" if name == "no_penalty" else "减轻处罚清单"
                rows = (
                    ("违法行为", escape(one.violation)),
                    ("设定依据", escape(one.basis)),
                    ("适用情形", escape(one.applies)),
                    ("依据", escape(one.ground)),
                    ("配套措施", escape(one.measures or "")),
                )
                return _page(id, one.title, title, rows, reading)
    return ""
