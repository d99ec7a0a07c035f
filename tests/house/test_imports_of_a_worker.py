"""What few requests need is loaded with the first of them: a start loads none of it."""

from __future__ import annotations

import subprocess
import sys

# Drawing papers and charts, packing, workbooks, calendar files; changing tables; a provider's proofs;
# jieba beside rjieba; lists of common passwords.
NOT_AT_THE_START = (
    *("reportlab", "docx", "docxtpl", "lxml", "pyzipper", "xlsxwriter", "icalendar", "pygal"),
    *("alembic", "mako", "joserfc", "jieba", "zxcvbn"),
)


def test_a_worker_starts_without_what_few_requests_need() -> None:
    script = f"import sys, bot.commands.line; print(*(set({NOT_AT_THE_START!r}) & sys.modules.keys()))"

    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert loaded.strip() == ""
