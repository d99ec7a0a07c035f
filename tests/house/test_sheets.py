"""Whatever colleagues may change is read through a model, and `shangmi check` tells what is wrong in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "intake", "intents", "knowledge")
SHEETS = tuple(sorted(path.relative_to(ROOT) for part in PACKAGES for path in (ROOT / part).rglob("*.yaml")))
# Without the words nothing can be compared, without the list of files there are none.
WORDS = tuple(path for path in SHEETS if path.parts[0] == "intents")
LIST = tuple(path for path in SHEETS if path.name == "contents.yaml")
OTHERS = tuple(path for path in SHEETS if path not in (*WORDS, *LIST))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house in which files may be spoilt."""
    for part in PACKAGES:
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def checked(house: Path) -> tuple[int, str]:
    surroundings = {**os.environ, "PYTHONPATH": str(house), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "bot", "check"]
    done = subprocess.run(command, cwd=house, env=surroundings, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def spoil(house: Path, sheets: Iterable[Path]) -> None:
    """Put something into every file that has no place there."""
    for path in sheets:
        written = (house / path).read_text(encoding="utf-8")
        nonsense = "\n- nonsense\n" if isinstance(yaml.safe_load(written), list) else "\nnonsense: [0]\n"
        (house / path).write_text(written + nonsense, encoding="utf-8")


_FIRST_OF_ALL = [pytest.param(WORDS, marks=pytest.mark.long), pytest.param(LIST, marks=pytest.mark.long)]


@pytest.mark.parametrize("sheets", [*_FIRST_OF_ALL, OTHERS], ids=["words", "list of files", "others"])
def test_what_has_no_place_in_a_file_is_told_of_every_file_at_once(house: Path, sheets: tuple[Path, ...]) -> None:
    spoil(house, sheets)

    status, said = checked(house)

    assert status == 1
    assert "Traceback" not in said
    assert [str(path) for path in sheets if path.name not in said] == []
