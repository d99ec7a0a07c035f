"""Disposing of cases, attacked: one person twice, two at once, a hold in the same moment. On both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import replace

import pytest

from intake.cases.case import NotAllowed
from intake.cases.codes import Role
from intake.officers.casework import NoSuchCase
from tests.intake.officers.test_disposing import LATER, Office, office

__all__ = ["office"]


async def _outcome(act: Awaitable[None]) -> str:
    try:
        await act
    except (NotAllowed, NoSuchCase) as refusal:
        return type(refusal).__name__
    return "done"


async def test_whoever_asked_confirms_nothing_in_whatever_post_and_under_whatever_name(office: Office) -> None:
    case = await office.closed()
    await office.disposing.ask(office.head, case.reference, LATER)
    promoted = replace(office.head, role=Role.PRINCIPAL)
    renamed = replace(office.head, name="别的名字")

    tries = [
        await _outcome(office.disposing.confirm(who, case.reference, LATER))
        for who in (office.head, promoted, renamed, office.wang)
    ]

    assert tries == ["NotAllowed"] * 4
    assert await office.left(case) != {}


async def test_two_who_confirm_in_the_same_moment_dispose_of_it_once(office: Office) -> None:
    case = await office.closed()
    await office.disposing.ask(office.wang, case.reference, LATER)

    both = await asyncio.gather(
        *(
            _outcome(office.disposing.confirm(who, case.reference, LATER))
            for who in (office.head, office.principal)
        )
    )

    assert sorted(both) == ["NoSuchCase", "done"]
    assert await office.left(case) == {} and await office.is_intact()


@pytest.mark.parametrize("first", ["hold", "confirm"])
async def test_a_hold_in_the_same_moment_either_keeps_the_case_whole_or_comes_too_late(
    office: Office, first: str
) -> None:
    for _ in range(2):
        case = await office.closed()
        await office.disposing.ask(office.wang, case.reference, LATER)
        acts = [
            _outcome(office.disposing.hold_back(office.wang, case.reference, "在复议", LATER)),
            _outcome(office.disposing.confirm(office.principal, case.reference, LATER)),
        ]
        outcomes = await asyncio.gather(*(acts if first == "hold" else reversed(acts)))
        held, confirmed = outcomes if first == "hold" else reversed(outcomes)

        # Never both, never neither, and never half of it.
        assert (held, confirmed) in (("done", "NotAllowed"), ("NoSuchCase", "done"))
        assert (await office.left(case) == {}) is (confirmed == "done")
    assert await office.is_intact()
