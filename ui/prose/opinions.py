"""Opinions as they stand beside the places they speak of. Pure HTML, everything escaped."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from casebook.cases.changes import EVIDENCE, id_of
from casebook.cases.opinions import Opinion
from ui.filling.draft import at
from ui.filling.sections import State, section_of
from ui.words import shown

Time = Callable[[str], str]


def told(opinion: Opinion, at_time: Time) -> str:
    """Who said what when on which version; the answer below it, or that there is none yet."""
    head = f'<span class="quiet">{shown(opinion.given_by)}，{at_time(opinion.given_at)}，第 {opinion.version} 版</span>'
    said = f"<b>审核意见</b>　{_lines(opinion.text)}　{head}"
    if opinion.is_open or opinion.answered_at is None:
        return f'<div class="opinion open">{said}<br><span class="asked">尚未答复</span></div>'
    answer = f'<b>答复</b>　{_lines(opinion.answer)}　<span class="quiet">{shown(opinion.answered_by)}，{at_time(opinion.answered_at)}</span>'
    return f'<div class="opinion">{said}<br>{answer}</div>'


def _lines(text: object) -> str:
    return shown(text).replace("\n", "<br>")


def settled(opinions: Iterable[Opinion], content: object) -> tuple[Opinion, ...]:
    """The opinions with the places where their pieces of evidence stand in this state of the case; of one that is gone, the list."""
    ids = [id_of(one) for one in at(content, (EVIDENCE,)) or ()]
    return tuple(one._replace(path=_path(one, ids)) if one.piece else one for one in opinions)


def _path(opinion: Opinion, ids: Sequence[str]) -> str:
    if opinion.piece not in ids:
        return EVIDENCE
    return f"{EVIDENCE}[{ids.index(opinion.piece)}]{opinion.path.partition(']')[2]}"


def by_place(opinions: Iterable[Opinion], at_time: Time, known: Mapping[str, str]) -> dict[str, str]:
    """What stands below each place of the sheet. What has gone since stands with the case as a whole."""
    found: dict[str, str] = {}
    for one in opinions:
        place = one.path if one.path in known else ""
        found[place] = found.get(place, "") + told(one, at_time)
    return found


def open_in(opinions: Iterable[Opinion]) -> dict[str, int]:
    """How many opinions of each section of the form are still to be answered; those on the whole case stand under an empty name."""
    counted: dict[str, int] = {}
    for one in opinions:
        if one.is_open:
            section = section_for(one)
            counted[section] = counted.get(section, 0) + 1
    return counted


def section_for(opinion: Opinion) -> str:
    """The section of the form that an opinion speaks of; empty: the case as a whole."""
    return section_of(opinion.path) if opinion.path else ""


def marked(states: Mapping[str, State], opinions: Iterable[Opinion]) -> Mapping[str, State]:
    """The states of the sections, with how many opinions wait for an answer."""
    counted = open_in(opinions)
    return {one: _marked(state, counted.get(one, 0)) for one, state in states.items()}


def _marked(state: State, count: int) -> State:
    if not count:
        return state
    text = f"{count} 条审核意见待答复"
    mood = "wrong" if state.mood == "wrong" else "open"
    return State(f"{state.text} · {text}" if state.text and state.mood in {"open", "wrong"} else text, mood)
