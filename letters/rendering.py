"""View to HTML by Jinja2: everything escaped, a missing value is an error and never a blank."""

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

TEMPLATES: Final = Path(__file__).resolve().parents[1] / "templates"
STYLESHEET: Final = TEMPLATES / "a4.css"


class ValueMissingError(Exception):
    """A template asked for a value that is None."""


def render(template: str, view: object) -> str:
    """The page of a document.

    Args:
        template: the file in the template folder.
        view: what the template speaks of, by the name `letter`.

    Raises:
        jinja2.UndefinedError: the view has no such value.
        ValueMissingError: the value is None.
    """
    return _environment(TEMPLATES).get_template(template).render(letter=view)


def with_style(html: str) -> str:
    """The page with its style sheet inside, to be looked at in a browser."""
    style = Markup("<style>\n{}</style>\n</head>").format(Markup(STYLESHEET.read_text("utf-8")))  # noqa: S704 -- our own file
    return html.replace("</head>", style, 1)


@cache
def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_never_none,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _never_none(value: object) -> object:
    if value is None:
        raise ValueMissingError
    return value
