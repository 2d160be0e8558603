"""The bureau's rulebook, the samples as drafts, and an officer who is signed in."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from casebook.actor import CONSOLE, Actor
from casebook.book import Casebook
from casebook.people.accounts import NewAccount, add_account
from casebook.people.sessions import open_session
from letters.bureau import BureauSettings
from penalty_engine.inputs.rulebook_reading import load_rulebook
from penalty_engine.rulebook import Rulebook
from ui import places
from ui.filling.draft import Draft, read
from ui.filling.work import Work, work
from web import cookies, who
from web.office import casebook

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def zibo() -> Rulebook:
    """The bureau's own rulebook."""
    return load_rulebook()


@pytest.fixture
def sample(zibo: Rulebook) -> Callable[[int], Draft]:
    """A sample by its number, fresh each time."""

    def opened(number: int) -> Draft:
        path = next(path for path in SAMPLES if path.name.startswith(f"{number:02}"))
        draft = read(path.read_bytes(), path.name, zibo).draft
        assert draft is not None
        return draft

    return opened


@pytest.fixture
def on_desk(zibo: Rulebook) -> Callable[[Draft], Work]:
    """A draft with what follows from it, on a fixed day and with a bureau that has told no contact."""
    return lambda draft: work(draft, zibo, BureauSettings(), TODAY)


@pytest.fixture(autouse=True)
def first_page(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages driven without a browser have no address: the page that a test opens is its module's FIRST."""
    monkeypatch.setattr(places, "HOME", getattr(request.module, "FIRST", "case"))


@pytest.fixture(autouse=True, scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """A casebook of these tests alone."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{folder / 'casebook.db'}")
        patch.setenv("CASEBOOK_KEYS", str(folder / "keys"))
        yield casebook()
    casebook().engine.dispose()
    for remembered in (casebook, cookies._signer):
        remembered.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def officer(office: Casebook) -> Iterator[Actor]:
    """Somebody who is signed in: pages driven without a server bring no cookie of their own, so they are given his."""
    person = add_account(office, CONSOLE, NewAccount("wang", "王某", ("officer",), certificate="37030001"))
    actor = Actor(person, "王某", frozenset({"officer"}))
    with office.write(actor) as work:
        token = open_session(work, person)
    cookie = cookies._signer("session").sign(token).decode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(who, "session_cookie", lambda: cookie)
        yield actor
