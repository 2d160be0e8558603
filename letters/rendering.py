"""View to HTML by Jinja2: everything escaped, a missing value is an error and never a blank."""

import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
)
from jinja2.meta import find_referenced_templates
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from letters.bureau import Templates
from letters.reasons import PrintingError

TEMPLATES: Final = Path(__file__).resolve().parents[1] / "templates"
OWN_TEMPLATES: Final = Path(__file__).resolve().parents[1] / "data" / "templates"
STYLESHEET: Final = TEMPLATES / "a4.css"
NUMERALS: Final = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
ENDING: Final = ".html"
BODY: Final = "body"  # the block that is bound into a file
CODE: Final = tuple(Path(__file__).resolve().parents[1] / package for package in ("letters", "penalty_engine"))


WORDS: Final = (
    (r".* object' has no attribute '(\w+)'", "没有可以填入的内容“{0}”"),
    (r"'(\w+)' is undefined", "没有可以填入的内容“{0}”"),
    (r"Encountered unknown tag '(\w+)'.*", "不认识的标签“{0}”，或者前面的没有结束"),
    (r"[Uu]nexpected end of template.*", "有 if、for 或者 block 没有结束"),
    (r"[Ee]xpected an expression, got .*", "这里缺少内容或者条件"),
    (r"[Nn]o filter named '(\w+)'.*", "没有“{0}”这种处理"),
    (r"access to attribute '(\w+)' of .* is unsafe.*", "不允许使用“{0}”"),
)


class ValueMissingError(PrintingError):
    """A template asked for a value that is None."""


class TemplateFaultError(PrintingError):
    """A template is not right: its file and what is wrong with it."""


def render(template: str, view: object, own: Templates = ()) -> str:
    """The page of a document; the bureau's own template of the same name comes first.

    Args:
        template: the file in the template folder.
        view: what the template speaks of, by the name `letter`.
        own: templates that come before those in the folders.

    Raises:
        TemplateFaultError: the template asks for what is not there, or cannot be read.
        ValueMissingError: the value is None.
    """
    with _placed(template):
        return _environment(own, OWN_TEMPLATES, TEMPLATES).get_template(template).render(letter=view)


def body(template: str, view: object, own: Templates = ()) -> Markup:
    """What stands in the body of the page, to be bound with others into one file.

    Raises:
        TemplateFaultError, ValueMissingError: as for `render`.
    """
    with _placed(template):
        page = _environment(own, OWN_TEMPLATES, TEMPLATES).get_template(template)
        if BODY not in page.blocks:
            raise TemplateFaultError(f"文书模板 {template} 没有 block {BODY}，不能装订成卷")
        return Markup("".join(page.blocks[BODY](page.new_context({"letter": view}))))  # noqa: S704 -- escaped by the template


def is_bindable(template: str, own: Templates = ()) -> bool:
    """Whether the template has a body that can be bound with others into one file.

    Raises:
        TemplateFaultError: it cannot be read.
    """
    with _placed(template):
        return BODY in _environment(own, OWN_TEMPLATES, TEMPLATES).get_template(template).blocks


def with_style(html: str) -> str:
    """The page with its style sheet inside, to be looked at in a browser."""
    style = Markup("<style>\n{}</style>\n</head>").format(Markup(STYLESHEET.read_text("utf-8")))  # noqa: S704 -- our own file
    return html.replace("</head>", style, 1)


@cache
def shipped() -> dict[str, str]:
    """The templates that every bureau begins with: the text of each by its name, such as parts/party.html."""
    files = (*sorted(TEMPLATES.glob(f"*{ENDING}")), *sorted(TEMPLATES.glob(f"parts/*{ENDING}")))
    return {file.relative_to(TEMPLATES).as_posix(): file.read_text("utf-8") for file in files}


def parts_of(template: str, own: Templates = ()) -> frozenset[str]:
    """The template and every other that it brings in, however far down.

    Raises:
        TemplateFaultError: one of them cannot be read.
    """
    environment, known, waiting = _environment(own, OWN_TEMPLATES, TEMPLATES), set[str](), [template]
    while waiting:
        name = waiting.pop()
        if name in known:
            continue
        known.add(name)
        with _placed(name):
            source, file, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr]
            waiting += [one for one in find_referenced_templates(environment.parse(source, name, file)) if one]
    return frozenset(known)


@contextmanager
def _placed(template: str) -> Iterator[None]:
    """Whatever goes wrong in a template is told with its file and line; what goes wrong in the program stays what it is."""
    try:
        yield
    except ValueMissingError as error:
        raise ValueMissingError(f"文书模板 {_place(error) or template} 引用的内容没有填写") from error
    except TemplateError as error:
        raise TemplateFaultError(_told(template, error)) from error
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        place = _place(error)
        if place is None or _is_ours(error):
            raise
        raise TemplateFaultError(f"文书模板 {place} 有错误：{error}") from error


def _told(template: str, error: TemplateError) -> str:
    where = getattr(error, "filename", None) or getattr(error, "name", None)
    line = getattr(error, "lineno", None)
    place = f"{_short(where)}:{line}" if where and line else _place(error) or _short(where or template)
    return f"文书模板 {place} 有错误：{_said(error)}"


def _said(error: TemplateError) -> str:
    """What Jinja says, in Chinese where it is one of the usual mistakes."""
    message = str(error.message or "")
    if isinstance(error, TemplateNotFound):
        return f"没有名为 {message} 的模板"
    for pattern, words in WORDS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(*found.groups())
    return message


def _place(error: Exception) -> str | None:
    """FILE:LINE of the innermost template that the error passed through."""
    frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename.endswith(ENDING)]
    return f"{_short(frames[-1].filename)}:{frames[-1].lineno}" if frames else None


def _is_ours(error: Exception) -> bool:
    """Whether the error arose in the program, not in a template."""
    last = Path(traceback.extract_tb(error.__traceback__)[-1].filename)
    return any(last.is_relative_to(package) for package in CODE)


def _short(where: str) -> str:
    """The name of a template's file without the folder that it lies in."""
    path = Path(where)
    return f"parts/{path.name}" if path.parent.name == "parts" else path.name


@lru_cache(maxsize=8)
def _environment(own: Templates, *folders: Path) -> Environment:
    texts = dict(own)

    def loaded(name: str) -> tuple[str, str, None] | None:
        return (texts[name], name, None) if name in texts else None

    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader((FunctionLoader(loaded), FileSystemLoader(folders))),
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
