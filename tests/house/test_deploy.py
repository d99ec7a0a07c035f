"""The examples of `deploy/` start what there is, and name settings that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.commands.line import command_line
from bot.settings import PREFIX, Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
VARIABLES = {PREFIX + name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda path: path.name)
def test_a_unit_runs_a_command_of_ours(unit: Path) -> None:
    (command,) = re.findall(r"bin/shangmi ([^'\n]+)", unit.read_text(encoding="utf-8"))

    # What the shell puts in: the day.
    words = re.sub(r"\$\([^)]*\)", "today", command).split()
    assert callable(command_line().parse_args(words).run)


@pytest.mark.parametrize("timer", sorted(DEPLOY.glob("*.timer")), ids=lambda path: path.name)
def test_a_timer_has_its_unit(timer: Path) -> None:
    assert timer.with_suffix(".service").is_file()


def test_settings_that_are_named_exist() -> None:
    named = {
        name
        for path in DEPLOY.iterdir()
        for name in re.findall(rf"{PREFIX}[A-Z_]+", path.read_text(encoding="utf-8"))
    }

    assert named and named <= VARIABLES
