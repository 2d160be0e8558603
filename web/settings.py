"""What holds in this bureau: its settings and own templates out of the casebook, else data/bureau.yaml and data/templates.

Every process looks whether something has been saved, at most once a second, and reads anew only when that is so.
"""

import time
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from casebook.actor import Actor
from casebook.refusals import UnfitError
from casebook.settings import BUREAU, TEMPLATE, Overtaken, Setting, current_settings, may_save, save_setting, state
from letters.bureau import SETTINGS, BureauSettings, Templates, load_bureau, read_bureau
from letters.checking import Checked, check
from letters.rendering import shipped
from web.office import casebook

FRESH: Final = 1.0  # seconds
NAME: Final = "本局信息"


class Holding(NamedTuple):
    """What holds: the settings as read, and every setting saved as it is stored, by its kind."""

    bureau: BureauSettings
    saved: Mapping[str, Setting]

    @property
    def is_from_file(self) -> bool:
        """Whether the bureau's settings are those of data/bureau.yaml."""
        return content_of(self.saved.get(BUREAU)) is None and SETTINGS.is_file()

    def begun_from(self, kind: str) -> int:
        """The version that a change made now begins from."""
        return self.saved[kind].version if kind in self.saved else 0


_read: Final[
    dict[str, tuple[float, int, Holding]]
] = {}  # by casebook: when it was looked at, the state then, what held


def bureau() -> BureauSettings:
    """The bureau's settings with its own templates."""
    return holding().bureau


def holding(*, anew: bool = False) -> Holding:
    """What holds now. `anew`: without waiting for a second to pass, after something was saved here."""
    where, at = str(casebook().engine.url), time.monotonic()
    known = _read.get(where)
    if known and not anew and at - known[0] < FRESH:
        return known[2]
    now = state(casebook())
    held = known[2] if known and known[1] == now else _held(current_settings(casebook()))
    _read[where] = at, now, held
    return held


def _held(saved: Mapping[str, Setting]) -> Holding:
    content = content_of(saved.get(BUREAU))
    settings = before_any() if content is None else read_bureau(content, NAME)
    return Holding(replace(settings, templates=_own(saved)), saved)


@cache
def before_any() -> BureauSettings:
    """What holds as long as nothing is saved: data/bureau.yaml, else the defaults; read once a process."""
    return load_bureau()


def _own(saved: Mapping[str, Setting]) -> Templates:
    return tuple(
        (kind.removeprefix(TEMPLATE), one.content)
        for kind, one in saved.items()
        if kind.startswith(TEMPLATE) and one.content is not None
    )


def content_of(setting: Setting | None) -> str | None:
    """What was saved, unless it was taken back."""
    return setting.content if setting else None


def save_bureau(actor: Actor, begun_from: int, text: str | None) -> Setting | Overtaken:
    """Saves the bureau's settings as YAML; None: the file holds again, if there is one.

    Raises:
        InputError: something in the text is wrong.
        NotPermittedError, UnfitError: as for `save_setting`.
    """
    if text is not None:
        read_bureau(text, NAME)
    made = save_setting(casebook(), actor, BUREAU, begun_from, text)
    holding(anew=True)
    return made


def tried(actor: Actor, name: str, text: str | None) -> tuple[Checked, ...]:
    """What becomes of every kind that uses a template when the template is this one; None: the shipped one.

    Raises:
        UnfitError: the system ships no template of that name, or it is too long.
        NotPermittedError: the actor may not change it.
    """
    may_save(casebook(), actor, text)
    if name not in shipped():
        raise UnfitError(f"没有名为 {name} 的模板；名称应当与系统自带的相同")
    others = tuple(one for one in holding(anew=True).bureau.templates if one[0] != name)
    return tuple(check(others if text is None else (*others, (name, text)), name))


def save_template(actor: Actor, name: str, begun_from: int, text: str | None) -> Setting | Overtaken:
    """Saves a template of the bureau's own; None: the shipped one holds again.

    Raises:
        UnfitError: a document does not come out with it; with what is wrong.
        NotPermittedError: as for `save_setting`.
    """
    if faults := [f"《{one.title}》：{one.fault}" for one in tried(actor, name, text) if one.fault]:
        raise UnfitError("模板没有保存：" + "；".join(faults))
    made = save_setting(casebook(), actor, f"{TEMPLATE}{name}", begun_from, text)
    holding(anew=True)
    return made
