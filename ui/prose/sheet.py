"""The case as it was filed, section by section in the order of the work, for those who read it. Pure HTML, everything escaped.

Each place has its key path in the case file: as anchor on the page, and as that what an opinion sticks to.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final, NamedTuple

from letters.evidence import EVIDENCE_KINDS
from penalty_engine.answers import CHINESE
from penalty_engine.assessment import CircumstanceFinding
from penalty_engine.inputs.positioned import KeyPath, spell
from penalty_engine.rendering import STATUSES
from ui.filling import pieces
from ui.filling.draft import at, statement
from ui.filling.sections import elements_open, facts_asked
from ui.filling.work import Work
from ui.prose.panel import listed
from ui.prose.values import called, value
from ui.words import EFFECTS, NOT_FILLED, NOT_KNOWN, act_title, short, shown, violation_line

ELEMENT_OPEN: Final = '　<span class="asked">行为的要件，没有查明</span>'
WHOLE: Final = ""  # the place of an opinion on the case as a whole


class Place(NamedTuple):
    """One place: its key path, what it is called, what stands there (HTML); `wide`: without its name beside it."""

    path: str
    label: str
    html: str
    wide: bool = False


class Part(NamedTuple):
    """One section of the sheet. `path`: what an opinion on the section as a whole sticks to."""

    path: str
    title: str
    places: tuple[Place, ...]


def parts(work: Work) -> tuple[Part, ...]:
    """The sections in the order of the work."""
    return (
        Part("party", "当事人", tuple(_party(work))),
        *(part for act in range(work.acts) for part in _act(work, act)),
        Part("evidence", "证据", tuple(_evidence(work))),
        *(_proposal(work, act) for act in range(work.acts)),
        Part("officers", "执法人员", tuple(_officers(work))),
    )


def places(work: Work) -> dict[str, str]:
    """Every place that an opinion can stick to: key path to what it is called."""
    found = {WHOLE: "案件整体"}
    for part in parts(work):
        found[part.path] = part.title
        found |= {one.path: f"{part.title} · {one.label}" for one in part.places if one.path != part.path}
    return found


def html(part: Part, opinions: Mapping[str, str]) -> str:
    """A section; below each place what was said about it. `opinions`: key path to HTML."""
    rows = "".join(_row(one, opinions.get(one.path, "")) for one in part.places)
    head = f'<h4 id="{anchor(part.path)}">{escape(part.title)}</h4>'
    own = "" if any(one.path == part.path for one in part.places) else opinions.get(part.path, "")
    return f'<section class="sheet">{head}{own}<dl class="rows">{rows}</dl></section>'


def anchor(path: str) -> str:
    """The id on the page of a place."""
    return f"at-{escape(path)}"


def _row(one: Place, opinions: str) -> str:
    place = f'id="{anchor(one.path)}"'
    if one.wide:
        return f'<dd class="wide" {place}>{one.html}{opinions}</dd>'
    return f"<dt>{escape(one.label)}</dt><dd {place}>{one.html}{opinions}</dd>"


def _text(work: Work, path: KeyPath, label: str | None = None, nothing: str = NOT_FILLED) -> Place:
    given = at(work.draft, path)
    cited = given if path[-1] == "evidence" and isinstance(given, list) else []
    told = pieces.told(work.draft, cited) if cited else value(path, given, work.rulebook)
    told = nothing if told == NOT_FILLED else told
    mark = ' class="empty-value"' if told in {NOT_FILLED, NOT_KNOWN} else ""
    return Place(spell(path), label or called(path, work.draft, work.rulebook), f"<span{mark}>{escape(told)}</span>")


def _filled(work: Work, *paths: KeyPath) -> Iterator[Place]:
    """Places that are shown only where something stands."""
    yield from (_text(work, path) for path in paths if at(work.draft, path) not in (None, "", [], {}))


def _party(work: Work) -> Iterator[Place]:
    yield _text(work, ("party", "name"), "姓名或者名称")
    yield _text(work, ("party", "kind"), "性质")
    yield from _filled(work, ("party", "capacity"), ("party", "role"))
    yield _text(work, ("party", "id_number"), "证件号码")
    yield from _filled(
        work,
        ("party", "birth_date"),
        ("party", "guardian", "name"),
        ("party", "guardian", "phone"),
        ("party", "representative"),
    )
    yield _text(work, ("party", "address"), "住所或者住址")
    yield from _filled(
        work, ("party", "phone"), ("source",), ("joint_with",), ("decided_by",), ("authority",), ("competence_ground",)
    )


def _act(work: Work, act: int) -> Iterator[Part]:
    """What was done, the facts and sums, the circumstances of one act."""
    path: KeyPath = ("conducts", act)
    which = act_title(act, work.acts)
    yield Part(spell(path), which, tuple(_done(work, act)))
    suffix = f"（{which}）" if work.acts > 1 else ""
    yield Part(spell((*path, "facts")), f"事实与金额{suffix}", tuple(_facts(work, act)))
    yield Part(spell((*path, "circumstances")), f"裁量情节{suffix}", tuple(_circumstances(work, act)))


def _done(work: Work, act: int) -> Iterator[Place]:
    path: KeyPath = ("conducts", act)
    violation = work.violation(act)
    name = violation_line(violation) if violation else NOT_FILLED
    yield Place(spell((*path, "violation")), "行为", f"<b>{escape(name)}</b>")
    yield from _filled(work, (*path, "concurrent"), (*path, "cause"))
    began = value(("from",), at(work.draft, (*path, "from")), None)
    ended = at(work.draft, (*path, "to"))
    going_on = "to" in (at(work.draft, path) or {}) and ended is None
    until = "仍在继续" if going_on else value(("to",), ended, None)
    yield Place(spell((*path, "from")), "起止", escape(f"{began}至{until}"))
    yield from _filled(work, (*path, "discovered_on"))
    yield Place(spell((*path, "summary")), "违法事实", _lines(at(work.draft, (*path, "summary"))))
    if at(work.draft, (*path, "established")) not in (None, True, "yes"):
        yield _text(work, (*path, "established"))
    yield from _filled(work, (*path, "evidence"))


def _lines(text: object) -> str:
    return shown(text).replace("\n", "<br>")


def _facts(work: Work, act: int) -> Iterator[Place]:
    path: KeyPath = ("conducts", act)
    if len({tier.name for violation in work.violations(act) for tier in violation.tiers}) > 1:
        yield _text(work, (*path, "severity"), "情节认定", NOT_KNOWN)
    yield from _filled(work, (*path, "severity_grounds"), (*path, "grade"))
    for one in ("harmful_consequences", "affects_life_health_or_finance"):
        yield _text(work, (*path, one), None, NOT_KNOWN)
    if act == 0:
        yield _text(work, ("business_activity",), None, NOT_KNOWN)
    missed, found = elements_open(work, act), work.found(act)
    reckoned = found is not None and found.illegal_gains is not None
    for fact in facts_asked(work, act):
        if fact.id == "illegal_gains" and reckoned and at(work.draft, (*path, "facts", fact.id)) is None:
            continue  # 系统推算 tells it
        place = _text(work, (*path, "facts", fact.id), fact.label, NOT_KNOWN)
        yield place._replace(html=f"{place.html}{ELEMENT_OPEN}") if fact in missed else place
    if found is not None and found.illegal_gains is not None:
        sums = (
            ("违法所得", found.illegal_gains),
            ("尚应退还", found.gains.refundable),
            ("可以没收", found.gains.confiscable),
        )
        told = "；".join(f"{name}{value(('amount',), one, None)}" for name, one in sums if one)
        yield Place(spell((*path, "gains")), "系统推算", escape(told or "违法所得为零"))


def _circumstances(work: Work, act: int) -> Iterator[Place]:
    """Those that hold in full; then what was found absent and what is not known, each by name."""
    findings = work.findings(act)
    for one in findings.values():
        if one.holds:
            yield Place(_path(act, one.id), one.text.removesuffix("的"), _holding(work, act, one))
    for told, holds in (("经查不存在", False), (NOT_KNOWN, None)):
        names = [
            f'<span id="{anchor(_path(act, one.id))}">{escape(one.text.removesuffix("的"))}</span>{_said(work, act, one)}'
            for one in findings.values()
            if one.holds is holds
        ]
        if names:
            key = "absent" if holds is False else "unknown"
            summary = f"<summary>{len(names)} 项</summary>"
            yield Place(
                spell(("conducts", act, "circumstances", key)), told, f"<details>{summary}{listed(names)}</details>"
            )


def _path(act: int, circumstance: str) -> str:
    return spell(("conducts", act, "circumstances", circumstance))


def _holding(work: Work, act: int, finding: CircumstanceFinding) -> str:
    """是 · 从轻 · 计入; elements, evidence, what happened, the note, the provision."""
    said = statement(work.draft, act, finding.id)
    how = "" if finding.source == "stated" else "（推算）"
    counted = "" if finding.counted else "　<span class='departs'>不计（同一事实已经用过）</span>"
    head = f"<b>是</b>{how} · {escape(EFFECTS[finding.effect])}{counted}"
    below = [f'<span class="quiet">{escape(short("；".join(finding.citations)))}</span>']
    below += [_elements(work, finding.id, said.elements)] if len(said.elements) > 1 else []
    missing = '<span class="asked">没有列证据</span>'
    below += (
        [f"证据：{_evidence_links(work, said.evidence) if said.evidence else missing}"]
        if finding.source == "stated"
        else []
    )
    below += [f"事实：{escape(said.fact)}"] if said.fact else []
    below += [f"说明：{escape(said.note)}"] if said.note else []
    return "<br>".join((head, *below))


def _elements(work: Work, circumstance: str, answers: Mapping[str, Any]) -> str:
    texts = {one.id: one.text for one in work.rulebook.circumstance[circumstance].elements}
    return escape("；".join(f"{texts.get(one, one)}：{CHINESE[held]}" for one, held in answers.items()))


def _evidence_links(work: Work, ids: Sequence[str]) -> str:
    known = [str(one.get("id")) for one in work.draft.get("evidence") or []]
    called = pieces.names(work.draft)
    return "、".join(
        f'<a href="#{anchor(spell(("evidence", known.index(one))))}">{called[one]}</a>'
        if one in known
        else f'{escape(one)}<span class="asked">（清单中没有）</span>'
        for one in ids
    )


def _said(work: Work, act: int, finding: CircumstanceFinding) -> str:
    """What the officer said to one that does not hold."""
    said = statement(work.draft, act, finding.id)
    told = [pieces.told(work.draft, said.evidence)] if said.evidence else []
    told += [said.note] if said.note else []
    return f'<br><span class="quiet">{escape("；".join(told))}</span>' if told else ""


def _evidence(work: Work) -> Iterator[Place]:
    for place, item in enumerate(work.draft.get("evidence") or []):
        details = [EVIDENCE_KINDS.get(item.get("kind", ""), "种类未填写")]
        details += [f"{item['pages']} 页"] if item.get("pages") else []
        details += [f"{value(('on',), item['obtained_on'], None)}取得"] if item.get("obtained_on") else []
        details += [str(item["obtained_by"])] if item.get("obtained_by") else []
        told = (
            f"{shown(item.get('title'))}<span class='quiet'>（{escape('，'.join(details))}）</span>"
            f"<br><span class='quiet'>证明：{shown(item.get('proves'))}</span>"
        )
        yield Place(spell(("evidence", place)), f"证据{place + 1}", told)
    if not work.draft.get("evidence"):
        yield Place("evidence", "证据清单", '<span class="asked">没有列证据</span>')


def _proposal(work: Work, act: int) -> Part:
    path: KeyPath = ("conducts", act, "proposal")
    title = "拟处罚" + (f"（{act_title(act, work.acts)}）" if work.acts > 1 else "")
    return Part(spell(path), title, tuple(_intended(work, act, path)))


def _intended(work: Work, act: int, path: KeyPath) -> Iterator[Place]:
    stated = at(work.draft, path)
    if stated is None:
        yield Place(spell((*path, "kinds")), "种类", "尚未拟定")
        return
    if not stated.get("kinds"):
        yield Place(spell((*path, "kinds")), "种类", "不予处罚")
    else:
        yield _text(work, (*path, "kinds"), "种类")
    yield from _filled(work, (*path, "fine"), (*path, "years"))
    found = work.found(act)
    if found is not None and found.proposal is not None:
        status = found.proposal.status
        reasons = listed([escape(one) for one in found.proposal.reasons])
        yield Place(
            spell((*path, "status")), "与建议", f'<span class="{status}">{escape(STATUSES[status])}</span>{reasons}'
        )
    if stated.get("reasons"):
        yield Place(spell((*path, "reasons")), "理由", _lines(stated["reasons"]))


def _officers(work: Work) -> Iterator[Place]:
    for place, one in enumerate(work.draft.get("officers") or []):
        told = f"{shown(one.get('name'))}　<span class='quiet'>执法证号 {shown(one.get('certificate'))}</span>"
        yield Place(spell(("officers", place)), f"执法人员{place + 1}", told)
    if not work.draft.get("officers"):
        yield Place("officers", "执法人员", '<span class="asked">未填写</span>')
    yield from _filled(work, ("contact", "name"), ("contact", "phone"), ("contact", "address"))
