"""Where the window turns to: the head of a section, or a field in it, found by the class that its widget's key gives it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlencode

from penalty_engine.inputs.positioned import KeyPath
from ui.filling.draft import key_path

_OTHER: Final = re.compile(r"[^a-zA-Z0-9_-]")
TO_THE_HEAD: Final = """requestAnimationFrame(() => {
  const head = document.querySelector('[class*="-opened"]');
  const top = head ? head.getBoundingClientRect().top : 0;
  if (top < 124 || top > innerHeight / 2) head.scrollIntoView({block: 'start'});
})"""
TO_THE_STEP: Final = """(() => {
  let tries = 0;
  const seek = () => {
    const form = document.querySelector('[class*="st-key-flow-next-opened"], [class*="st-key-section-step-"][class*="-opened"]');
    if (!form) return tries++ < 24 ? setTimeout(seek, 60) : undefined;
    const {top, bottom} = form.getBoundingClientRect();
    if (top < 124 || bottom > innerHeight) form.scrollIntoView({block: 'start', behavior: 'instant'});
    form.querySelector('input:not([type=hidden]), textarea')?.focus({preventScroll: true});
  };
  requestAnimationFrame(seek);
})()"""
_TO_THE_FIELD: Final = """(() => {
  const wanted = WANTED;
  let tries = 0;
  const one = (name) => document.querySelector(`[class~="st-key-${name}"], [class*="st-key-${name}-"]`);
  const seek = () => {
    const found = tries < 12 ? one(wanted[0]) : wanted.map(one).find(Boolean);
    if (!found) return tries++ < 24 ? setTimeout(seek, 60) : document.querySelector('[class*="-opened"]')?.scrollIntoView({block: 'start'});
    found.scrollIntoView({block: 'center'});
    found.querySelector('input:not([type=hidden]), textarea, button')?.focus({preventScroll: true});
  };
  requestAnimationFrame(seek);
})()"""


def named(address: Mapping[str, str]) -> str:
    """The script that completes the address of a page without a further step on the way back."""
    return f"history.replaceState(history.state, '', {json.dumps('?' + urlencode(address))})"


def seeking(path: str, generation: int) -> str:
    """The script that leads to the field at a key path; where it has none of its own, to what it is part of."""
    return _TO_THE_FIELD.replace("WANTED", json.dumps(list(_classes(key_path(path), generation))))


def _classes(path: KeyPath, generation: int) -> Iterator[str]:
    """Of the field first, then of what is around it; not of the whole case, nor of an act as such."""
    if path[:1] == ("conducts",) and path[2:3] == ("circumstances",):
        yield f"card-{path[3]}" if len(path) > 3 else "others"  # noqa: PLR2004 -- conducts, which, circumstances
        return
    least = 3 if path[:1] == ("conducts",) else 1
    for end in range(len(path), min(least, len(path)) - 1, -1):
        yield _OTHER.sub("-", "/".join(("case", str(generation), *map(str, path[:end]))))
