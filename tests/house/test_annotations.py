"""What is handed about has a type that says what it is: `Any` stays where nobody can say."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "intents", "knowledge", "intake")
FEWER_THAN = 90


def _times_in(written: str) -> int:
    return sum(isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(ast.parse(written)))


def test_any_is_counted_wherever_it_says_what_type_something_is() -> None:
    written = (
        "from typing import Any\nRow = dict[str, Any]\ndef f(a: Any, *b: Any) -> list[Any]:\n    c: Any = 'Any'\n"
    )

    assert _times_in(written) == 5


def test_any_is_rare_in_the_product() -> None:
    files = [file for name in PRODUCT for file in sorted((ROOT / name).rglob("*.py"))]
    times = Counter({str(file.relative_to(ROOT)): _times_in(file.read_text(encoding="utf-8")) for file in files})

    assert times.total() < FEWER_THAN, (
        f"Any stands {times.total()} times in annotations, most in {times.most_common(5)}. What is only handed on "
        "or compared is an `object`; JSON that is looked into is `intake.stored.Stored`; what SQLAlchemy cannot "
        "say is in `intake.storage.queried`; a library without types gets a small Protocol beside its only user."
    )
