"""No name for two things: whoever reads a public class's name knows which one is meant."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "intents", "knowledge", "intake")


def _modules_by_class() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for package in PRODUCT:
        for file in sorted((ROOT / package).rglob("*.py")):
            for one in ast.parse(file.read_text(encoding="utf-8")).body:
                if isinstance(one, ast.ClassDef) and not one.name.startswith("_"):
                    found[one.name].append(str(file.relative_to(ROOT)))
    return found


def test_no_public_class_shares_its_name() -> None:
    shared = {name: modules for name, modules in _modules_by_class().items() if len(modules) > 1}

    assert not shared, f"give each of these a name of its own, in the field's terms (what is it of?): {shared}"
