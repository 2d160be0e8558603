"""Answers an open question directly, where the result names it: the same entry in the case file as the form makes."""

from penalty_engine.rendering import TIERS
from penalty_engine.rulebook import Rulebook
from ui.filling.draft import Draft, in_long_form, put

_YES_NO = {"yes": True, "no": False}


def can_answer(key: str, value: str, rulebook: Rulebook) -> bool:
    """Whether one press can answer it: yes or no, or one of a few words; not an amount."""
    if key == "severity":
        return value in TIERS
    first, _, rest = key.partition(".")
    if first == "facts":
        fact = rulebook.facts.get(rest)
        return fact is not None and (fact.type == "boolean" or value in fact.options)
    return value in _YES_NO


def answer(draft: Draft, place: int, key: str, value: str, rulebook: Rulebook) -> None:
    """Enters the answer; an answer on an element takes the place of one on the whole, and the other way round."""
    given = _YES_NO.get(value, value)
    first, _, rest = key.partition(".")
    if first in rulebook.circumstance:
        stated = in_long_form(draft, place, first)
        if rest:
            stated.pop("holds", None)
            put(draft, ("conducts", place, "circumstances", first, "elements", rest), given)
        else:
            stated.pop("elements", None)
            stated["holds"] = given
    elif key in ("suspected_crime", "business_activity"):
        put(draft, (key,), given)
    else:
        put(draft, ("conducts", place, *key.split(".")), given)
