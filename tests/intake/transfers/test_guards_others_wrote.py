"""The rows of `guards_dev.jsonl` about the police and other organs, each tried on the transfers. No database."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.codes import CaseState, Role
from intake.cases.working import open_moves
from tests.intake.transfers.values import PAPERS, POLICE, a_play, approved, refused, reported

SHEET: Final = Path(__file__).parents[2] / "expectations" / "guards_dev.jsonl"
ROWS: Final = {row["id"]: row for row in map(json.loads, SHEET.read_text(encoding="utf-8").splitlines())}


def approve(state: CaseState, role: Role = Role.PRINCIPAL) -> None:
    play = a_play(state)
    play.open("police", **POLICE)
    play.step(
        "police_transfer_reported", at="2026-11-25T10:30", earlier_penalty="none", text="两次下载，三次使用。"
    )
    play.step("police_transfer_approved", by="p1", role=role)


def hand_over_without_the_letter() -> None:
    approved().later(hours=2).step("police_handed_over", papers=PAPERS.replace("transfer_letter,", ""))


def past_the_police_of_the_same_level() -> None:
    a_play(CaseState.DOCKETED).open("police", **POLICE | {"bodies": "police"})


def one_officer() -> None:
    a_play(CaseState.DOCKETED).open("police", **POLICE | {"team": "o1"})


def go_on_after_the_refusal() -> None:
    case = refused().case
    assert {"docket", "not_docket"} & {move.name for move in open_moves(case, Role.HEAD, "jiangjin")}


TRIED: Final[Mapping[str, Callable[[], None]]] = {
    "G-088": lambda: approve(CaseState.DOCKETED),
    "G-090": lambda: approve(CaseState.CHECKING),
    "G-091": lambda: approve(CaseState.DOCKETED, Role.HEAD),
    "G-093": one_officer,
    "G-097": hand_over_without_the_letter,
    "G-099": past_the_police_of_the_same_level,
    "G-106": go_on_after_the_refusal,
}


@pytest.mark.parametrize("number", TRIED)
def test_the_police_chain_is_as_others_read_the_law(number: str) -> None:
    if ROWS[number]["allowed"]:
        TRIED[number]()
        return
    with pytest.raises((NotAllowed, Incomplete), match="。"):
        TRIED[number]()


def test_handing_over_after_the_weekend_is_late_by_the_clock() -> None:
    """G-095: twenty-four hours run over a weekend; what was approved on a Wednesday is due on Thursday."""
    due_at = approved().clock("police_handover").due_at

    assert not ROWS["G-095"]["allowed"]
    assert due_at is not None and (due_at - reported().now).total_seconds() == 24 * 3600
