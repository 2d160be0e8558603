"""Writing documents: each under a name of its own, the whole file or none of it, and in Chinese why not."""

import errno
import secrets
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from letters.command.orders import Order

REASONS: Final[Mapping[int, str]] = MappingProxyType(
    {
        errno.ENOENT: "文件夹不存在",
        errno.ENOTDIR: "路径中有一段不是文件夹",
        errno.EISDIR: "这是一个文件夹",
        errno.EEXIST: "已经有同名的文件",
        errno.EACCES: "没有写入的权限",
        errno.EPERM: "没有写入的权限",
        errno.EROFS: "磁盘只能读取",
        errno.ENOSPC: "磁盘已满",
        errno.EDQUOT: "磁盘配额已用完",
        errno.ENAMETOOLONG: "文件名太长",
    }
)


class NotWrittenError(Exception):
    """A file or folder could not be written; the message names the one that was asked for."""

    def __init__(self, wanted: Path, cause: OSError) -> None:
        """Say which, and why."""
        reason = REASONS.get(cause.errno or 0, cause.strerror or type(cause).__name__)
        super().__init__(f"{wanted}: 无法写入（{reason}）")


class ClashError(Exception):
    """Documents would be written over each other; the message names the cases."""


def places(cases: Sequence[Path], folder: Path, order: Order) -> Mapping[Path, Path]:
    """The file that each case's document is written to: 案件文件名-文书名称.

    Raises:
        ClashError: two would be the same.
    """
    copy = "（公开版）" if order.public else ""
    wanted = {case: folder / f"{case.stem}-{order.title}{copy}.{order.form}" for case in cases}
    by_name = defaultdict[str, list[Path]](list)
    for case in cases:
        by_name[unicodedata.normalize("NFC", wanted[case].name).casefold()].append(case)
    clashes = [same for same in by_name.values() if len(same) > 1]
    if clashes:
        told = "\n".join(
            f"{'、'.join(map(str, same))}: 会写成同一个文件 {wanted[same[0]]}，请改案件文件名或者分开制作"
            for same in clashes
        )
        raise ClashError(told)
    return wanted


def write(wanted: Path, content: bytes) -> None:
    """Write a file beside its place, then put it there: nobody ever finds half of it.

    Raises:
        NotWrittenError: it cannot be written.
    """
    unfinished = wanted.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with unfinished.open("xb") as file:
            file.write(content)
        unfinished.replace(wanted)
    except OSError as error:
        raise NotWrittenError(wanted, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def make_folder(wanted: Path) -> None:
    """Make a folder, unless it is there.

    Raises:
        NotWrittenError: it cannot be made.
    """
    try:
        wanted.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWrittenError(wanted, error) from error
