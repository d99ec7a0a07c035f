"""What the statements beneath answers are worth is counted, not believed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from knowledge.learning.expectations import DevelopmentQuestion
from knowledge.learning.further import statements_line
from knowledge.library import Library
from tests.knowledge.builders import WORDINGS, raw_entry, write_content

RULE = {
    "title": "某某规定",
    "cite": "《某某规定》",
    "sections": {"第3条": {"statements": ["每年6月10日前报送市局", "园区申报材料要盖章"]}},
}


def asking(text: str, must: str) -> DevelopmentQuestion:
    return DevelopmentQuestion("X1", text, "RULE 第3条", (re.compile(must),), "")


def test_an_answer_that_a_statement_makes_right_is_counted(tmp_path: Path) -> None:
    entries = [raw_entry(name, sources=["RULE 第3条"]) for name in WORDINGS]
    library = Library.load(write_content(tmp_path, entries, {"RULE": RULE}))
    questions = [
        asking("哪些园区可以申报？园区申报材料要盖章吗？", "盖章"),
        asking("申报最晚哪一天", "6月10日"),
        asking("今天天气怎么样", "晴"),
    ]

    line = statements_line(questions, library, date(2026, 11, 28))

    assert line == "答复之下的条文要点：2 条答复、1 条答错之中，说出 1 句，救回 1 条；折叠 1 句，再救回 0 条"
