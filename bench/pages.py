"""The pages under load: a real server, officers signed in over real WebSockets, each changing one answer every few seconds.

What stands for the browser reads all that the server sends and sends back the states of all widgets (see bench.browser).
The clock is in the server (see bench/timed/served.py); the first page
is timed from outside, from the start of the process to a case that can be filled in.
"""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.request import urlopen

from websockets.asyncio.client import connect

from bench.browser import Page
from bench.timing import row
from casebook.actor import CONSOLE, Actor
from casebook.anchors import Keyring
from casebook.book import Casebook, open_casebook
from casebook.cases.versions import create_case
from casebook.people.accounts import NewAccount, add_account
from casebook.people.sessions import open_session
from penalty_engine.inputs.positioned import read_document
from web import cookies

ROOT: Final = Path(__file__).resolve().parents[1]
SESSIONS: Final = int(os.environ.get("BENCH_SESSIONS", "20"))
SECONDS: Final = float(os.environ.get("BENCH_SECONDS", "60"))
EVERY: Final = 5.0  # seconds between two answers of one officer
LIMIT: Final = 0.2  # seconds, for 95 of 100 answers
FIRST: Final = 3.0  # seconds, from the start of the process
ANSWERS: Final = ("是", "否", "未查明")


def report() -> Iterator[str]:
    """The figures."""
    with TemporaryDirectory(prefix="bench-pages-") as name:
        folder = Path(name)
        visits = _prepare(folder)
        start = time.perf_counter()
        with _serving(folder) as port:
            ready = time.perf_counter() - start
            asyncio.run(_first(port, *visits[0]))
            yield row("启动到可以登录", ready)
            yield row("启动到第一个页面可用", time.perf_counter() - start, FIRST)
            asyncio.run(_all(port, visits))
        times = [line.split() for line in (folder / "times").read_text("utf-8").splitlines()]
    opened, changed = (sorted(float(time) for kind, time in times if kind == one) for one in ("open", "change"))
    yield f"{SESSIONS} 人同时办理三个违法行为的案件，每 {EVERY:g} 秒改一个回答，{SECONDS:g} 秒，共 {len(changed)} 次"
    yield row("打开案件（服务器内，中位数）", statistics.median(opened))
    yield row("改一个回答到新结论（服务器内，中位数）", statistics.median(changed))
    yield row("改一个回答到新结论（服务器内，95%）", changed[int(len(changed) * 0.95)], LIMIT)
    yield row("改一个回答到新结论（服务器内，最慢）", changed[-1])


def _prepare(folder: Path) -> list[tuple[str, str]]:
    """A casebook with an officer and a case for each session: cookie and case."""
    url = f"sqlite:///{folder / 'casebook.db'}"
    os.environ |= {"DATABASE_URL": url, "CASEBOOK_KEYS": str(folder / "keys"), "BENCH_TIMES": str(folder / "times")}
    keyring = Keyring(folder / "keys")
    keyring.make()
    book = open_casebook(url, keyring)
    content = three_acts()
    made = [_visit(book, number, content) for number in range(SESSIONS)]
    book.engine.dispose()
    return made


def _visit(book: Casebook, number: int, content: dict[str, Any]) -> tuple[str, str]:
    account = NewAccount(f"officer{number}", f"第{number}号", ("officer",), certificate=f"3703{number:04}")
    actor = Actor(add_account(book, CONSOLE, account), account.name, frozenset({"officer"}))
    with book.write(actor) as work:
        token = open_session(work, actor.id)
    case = create_case(book, actor, content)
    return cookies._signer("session").sign(token).decode(), case.id  # noqa: SLF001 -- as the sign-in page makes it


def three_acts() -> dict[str, Any]:
    """The first sample, with two further acts of other samples whose parties are organisations too."""
    files = (next((ROOT / "samples").glob(f"{number:02}-*.yaml")) for number in (1, 2, 3))
    samples: list[dict[str, Any]] = [read_document(file).data for file in files]
    first = samples[0]
    acts = [one["conducts"][0] for one in samples]
    for act in acts[1:]:
        act["circumstances"] = {
            one: {key: value for key, value in said.items() if key != "evidence"} if isinstance(said, dict) else said
            for one, said in (act.get("circumstances") or {}).items()
        }
        act.pop("severity_grounds", None)
        act.pop("evidence", None)
    return {**first, "conducts": acts}


@contextmanager
def _serving(folder: Path) -> Iterator[int]:
    """A server on a free port, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "bench/timed/served.py", "--server.port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log) as server,  # noqa: S603
    ):
        try:
            while not _answers(port):
                assert server.poll() is None, (folder / "log").read_text("utf-8")
                time.sleep(0.02)
            yield port
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004
    except OSError:
        return False


@asynccontextmanager
async def _visiting(port: int, cookie: str, case: str) -> AsyncIterator[Page]:
    """An officer's page, open at the circumstances of his case."""
    url, headers = f"ws://127.0.0.1:{port}/_stcore/stream", {"Cookie": f"{cookies.SESSION}={cookie}"}
    async with connect(url, additional_headers=headers, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        page = Page(socket, case=case, section="circumstances")
        await page.run()
        yield page


async def _first(port: int, cookie: str, case: str) -> None:
    """The first page: a case with its result."""
    async with _visiting(port, cookie, case) as page:
        assert any('class="outcome' in one for one in page.html), "no result"


async def _all(port: int, visits: list[tuple[str, str]]) -> None:
    await asyncio.gather(*(_officer(port, place, *visit) for place, visit in enumerate(visits)))


async def _officer(port: int, place: int, cookie: str, case: str) -> None:
    """Comes a little after the one before; changes one answer after the other."""
    await asyncio.sleep(place * EVERY / SESSIONS)
    async with _visiting(port, cookie, case) as page:
        end, turn = time.monotonic() + SECONDS, place
        while time.monotonic() < end:
            await asyncio.sleep(EVERY)
            radios = [one for one, options in page.radios.items() if set(ANSWERS) == set(options)]
            changed = radios[turn % len(radios)]
            await page.run(changed, next(one for one in ANSWERS if one != page.answer(changed)))
            turn += 1
