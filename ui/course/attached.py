"""Files of a case as they are listed: what each is, how large, who added it; and what may be added."""

from collections.abc import Iterable
from html import escape
from typing import Final

from casebook.cases.attachments import Attachment
from casebook.cases.media import ALL, MEGABYTE
from ui.words import shown

KILOBYTE: Final = 1024


def taken() -> str:
    """PDF、TIFF 图片、OFD 版式文件不超过 50 MB；…: the kinds that are taken, by how large they may be."""
    by_size: dict[int, list[str]] = {}
    for one in ALL:
        by_size.setdefault(one.most, []).append(one.name)
    return "；".join(f"{'、'.join(names)}不超过 {most // MEGABYTE} MB" for most, names in sorted(by_size.items()))


def size(count: int) -> str:
    """3.2 MB, 14 KB."""
    return f"{count / MEGABYTE:.1f} MB" if count >= MEGABYTE else f"{max(1, count // KILOBYTE)} KB"


def listed(files: Iterable[Attachment], names: dict[str, str]) -> str:
    """The files that are there, each a link to its bytes."""
    rows = "".join(
        f'<li><a href="/attachments/{escape(one.id)}" aria-label="下载{escape(one.name)}">{escape(one.name)}</a>'
        f'<span class="quiet">　{size(one.size)}　{shown(names.get(one.added_by), "")}</span></li>'
        for one in files
    )
    return f'<ul class="files">{rows}</ul>' if rows else ""
