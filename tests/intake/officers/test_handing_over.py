"""Handlers in the database: deputies, and everything of one who leaves. On both databases."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.changes import Rulebook
from intake.journal.accounts import account_entries, misfit_accounts
from intake.journal.verifying import verify
from intake.officers import wall
from intake.officers.accounts import Accounts
from intake.officers.casework import Casework, Seen
from intake.officers.circles import Circles
from intake.officers.handing_over import HandingOver
from intake.officers.officer import Covered, Officer
from intake.officers.stand_ins import StandInKind, StandIns, may_arrange, standing_in
from intake.storage.bureau_tables import StandInRow
from intake.storage.cases import found_case
from intake.storage.database import Database
from intake.storage.desk_tables import CaseHandlerRow
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, JournalRow, OfficerRow
from tests.builders import NOW, Filed, a_case, an_officer, bureaus, clocks

RULES = Rulebook(bureaus(), clocks())
TODAY = date(2026, 11, 25)


async def handled(database: Database, vault: Vault, *officers: Officer, state: str = "checking") -> Filed:
    """A case that these officers handle."""
    case = await a_case(database, vault, state=state)
    head = await an_officer(database, role="head", name=f"负责人 {case.reference}")
    for version, one in enumerate(officers, start=1):
        seen = Seen(case.reference, version)
        await Casework(database, vault, RULES).move("assign", head, seen, NOW, {"officer": one.id})
    return case


async def over_already(database: Database, case: Filed) -> None:
    """Let the case be closed, as far as lists know."""
    async with database.writing() as session:
        await session.execute(update(CaseRow).where(col(CaseRow.id) == case.id).values(state="closed"))


async def handlers(database: Database, case: Filed) -> set[str]:
    async with database.reading() as session:
        query = select(col(CaseHandlerRow.officer_id)).where(col(CaseHandlerRow.case_id) == case.id)
        return set(await session.scalars(query))


async def qualified(database: Database, name: str) -> Officer:
    officer = await an_officer(database, name=name)
    async with database.writing() as session:
        this = col(OfficerRow.id) == officer.id
        await session.execute(update(OfficerRow).where(this).values(is_qualified=True))
    return officer


async def as_deputy(database: Database, officer: Officer, now: datetime = NOW) -> Officer:
    async with database.reading() as session:
        return await standing_in(session, officer, now)


async def let_stand_in(database: Database, vault: Vault, away: Officer, deputy: Officer, days: int = 0) -> None:
    await StandIns(database, vault).enter(
        "command",
        kind=StandInKind.DEPUTY,
        officer_id=deputy.id,
        for_id=away.id,
        from_on=TODAY,
        until_on=TODAY + timedelta(days=days),
        now=NOW,
    )


async def test_everything_of_one_who_leaves_goes_to_another_in_one_act(database: Database, vault: Vault) -> None:
    wang, li = await an_officer(database, name="王"), await an_officer(database, name="李")
    head = await an_officer(database, role="head", name="主任")
    mine = [await handled(database, vault, wang), await handled(database, vault, wang, li)]
    others = await handled(database, vault, li)
    over = HandingOver(database, vault, RULES)

    count = await over.hand_over(head, "jiangjin", wang.id, li.id, "王调走", NOW)

    assert count == 2
    assert [await handlers(database, case) for case in (*mine, others)] == [{li.id}] * 3
    async with database.reading() as session:
        replaced = select(JournalRow).where(col(JournalRow.code) == "handler_replaced")
        entries = (await session.scalars(replaced)).all()
    assert {entry.actor for entry in entries} == {head.id}
    assert {(entry.payload["officer"], entry.payload["instead_of"]) for entry in entries} == {(li.id, wang.id)}
    with pytest.raises(NotAllowed, match="没有办理中的案件"):
        await over.hand_over(head, "jiangjin", wang.id, li.id, "再来一次", NOW)


async def test_one_case_that_cannot_go_keeps_all(database: Database, vault: Vault) -> None:
    wang, zhao = await qualified(database, "王"), await qualified(database, "赵")
    clerk = await an_officer(database, name="没有执法资格的人")
    head = await an_officer(database, role="head", name="主任")
    cases = [
        await handled(database, vault, wang),
        await handled(database, vault, wang, zhao, state="docketed"),
    ]

    with pytest.raises(NotAllowed, match="不足两名"):
        await HandingOver(database, vault, RULES).hand_over(head, "jiangjin", wang.id, clerk.id, "调走", NOW)

    assert [await handlers(database, case) for case in cases] == [{wang.id}, {wang.id, zhao.id}]


async def test_what_is_closed_to_whoever_hands_over_stays_and_is_not_counted(
    database: Database, vault: Vault
) -> None:
    wang, li = await an_officer(database, name="王"), await an_officer(database, name="李")
    inside, outside = [await an_officer(database, role="head", name=name) for name in ("圈内", "圈外")]
    closed, open_case = await handled(database, vault, wang), await handled(database, vault, wang)
    circles = Circles(Casework(database, vault, RULES))
    await circles.draw(inside, Seen(closed.reference), [inside.id, wang.id], "涉及本局人员", NOW)
    over = HandingOver(database, vault, RULES)

    admin = await an_officer(database, role="admin", name="管理")
    await over_already(database, await handled(database, vault, wang))
    counts = [
        {one.name: one.cases for one in await over.people("jiangjin", viewer)}["王"]
        for viewer in (inside, outside, admin)
    ]
    assert counts == [2, 1, 1]
    assert await over.hand_over(outside, "jiangjin", wang.id, li.id, "离岗", NOW) == 1

    assert [await handlers(database, case) for case in (closed, open_case)] == [{wang.id}, {li.id}]
    with pytest.raises(NotAllowed, match="没有办理中的案件"):
        await over.hand_over(outside, "jiangjin", wang.id, inside.id, "离岗", NOW)
    assert await over.hand_over(inside, "jiangjin", wang.id, inside.id, "离岗", NOW) == 1


async def test_who_hands_over_is_a_head_of_the_bureau_or_an_admin(database: Database, vault: Vault) -> None:
    wang, li = await an_officer(database, name="王"), await an_officer(database, name="李")
    case = await handled(database, vault, wang)
    over = HandingOver(database, vault, RULES)
    stranger = await an_officer(database, role="head", bureau="banan", name="外局主任")

    for by in (li, stranger, await an_officer(database, role="coordinator", name="统筹")):
        with pytest.raises(NotAllowed, match="由本局负责人"):
            await over.hand_over(by, "jiangjin", wang.id, li.id, "调走", NOW)
    admin = await an_officer(database, role="admin", name="管理")
    with pytest.raises(Incomplete):
        await over.hand_over(admin, "jiangjin", wang.id, stranger.id, "调走", NOW)
    await Accounts(database, vault, bureaus()).disable(admin.id, wang.id, NOW)
    people = {one.name: (one.is_here, one.cases) for one in await over.people("jiangjin", admin)}
    assert (people["王"], people["李"]) == ((False, 1), (True, 0))
    assert await over.hand_over(admin, "jiangjin", wang.id, li.id, "离岗", NOW) == 1
    assert await handlers(database, case) == {li.id}
    assert "王" not in {one.name for one in await over.people("jiangjin", admin)}


async def test_a_deputy_sees_and_acts_for_the_other_and_stops_on_the_end_date(
    database: Database, vault: Vault
) -> None:
    wang, li = [await an_officer(database, name=name, vault=vault) for name in ("王", "李")]
    case = await handled(database, vault, wang)
    await let_stand_in(database, vault, wang, li, days=3)

    deputy = await as_deputy(database, li)
    assert deputy.covers == (Covered(wang.id, "王"),)
    await Casework(database, vault, RULES).move("write", deputy, Seen(case.reference, 2), NOW, {"text": "请补充"})

    async with database.reading() as session:
        found = await found_case(session, vault, col(CaseRow.id) == case.id)
        assert found is not None and wall.may_see_identity(deputy, found[0])
        assert not wall.may_see_identity(li, found[0])
        written = await session.scalar(select(JournalRow).where(col(JournalRow.code) == "written_to_filer"))
        assert written is not None and written.actor == li.id
    assert (await as_deputy(database, li, NOW + timedelta(days=4))).covers == ()
    with pytest.raises(NotAllowed, match="由承办人办理"):
        await Casework(database, vault, RULES).move("write", li, Seen(case.reference, 3), NOW, {"text": "再写"})


async def test_who_is_away_enters_it_or_a_head_or_an_admin(database: Database) -> None:
    wang, li = await an_officer(database, name="王"), await an_officer(database, name="李")
    head = await an_officer(database, role="head", name="主任")
    far = await an_officer(database, role="head", bureau="banan", name="外局")
    admin = await an_officer(database, role="admin", name="管理")

    may = [one for one in (wang, li, head, far, admin) if may_arrange(one, wang.id, "jiangjin")]
    assert may == [wang, head, admin]


async def test_a_qualification_is_marked_in_the_journal_and_old_digests_still_fit(
    database: Database, vault: Vault
) -> None:
    admin = await an_officer(database, role="admin", name="管理", vault=vault)
    wang = await an_officer(database, name="王", vault=vault)
    accounts = Accounts(database, vault, bureaus())

    await accounts.qualify(admin.id, wang.id, is_qualified=True, now=NOW)

    async with database.reading() as session:
        assert (await session.get_one(OfficerRow, wang.id)).is_qualified
        digests = {entry.case_id: entry.state_digest async for entry in account_entries(session)}
        assert await misfit_accounts(session, digests) == {}


async def test_deputies_entered_and_ended_as_it_is_done_are_found_as_the_journal_says(
    database: Database, vault: Vault
) -> None:
    away = await an_officer(database, name="王建国", vault=vault)
    deputy = await an_officer(database, name="李敏", vault=vault)
    await let_stand_in(database, vault, away, deputy)
    await let_stand_in(database, vault, away, deputy, days=3)
    async with database.reading() as session:
        first = await session.scalar(select(col(StandInRow.id)).order_by(col(StandInRow.until_on)).limit(1))
    await StandIns(database, vault).end("command", str(first), NOW + timedelta(minutes=1))

    found = await verify(database, vault.journal_key, NOW + timedelta(hours=1), None, vault)

    assert found.faults == ()
