"""What few requests need is loaded with the first of them: a start loads none of it."""

from __future__ import annotations

import subprocess
import sys

# Drawing papers and charts, packing, workbooks, calendar files; changing tables; a provider's proofs;
# jieba beside rjieba; lists of common passwords; pictures, which a program of its own opens; what wechatpy's own
# client drags in; the holidays of two hundred countries; PostgreSQL's driver, which SQLite has no use for.
NOT_AT_THE_START = (
    *("reportlab", "docx", "docxtpl", "lxml", "pyzipper", "xlsxwriter", "icalendar", "pygal"),
    *("alembic", "mako", "joserfc", "jieba", "zxcvbn"),
    *("PIL", "wechatpy.client", "requests", "urllib3", "charset_normalizer"),
    *("holidays", "asyncpg"),
)


def test_a_worker_starts_without_what_few_requests_need() -> None:
    script = f"import sys, bot.commands.line; print(*(set({NOT_AT_THE_START!r}) & sys.modules.keys()))"

    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert loaded.strip() == ""


def test_wechatpy_is_whole_for_whoever_imports_it_after_us() -> None:
    script = (
        "from bot.channels.wechat.envelope import PrpCrypto; import wechatpy;"
        "import wechatpy.crypto as theirs; print(theirs.PrpCrypto is PrpCrypto, callable(wechatpy.parse_message))"
    )

    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert told.split() == ["True", "True"]
