"""What the filer reads of a move stands before the officer first: nothing is made before they have seen it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from intake.cases.moves import MOVES
from intake.storage.tables import MailRow
from tests.bot.desk.conftest import Desk
from tests.builders import a_case

WORDS = "请周三上午带保密协议来。"
ELSEWHERE = {"branch": "other", "authority": "某某机关", "text": WORDS}


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite alone: nothing here is asked of the database that other files do not ask of both."""
    return f"sqlite:///{tmp_path}/shangmi.db"


@pytest.mark.parametrize(
    ("move", "kind", "state", "typed"),
    [
        ("docket", "complaint", "checking", {"tell": WORDS}),
        ("not_docket", "complaint", "checking", {"reason": "证据不足", "tell": WORDS}),
        ("close", "complaint", "not_docketed", {"outcome": "repeated", "tell": WORDS}),
        ("tell_elsewhere", "complaint", "checking", ELSEWHERE),
        ("answer", "consultation", "taken", {"text": WORDS}),
        ("close_consultation", "consultation", "taken", {"outcome": "answered", "tell": WORDS}),
    ],
)
async def test_words_to_the_filer_are_shown_before_they_are_sent(
    desk: Desk, move: str, kind: str, state: str, typed: dict[str, str]
) -> None:
    case = await a_case(desk.database, desk.vault, kind=kind, state=state)
    head = await desk.officer("head", name="李主任")
    form = {"confirmed": "yes", **typed}

    shown = await head.move(case.reference, move, seen=None, read="", **form)
    assert (shown.status, await _letters(desk)) == (200, 0)
    assert "来访人会读到" in shown.text and "回复：" in shown.text and WORDS in shown.text
    again = await head.move(case.reference, move, seen=None, read="", again="yes", **form)
    assert f"{WORDS}</textarea>" in again.text and await _letters(desk) == 0

    assert (await head.move(case.reference, move, seen=None, read="yes", **form)).status == 303
    assert await _letters(desk) == 1


async def test_without_words_there_is_nothing_to_look_at_first(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    head = await desk.officer("head", name="李主任")

    assert (await head.move(case.reference, "docket", read="", tell="")).status == 303


def test_every_move_that_asks_for_words_to_the_filer_is_shown_first() -> None:
    asking = {move.name for move in MOVES for one in move.asks if "来访人的话" in one.label or one.name == "tell"}

    assert asking <= {move.name for move in MOVES if move.tells or move.letter}


async def _letters(desk: Desk) -> int:
    async with desk.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(MailRow)) or 0
