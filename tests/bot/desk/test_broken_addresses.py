"""An address of a list that is broken, or older than the desk: the person is told what of it was not used."""

from __future__ import annotations

import pytest

from bot.desk.pages import STRAYS, Stray
from tests.bot.conversation.harness import handbook
from tests.bot.desk.conftest import Desk

# Who looks, the list, and what of its address cannot be.
FILTERS = """
officer     | /desk/cases            | state=nothing kind=%27%3B-- due=x hand=her said=x sort=x colour=red
officer     | /desk/cases            | bureau=banan
coordinator | /desk/cases            | bureau=nowhere
head        | /desk/exports/new      | state=nothing colour=red
officer     | /desk/transfers        | direction=x kind=x standing=x bureau=nowhere body=%27%3B
officer     | /desk/transfers/meeting| direction=x
head        | /desk/overview         | period=2026-13 bureau=banan
coordinator | /desk/overview         | period=x bureau=nowhere
coordinator | /desk/ledger           | year=1900 year=x
coordinator | /desk/units            | district=nowhere
auditor     | /desk/audit            | code=x
admin       | /desk/accounts         | state=x role=x bureau=nowhere
admin       | /desk/people           | bureau=nowhere
officer     | /desk/papers/numbers   | year=x
"""
PLACES = """
officer     | /desk/cases            | after=x after=2026-13-40_abc after=t9_%27
auditor     | /desk/audit            | after=x after=1_2
auditor     | /desk/audit/exports    | after=x
auditor     | /desk/audit/accounts   | after=x
admin       | /desk/accounts/journal | page=x page=-1 page=99999999
officer     | /desk/papers/numbers   | upto=x
"""


def _rows(table: str) -> list[tuple[str, str]]:
    cells = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [(who, f"{path}?{query}") for who, path, queries in cells for query in queries.split()]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", Stray)
async def test_what_an_address_asks_for_in_vain_is_said_on_every_list(desk: Desk, kind: Stray) -> None:
    desk.handbook = handbook()
    rows = _rows({Stray.FILTER: FILTERS, Stray.PLACE: PLACES}[kind])
    browsers = {
        who: await desk.officer(who, "jiangjin" if who in ("officer", "head") else None, name=f"甲{who}")
        for who in {who for who, _ in rows}
    }
    silent = []
    for who, address in rows:
        plain, page = await browsers[who].get(address.partition("?")[0]), await browsers[who].get(address)
        assert (plain.status, page.status) == (200, 200), address
        if STRAYS[kind] in plain.text or STRAYS[kind] not in page.text:
            silent.append(address)

    assert silent == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_step_from_a_place_that_cannot_be_read_leads_to_the_list_and_says_so(desk: Desk) -> None:
    browser = await desk.officer()

    step = await browser.get("/desk/cases/step?to=next&in=kind%3Dtip&at=x")

    assert step.status == 303 and step.location.startswith("/desk/cases?kind=tip")
    assert STRAYS[Stray.PLACE] in (await browser.get(step.location)).text
