"""The bureau that issues letters: what it is called, how it numbers them, whom the party can turn to and pay."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from penalty_engine.case import Contact
from penalty_engine.inputs.positioned import Document, parse, read_document
from penalty_engine.inputs.validation import located, refusal, validated
from penalty_engine.problems import InputError

SETTINGS: Final = Path(__file__).resolve().parents[1] / "data" / "bureau.yaml"
PREFIXES: Final[Mapping[str, str]] = MappingProxyType({"prior-notice": "淄教罚告字"})
NUMBER_FORM: Final = "{prefix}〔{year}〕第{serial}号"
NOBODY: Final = Contact()
Templates = tuple[tuple[str, str], ...]  # name of the file, its text


class Payee(NamedTuple):
    """Where fines are paid: 银行, 户名, 账号 (处罚法 67)."""

    bank: str | None = None
    account_name: str | None = None
    account: str | None = None


UNKNOWN_PAYEE: Final = Payee()


@dataclass(frozen=True, slots=True)
class BureauSettings:
    """Settings of the issuing bureau; what is None or empty is unknown until it is filled in.

    `name` None: the rulebook's authority. `government` hears reconsideration (行政复议法 24); `court` the suit.
    `templates`: the bureau's own, which come before those in the folders.
    """

    name: str | None = None
    number_prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES)
    number_form: str = NUMBER_FORM
    contact: Contact = NOBODY
    payee: Payee = UNKNOWN_PAYEE
    government: str | None = None
    court: str | None = None
    templates: Templates = ()


def _number_form(form: str) -> str:
    """A form of numbers that has its three places and no others."""
    try:
        form.format(prefix="", year="", serial="")
    except (KeyError, IndexError, ValueError):
        raise refusal("文号格式中只能有 {prefix}、{year}、{serial} 三处") from None
    if not all(place in form for place in ("{prefix}", "{year}", "{serial}")):
        raise refusal("文号格式应当有 {prefix}、{year}、{serial} 三处")
    return form


Text = Annotated[str, Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _ContactModel(_Model):
    """联系人."""

    name: Text | None = None
    address: Text | None = None
    phone: Text | None = None


class _PayeeModel(_Model):
    """收款银行."""

    bank: Text | None = None
    account_name: Text | None = None
    account: Text | None = None


class _BureauModel(_Model):
    """data/bureau.yaml: every key may be left out."""

    name: Text | None = None
    number_prefixes: dict[str, Text] = {}
    number_form: Annotated[Text, AfterValidator(_number_form)] = NUMBER_FORM
    contact: _ContactModel = _ContactModel()
    payee: _PayeeModel = _PayeeModel()
    government: Text | None = None
    court: Text | None = None


def load_bureau(path: Path | None = None) -> BureauSettings:
    """The bureau's settings; without a file at the default place, the defaults.

    Raises:
        InputError: the file named is not there, or something in it is wrong.
    """
    if path is None and not SETTINGS.is_file():
        return BureauSettings()
    return _read(read_document(path or SETTINGS))


def read_bureau(text: str, file: str) -> BureauSettings:
    """The settings in a text of the same form; `file` is its name in problems.

    Raises:
        InputError: something in it is wrong.
    """
    return _read(parse(text, file)) if text.strip() else BureauSettings()


def _read(document: Document) -> BureauSettings:
    model, faults = validated(_BureauModel, document.data)
    problems = [*document.problems, *located(faults, document.file, document.line)]
    if problems or model is None:
        raise InputError(problems)
    return BureauSettings(
        name=model.name,
        number_prefixes=MappingProxyType({**PREFIXES, **model.number_prefixes}),
        number_form=model.number_form,
        contact=Contact(**vars(model.contact)),
        payee=Payee(**vars(model.payee)),
        government=model.government,
        court=model.court,
    )
