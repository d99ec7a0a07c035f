"""Which kind of secret it is, by the thing that is named: a draft of a price is business information."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from intake.geography.gazetteer import Gazetteer
from intents.telling.facts import facts_in

NOW = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
GAZETTEER = Gazetteer.load()


@pytest.mark.parametrize(
    ("thing", "kind"),
    [
        ("报价底稿", "business"),
        ("投标底稿", "business"),
        ("投标报价底稿和线路成本表", "business"),
        ("合同底稿", "business"),
        ("商务标底稿", "business"),
        ("底稿", "technical"),
        ("设计底稿", "technical"),
        ("报价底稿和电路图", "both"),
        ("缸体图纸", "technical"),
    ],
)
def test_a_draft_is_what_it_is_a_draft_of(thing: str, kind: str) -> None:
    told = f"冉红梅10月12日在南岸弹子石的办公室拍了我们的{thing}，发给了重庆拓锐贸易有限公司，我要举报"

    assert facts_in(told, NOW, GAZETTEER)["secret_kind"].value == kind
