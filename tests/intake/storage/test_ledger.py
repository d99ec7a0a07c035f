"""What the ledger promises: a turn whole or not at all, once, and its reply only afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from intake.journal.verifying import verify
from intake.storage import ledger as ledger_module
from intake.storage.database import Database
from intake.storage.ledger import Ledger, LedgerBusy, LedgerUnavailable, RowsRefused
from intake.storage.recall import Recall
from intake.storage.rows import AnsweredBefore, CaseChange, Committed, Insert, Stale
from intake.storage.sealing import Vault
from intake.storage.steps import METADATA
from tests.intake.storage.rows import NOW, a_case, a_filing, a_turn, an_entry


@pytest.fixture
async def ledger(database: Database, vault: Vault) -> AsyncIterator[Ledger]:
    opened = Ledger(database, vault)
    await opened.start()
    yield opened
    await opened.close()


async def rows_of(database: Database, table: str) -> list[dict[str, Any]]:
    async with database.reading() as session:
        found = await session.execute(select(*METADATA.tables[table].columns))
        return [dict(row._mapping) for row in found]


async def count_of(database: Database, table: str) -> int:
    async with database.reading() as session:
        return int(await session.scalar(select(func.count()).select_from(METADATA.tables[table])) or 0)


async def test_a_turn_leaves_its_reply_and_its_state(database: Database, ledger: Ledger) -> None:
    assert await ledger.commit(a_turn("p1", 1, state=b"here", reply=b"hello")) == Committed()

    [turn] = await rows_of(database, "turn")
    [conversation] = await rows_of(database, "conversation")
    assert (turn["reply"], turn["created_at"], turn["expires_at"]) == (b"hello", NOW, NOW + timedelta(hours=1))
    assert (conversation["state"], conversation["turn_no"], conversation["updated_at"]) == (b"here", 1, NOW)


async def test_the_next_turn_replaces_the_state_and_none_erases_it(database: Database, ledger: Ledger) -> None:
    await ledger.commit(a_turn("p1", 1, state=b"one"))
    await ledger.commit(a_turn("p1", 2, state=b"two"))
    assert [row["state"] for row in await rows_of(database, "conversation")] == [b"two"]

    await ledger.commit(a_turn("p1", 3, state=None))
    assert await rows_of(database, "conversation") == []


async def test_a_filing_stands_with_its_case_text_and_journal(
    database: Database, ledger: Ledger, vault: Vault
) -> None:
    assert await ledger.commit(a_filing("p1", "c1", reference="AAAA-AAAA-A")) == Committed()

    [case] = await rows_of(database, "case_file")
    assert {name: case[name] for name in a_case("c1", "AAAA-AAAA-A").values} == a_case("c1", "AAAA-AAAA-A").values
    assert (case["active_at"], case["unread_since"]) == (NOW, None)
    assert [(row["seq"], row["code"], row["at"]) for row in await rows_of(database, "journal")] == [
        (1, "case_opened", NOW),
        (2, "routed", NOW),
    ]
    assert await count_of(database, "case_text") == 1
    assert (await verify(database, vault.journal_key, NOW)).is_intact


async def test_every_value_stands_in_its_own_column_whatever_the_order_it_came_in(
    database: Database, ledger: Ledger
) -> None:
    case = a_case("c1", "AAAA-AAAA-A")
    turned = Insert(case.table, dict(reversed(list(case.values.items()))))

    assert await ledger.commit(a_turn("p1", inserts=(turned,))) == Committed()

    [kept] = await rows_of(database, "case_file")
    assert {name: kept[name] for name in case.values} == case.values


async def test_a_message_delivered_again_gets_the_reply_it_got(database: Database, ledger: Ledger) -> None:
    await ledger.commit(a_turn("p1", 1, "k", reply=b"first"))

    outcome = await ledger.commit(a_turn("p1", 2, "k", reply=b"second", state=b"never"))

    assert outcome == AnsweredBefore(b"first")
    assert [row["state"] for row in await rows_of(database, "conversation")] == [b"state"]


async def test_a_first_message_sent_twice_is_answered_once(database: Database, ledger: Ledger) -> None:
    copies = [a_turn("p1", 1, "k", reply=b"%d" % number) for number in range(3)]

    outcomes = await asyncio.gather(*(ledger.commit(copy) for copy in copies))

    assert list(outcomes) == [Committed(), AnsweredBefore(b"0"), AnsweredBefore(b"0")]
    assert await count_of(database, "conversation") == 1


async def test_a_turn_made_on_a_stale_state_leaves_nothing(database: Database, ledger: Ledger) -> None:
    await ledger.commit(a_turn("p1", 1, "k1", state=b"fresh"))

    outcome = await ledger.commit(replace(a_filing("p1", "c1"), gate=a_turn("p1", 1, "k2").gate))

    assert outcome == Stale()
    assert await count_of(database, "case_file") == await count_of(database, "journal") == 0
    assert [row["state"] for row in await rows_of(database, "conversation")] == [b"fresh"]


async def test_of_two_turns_of_one_person_in_one_batch_one_is_stale(database: Database, ledger: Ledger) -> None:
    outcomes = await asyncio.gather(
        ledger.commit(a_turn("p1", 1, "kb", state=b"b")), ledger.commit(a_turn("p1", 1, "ka", state=b"a"))
    )

    assert sorted(map(repr, outcomes)) == ["Committed()", "Stale()"]
    [conversation] = await rows_of(database, "conversation")
    assert conversation["state"] == [b"b", b"a"][outcomes.index(Committed())]


async def test_two_successive_turns_of_one_person_fit_into_one_batch(database: Database, ledger: Ledger) -> None:
    outcomes = await asyncio.gather(
        ledger.commit(a_turn("p1", 2, state=b"two")), ledger.commit(a_turn("p1", 1, state=b"one"))
    )

    assert list(outcomes) == [Committed(), Committed()]
    assert [row["state"] for row in await rows_of(database, "conversation")] == [b"two"]


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(Insert("case_text", {"case_id": "no such case", "sealed": b""}), id="refers to no case"),
        pytest.param(a_case("c9", kind=None), id="lacks a value"),
        pytest.param(a_case("c9", received_at=NOW.replace(tzinfo=None)), id="has no time zone"),
        pytest.param(Insert("web_session", {"person": "p2", "colour": "blue"}), id="has a column nobody knows"),
    ],
)
async def test_a_bad_row_fails_only_the_guilty(database: Database, ledger: Ledger, bad: Insert) -> None:
    turns = [a_turn(f"p{number}") for number in range(5)]
    turns[2] = a_turn("p2", inserts=(bad,))

    outcomes = await asyncio.gather(*(ledger.commit(turn) for turn in turns), return_exceptions=True)

    assert isinstance(outcomes.pop(2), RowsRefused)
    assert outcomes == [Committed()] * 4
    assert sorted(row["person"] for row in await rows_of(database, "turn")) == ["p0", "p1", "p3", "p4"]


async def test_a_refusal_repeats_no_value(ledger: Ledger, caplog: pytest.LogCaptureFixture) -> None:
    secret = Insert("case_text", {"case_id": "very secret", "sealed": b"very secret"})

    with pytest.raises(RowsRefused) as refused:
        await ledger.commit(a_turn(inserts=(secret,)))

    assert "secret" not in str(refused.value) + caplog.text


async def test_a_reference_drawn_twice_makes_the_second_turn_run_again(database: Database, ledger: Ledger) -> None:
    outcomes = await asyncio.gather(
        ledger.commit(a_filing("p1", "c1", reference="AAAA-AAAA-A")),
        ledger.commit(a_filing("p2", "c2", reference="AAAA-AAAA-A")),
    )

    assert list(outcomes) == [Committed(), Stale()]
    assert [row["id"] for row in await rows_of(database, "case_file")] == ["c1"]


async def test_a_change_stands_and_raises_the_version(database: Database, ledger: Ledger) -> None:
    await ledger.commit(a_filing("p1", "c1"))

    values = {"state": "withdrawn", "closed_at": NOW, "route": {"rule": "r2"}, "demo": False}
    outcome = await ledger.commit(a_turn("p1", 2, changes=(CaseChange("c1", 1, values),)))

    [case] = await rows_of(database, "case_file")
    assert outcome == Committed()
    assert {name: case[name] for name in values} == values
    assert case["version"] == 2


async def test_the_loser_of_two_changes_to_one_case_runs_again_and_leaves_nothing(
    database: Database, ledger: Ledger
) -> None:
    await ledger.commit(a_filing("p1", "c1"))
    one = a_turn("p1", 2, changes=(CaseChange("c1", 1, {"state": "withdrawn"}),))
    other = a_turn("p2", 1, changes=(CaseChange("c1", 1, {"state": "taken"}),), state=b"never")

    outcomes = await asyncio.gather(ledger.commit(one), ledger.commit(other), ledger.commit(a_turn("p3")))

    assert list(outcomes) == [Committed(), Stale(), Committed()]
    assert sorted(row["person"] for row in await rows_of(database, "conversation")) == ["p1", "p3"]


async def test_entries_of_many_turns_continue_one_chain(database: Database, ledger: Ledger, vault: Vault) -> None:
    await ledger.commit(a_filing("p1", "c1"))

    await asyncio.gather(
        *(ledger.commit(a_turn(f"q{n}", journal=(an_entry("c1", "filer_added", n=n),))) for n in range(20))
    )

    assert sorted(row["seq"] for row in await rows_of(database, "journal")) == list(range(1, 23))
    assert (await verify(database, vault.journal_key, NOW)).is_intact


async def test_what_is_not_in_the_list_of_codes_cannot_happen(database: Database, ledger: Ledger) -> None:
    with pytest.raises(RowsRefused):
        await ledger.commit(a_turn(journal=(an_entry("c1", "exploded"),)))

    assert await count_of(database, "turn") == 0


async def test_mail_is_delivered_with_the_turn_that_carries_it(database: Database, ledger: Ledger) -> None:
    letters = [
        Insert("mail", {"id": f"m{n}", "filer": "p1", "n": n, "sealed": b"%d" % n, "created_at": NOW})
        for n in (2, 1)
    ]
    await ledger.commit(a_turn("p2", inserts=tuple(letters)))
    recall = Recall(database)
    assert (await recall.recall("p1", "wechat", "k")).mail == (("m1", 1, b"1"), ("m2", 2, b"2"))

    await ledger.commit(a_turn("p1", delivered=("m1",)))

    assert [letter[0] for letter in (await recall.recall("p1", "wechat", "k")).mail] == ["m2"]


async def test_who_unsubscribes_is_forgotten_but_their_case_stays(database: Database, ledger: Ledger) -> None:
    await ledger.commit(a_filing("p1", "c1"))

    await ledger.commit(a_turn("p1", 2, state=None))

    assert await count_of(database, "conversation") == 0
    assert await count_of(database, "case_file") == 1


async def test_a_forgotten_person_can_talk_again_at_once(database: Database, ledger: Ledger) -> None:
    await ledger.commit(a_turn("p1", 1, state=None))

    recalled = await Recall(database).recall("p1", "wechat", "new")

    assert (recalled.turn_no, recalled.state) == (1, None)
    assert await ledger.commit(a_turn("p1", recalled.turn_no + 1)) == Committed()


async def test_many_people_are_recalled_at_once_each_their_own(database: Database, ledger: Ledger) -> None:
    await asyncio.gather(*(ledger.commit(a_turn(f"p{n}", state=b"s%d" % n, reply=b"r%d" % n)) for n in range(50)))
    recall = Recall(database)

    known = await asyncio.gather(*(recall.recall(f"p{n}", "wechat", f"p{n}-{n % 2}") for n in range(60)))

    for n, recalled in enumerate(known):
        is_known, is_same_message = n < 50, n < 50 and n % 2 == 1
        assert recalled.turn_no == (1 if is_known else 0)
        assert recalled.state == (b"s%d" % n if is_known else None)
        assert recalled.reply == (b"r%d" % n if is_same_message else None)


async def test_expired_replies_and_old_conversations_are_erased_and_no_others(
    database: Database, ledger: Ledger
) -> None:
    later = NOW + timedelta(days=40)
    old = [ledger.commit(a_turn(f"old{n}")) for n in range(1100)]
    for start in range(0, len(old), 500):
        await asyncio.gather(*old[start : start + 500])
    await ledger.commit(a_turn("new", at=later))

    assert await ledger.expire_turns(later) == 1100
    assert await ledger.expire_conversations(later - timedelta(days=30)) == 1100
    assert [row["person"] for row in await rows_of(database, "turn")] == ["new"]
    assert [row["person"] for row in await rows_of(database, "conversation")] == ["new"]


async def test_a_writer_that_dies_is_replaced_and_those_in_its_hands_are_told(
    database: Database, ledger: Ledger
) -> None:
    # Somebody holds the database, so that the writer is in the middle of its work when it dies.
    async with database.writing() as session:
        await session.execute(text("UPDATE mark SET value = value"))
        if not database.is_sqlite:
            await session.execute(text("LOCK TABLE turn"))
        in_hand = asyncio.create_task(ledger.commit(a_turn("p1")))
        await asyncio.sleep(0.05)
        [writer] = [task for task in asyncio.all_tasks() if task.get_name() == "ledger"]
        writer.cancel()
        with pytest.raises(LedgerUnavailable):
            await in_hand
        waiting = asyncio.create_task(ledger.commit(a_turn("p2")))
        await asyncio.sleep(0)

    assert await waiting == Committed()


async def test_a_full_queue_refuses_and_loses_nobody(
    database: Database, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "MOST_WAITING", 3)

    outcomes = await asyncio.gather(*(ledger.commit(a_turn(f"p{n}")) for n in range(5)), return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [Committed] * 3 + [LedgerBusy] * 2
    assert await count_of(database, "turn") == 3


async def test_a_turn_nobody_waits_for_any_more_is_not_written(database: Database, ledger: Ledger) -> None:
    gone = asyncio.create_task(ledger.commit(a_turn("p1")))
    await asyncio.sleep(0)
    gone.cancel()

    assert await ledger.commit(a_turn("p2")) == Committed()
    assert [row["person"] for row in await rows_of(database, "turn")] == ["p2"]


async def test_closing_writes_what_was_handed_in_and_takes_nothing_more(database: Database, vault: Vault) -> None:
    ledger = Ledger(database, vault)
    await ledger.start()
    handed_in = [asyncio.create_task(ledger.commit(a_turn(f"p{n}"))) for n in range(300)]
    await asyncio.sleep(0)

    await ledger.close()

    assert [await task for task in handed_in] == [Committed()] * 300
    with pytest.raises(LedgerUnavailable):
        await ledger.commit(a_turn("late"))


@pytest.mark.postgres
async def test_a_value_of_the_wrong_type_fails_only_the_guilty(postgres_url: str, vault: Vault) -> None:
    """SQLite takes any type; PostgreSQL's driver refuses before anything is sent."""
    database = await Database.open(postgres_url)
    ledger = Ledger(database, vault)
    await ledger.start()
    mail = Insert("mail", {"id": "m", "filer": 5, "n": 1, "case_id": None, "sealed": b"", "created_at": NOW})

    outcomes = await asyncio.gather(
        ledger.commit(a_turn("p1", inserts=(mail,))), ledger.commit(a_turn("p2")), return_exceptions=True
    )

    assert [type(outcome) for outcome in outcomes] == [RowsRefused, Committed]
    await ledger.close()
    await database.close()


@pytest.mark.postgres
async def test_turns_that_wait_for_each_other_in_a_circle_run_again(postgres_url: str, vault: Vault) -> None:
    """An officer's session holds a case the ledger wants, and wants a person the ledger holds."""
    database = await Database.open(postgres_url)
    ledger = Ledger(database, vault)
    await ledger.start()
    await ledger.commit(a_filing("p1", "c1"))
    async with database.writing() as session:
        await session.execute(text("SELECT id FROM case_file WHERE id = 'c1' FOR UPDATE"))
        turn = asyncio.create_task(ledger.commit(a_turn("p2", journal=(an_entry("c1", "filer_added"),))))
        await asyncio.sleep(0.2)
        await session.execute(text("SET deadlock_timeout = '10s'"))
        clash = "INSERT INTO turn VALUES ('wechat', 'other', 'p2', 1, '', now(), now()) ON CONFLICT DO NOTHING"
        await session.execute(text(clash))

    assert await turn == Stale()
    await ledger.close()
    await database.close()
