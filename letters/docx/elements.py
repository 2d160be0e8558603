"""Small makers of WordprocessingML; text and values are escaped by lxml, never pasted into markup."""

import re
from collections.abc import Iterable
from typing import Final, cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.text.paragraph import CT_P
from lxml.etree import _Element as Element

from letters.reasons import PrintingError

NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def w(name: str, /, *children: Element, **values: object) -> Element:
    """The element w:NAME with its children and w: attributes; None: left out."""
    made: Element = OxmlElement(
        f"w:{name}", {qn(f"w:{key}"): str(value) for key, value in values.items() if value is not None}
    )
    made.extend(children)
    return made


def those(*elements: Element | None) -> Iterable[Element]:
    """The elements that are there."""
    return (element for element in elements if element is not None)


def run(text: str, style: str | None = None) -> Element:
    """Text, in a character style.

    Raises:
        PrintingError: it holds a control character.
    """
    properties = [w("rPr", w("rStyle", val=style))] if style else []
    written = w("t")
    written.text = allowed(text)
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return w("r", *properties, written)


def line_break() -> Element:
    """A new line in the same paragraph."""
    return w("r", w("br"))


def field(code: str, shown: str = "", *, dirty: bool = False) -> list[Element]:
    """A field such as PAGE, with what it shows until it is counted; `dirty`: to be counted when the document is opened."""
    instruction = w("instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        w("r", w("fldChar", fldCharType="begin", dirty="true" if dirty else None)),
        w("r", instruction),
        w("r", w("fldChar", fldCharType="separate")),
        run(shown),
        w("r", w("fldChar", fldCharType="end")),
    ]


def paragraph(style: str, *content: Element) -> CT_P:
    """A paragraph of a named style."""
    return cast("CT_P", w("p", w("pPr", w("pStyle", val=style)), *content))


def allowed(text: str) -> str:
    """The text itself.

    Raises:
        PrintingError: it holds a character that no document may hold.
    """
    if found := NOT_IN_XML.search(text):
        raise PrintingError(f"文书中含有不能写入文档的控制字符（U+{ord(found[0]):04X}），请删除后重新制作")
    return text
