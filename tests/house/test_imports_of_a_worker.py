"""What few requests need is loaded with the first of them: a start loads none of it."""

from __future__ import annotations

import subprocess
import sys

# Drawing papers and pictures, packing, workbooks, calendar files.
NOT_AT_THE_START = ("reportlab", "pyzipper", "xlsxwriter", "icalendar")


def test_a_worker_starts_without_what_few_requests_need() -> None:
    script = f"import sys, bot.app, bot.serving; print(*(set({NOT_AT_THE_START!r}) & sys.modules.keys()))"

    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert loaded.strip() == ""
