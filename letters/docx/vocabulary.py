"""The HTML that documents are made of; what is not in it would be lost on the way to DOCX, so it is an error."""

import re
from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element as Element

from letters.reasons import PrintingError

CLASSES: Final = {
    "body": "",
    "article": "letter record receipt cover contents sheet-form",
    "section": "opening ending hearing party review signs",
    "div": "list lines sheet signature signed",
    "header": "",
    "h1": "",
    "h2": "",
    "h3": "",
    "p": "bureau centre date indented line number orders penalty plain row seal sign to total when",
    "table": "evidence form four list",
    "thead": "",
    "tbody": "",
    "tr": "",
    "th": "check code day kind num remark said who",
    "td": "check code day kind num remark tall when who",
    "span": "blank",
    "a": "page",
    "br": "",
}
"""Every element with the classes that it may bear."""

INLINE: Final = ("span", "a", "br")
BLOCKS: Final = ("section", "div", "header", "h1", "h2", "h3", "p", "table")
INSIDE: Final = (
    dict.fromkeys(("body", "div"), ("article", *BLOCKS))
    | dict.fromkeys(("article", "section", "header"), BLOCKS)
    | dict.fromkeys(("h1", "h2", "h3", "p"), INLINE)
    | dict.fromkeys(("th", "td"), ("p", *INLINE))
    | {
        "table": ("thead", "tbody", "tr"),
        "thead": ("tr",),
        "tbody": ("tr",),
        "tr": ("th", "td"),
        "span": (),
        "a": (),
        "br": (),
    }
)
"""What may stand in an element; text only in those that hold text."""

HOLD_TEXT: Final = ("h1", "h2", "h3", "p", "th", "td", "span")
SPAN: Final = re.compile("[1-9][0-9]?")
ATTRIBUTES: Final = ("class", "id", "colspan", "rowspan", "href")


class UnknownMarkupError(PrintingError):
    """A template uses HTML that has no counterpart in DOCX; all of it is named."""

    def __init__(self, unknown: tuple[str, ...]) -> None:
        """Name what is unknown, and say what to do."""
        self.unknown = unknown
        super().__init__(
            f"文书模板中有不能写入 DOCX 的内容：{'；'.join(unknown)}。请改用系统自带模板（templates）中已有的写法，或者只制作 PDF"
        )


def require_known(body: Element) -> None:
    """Make sure that all there is in the page can be written.

    Raises:
        UnknownMarkupError: with everything that cannot.
    """
    unknown = tuple(dict.fromkeys(fault for element in body.iter("*") for fault in _faults(element)))
    if unknown:
        raise UnknownMarkupError(unknown)


def classes(element: Element) -> tuple[str, ...]:
    """The classes that an element bears."""
    return tuple(element.get("class", "").split())


def _faults(element: Element) -> Iterator[str]:
    tag = str(element.tag)
    if tag not in CLASSES:
        yield f"元素 <{tag}>"
        return
    known = CLASSES[tag].split()
    yield from (f"<{tag}> 的 class “{name}”" for name in classes(element) if name not in known)
    yield from (f"<{tag}> 的属性 {name}" for name in map(str, element.keys()) if name not in ATTRIBUTES)
    yield from (
        f"<{tag}> 中的 <{inner}>"
        for inner in map(str, (child.tag for child in element.iterchildren("*")))
        if inner not in INSIDE[tag] and inner in CLASSES
    )
    spans = ((name, element.get(name, "1")) for name in ("colspan", "rowspan"))
    yield from (f"<{tag}> 的 {name} “{given}”" for name, given in spans if not SPAN.fullmatch(given))
    if tag not in HOLD_TEXT:
        texts = (element.text, *(child.tail for child in element))
        yield from (f"<{tag}> 中没有放进段落的文字“{text.strip()[:20]}”" for text in texts if text and text.strip())
