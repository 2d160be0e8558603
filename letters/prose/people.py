"""Who a document is about and whom the party can turn to: the rows of their blocks, and the names not to be torn apart."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from letters.matter import Matter
from letters.words import one_line
from penalty_engine.case import Case

LONGEST_NAME: Final = 8  # characters that one line end must not tear apart


class Row(NamedTuple):
    """A line of the party block."""

    label: str
    text: str


def party_rows(case: Case) -> Iterator[Row]:
    """当事人: what is known of it."""
    party = case.party
    natural = party.is_natural_person
    rows = [
        ("当事人", party.name),
        ("公民身份号码" if natural else "统一社会信用代码", party.id_number),
        ("法定代表人" if party.kind == "legal_person" else "负责人", None if natural else party.representative),
        ("住址" if natural else "住所", party.address),
        ("联系电话", party.phone),
        ("监护人", party.guardian.name if party.guardian else None),
        ("监护人联系电话", party.guardian.phone if party.guardian else None),
    ]
    return (Row(label, one_line(text)) for label, text in rows if text)


def contact_rows(matter: Matter) -> Iterator[Row]:
    """联系人: what is known."""
    contact = matter.contact
    rows = [("联系人", contact.name), ("联系电话", contact.phone), ("联系地址", contact.address)]
    return (Row(label, one_line(text)) for label, text in rows if text)


def names(case: Case) -> tuple[str, ...]:
    """Short names, each once: no line end tears them apart."""
    party = case.party
    named = [party.name, party.representative, party.guardian.name if party.guardian else None]
    if case.contact:
        named.append(case.contact.name)
    named += [officer.name for officer in case.officers]
    lines = (one_line(name) for name in named if name)
    return tuple(dict.fromkeys(name for name in lines if len(name) <= LONGEST_NAME))
