"""办案 driven without a browser: a sample opened at a section, and what is written there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from ui.filling import desk

PAGE = Path(__file__).parents[2] / "ui" / "main.py"

NAMES = [path.stem for path in desk.samples()]


def start() -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not page.exception
    return page


def opened(number: int, section: str | None = None) -> AppTest:
    page = start()
    name = next(name for name in NAMES if name.startswith(f"{number:02}"))
    page.selectbox(key="case-sample-0").select(name).run()
    assert not page.exception
    return turn(page, section) if section else page


def turn(page: AppTest, section: str) -> AppTest:
    if page.session_state["section"] != section:
        page.button(key=f"open-{section}").click().run()
    assert not page.exception
    return page


def field(page: AppTest, kind: str, label: str) -> Any:  # noqa: ANN401 -- every kind of widget has its own class
    return next(one for one in page.get(kind) if getattr(one, "label", None) == label)


def texts(page: AppTest) -> Iterator[str]:
    """Everything that is written on the page."""
    for kind in ("html", "markdown", "caption", "button", "radio", "text_input", "text_area", "checkbox", "expander"):
        for one in page.get(kind):
            proto = one.proto
            yield str(getattr(proto, "body", "") or getattr(proto, "label", "") or getattr(one, "label", ""))
            value = getattr(one, "value", "")
            yield value if isinstance(value, str) else ""


def written(page: AppTest) -> str:
    return "\n".join(texts(page))


def outcome(page: AppTest) -> str:
    """The outcomes in the panel, without their tags."""
    said = [one.proto.body for one in page.get("html") if 'class="outcome' in one.proto.body]
    return " ".join(said).replace("</span><span>", " · ").replace("<span>", "").replace("</span>", "")


def draft(page: AppTest) -> dict[str, Any]:
    return dict(page.session_state["held"].draft)
