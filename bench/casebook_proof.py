"""Proofs on a casebook that other processes write to: killed at random moments; many users at once; very many cases."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, NamedTuple

from pgserver.postgres_server import get_server
from sqlalchemy import insert, select

from bench.casebook_user import OFFICER, content
from casebook import schema
from casebook.actor import CONSOLE
from casebook.anchors import Keyring
from casebook.book import Casebook, open_casebook
from casebook.care.verification import verify
from casebook.cases.versions import create_case, current

ROOT = Path(__file__).parents[1]


class Place(NamedTuple):
    """Where a casebook is."""

    url: str
    keyring: Keyring

    def open(self) -> Casebook:
        """The casebook, with the officer who does the work."""
        self.keyring.make()
        book = open_casebook(self.url, self.keyring)
        with book.engine.begin() as connection:
            if connection.execute(select(schema.people.c.id).where(schema.people.c.id == OFFICER.id)).first() is None:
                values = {
                    "id": OFFICER.id,
                    "login": OFFICER.id,
                    "name": OFFICER.name,
                    "roles": "officer",
                    "active": True,
                }
                connection.execute(insert(schema.people).values(**values, certificate="1", created_at=""))
        return book

    def user(self, *arguments: object) -> "subprocess.Popen[str]":
        """A process of its own that works on it."""
        command = [sys.executable, "-m", "bench.casebook_user", *map(str, arguments)]
        environment = {**os.environ, "DATABASE_URL": self.url, "CASEBOOK_KEYS": str(self.keyring.folder)}
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603


@contextmanager
def places() -> Iterator[dict[str, Place]]:
    """A fresh SQLite file and a fresh PostgreSQL, both of which write through to the disk."""
    with (
        TemporaryDirectory(prefix="casebook-sqlite-") as files,
        TemporaryDirectory(prefix="casebook-postgresql-") as data,
    ):
        server = get_server(data, cleanup_mode="stop")
        try:
            yield {
                "SQLite": Place(f"sqlite:///{files}/casebook.db", Keyring(Path(files) / "keys-sqlite")),
                "PostgreSQL": Place(server.get_uri(), Keyring(Path(files) / "keys-postgresql")),
            }
        finally:
            server.cleanup()


class Killed(NamedTuple):
    """What came of killing: acknowledged writes, kills, and everything that was found wrong afterwards."""

    acknowledged: int
    kills: int
    wrong: tuple[str, ...]


def kill_at_random(place: Place, writes: int, most: int = 100, seed: int = 1) -> Killed:
    """Kills writing processes, each after so many writes at most, until enough were acknowledged; then looks for each of them."""
    book, chance = place.open(), random.Random(seed)  # noqa: S311 -- moments, not secrets
    told: list[list[str]] = []
    kills = 0
    while len(told) < writes:
        with place.user("write") as writer:
            assert writer.stdout
            told += _until_killed(writer, writer.stdout, chance, min(most, writes - len(told)))
        kills += 1
    return Killed(len(told), kills, (*_lost(book, told), *verify(book, CONSOLE)))


def _until_killed(
    writer: "subprocess.Popen[str]", output: IO[str], chance: random.Random, most: int
) -> list[list[str]]:
    assert output.readline() == "ready\n"
    lines = [output.readline() for _ in range(chance.randint(1, most))]
    time.sleep(chance.random() * 0.01)  # in the middle of the next write
    writer.send_signal(signal.SIGKILL)
    lines += output.readlines()
    return [line.split() for line in lines if line.endswith("\n")]


def _lost(book: Casebook, told: list[list[str]]) -> Iterator[str]:
    with book.read() as connection:
        versions = set(connection.execute(select(schema.versions.c.case_id, schema.versions.c.version)).all())
        numbers = list(connection.execute(select(schema.documents.c.number)).scalars())
    for case_id, version, *number in told:
        if (case_id, int(version)) not in versions:
            yield f"丢失：案件 {case_id} 第{version}版"
        if number and number[0] not in numbers:
            yield f"丢失：文号 {number[0]}"
    if len(numbers) != len(set(numbers)):
        yield "文号重复"


class Crowd(NamedTuple):
    """What came of many users: seconds of each save, numbers issued, conflicts, the shared count and what it should be."""

    saves: tuple[float, ...]
    numbers: tuple[str, ...]
    conflicts: int
    counted: int
    expected: int
    wrong: tuple[str, ...]


def crowd(place: Place, users: int, seconds: float, pause: float) -> Crowd:
    """Users in two processes at once, one case shared by all."""
    book = place.open()
    shared = create_case(book, OFFICER, {**content("shared"), "count": 0}).id
    processes = [place.user("work", shared, users // 2, seconds, pause) for _ in range(2)]
    lines = [line.split() for process in processes for line in process.communicate()[0].splitlines()]
    failed = tuple(f"进程以 {process.returncode} 结束" for process in processes if process.returncode)
    with book.read() as connection:
        counted = int(current(connection, shared).content["count"])
    return Crowd(
        tuple(float(one[1]) for one in lines if one[0] in {"save", "shared"}),
        tuple(one[2] for one in lines if one[0] == "number"),
        sum(1 for one in lines if one[0] == "conflict"),
        counted,
        sum(1 for one in lines if one[0] == "shared"),
        (*failed, *verify(book, CONSOLE)),
    )
