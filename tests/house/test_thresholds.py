"""How clearly something must be heard stands once, in `hearing.py`, and nowhere else in the conversation."""

from __future__ import annotations

import ast
from pathlib import Path

CONVERSATION = Path(__file__).parents[2] / "bot" / "conversation"
# Nothing, and all of it: no more of a threshold than `False` and `True`.
ENDS = (0.0, 1.0)


def test_no_certainty_is_weighed_by_a_number_of_its_own() -> None:
    found = [
        f"{path.relative_to(CONVERSATION)}:{node.lineno}: {node.value}"
        for path in sorted(CONVERSATION.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value not in ENDS
    ]

    assert [one for one in found if not one.startswith("hearing.py:")] == []
