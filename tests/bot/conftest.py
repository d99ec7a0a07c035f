"""What the tests of commands share."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands import doctor
from bot.commands.content import content_faults

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session", autouse=True)
def _content_looked_at() -> Iterator[None]:
    """Let the doctor look through the content as shipped once in a run: it is the same in every test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(doctor, "content_faults", cache(content_faults))
        yield


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run a command in an empty installation; gives its status and what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHANGMI_DATA_DIR", str(tmp_path / "var"))
    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level

    def command(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        status = main(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    yield command
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)


@pytest.fixture
def installed(run: Run) -> Run:
    """Run a command where the first account was made, and with it keys and database."""
    made = run("officer", "add", "首位管理", "--role", "admin", "--password-stdin", typed="一个够长的密码2026")
    assert made[0] == 0
    return run
