"""WeasyPrint, loaded in half the time and without a trace; to be imported before anything else of it.

WeasyPrint asks for each of its libraries by the names of several systems. For those that this one does not know, ctypes would run
ldconfig and the C compiler, which takes half a second and leaves a temporary file behind where the process is killed meanwhile.
The names that Linux knows are among those asked for.
"""

import ctypes.util
import importlib
import sys


def _load() -> None:
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _nowhere
    try:
        importlib.import_module("weasyprint")
    finally:
        ctypes.util.find_library = search


def _nowhere(name: str) -> str | None:  # noqa: ARG001 -- as ctypes calls it
    """The name alone must do."""
    return None


_load()
