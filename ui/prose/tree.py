"""The reasoning as a tree: what was concluded, opened to what it rests on: effect, article, circumstance, fact, evidence."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final, NamedTuple

from casebook.cases.changes import Path
from penalty_engine.answers import CHINESE
from penalty_engine.assessment import ConductAssessment, Sentence
from penalty_engine.rendering import STEPS
from ui.filling import pieces
from ui.filling.draft import at, statement
from ui.filling.work import Work
from ui.prose.values import value
from ui.words import named, short

_WIDTH: Final = "amount.statutory"
_GROUNDS: Final = ("tier.", "gains.")


class Node(NamedTuple):
    """A sentence, and the sentences that it follows from."""

    sentence: Sentence
    rests_on: tuple["Node", ...] = ()


def grown(sentences: Iterable[Sentence]) -> tuple[Node, ...]:
    """The sentences on the amount: a recommended range rests on the statutory one and on the direction, and so on down."""
    given = tuple(sentences)
    circumstances = [one for one in given if one.id.startswith("circumstance.")]
    directions = tuple(
        Node(one, tuple(Node(below) for below in circumstances if {*below.because} & {*one.because}))
        for one in given
        if one.id.startswith("direction.")
    )
    grounds = tuple(Node(one) for one in given if one.id.startswith(_GROUNDS))
    roots: list[Node] = []
    widths: tuple[Node, ...] = ()
    banded = False
    for one in given:
        if one.id.startswith(_WIDTH):
            widths = (*widths, Node(one, grounds))
        elif one.id.startswith("amount.") and widths:
            roots.append(Node(one, (*widths, *directions)))
            widths, banded = (), True
        elif not one.id.startswith(("circumstance.", "direction.", *_GROUNDS)):
            roots.append(Node(one))
    if banded:
        told = {below.sentence for node in directions for below in node.rests_on}
        return (*roots, *(Node(one) for one in circumstances if one not in told), *widths)
    return (*grounds, *directions, *roots, *(Node(one.sentence) for one in widths))


def told(found: ConductAssessment, work: Work, place: int) -> str:
    """The whole reasoning on an act as HTML, by the lawyer's questions."""
    parts = []
    for step, title in STEPS.items():
        sentences = [one for one in found.explanation if one.step == step]
        if step == "open" or not sentences:
            continue
        nodes = grown(sentences) if step == "amount" else tuple(map(Node, sentences))
        parts.append(f"<h5>{title}</h5>{_listed(nodes, work, place)}")
    return "".join(parts)


def _listed(nodes: Sequence[Node], work: Work, place: int) -> str:
    return f"<ul>{''.join(f'<li>{_node(one, work, place)}</li>' for one in nodes)}</ul>" if nodes else ""


def _node(node: Node, work: Work, place: int) -> str:
    """The sentence; below it, when opened, its articles, the facts and the sentences that it rests on."""
    text = short(node.sentence.text)
    below = [f'<p class="cited">{escape("、".join(map(short, node.sentence.citations)))}</p>'] * bool(
        node.sentence.citations
    )
    below += [_listed(node.rests_on, work, place)] if node.rests_on else []
    told_below = {key for one in node.rests_on for key in one.sentence.because}
    facts = [key for key in node.sentence.because if key not in told_below]
    below += [f"<ul>{''.join(f'<li>{_fact(key, work, place)}</li>' for key in facts)}</ul>"] if facts else []
    if not below:
        return escape(text)
    return f"<details><summary>{escape(text)}</summary>{''.join(below)}</details>"


def _fact(key: str, work: Work, place: int) -> str:
    """A fact with its answer; a circumstance opened to its elements, what happened, and its evidence."""
    name = escape(named(key, work.rulebook))
    finding = work.findings(place).get(key)
    if finding is None:
        path: Path = ("conducts", place, *key.split("."))
        stated = at(work.draft, path)
        return f"{name}：{escape(value(path, stated, work.rulebook))}" if stated is not None else name
    inner = "".join(f"<li>{escape(one)}</li>" for one in _shown_by(key, work, place))
    summary = f"{name}：{CHINESE[finding.holds]}"
    return f"<details><summary>{summary}</summary><ul>{inner}</ul></details>" if inner else summary


def _shown_by(key: str, work: Work, place: int) -> Iterator[str]:
    said, circumstance = statement(work.draft, place, key), work.rulebook.circumstance[key]
    for element in circumstance.elements:
        if element.id in said.elements:
            yield f"{element.text}：{CHINESE[said.elements[element.id]]}"
    if said.fact:
        yield f"具体事实：{said.fact}"
    titles = pieces.titles(work.draft, said.evidence)
    yield from (titles[one] for one in said.evidence)
    if said.note:
        yield f"说明：{said.note}"
