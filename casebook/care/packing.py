"""Packed files: a zip with a manifest that holds the digest of every member."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final

from casebook.plain import digest
from casebook.refusals import CasebookError

MANIFEST: Final = "manifest.json"
CHUNK: Final = 1024 * 1024


class Packing:
    """A packed file being written: members first, the manifest last."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.members: dict[str, str] = {}

    def add(self, name: str, parts: Iterable[str | bytes]) -> int:
        """Writes a member piece by piece; gives how many pieces there were."""
        made, count = hashlib.sha256(), 0
        with self._file.open(name, "w", force_zip64=True) as member:
            for part in parts:
                data = part.encode() if isinstance(part, str) else part
                made.update(data)
                member.write(data)
                count += 1
        self.members[name] = f"sha256:{made.hexdigest()}"
        return count

    def finish(self, about: Mapping[str, object]) -> str:
        """Writes the manifest; gives its digest, which stands for the whole file."""
        text = json.dumps({**about, "members": self.members}, ensure_ascii=False, indent=1, sort_keys=True)
        self._file.writestr(MANIFEST, text)
        return digest(text)


@contextmanager
def packing(path: Path) -> Iterator[Packing]:
    """A packed file that appears under its name when it is whole, readable by its owner alone."""
    unfinished = path.with_name(path.name + ".part")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
                yield Packing(file)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


class Packed:
    """A packed file that was checked: every member is what the manifest says, and there is no other."""

    def __init__(self, file: zipfile.ZipFile, text: str) -> None:
        self._file = file
        self.about: dict[str, Any] = json.loads(text)
        self.digest = digest(text)

    def lines(self, name: str) -> Iterator[str]:
        """A member line by line."""
        with self._file.open(name) as member:
            yield from TextIOWrapper(member, encoding="utf-8", newline="\n")

    def read(self, name: str) -> bytes:
        """A member as a whole."""
        return self._file.read(name)

    def __contains__(self, name: str) -> bool:
        return name in self.about["members"]


@contextmanager
def packed(path: Path, kind: str) -> Iterator[Packed]:
    """Opens a packed file of this kind.

    Raises:
        CasebookError: it is no such file, or has been changed.
    """
    file, opened = _opened(path, kind)
    with file:
        yield opened


def _opened(path: Path, kind: str) -> tuple[zipfile.ZipFile, Packed]:
    try:
        file = zipfile.ZipFile(path)
        opened = Packed(file, file.read(MANIFEST).decode())
        wrong = list(_wrong(file, opened.about["members"])) if opened.about.get("kind") == kind else None
    except (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError) as error:
        raise CasebookError(f"{path} 无法读取或者已经损坏（{error}）") from error
    if wrong is None:
        raise CasebookError(f"{path} 不是{kind}文件")
    if wrong:
        raise CasebookError(f"{path} 的内容与清单不符：{'、'.join(wrong)}")
    return file, opened


def _wrong(file: zipfile.ZipFile, members: Mapping[str, str]) -> Iterator[str]:
    names = file.namelist()
    yield from sorted({*members} - {*names})
    yield from sorted({*names} - {*members, MANIFEST} | {one for one in names if names.count(one) > 1})
    for name in sorted({*members} & {*names}):
        made = hashlib.sha256()
        with file.open(name) as member:
            while chunk := member.read(CHUNK):
                made.update(chunk)
        if members[name] != f"sha256:{made.hexdigest()}":
            yield name
