"""Who may do what with a case, and by which article: sheets written from the law, every row an act that is tried.

`guards_own.jsonl` is ours. `guards_dev.jsonl` was written by others in words; `guards_dev_acts.yaml` says for each
row which act of ours that is. An act that is refused is never offered with its whole form, and the refusal names
the article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from intake.cases.codes import Role
from intake.cases.moves import MOVES
from intake.cases.working import offered_moves
from tests.each_row import each_row
from tests.intake.cases.situations import RULES, Tried, after, begun, is_offered, refused
from tests.intake.cases.values import NOW

SHEETS: Final = Path(__file__).parents[2] / "expectations"
OWN: Final = [
    json.loads(line) for line in (SHEETS / "own" / "guards_own.jsonl").read_text(encoding="utf-8").splitlines()
]
DEV: Final = {
    row["id"]: row
    for row in map(json.loads, (SHEETS / "guards_dev.jsonl").read_text(encoding="utf-8").splitlines())
}
ACTS: Final[Mapping[str, Any]] = yaml.safe_load(
    (SHEETS / "own" / "guards_dev_acts.yaml").read_text(encoding="utf-8")
)


def refusal_of(given: Mapping[str, Any], tried: Tried) -> str:
    """Return why the act is refused in this situation; "" when it is allowed."""
    case = after(begun(given["kind"], given["secret_kind"], given["lead"]), given.get("steps", ()))
    at = NOW + timedelta(days=given.get("days_later", 0), hours=1)
    said = refused(case, tried, at, given.get("by") or "somebody")
    if not said:
        assert is_offered(case, tried, given.get("by", "")), "what is allowed is offered"
    return said


def cited(text: str) -> set[str]:
    """Return the articles a text names, e.g. APP 14, whatever paragraph: 「APP 第14、15条」 names two."""
    found, instrument = set(), ""
    for name, numbers in re.findall(r"([A-Z]+\d*)? ?第([\d、]+)条?", text):
        instrument = name or instrument
        found |= {f"{instrument} {number}" for number in numbers.split("、") if number}
    return found


@each_row("row", rows=OWN, called=lambda row: row["id"])
def test_our_own_guards(row: Mapping[str, Any]) -> None:
    given = row["given"]
    tried = Tried(Role(given["role"]), given["bureau"], row["move"], row["typed"])

    said = refusal_of(given, tried)

    assert bool(said) is not row["allowed"], f"{row['because']} -> {said or 'allowed'}"
    if said and row["article"]:
        assert cited(said) & cited(row["article"].replace("|", "；")), f"{row['article']}: {said}"


def test_there_are_enough_rows_and_each_move_between_bureaus_has_both_kinds() -> None:
    assert len(OWN) >= 200
    for move in (move for move in MOVES if move.group in ("between", "measures") or move.answers):
        outcomes = {row["allowed"] for row in OWN if row["move"] == move.name}
        assert outcomes == {True, False} or move.name in _ONE_KIND, move.name


# Taking back one's own report is refused by nothing but its state.
_ONE_KIND: Final = {"withdraw_measure", "refuse_measure", "receive_assist", "leave_below", "report_measure"}


def test_each_row_of_others_is_an_act_of_ours_or_has_its_reason() -> None:
    assert set(ACTS) == set(DEV)


@pytest.mark.parametrize("number", [number for number, act in ACTS.items() if "move" in act])
def test_guards_others_wrote(number: str) -> None:
    row, act = DEV[number], ACTS[number]
    given = row["given"]
    situation = {"kind": act.get("kind", given["kind"]), "secret_kind": given["secret_kind"], **act["given"]}
    tried = Tried(Role(act.get("role", given["role"])), act.get("bureau"), act["move"], act.get("typed", {}))

    said = refusal_of(situation, tried)

    assert bool(said) is not row["allowed"], f"{row['act']} -> {said or 'allowed'}"
    if said:
        article = act.get("article", row["article"])
        assert cited(said) & cited(article) or article in said, f"{article}: {said}"


@pytest.mark.parametrize("number", [number for number, act in ACTS.items() if "never" in act])
def test_what_the_law_does_not_know_has_no_button_anywhere(number: str) -> None:
    assert not DEV[number]["allowed"]
    for word in ACTS[number]["never"]:
        assert not [move.name for move in MOVES if word in move.label + move.paper]


def test_a_bureau_that_does_not_handle_a_case_is_offered_nothing() -> None:
    for steps in ((), ("signed", "checking", "docketed")):
        case = after(begun(lead="jiangjin"), steps)
        for role in Role:
            if role is not Role.COORDINATOR:
                assert not offered_moves(case, role, "wanzhou", RULES, NOW)
