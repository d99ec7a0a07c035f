"""Where several have the most, each of them is named, and none of them alone."""

from __future__ import annotations

import pytest

from bot.desk.overview.tables import _all_of


@pytest.mark.parametrize(("tied", "said"), [(["甲"], "甲"), (["甲", "乙"], "甲、乙（并列）")])
def test_a_tie_names_all_of_it(tied: list[str], said: str) -> None:
    assert _all_of(tied) == said
