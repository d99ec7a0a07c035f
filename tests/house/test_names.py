"""No name for two things: whoever reads a public class's name knows which one is meant."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "intents", "knowledge", "intake")
# Each of these once stood for three things and more. It stands for one now, or for none.
FOR_ONE_ALONE = [
    "Act",
    "Asked",
    "Entered",
    "Filling",
    "Gate",
    "Kept",
    "Line",
    "ListPage",
    "Part",
    "Period",
    "Piece",
    "Place",
    "Said",
    "Sheet",
    "Source",
    "Standing",
    "Step",
    "Subject",
    "Telling",
    "Told",
    "Unit",
    "Way",
]
MOST = 2


def _modules_by_class() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for package in PRODUCT:
        for file in sorted((ROOT / package).rglob("*.py")):
            for one in ast.parse(file.read_text(encoding="utf-8")).body:
                if isinstance(one, ast.ClassDef) and not one.name.startswith("_"):
                    found[one.name].append(str(file.relative_to(ROOT)))
    return found


MODULES_BY_CLASS = _modules_by_class()


@pytest.mark.parametrize("name", FOR_ONE_ALONE)
def test_a_name_that_stood_for_several_classes_does_not_do_so_again(name: str) -> None:
    modules = MODULES_BY_CLASS.get(name, [])

    assert len(modules) <= 1, f"{name} is a class in {modules}: say of each what it is ({name} of what?)."


def test_no_name_stands_for_more_than_two_public_classes() -> None:
    shared = {name: modules for name, modules in MODULES_BY_CLASS.items() if len(modules) > MOST}

    assert not shared, f"give each of these a name of its own, in the field's terms: {shared}"
