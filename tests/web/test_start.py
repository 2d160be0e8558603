"""What the start of the app does not wait for."""

import subprocess
import sys
from pathlib import Path

LATE = ("altair", "openpyxl", "weasyprint")


def test_what_takes_long_to_load_is_loaded_on_use() -> None:
    names = ", ".join(f"ui.views.{path.stem}" for path in Path("ui/views").glob("*.py") if path.stem != "__init__")
    asked = f"import sys, web.routes, {names}; print(*(one for one in {LATE} if one in sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
