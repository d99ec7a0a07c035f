"""Candidates behind the wall, and links that merge nothing. On both databases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from intake.cases.case import Incomplete, NotAllowed
from intake.officers.casework import NoSuchCase
from intake.officers.duplicates import Duplicates
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.builders import NOW, a_case, an_officer

ELSE: Mapping[str, Any] = {
    "reported_name": "重庆长坪饲料厂",
    "description": "别的事",
    "act_kinds": [],
    "act_date": None,
}


async def test_an_officer_finds_what_is_alike_behind_the_wall_and_nothing_of_others(
    database: Database, vault: Vault
) -> None:
    officer = await an_officer(database)
    case = await a_case(database, vault)
    twin = await a_case(database, vault, fields={"reported_name": "半坡茶业"})
    await a_case(database, vault, fields=ELSE)
    elsewhere = await a_case(database, vault, bureau="banan")

    _, found = await Duplicates(database, vault).candidates(officer, case.reference)

    assert [one.reference for one in found] == [twin.reference]
    assert "被举报人名称相同" in found[0].reasons
    with pytest.raises(NoSuchCase):
        await Duplicates(database, vault).candidates(officer, elsewhere.reference)


async def test_a_link_has_a_reason_stands_in_both_and_is_made_once(database: Database, vault: Vault) -> None:
    officer = await an_officer(database)
    one, two = await a_case(database, vault), await a_case(database, vault)
    foreign = await a_case(database, vault, bureau="banan", assisting=["jiangjin"])
    duplicates = Duplicates(database, vault)

    with pytest.raises(Incomplete):
        await duplicates.link(officer, one.reference, two.reference, " ", NOW)
    with pytest.raises(NotAllowed, match="本局"):
        await duplicates.link(officer, one.reference, foreign.reference, "同一件事", NOW)
    await duplicates.link(officer, one.reference, two.reference, "同一件事，不同股东举报", NOW)
    with pytest.raises(NotAllowed, match="已经关联"):
        await duplicates.link(officer, two.reference, one.reference, "再来", NOW)

    case, found = await duplicates.candidates(officer, two.reference)
    assert [event.code for event in case.events][-1] == "case_linked"
    assert (found[0].reference, found[0].is_linked) == (one.reference, True)
    assert case.state == "routed"
