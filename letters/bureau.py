"""The bureau that issues letters: what it is called, how it numbers them, whom the party can turn to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from penalty_engine.case import Contact
from penalty_engine.inputs.positioned import read_document
from penalty_engine.inputs.validation import located, validated
from penalty_engine.problems import InputError

SETTINGS: Final = Path(__file__).resolve().parents[1] / "data" / "bureau.yaml"
PREFIXES: Final[Mapping[str, str]] = MappingProxyType({"prior-notice": "淄教罚告字"})
NOBODY: Final = Contact()
Text = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class BureauSettings:
    """Settings of the issuing bureau; `name` None: the rulebook's authority. The contact is unknown until it is filled in."""

    name: str | None = None
    number_prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES)
    contact: Contact = NOBODY


class _ContactModel(BaseModel):
    """联系人."""

    model_config = ConfigDict(extra="forbid")
    name: Text | None = None
    address: Text | None = None
    phone: Text | None = None


class _BureauModel(BaseModel):
    """data/bureau.yaml: every key may be left out."""

    model_config = ConfigDict(extra="forbid")
    name: Text | None = None
    number_prefixes: dict[str, Text] = {}
    contact: _ContactModel = _ContactModel()


def load_bureau(path: Path | None = None) -> BureauSettings:
    """The bureau's settings; without a file at the default place, the defaults.

    Raises:
        InputError: the file named is not there, or something in it is wrong.
    """
    if path is None and not SETTINGS.is_file():
        return BureauSettings()
    document = read_document(path or SETTINGS)
    model, faults = validated(_BureauModel, document.data)
    problems = [*document.problems, *located(faults, document.file, document.line)]
    if problems or model is None:
        raise InputError(problems)
    contact = Contact(model.contact.name, model.contact.address, model.contact.phone)
    return BureauSettings(model.name, MappingProxyType({**PREFIXES, **model.number_prefixes}), contact)
