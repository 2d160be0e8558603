"""What is kept outside the database: the key of the trail, and heads of the trail seen on the way."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkstemp
from typing import NamedTuple

from casebook.refusals import CasebookError
from casebook.trail import Head

KEY_BYTES = 32


def make_key(file: Path) -> None:
    """A new key in a file, unless there is one: written aside, for the service's own user alone, and put in place whole."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if file.exists():
        return
    handle, name = mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "w") as new:
            new.write(secrets.token_hex(KEY_BYTES) + "\n")
        os.link(name, file)
    except FileExistsError:
        return
    finally:
        Path(name).unlink()


class Keyring(NamedTuple):
    """The folder with the key. Whoever backs up the database does not back it up with it."""

    folder: Path

    @property
    def key_file(self) -> Path:
        """The key, readable by the service's own user alone."""
        return self.folder / "trail.key"

    @property
    def anchor_file(self) -> Path:
        """A line for each head seen: number and digest."""
        return self.folder / "trail.anchors"

    def make(self) -> None:
        """A new key; nothing where there is one. Of processes that start at once one makes it, and all get the same."""
        make_key(self.key_file)

    def key(self) -> bytes:
        """The key.

        Raises:
            CasebookError: there is none.
        """
        try:
            return bytes.fromhex(self.key_file.read_text().strip())
        except (OSError, ValueError):
            message = (
                f"没有可用的审计密钥 {self.key_file}：先运行 python -m casebook init；恢复备份时把原来的密钥放回原处"
            )
            raise CasebookError(message) from None

    def anchor(self, head: Head) -> None:
        """Remembers a head."""
        with self.anchor_file.open("a") as file:
            file.write(f"{head.seq} {head.mac}\n")

    def anchors(self) -> Mapping[int, str]:
        """All heads remembered; a line that was cut off in the middle does not count."""
        if not self.anchor_file.is_file():
            return {}
        lines = (line.split() for line in self.anchor_file.read_text().splitlines())
        return {int(line[0]): line[1] for line in lines if len(line) == 2 and len(line[1]) == 2 * KEY_BYTES}  # noqa: PLR2004

    def set_aside(self) -> None:
        """After a restore the heads seen later no longer hold; they are kept under another name."""
        if self.anchor_file.is_file():
            count = len(list(self.folder.glob("trail.anchors.*")))
            self.anchor_file.rename(self.folder / f"trail.anchors.{count + 1}")
