"""A bulletin with what does not matter filled in; and one put into a database as two officers would."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from intake.bulletins.bulletin import Bulletin, BulletinKind, BulletinState, Subject
from intake.cases.codes import Role
from intake.clocks.calendar import day_in_shanghai
from intake.ids import new_id
from intake.officers.bulletins import Bulletins
from intake.officers.officer import Officer
from intake.storage.database import Database
from intake.storage.sealing import Vault

PROPOSER = Officer("1" * 32, "起草人", Role.OFFICER, "jiangjin")
PUBLISHER = Officer("2" * 32, "发布人", Role.HEAD, "jiangjin")
_NOW = datetime(2026, 11, 30, 2, tzinfo=UTC)
_ANY = Bulletin(
    id="0" * 32,
    bureau="jiangjin",
    kind=BulletinKind.NOTICE,
    state=BulletinState.PUBLISHED,
    title="一条通知",
    text="内容",
    subject=Subject.POLICY,
    district="",
    from_on=date(2026, 11, 30),
    until_on=date(2026, 12, 31),
    link="",
    place="",
    begins="",
    ends="",
    capacity=None,
    proposed_at=_NOW,
    published_at=_NOW,
    withdrawn_at=None,
    why="",
)


def a_bulletin(**differs: Any) -> Bulletin:
    return replace(_ANY, **differs)


async def published(database: Database, vault: Vault, now: datetime, **differs: str) -> str:
    """Publish a notice, or a training a week from now, of 江津区; return its id."""
    training = {"kind": "training", "place": "区政府", "begins": "14:00", "ends": "16:00"}
    week = (day_in_shanghai(now) + timedelta(days=7)).isoformat()
    first = week if differs.get("kind") == "training" else day_in_shanghai(now).isoformat()
    said = {
        **{"kind": "notice", "title": "一条通知", "text": "内容", "subject": "policy", "district": "jiangjin"},
        **({**training} if differs.get("kind") == "training" else {}),
        **{"from": first, "until": week, "link": "https://example.gov.cn/a"},
        **differs,
    }
    bulletins, page = Bulletins(database, vault), new_id(now)
    await bulletins.propose(PROPOSER, page, ("jiangjin",), said, now)
    await bulletins.publish(PUBLISHER, page, now)
    return page
