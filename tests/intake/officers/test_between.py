"""Who sees and may do what between bureaus, in the database: the wall, units, stand-ins. On both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import Select, select
from sqlmodel import col

from intake.cases.case import NotAllowed
from intake.cases.changes import Rulebook
from intake.cases.codes import Role
from intake.clocks.calendar import day_in_shanghai
from intake.journal.verifying import verify
from intake.notices import between
from intake.notices.between import (
    PageOfCrossings,
    count_for_others,
    count_for_us,
    done_since,
    not_on_platform,
    overdue,
    result_not_on_platform,
    waiting_for_others,
    waiting_for_us,
)
from intake.notices.shown import Few
from intake.officers import wall
from intake.officers.casework import Casework, ChangedMeanwhile, NoSuchCase, Seen
from intake.officers.circles import Circles
from intake.officers.officer import Officer
from intake.officers.stand_ins import (
    StandInKind,
    StandInRefused,
    StandIns,
    bureaus_without_principal,
    standing_in,
)
from intake.officers.units import UnitRefused, add_unit, set_unit_active
from intake.storage.bureau_tables import CrossingRow
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, JournalRow
from tests.builders import NOW, Filed, a_case, a_crossing, an_officer, bureaus, clocks, some_cases
from tests.deciding import ended_as

SOON = "2026-12-10"
WHY = {"reason": "理由"}


class House:
    """Officers by post and bureau, and the moves they make, one after the other."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self.database = database
        self.vault = vault
        self.casework = Casework(database, vault, Rulebook(bureaus(), clocks()))
        self._officers: dict[tuple[str, str | None], Officer] = {}
        self.now = NOW

    async def officer(self, role: str, bureau: str | None) -> Officer:
        key = (role, bureau)
        if key not in self._officers:
            self._officers[key] = await an_officer(self.database, role=role, bureau=bureau, vault=self.vault)
        return self._officers[key]

    async def act(self, case: Filed, role: str, where: str | None, move: str, /, **typed: str) -> None:
        async with self.database.reading() as session:
            version = await session.scalar(select(col(CaseRow.version)).where(col(CaseRow.id) == case.id))
        self.now += timedelta(seconds=1)
        seen = Seen(case.reference, version or 0)
        officer = await self.officer(role, where)
        await self.casework.move(move, officer, seen, self.now, {"confirmed": "yes", **typed})

    async def off_platform(self, bureau: str, *, results: bool = False) -> list[str]:
        listed = result_not_on_platform if results else not_on_platform
        async with self.database.reading() as session:
            lines = await listed(session, await self.officer("officer", bureau), self.now)
        return [line.reference for line in lines]

    async def sees(self, case: Filed, role: str, bureau: str | None) -> bool:
        officer = await self.officer(role, bureau)
        async with self.database.reading() as session:
            query = select(col(CaseRow.id)).where(wall.visible(officer), col(CaseRow.id) == case.id)
            return await session.scalar(query) is not None

    async def docketed(self, bureau: str = "jiangjin") -> Filed:
        return await a_case(self.database, self.vault, state="docketed", bureau=bureau)

    async def crossings(self, case: Filed) -> list[tuple[str, str, str, bool]]:
        async with self.database.reading() as session:
            rows = await session.scalars(
                select(CrossingRow).where(col(CrossingRow.case_id) == case.id).order_by(col(CrossingRow.id))
            )
            return [(row.kind, row.step, row.owner, row.ended_on is None) for row in rows]


@pytest.fixture
def house(database: Database, vault: Vault) -> House:
    return House(database, vault)


async def test_a_transfer_is_seen_by_both_until_it_is_signed_and_then_by_the_receiver(house: House) -> None:
    case = await house.docketed()

    await house.act(case, "head", "jiangjin", "transfer_case", bureau="banan", **WHY)
    assert await house.sees(case, "officer", "banan") and await house.sees(case, "officer", "jiangjin")
    assert not await house.sees(case, "officer", "wanzhou")
    await house.act(case, "officer", "banan", "sign_sending")

    assert not await house.sees(case, "officer", "jiangjin")
    assert ("transfer", "sign", "banan", False) in await house.crossings(case)
    async with house.database.reading() as session:
        sender = await house.officer("officer", "jiangjin")
        (line,) = (await done_since(session, sender, date(2026, 11, 1))).lines
        assert (line.reference, line.ended_as, line.is_open_to) == (case.reference, "sending_signed", False)
    assert (await verify(house.database, house.vault.journal_key, NOW + timedelta(days=1))).is_intact


async def test_what_is_laid_before_the_superior_is_seen_by_those_who_decide_alone(house: House) -> None:
    case = await a_case(house.database, house.vault, state="checking")

    assert not await house.sees(case, "head", "municipal")
    await house.act(case, "head", "jiangjin", "refer_up", why="hindered", **WHY)

    assert await house.sees(case, "head", "municipal") and await house.sees(case, "principal", "municipal")
    assert not await house.sees(case, "officer", "municipal")
    async with house.database.reading() as session:
        (line,) = (await waiting_for_us(session, await house.officer("head", "municipal"))).lines
        assert (line.kind, line.by_law, line.due_on) == ("designation", True, date(2026, 12, 4))
        ours = (await waiting_for_others(session, await house.officer("head", "jiangjin"))).lines
        assert [one.kind for one in ours] == ["designation"]
        assert not (await waiting_for_us(session, await house.officer("officer", "municipal"))).lines
    await house.act(case, "head", "municipal", "designate", bureau="jiangjin", **WHY)
    assert not await house.sees(case, "head", "municipal")


async def test_of_a_closed_case_who_must_decide_knows_as_long_as_that_waits(house: House) -> None:
    case = await house.docketed()
    head = await house.officer("head", "jiangjin")
    await Circles(house.casework).draw(head, Seen(case.reference, 1), [head.id], "涉及本局人员", NOW)
    assert not await house.sees(case, "principal", "municipal")

    await house.act(case, "head", "jiangjin", "report_measure", measure="seize", needed_by=SOON, **WHY)
    assert await house.sees(case, "principal", "municipal")
    await house.act(case, "principal", "municipal", "approve_measure", which="measure-1")
    # What was let be done waits for those who have the case, and lets nobody else in.
    assert ("measure", "take", "jiangjin", True) in await house.crossings(case)
    assert not await house.sees(case, "principal", "jiangjin")
    await house.act(case, "head", "jiangjin", "transfer_case", bureau="banan", **WHY)

    assert not await house.sees(case, "principal", "municipal")
    assert await house.sees(case, "head", "banan") and not await house.sees(case, "officer", "banan")


async def test_a_measure_above_is_seen_by_the_municipal_principal_alone(house: House) -> None:
    case = await house.docketed()
    await house.act(case, "officer", "jiangjin", "report_measure", measure="bank", needed_by=SOON, **WHY)

    assert await house.sees(case, "principal", "municipal") and not await house.sees(case, "head", "municipal")
    with pytest.raises(NotAllowed, match="TSR 第23条"):
        await house.act(case, "principal", "jiangjin", "approve_measure", which="measure-1")
    await house.act(case, "principal", "municipal", "approve_measure", which="measure-1")

    assert not await house.sees(case, "principal", "municipal")
    assert ("measure", "take", "jiangjin", True) in await house.crossings(case)


async def test_a_report_of_a_measure_goes_along_with_its_case_and_the_principal_there_decides(
    house: House,
) -> None:
    case = await house.docketed()
    await house.act(case, "officer", "jiangjin", "report_measure", measure="enter", needed_by=SOON, **WHY)
    assert ("measure", "decide", "jiangjin", True) in await house.crossings(case)
    await house.act(case, "head", "jiangjin", "transfer_case", bureau="banan", **WHY)
    await house.act(case, "officer", "banan", "sign_sending")

    assert ("measure", "decide", "banan", True) in await house.crossings(case)
    assert not await house.sees(case, "principal", "jiangjin")
    await house.act(case, "principal", "banan", "approve_measure", which="measure-1")
    assert ("measure", "take", "banan", True) in await house.crossings(case)


async def test_a_bureau_that_was_asked_for_help_goes_on_seeing_the_case(house: House) -> None:
    case = await house.docketed()
    assert not await house.sees(case, "officer", "banan")

    await house.act(case, "officer", "jiangjin", "ask_assist", bureau="banan", text="请询问")
    await house.act(case, "officer", "banan", "receive_assist")
    async with house.database.reading() as session:
        (line,) = (await waiting_for_us(session, await house.officer("officer", "banan"))).lines
        assert (line.step, line.by_law, line.due_on) == ("answer", True, date(2026, 12, 16))
    await house.act(case, "officer", "banan", "answer_assist", text="已询问")

    assert await house.sees(case, "officer", "banan")
    assert not await _waiting(house, "officer", "banan")


async def test_a_transfer_signed_and_recalled_in_the_same_second_is_one_of_the_two(house: House) -> None:
    case = await house.docketed()
    await house.act(case, "head", "jiangjin", "transfer_case", bureau="banan", **WHY)
    sender, receiver = await house.officer("head", "jiangjin"), await house.officer("officer", "banan")
    seen, at = Seen(case.reference, 2), NOW + timedelta(minutes=1)

    outcomes = await asyncio.gather(
        house.casework.move("recall_sending", sender, seen, at, WHY),
        house.casework.move("sign_sending", receiver, seen, at),
        return_exceptions=True,
    )

    assert [type(one) for one in outcomes if one] in ([ChangedMeanwhile], [NoSuchCase])
    async with house.database.reading() as session:
        codes = list(await session.scalars(select(col(JournalRow.code)).where(col(JournalRow.case_id) == case.id)))
    assert codes.count("sending_recalled") + codes.count("sending_signed") == 1


async def test_two_principals_approve_at_once_and_one_of_them_is_told(house: House) -> None:
    case = await house.docketed()
    await house.act(case, "officer", "jiangjin", "report_measure", measure="enter", needed_by=SOON, **WHY)
    first = await an_officer(house.database, role="principal", name="甲")
    second = await an_officer(house.database, role="principal", name="乙")
    seen, at = Seen(case.reference, 2), NOW + timedelta(minutes=1)

    outcomes = await asyncio.gather(
        *(
            house.casework.move("approve_measure", one, seen, at, {"which": "measure-1"})
            for one in (first, second)
        ),
        return_exceptions=True,
    )

    assert [type(one) for one in outcomes if one] == [ChangedMeanwhile]


async def test_a_case_is_given_to_a_unit_that_an_administrator_entered(house: House) -> None:
    unit = await add_unit(house.database, bureaus(), "jiangjin", "综合行政执法支队", NOW)
    case = await a_case(house.database, house.vault)

    await house.act(case, "head", "jiangjin", "pass_inside", unit=unit.id, report_by=SOON, **WHY)
    await house.act(case, "officer", "jiangjin", "send_back", **WHY)

    kinds = [(kind, is_open) for kind, _, _, is_open in await house.crossings(case)]
    assert sorted(kinds) == [("inside", False), ("routed", False), ("routed", True)]


async def test_a_unit_that_is_no_more_is_not_chosen_and_stands_once(house: House) -> None:
    unit = await add_unit(house.database, bureaus(), "jiangjin", "支队", NOW)
    for name, bureau in (("支队", "jiangjin"), (" ", "jiangjin"), ("长" * 41, "jiangjin"), ("科", "nowhere")):
        with pytest.raises(UnitRefused, match="。"):
            await add_unit(house.database, bureaus(), bureau, name, NOW)
    await set_unit_active(house.database, unit.id, is_active=False)
    case = await a_case(house.database, house.vault)

    with pytest.raises(Exception, match="内设机构"):
        await house.act(case, "head", "jiangjin", "pass_inside", unit=unit.id, report_by=SOON, **WHY)


async def test_whoever_acts_as_principal_has_the_post_between_two_days(house: House) -> None:
    head = await house.officer("head", "jiangjin")
    admin = await house.officer("admin", None)
    days = {"from_on": date(2026, 11, 26), "until_on": date(2026, 11, 30)}
    entered = StandIns(house.database, house.vault)
    await entered.enter(admin.id, kind=StandInKind.ACTING, officer_id=head.id, for_id="", now=NOW, **days)

    posts = [(await _today(house, head, day)).role for day in (-1, 0, 1, 5, 6)]

    assert posts == [Role.HEAD, Role.HEAD, Role.PRINCIPAL, Role.PRINCIPAL, Role.HEAD]
    acting = await _today(house, head, 1)
    assert acting.stands_in and acting.stands_in.how == "主持工作"


async def test_a_deputy_has_the_post_but_never_what_is_reserved_to_the_principal(house: House) -> None:
    officer, principal = await house.officer("officer", "jiangjin"), await house.officer("principal", "jiangjin")
    case = await house.docketed()
    await house.act(case, "officer", "jiangjin", "report_measure", measure="enter", needed_by=SOON, **WHY)
    await StandIns(house.database, house.vault).enter(
        (await house.officer("admin", None)).id,
        kind=StandInKind.DEPUTY,
        officer_id=officer.id,
        for_id=principal.id,
        from_on=date(2026, 11, 25),
        until_on=date(2026, 11, 25),
        now=NOW,
    )

    deputy = await _today(house, officer, 0)

    assert deputy.role is Role.HEAD
    with pytest.raises(NotAllowed, match="TSR 第23条"):
        await house.casework.move(
            "approve_measure", deputy, Seen(case.reference, 2), NOW + timedelta(hours=1), {"which": "measure-1"}
        )
    on = {"on": "2026-11-25", **WHY}
    await house.casework.move("register_evidence", deputy, Seen(case.reference, 2), NOW + timedelta(hours=1), on)
    async with house.database.reading() as session:
        last = (await session.scalars(_newest(case))).first()
        assert last is not None and last.payload["standing_in"] == "代理" and last.payload["for"] == principal.id


async def test_what_cannot_stand_in_is_refused_with_a_sentence(house: House) -> None:
    head, other = await house.officer("head", "jiangjin"), await house.officer("head", "banan")
    officer = await house.officer("officer", "jiangjin")
    today = date(2026, 11, 25)
    entered = StandIns(house.database, house.vault)
    acting, deputy = StandInKind.ACTING, StandInKind.DEPUTY
    for kind, who, whom, since, until in (
        (acting, head.id, "", today, date(2026, 11, 24)),
        (acting, head.id, "", today, date(2028, 1, 1)),
        (acting, head.id, "", date(2026, 11, 1), date(2026, 11, 2)),
        (acting, officer.id, "", today, today),
        (acting, "nobody", "", today, today),
        (deputy, head.id, head.id, today, today),
        (deputy, head.id, other.id, today, today),
    ):
        with pytest.raises(StandInRefused, match="。"):
            await entered.enter(
                "admin", kind=kind, officer_id=who, for_id=whom, from_on=since, until_on=until, now=NOW
            )


async def test_a_bureau_with_officers_and_nobody_who_decides_is_found(house: House) -> None:
    today = date(2026, 11, 25)
    await house.officer("officer", "jiangjin")
    await house.officer("principal", "banan")

    async with house.database.reading() as session:
        assert await bureaus_without_principal(session, today) == {"jiangjin"}


def _newest(case: Filed) -> Select[JournalRow]:
    return select(JournalRow).where(col(JournalRow.case_id) == case.id).order_by(col(JournalRow.seq).desc())


async def _today(house: House, officer: Officer, days: int) -> Officer:
    async with house.database.reading() as session:
        return await standing_in(session, officer, NOW + timedelta(days=days))


async def _waiting(house: House, role: str, bureau: str) -> list[str]:
    async with house.database.reading() as session:
        page = await waiting_for_us(session, await house.officer(role, bureau))
        return [one.kind for one in page.lines]


async def test_a_report_is_listed_until_its_number_on_the_platform_is_entered(house: House) -> None:
    case = await a_case(house.database, house.vault)
    await a_case(house.database, house.vault, kind="consultation")

    assert await house.off_platform("jiangjin") == [case.reference] and await house.off_platform("banan") == []
    await house.act(case, "officer", "jiangjin", "register_platform", number="1500-0001", on="2026-11-25")
    assert await house.off_platform("jiangjin") == []


async def test_what_was_closed_before_it_was_entered_on_the_platform_stays_listed_until_it_is(
    house: House,
) -> None:
    closed = await a_case(house.database, house.vault, received_at=NOW - timedelta(days=1))
    told = await a_case(house.database, house.vault)
    for move in ("sign_for", "check"):
        await house.act(closed, "officer", "jiangjin", move)
    await house.act(closed, "head", "jiangjin", "not_docket", **WHY)
    await house.act(closed, "officer", "jiangjin", "close", outcome="not_docketed")
    elsewhere = {"branch": "other", "authority": "某某机关"}
    await house.act(told, "head", "jiangjin", "tell_elsewhere", **elsewhere)
    assert await house.off_platform("jiangjin") == [closed.reference, told.reference]

    for case in (closed, told):
        await house.act(case, "officer", "jiangjin", "register_platform", number="1500-0001", on="2026-11-25")

    assert await house.off_platform("jiangjin") == []


async def test_a_result_is_listed_until_it_stands_on_the_platform_and_a_later_one_anew(house: House) -> None:
    case = await house.docketed()
    assert await house.off_platform("jiangjin", results=True) == [], "first it has to be there at all"
    await house.act(case, "officer", "jiangjin", "register_platform", number="1500-0001", on="2026-11-25")
    assert await house.off_platform("jiangjin", results=True) == [case.reference]
    assert await house.off_platform("banan", results=True) == []
    await house.act(case, "officer", "jiangjin", "bring_back_result", on="2026-11-25")
    assert await house.off_platform("jiangjin", results=True) == []

    for who, move, typed in ended_as("dismissed"):
        await house.act(case, who, "jiangjin", move, **typed)
    assert await house.off_platform("jiangjin", results=True) == [case.reference]
    await house.act(case, "officer", "jiangjin", "bring_back_result", on="2026-11-25")
    assert await house.off_platform("jiangjin", results=True) == []


async def test_what_crosses_is_listed_by_the_page_and_counted_so_far_as_is_said(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(between, "MOST_COUNTED", 3)
    today = day_in_shanghai(NOW)
    # Days that several have in common: what is on the next page begins within one.
    due = [today + timedelta(days=days) for days in (-2, 1, 1, 1, 9)]
    wanted = {"kind": "tip", "state": "docketed", "assisting": ["banan"]}
    cases = await some_cases(house.database, house.vault, [wanted] * 10)
    async with house.database.writing() as session:
        for case, day in zip(cases[:5], due, strict=True):
            session.add(a_crossing(case, "jiangjin", "banan", day))
        for case, day in zip(cases[5:9], due, strict=False):
            session.add(a_crossing(case, "jiangjin", "banan", today, ended_on=day))
        session.add(a_crossing(cases[9], "banan", "jiangjin", today, ended_on=today))
    jiangjin, banan = [await house.officer("officer", bureau) for bureau in ("jiangjin", "banan")]
    coordinator = await house.officer("coordinator", None)

    async with house.database.reading() as session:
        asks = (
            partial(waiting_for_others, session, jiangjin),
            partial(waiting_for_us, session, banan),
            partial(waiting_for_us, session, coordinator),
        )
        for ask in asks:
            assert await _walked(ask) == [case.reference for case in cases[:5]]
        for viewer in (jiangjin, banan, coordinator):
            done = await _walked(partial(done_since, session, viewer, today - timedelta(days=5)))
            assert done == [cases[place].reference for place in (8, 7, 6, 9, 5)]
            assert [one.reference for one in await overdue(session, viewer, today)] == [cases[0].reference]
        assert await count_for_us(session, banan) == await count_for_others(session, jiangjin) == _THREE_AT_LEAST
        assert await count_for_us(session, coordinator) == _THREE_AT_LEAST
        assert await count_for_us(session, jiangjin) == Few(0, is_all=True)


_THREE_AT_LEAST = Few(3, is_all=False)


async def _walked(ask: Callable[..., Awaitable[PageOfCrossings]]) -> list[str]:
    """Turn all pages, of two lines each."""
    page = await ask(limit=2)
    walked = [line.reference for line in page.lines]
    while page.after is not None:
        page = await ask(page.after, limit=2)
        walked += [line.reference for line in page.lines]
    return walked
