"""What a server process does besides pages: getting ready before the first visitor, telling of errors in our own words."""

import gc
import logging
from threading import Timer

import streamlit as st

from ui.filling import desk
from ui.filling.draft import read
from ui.filling.work import NOTICE, work

LOG = logging.getLogger(__name__)
LATER = 8  # seconds


def get_ready() -> None:
    """Loads pages and rulebook, so that the first visitor does not wait for them."""
    from ui.views import case  # noqa: F401, PLC0415 -- loaded for the pages to come

    desk.finder_index()
    desk.bureau()
    gc.collect()
    gc.freeze()  # rulebook and modules stay as long as the process: no collection looks through them again


def get_printer_ready_later() -> None:
    """The printer gets ready once the first visitors have their page: both at once would make them wait."""
    timer = Timer(LATER, _get_printer_ready)
    timer.daemon = True
    timer.start()


def _get_printer_ready() -> None:
    """Prints a letter into nothing: fonts and typesetting take more than a second the first time; what draws charts takes half."""
    from letters.making import make  # noqa: PLC0415 -- not before the pages are ready
    from ui.drawn import drawing  # noqa: F401, PLC0415 -- likewise

    for sample in desk.samples():
        draft = read(sample.read_bytes(), sample.name, desk.rulebook()).draft
        found = work(draft, desk.rulebook(), desk.bureau(), desk.today()) if draft else None
        if found and found.matter and not found.refusals:
            make(NOTICE, found.matter).pdf()
            return


def tell(error: Exception) -> bool:
    """An error of the program: the details go to the log; the visitor reads what happened and what is safe."""
    LOG.error("页面出错", exc_info=error)
    st.error(
        "程序出了错，这一步没有完成。已经填写的内容都还在：可以换一个区段继续，或者先“下载案件文件”。请把刚才的操作告诉管理员。"
    )
    return True
