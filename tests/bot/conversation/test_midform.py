"""Whatever is said in the middle of a form becomes what it is: messages of ordinary people, as they speak."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.bot.conversation.midform import faults_of, rows
from tests.each_row import each_row

_FEWEST_ROWS = 60


@each_row("row", rows=rows(), called=lambda row: f"{row['at']} {row['said']}")
def test_what_is_said_in_the_middle_of_a_form_becomes_what_it_is(row: Mapping[str, Any]) -> None:
    faults = faults_of(row)

    if row.get("open"):
        assert faults != [], "understood now: it is open no more"
    else:
        assert faults == []


def test_the_messages_are_many() -> None:
    assert len({(row["at"], row["said"]) for row in rows()}) >= _FEWEST_ROWS
