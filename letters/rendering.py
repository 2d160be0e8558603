"""View to HTML by Jinja2: everything escaped, a missing value is an error and never a blank."""

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from letters.reasons import PrintingError

TEMPLATES: Final = Path(__file__).resolve().parents[1] / "templates"
OWN_TEMPLATES: Final = Path(__file__).resolve().parents[1] / "data" / "templates"
STYLESHEET: Final = TEMPLATES / "a4.css"
NUMERALS: Final = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")


class ValueMissingError(PrintingError):
    """A template asked for a value that is None."""


class TemplateFaultError(PrintingError):
    """A template is not right: its file and what is wrong with it."""


def render(template: str, view: object) -> str:
    """The page of a document; the bureau's own template of the same name comes first.

    Args:
        template: the file in the template folder.
        view: what the template speaks of, by the name `letter`.

    Raises:
        TemplateFaultError: the template asks for what is not there, or cannot be read.
        ValueMissingError: the value is None.
    """
    try:
        return _environment(OWN_TEMPLATES, TEMPLATES).get_template(template).render(letter=view)
    except TemplateError as error:
        raise TemplateFaultError(_told(template, error)) from error


def body(template: str, view: object) -> Markup:
    """What stands in the body of the page, to be bound with others into one file.

    Raises:
        TemplateFaultError, ValueMissingError: as for `render`.
    """
    try:
        page = _environment(OWN_TEMPLATES, TEMPLATES).get_template(template)
        return Markup("".join(page.blocks["body"](page.new_context({"letter": view}))))  # noqa: S704 -- escaped by the template
    except TemplateError as error:
        raise TemplateFaultError(_told(template, error)) from error


def with_style(html: str) -> str:
    """The page with its style sheet inside, to be looked at in a browser."""
    style = Markup("<style>\n{}</style>\n</head>").format(Markup(STYLESHEET.read_text("utf-8")))  # noqa: S704 -- our own file
    return html.replace("</head>", style, 1)


def _told(template: str, error: TemplateError) -> str:
    where = getattr(error, "filename", None) or getattr(error, "name", None) or template
    line = getattr(error, "lineno", None)
    return f"文书模板 {Path(where).name}{f':{line}' if line else ''} 有错误：{error.message}"


@cache
def _environment(*folders: Path) -> Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_never_none,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["numerals"] = NUMERALS
    return environment


def _never_none(value: object) -> object:
    if value is None:
        raise ValueMissingError("文书模板引用的内容没有填写")
    return value
