"""Many send nearly the same: grouped at one bureau, decided at once, answered one by one. On both databases."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlmodel import col

from intake.journal.verifying import verify
from intake.storage.desk_tables import CaseGroupRow
from intake.storage.secrecy_tables import CaseCircleRow
from intake.storage.tables import CaseRow, JournalRow, MailRow
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import Filed, a_case, an_officer

TEXT = "重庆半坡茶业偷了我们经销商的价目表到处发，请你们查处，还我们公道。"


async def _post(browser: Browser, path: str, *pairs: tuple[str, str]) -> Page:
    return await browser.post_pairs(path, [("csrf", await browser.csrf()), *pairs])


async def _wave(desk: Desk, count: int) -> list[Filed]:
    return [
        await a_case(desk.database, desk.vault, filer=f"f{number}", fields={"description": f"{TEXT}{number}"})
        for number in range(count)
    ]


async def _states(desk: Desk, cases: list[Filed]) -> list[str]:
    async with desk.database.reading() as session:
        return [(await session.get_one(CaseRow, case.id)).state for case in cases]


async def test_a_wave_is_grouped_decided_at_once_and_each_filer_answered_by_a_letter_of_their_own(
    desk: Desk,
) -> None:
    officer, head = await desk.officer(), await desk.officer("head")
    wave = await _wave(desk, 4)
    other = await a_case(desk.database, desk.vault, fields={"description": "完全不同的一件事"})
    foreign = await a_case(desk.database, desk.vault, bureau="banan", fields={"description": TEXT})
    address = f"/desk/cases/{wave[0].reference}/group"
    page = await officer.get(address)
    assert "叙述几乎相同的 3 件" in page.text
    assert not [one for one in (other, foreign) if one.reference in page.text]
    for word in ("周敏", "19900001101"):
        assert word not in page.text

    ticked = [("others", one.reference) for one in wave[1:]]
    put = ("go", "put"), ("reason", "同一天群发")
    assert (await _post(officer, address, ("go", "put"), ("reason", "群发"))).status == 422
    assert (await _post(officer, address, *ticked, ("go", "put"), ("reason", " "))).status == 422
    assert (await _post(officer, address, *ticked, ("others", foreign.reference), *put)).status == 404
    assert (await _post(officer, address, *ticked, *put)).status == 303
    assert (await _post(officer, address, *ticked, *put)).status == 403

    async def decided(browser: Browser, move: str, **typed: str) -> Page:
        look = await _post(browser, address, ("go", "look"), ("move", move))
        seen = [("seen", part.split('"')[0]) for part in look.text.split('name="seen" value="')[1:]]
        assert f"将对 {len(seen)} 件" in look.text
        return await _post(
            browser, address, ("go", "decide"), ("move", move), *seen, ("confirmed", "yes"), *typed.items()
        )

    assert (await decided(officer, "sign_for")).location.endswith("?done=4")
    assert await _states(desk, wave) == ["taken"] * 4
    await officer.move(wave[3].reference, "check")
    mixed = await officer.get(address)
    assert "已签收 3 件、核查中 1 件" in mixed.text and "将对" not in mixed.text
    stale = [("seen", f"{one.reference}:2") for one in wave]
    assert (await _post(officer, address, ("go", "decide"), ("move", "check"), *stale)).status == 409
    out = ("go", "out"), ("member", wave[3].reference), ("reason", "他有别的证据")
    assert (await _post(officer, address, *out)).status == 303
    assert (await decided(officer, "check")).status == 303
    # An officer may not refuse to docket; a head may, and whoever sent it hears by a letter of their own.
    by_officer = await _post(officer, address, ("go", "decide"), ("move", "not_docket"), ("confirmed", "yes"))
    assert by_officer.status in (403, 409)
    done = await decided(head, "not_docket", reason="没有线索", tell="经核查不予立案。")

    assert done.status == 303
    assert await _states(desk, wave) == ["not_docketed"] * 3 + ["checking"]
    async with desk.database.reading() as session:
        letters = (await session.execute(select(col(MailRow.case_id), col(MailRow.filer)))).all()
        groups = (await session.scalars(select(CaseGroupRow))).all()
        codes = (
            await session.scalars(select(col(JournalRow.code)).where(col(JournalRow.case_id) == wave[1].id))
        ).all()
    assert sorted(map(tuple, letters)) == sorted((one.id, one.filer) for one in wave[:3])
    assert len(groups) == 3 and {"grouped", "signed_for", "checking_started", "not_docketed"} <= set(codes)
    assert (await verify(desk.database, desk.vault.journal_key, desk.now + timedelta(days=1))).is_intact


async def test_another_bureau_finds_no_group_and_who_only_looks_decides_nothing(desk: Desk) -> None:
    one, two = await _wave(desk, 2)
    stranger, coordinator = await desk.officer(bureau="banan"), await desk.officer("coordinator", None)
    address = f"/desk/cases/{one.reference}/group"

    assert (await stranger.get(address)).status == 404
    assert (await coordinator.get(address)).status == 403
    put = ("others", two.reference), ("reason", "群发"), ("go", "put")
    assert (await _post(coordinator, address, *put)).status == 403
    assert (await _post(stranger, address, *put)).status == 404


async def test_the_coordinator_alone_sees_a_wave_at_all_bureaus_and_passes_down_what_waits_with_one_act(
    desk: Desk,
) -> None:
    coordinator, officer = await desk.officer("coordinator", None), await desk.officer("head")
    waits = [
        await a_case(
            desk.database, desk.vault, state="submitted", bureau="municipal", fields={"description": f"{TEXT}{n}"}
        )
        for n in range(2)
    ]
    theirs, sealed = [
        await a_case(desk.database, desk.vault, bureau=bureau, fields={"description": TEXT})
        for bureau in ("jiangjin", "banan")
    ]
    knows = await an_officer(desk.database, bureau="banan", name="知情人")
    async with desk.database.writing() as session:
        session.add(CaseCircleRow(id=f"{sealed.id}:{knows.id}", case_id=sealed.id, officer_id=knows.id))
    address = f"/desk/cases/{waits[0].reference}/wave"

    page = await coordinator.get(address)
    both = [("seen", f"{one.reference}:1") for one in waits]
    down = ("bureau", "banan"), ("report_by", "2026-12-10"), ("reason", "群发"), ("move", "pass_down")
    unticked = await _post(coordinator, address, ("go", "look"), ("move", "pass_down"))
    look = await _post(coordinator, address, ("go", "look"), ("move", "pass_down"), *both)
    unsure = await _post(coordinator, address, ("go", "decide"), *down, *both)
    sure = ("confirmed", "yes")
    mixed = await _post(
        coordinator, address, ("go", "decide"), sure, *down, *both, ("seen", f"{theirs.reference}:1")
    )
    stale = await _post(coordinator, address, ("go", "decide"), sure, *down, ("seen", f"{waits[0].reference}:7"))
    odd = await _post(coordinator, address, ("go", "decide"), sure, ("move", "docket"), *both)
    before = await _states(desk, waits)
    done = await _post(coordinator, address, ("go", "decide"), sure, *down, *both)

    assert "连同这一件 3 件：市局 2 件、江津区 1 件" in page.text
    assert sealed.reference not in page.text and "周敏" not in page.text
    assert (unticked.status, "将对 2 件“分送”" in look.text) == (422, True)
    assert [one.status for one in (unsure, mixed, stale, odd)] == [422, 403, 409, 403]
    assert theirs.reference in mixed.text and before == ["submitted"] * 2
    assert done.location.endswith("?done=2"), done.text
    assert await _states(desk, waits) == ["routed"] * 2
    own = f"/desk/cases/{theirs.reference}/wave"
    assert (await officer.get(own)).status == 404
    assert (await _post(officer, own, ("go", "look"), ("move", "write"))).status == 404
    assert (await verify(desk.database, desk.vault.journal_key, desk.now)).is_intact
