"""Run the service, and look whether it can run."""

from __future__ import annotations

import argparse
import asyncio

from bot.commands import doctor as health
from bot.serving import serve as serve_one
from bot.settings import SettingsRefused, read_settings
from bot.workers import serve_with_workers


def serve(options: argparse.Namespace) -> int:
    """Serve until told to stop. Several workers need PostgreSQL: SQLite has one writer.

    Without a number there is one process; with one, even of a single worker, another keeps them and the port.
    """
    given = {name: getattr(options, name) for name in ("host", "port") if getattr(options, name) is not None}
    settings = read_settings(**given)
    if options.workers is None:
        asyncio.run(serve_one(settings))
        return 0
    if options.workers < 1:
        raise SettingsRefused("--workers 至少为 1。")
    if options.workers > 1 and settings.database.startswith("sqlite"):
        raise SettingsRefused(
            "SQLite 只能有一个写入者，多个进程需要 PostgreSQL：请设置 SHANGMI_DATABASE_URL，"
            "例如 postgresql+asyncpg://shangmi@localhost/shangmi，或者去掉 --workers。"
        )
    return serve_with_workers(settings, options.workers)


def doctor(_: argparse.Namespace) -> int:
    """Print what was looked at, what is wrong and what to do; 1 when something is wrong."""
    findings = asyncio.run(health.examine())
    for finding in findings:
        print(finding)
    return 1 if any(finding.is_wrong for finding in findings) else 0
