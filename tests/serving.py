"""The real server in processes of its own, an address before several of them, and a browser reduced to what HTTP says."""

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import count
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
PASSWORD = "一段足够长而好记的口令2026"
CODE = re.compile(r"^    (\S{16})$", re.MULTILINE)
HOST = "127.0.0.1"


def until(happened: Callable[[], bool], seconds: float = 60) -> None:
    """Waits for something to happen."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "did not happen"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


@dataclass
class Server:
    """A process that serves the application."""

    port: int
    log: Path
    process: "subprocess.Popen[bytes]"

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def code(self) -> str:
        """The one-time code that it printed."""
        return str(CODE.findall(self.log.read_text("utf-8"))[-1])

    def wait(self) -> None:
        until(self._answers, 180)

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text("utf-8")
        try:
            return Visitor(self.port).get("/health").status == 200
        except OSError:  # not listening yet
            return False


@contextmanager
def serving(url: str, keys: Path, folder: Path) -> Iterator[Server]:
    """One process on a database."""
    port = free_port()
    log = folder / f"{port}.log"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {**os.environ, "DATABASE_URL": url, "CASEBOOK_KEYS": str(keys)}
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, env=environment) as process:
        try:
            server = Server(port, log, process)
            server.wait()
            yield server
        finally:
            process.terminate()


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def way(self) -> str:
        return self.headers.get("location", "")


@dataclass
class Visitor:
    """Keeps cookies, follows nothing, takes a new connection each time."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    set_cookies: list[str] = field(default_factory=list)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        sent = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        self.set_cookies = answer.headers.get_all("Set-Cookie") or []
        for one in self.set_cookies:
            for name, morsel in SimpleCookie(one).items():
                self.cookies[name] = morsel.value
                if morsel["max-age"] == "0" or not morsel.value:
                    del self.cookies[name]
        return Answer(answer.status, {name.lower(): value for name, value in answer.headers.items()}, content)

    def page(self, path: str) -> Answer:
        """As a browser asks for a page."""
        return self.get(path, Accept="text/html,*/*;q=0.8")

    def send(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """Sends a form as it is."""
        form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.ask("POST", path, urlencode(fields).encode(), form)

    def fill_in(self, page: str, path: str, fields: Mapping[str, str]) -> Answer:
        """Opens a page and sends a form that stands on it."""
        found = re.search(r'name="token" value="([^"]+)"', self.page(page).text)
        assert found, page
        return self.send(path, {"token": found[1], **fields}, Origin=f"http://{HOST}:{self.port}")

    def sign_in(self, login: str = "guan", password: str = PASSWORD, on: str = "/") -> Answer:
        return self.fill_in("/sign-in", "/sign-in", {"login": login, "password": password, "next": on})

    def set_up(self, code: str, **more: str) -> Answer:
        """Becomes the first administrator, and an officer."""
        fields = {"code": code, "login": "guan", "name": "管某", "certificate": "37030001", **more}
        return self.fill_in("/set-up", "/set-up", {"password": PASSWORD, "again": PASSWORD, **fields})

    def is_in(self) -> bool:
        return self.get("/session").status == 204


@contextmanager
def one_address(servers: Sequence[Server]) -> Iterator[int]:
    """The port of an address with several processes behind it: each connection goes to the next one that lives."""
    turn = count()
    with ExitStack() as stack:
        listening = stack.enter_context(socket.create_server((HOST, 0)))
        threading.Thread(target=_accept, args=(listening, servers, turn), daemon=True).start()
        yield int(listening.getsockname()[1])


def _accept(listening: socket.socket, servers: Sequence[Server], turn: "count[int]") -> None:
    while True:
        try:
            client, _ = listening.accept()
        except OSError:  # closed
            return
        threading.Thread(target=_between, args=(client, _next(servers, turn)), daemon=True).start()


def _next(servers: Sequence[Server], turn: "count[int]") -> socket.socket | None:
    for _ in servers:
        with suppress(OSError):
            return socket.create_connection((HOST, servers[next(turn) % len(servers)].port))
    return None


def _between(client: socket.socket, server: socket.socket | None) -> None:
    """Passes on both ways until one of them has gone."""
    with client, server or client:
        if server is not None:
            back = threading.Thread(target=_pass_on, args=(server, client), daemon=True)
            back.start()
            _pass_on(client, server)
            back.join()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while part := one.recv(65536):
            other.sendall(part)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
