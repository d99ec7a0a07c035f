"""Other systems hear what happens to their bureau's cases: signed, later if need be, and nowhere inside."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from intake.cases.case import Case
from intake.cases.changes import Changes
from intake.cases.codes import CaseState
from intake.journal.verifying import verify
from intake.notices import hook_calls
from intake.notices.fault import FaultKind
from intake.notices.faults import faults_for
from intake.notices.hook_calls import DROPPED, GIVEN_UP, SENT, TRIED_FOR, WAITING
from intake.notices.hook_post import CallFailed, HookPost
from intake.notices.hook_rounds import HookRounds
from intake.officers.hook_address import AddressRefused, fit_address, may_be_called, networks_in
from intake.officers.hooks import HookRefused, Hooks, NewHook, hooks_of
from intake.officers.officer import TokenReader
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.hook_tables import HookCallRow
from intake.storage.refusals import Clash
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.transfers.happenings import HOOK_EVENTS, HookEvent, happenings
from tests.builders import NOW, an_officer, bureaus
from tests.intake.cases.values import a_case
from tests.intake.notices.hook_server import FAILS, HookServer, authority, trusting

HERE = networks_in("127.0.0.0/8,::1")


@dataclass
class Town:
    """A database whose cases change, and the systems that hear of it."""

    database: Database
    vault: Vault
    server: HookServer
    now: datetime = NOW
    post: HookPost = field(default_factory=lambda: HookPost(HERE, trusting(), within_seconds=5))

    @property
    def hooks(self) -> Hooks:
        """What is done with addresses."""
        return Hooks(self.vault, bureaus(), HERE)

    @property
    def rounds(self) -> HookRounds:
        """What carries calls."""
        return HookRounds(self.database, self.vault, self.post, lambda: self.now)

    async def entered(self, bureau: str = "jiangjin", *events: str) -> NewHook:
        """Enter the server's address."""
        async with self.database.writing() as session:
            return await self.hooks.enter(
                session, "o1", bureau, self.server.address, events or tuple(HOOK_EVENTS), self.now
            )

    async def change(self, changes: Changes) -> None:
        """Let something happen to a case, by the one writer."""
        case_id = changes.after.id
        if changes.before is None:
            self.key = self.vault.new_case_key(case_id)
        rows = rows_of(changes, self.key, self.vault, self.now)
        async with self.database.writing() as session:
            await carried_out_in(session, writing(rows, self.vault.journal_key))

    async def calls(self) -> list[HookCallRow]:
        """Every call."""
        async with self.database.reading() as session:
            return list(await session.scalars(select(HookCallRow).order_by(col(HookCallRow.id))))

    async def faults(self) -> list[str]:
        """What `shangmi verify` finds wrong with the addresses."""
        found = await verify(self.database, self.vault.journal_key, self.now)
        return [one.why for one in found.faults if one.case_id.startswith("webhook:")]


@pytest.fixture
async def town(database: Database, vault: Vault) -> AsyncIterator[Town]:
    async with HookServer().running() as server:
        yield Town(database, vault, server)


def _system(bureau: str) -> TokenReader:
    return TokenReader("系统", identities=False, bureau=bureau)


def _opened(**given: Any) -> Changes:
    return Changes(None, a_case(lead_bureau="jiangjin", **given))


async def test_a_bureaus_system_hears_of_its_cases_signed_and_without_a_word_of_what_was_filed(town: Town) -> None:
    entered = await town.entered("jiangjin")
    opened = _opened(place_district="江津区", filer="somebody")
    await town.change(opened)
    await town.change(Changes(None, a_case(id="0" * 32, reference="OTHER", lead_bureau="banan")))

    await town.rounds.round()

    (call,) = town.server.heard
    assert call.said == {
        "type": "case.opened",
        "timestamp": "2026-11-25T02:30:00Z",
        "data": {"reference": opened.after.reference, "state": opened.after.state, "at": "2026-11-25T02:30:00Z"},
    }
    key = base64.b64decode(entered.secret.removeprefix("whsec_"))
    signed = f"{call.headers['webhook-id']}.{call.headers['webhook-timestamp']}.".encode() + call.body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert call.headers["webhook-signature"] == f"v1,{expected}"
    assert call.headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert [one.standing for one in await town.calls()] == [SENT]
    assert await town.faults() == []


async def test_a_change_that_is_undone_calls_nobody(town: Town) -> None:
    await town.entered()
    opened = _opened()
    await town.change(opened)
    stale = a_case(lead_bureau="jiangjin", version=7)

    with pytest.raises(Clash):
        await town.change(Changes(stale, a_case(CaseState.CLOSED, lead_bureau="jiangjin", version=7)))

    assert [one.event for one in await town.calls()] == [HookEvent.OPENED]


def test_what_happened_is_told_to_the_bureau_it_concerns() -> None:
    case, taken = a_case(lead_bureau="jiangjin"), a_case(CaseState.TAKEN, lead_bureau="jiangjin")
    gone = a_case(lead_bureau="banan")
    closed = a_case(CaseState.TAKEN, lead_bureau="jiangjin", circle=("o1",))

    def told(before: Case | None, after: Case) -> list[tuple[str, str]]:
        return [(one.event, one.bureau) for one in happenings(before, after, NOW)]

    assert told(None, case) == [("case.opened", "jiangjin")]
    assert told(case, taken) == [("case.state_changed", "jiangjin")]
    assert told(case, gone) == [("case.left", "jiangjin"), ("case.arrived", "banan")]
    # Words alone change nothing, and a case that is closed to named officers is nobody else's.
    assert told(case, case) == told(case, closed) == told(None, closed) == []


async def test_an_address_hears_the_events_it_chose_and_nothing_while_it_is_stopped(town: Town) -> None:
    entered = await town.entered("jiangjin", "case.state_changed")
    await town.change(_opened())
    assert await town.calls() == []
    async with town.database.writing() as session:
        await town.hooks.stop(session, "o1", entered.hook.id, "jiangjin", NOW)

    await town.change(Changes(None, a_case(id="1" * 32, reference="X", lead_bureau="jiangjin")))

    assert await town.calls() == []
    with pytest.raises(HookRefused, match="已经停用"):
        async with town.database.writing() as session:
            await town.hooks.stop(session, "o1", entered.hook.id, None, NOW)
    with pytest.raises(HookRefused, match="没有这个"):
        async with town.database.writing() as session:
            await town.hooks.resume(session, "o1", entered.hook.id, "banan", NOW)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_whatever_the_other_side_does_the_call_waits_and_comes_through_once_it_is_well(town: Town) -> None:
    await town.entered()
    await town.change(_opened())
    for number, (behaviour, reason) in enumerate(FAILS.items(), start=1):
        town.server.behaves = behaviour
        town.post = HookPost(HERE, trusting(), within_seconds=0.5 if behaviour == "hangs" else 5)

        assert await town.rounds.round() == 0

        (call,) = await town.calls()
        assert (call.standing, call.last_error, call.tries) == (WAITING, reason, number), behaviour
        assert call.next_try_at - town.now == hook_calls.retry_pause(number)
        assert await town.rounds.round() == 0 and len(town.server.heard) == number, "it is not tried before"
        town.now = call.next_try_at
    town.server.behaves = "floods"

    assert await town.rounds.round() == 1

    assert (await town.calls())[0].standing == SENT
    assert town.server.sent < 50_000_000
    assert len({one.headers["webhook-id"] for one in town.server.heard}) == 1
    assert len({one.body for one in town.server.heard}) == 1


async def test_what_is_behind_a_call_that_fails_is_not_tried_and_goes_out_in_order(town: Town) -> None:
    await town.entered()
    for number in range(3):
        town.now += timedelta(seconds=1)
        await town.change(
            Changes(None, a_case(id=f"{number}" * 32, reference=f"R{number}", lead_bureau="jiangjin"))
        )
    town.server.behaves = "breaks"
    await town.rounds.round()
    assert [one.tries for one in await town.calls()] == [1, 0, 0]
    town.server.behaves, town.now = "takes", town.now + timedelta(minutes=1)

    # Two workers at once, and neither sends what the other has.
    await asyncio.gather(town.rounds.round(), town.rounds.round())

    assert [one.said["data"]["reference"] for one in town.server.heard] == ["R0", "R0", "R1", "R2"]


async def test_a_case_that_is_closed_before_its_call_leaves_is_told_to_nobody(town: Town) -> None:
    await town.entered()
    opened = _opened()
    await town.change(opened)
    head = await an_officer(town.database, role="head", bureau="jiangjin")
    closed = replace(opened.after, circle=(head.id,), version=opened.after.version + 1)
    await town.change(Changes(opened.after, closed))

    assert await town.rounds.round() == 0

    assert [one.standing for one in await town.calls()] == [DROPPED] and town.server.heard == []


async def test_a_worker_that_dies_while_it_calls_leaves_the_call_to_the_next(town: Town) -> None:
    await town.entered()
    await town.change(_opened())
    async with town.database.writing() as session:
        (_, (taken,)) = (await hook_calls.claimed(session, town.now, 8, 20, timedelta(minutes=5)))[0]
    assert taken is not None and await town.rounds.round() == 0

    town.now += timedelta(minutes=5)

    assert await town.rounds.round() == 1


KILLED = """
import asyncio, sys
from datetime import datetime
from pathlib import Path
from intake.notices.hook_post import HookPost
from intake.notices.hook_rounds import HookRounds
from intake.officers.hook_address import networks_in
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.intake.notices.hook_server import believing

async def call() -> None:
    folder, url, now, authority = sys.argv[1:]
    post = HookPost(networks_in("127.0.0.0/8,::1"), believing(authority), within_seconds=600)
    clock = lambda: datetime.fromisoformat(now)
    await HookRounds(await Database.open(url), Vault.open(Path(folder)), post, clock).round()

asyncio.run(call())
"""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_process_that_is_killed_while_it_calls_loses_nothing(
    town: Town, database_url: str, tmp_path: Path
) -> None:
    await town.entered()
    await town.change(_opened())
    town.server.behaves = "hangs"
    told = (str(tmp_path), database_url, town.now.isoformat(), authority())
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, *told)
    await asyncio.wait_for(town.server.arrived.wait(), 60)
    process.kill()
    await process.wait()
    town.server.behaves = "takes"
    assert await town.rounds.round() == 0, "another process may still be at it"

    town.now += timedelta(hours=1)

    assert await town.rounds.round() == 1
    assert len({one.headers["webhook-id"] for one in town.server.heard}) == 1


async def test_an_address_that_fails_for_days_is_stopped_and_said_so_and_what_is_stuck_can_be_sent_or_dropped(
    town: Town,
) -> None:
    entered = await town.entered()
    for number in range(2):
        town.now += timedelta(seconds=1)
        await town.change(
            Changes(None, a_case(id=f"{number}" * 32, reference=f"R{number}", lead_bureau="jiangjin"))
        )
    town.server.behaves = "breaks"
    await town.rounds.round()
    town.now += TRIED_FOR
    await town.rounds.round()

    first, second = await town.calls()
    async with town.database.reading() as session:
        (hook,) = await hooks_of(session, None)
        head = await an_officer(town.database, role="head", bureau="jiangjin")
        other = await an_officer(town.database, role="head", bureau="banan", name="别局")
        told, told_other = [await faults_for(session, one, town.now) for one in (head, other)]
        stuck = await hook_calls.stuck(session, 10)
    assert (first.standing, second.standing, hook.is_failed) == (GIVEN_UP, WAITING, True)
    assert [one.id for one in stuck] == [first.id]
    assert FaultKind.HOOK in [one.kind for one in told]
    assert FaultKind.HOOK not in [one.kind for one in told_other]

    town.server.behaves = "takes"
    async with town.database.writing() as session:
        await town.hooks.resume(session, "o1", entered.hook.id, None, town.now)
        await hook_calls.send_again(session, first.id, _system("jiangjin"), town.now)
        await hook_calls.drop(session, second.id, _system("jiangjin"), town.now)
    for call, reader in ((first.id, _system("banan")), ("nothing", None)):
        with pytest.raises(hook_calls.NoSuchCall):
            async with town.database.writing() as session:
                await hook_calls.drop(session, call, reader, town.now)
    assert await town.rounds.round() == 1
    with pytest.raises(hook_calls.CallIsOver):
        async with town.database.writing() as session:
            await hook_calls.send_again(session, first.id, None, town.now)
    async with town.database.writing() as session:
        await hook_calls.forget_old(session, town.now + timedelta(days=31))
        assert await session.scalar(select(func.count()).select_from(HookCallRow)) == 0
    assert await town.faults() == []


INSIDE = [
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.1", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::", "192.0.2.1",
    "198.18.0.1", "240.0.0.1", "2001:db8::1", "fec0::1", "feff::1", "3fff::1", "192.0.0.192", "192.0.0.9",
    "192.88.99.1", "192.31.196.1", "192.52.193.1", "192.175.48.1", "168.63.129.16", "100.100.100.200",
    "::ffff:168.63.129.16", "64:ff9b::a83f:8110", "2002:a83f:8110::1", "2620:4f:8000::1", "5f00::1",
    "fd00:ec2::254",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_nothing_inside_is_called(address: str) -> None:
    literal = f"[{address}]" if ":" in address else address

    assert not may_be_called(ip_address(address), ())
    with pytest.raises(AddressRefused, match="内部网络"):
        fit_address(f"https://{literal}/x", ())


def test_a_network_that_the_operator_named_is_called_and_its_neighbour_is_not() -> None:
    inside = networks_in("10.20.0.0/16, 10.30.4.7")

    assert fit_address("https://10.20.1.1/x", inside) == "https://10.20.1.1/x"
    assert may_be_called(ip_address("fec0::7"), networks_in("fec0::/64"))
    assert may_be_called(ip_address("8.8.8.8"), ()) and may_be_called(ip_address("::ffff:8.8.8.8"), ())
    with pytest.raises(AddressRefused):
        fit_address("https://10.30.4.8/x", inside)
    for wrong in ("10.20.0.0/40", "everything", "10.20.0.1/16"):
        with pytest.raises(ValueError):
            networks_in(wrong)


NO_ADDRESS = """
x
http://example.org/x
ftp://example.org
https://
https:///x
https://a b/
//example.org
https://user:word@example.org/
https://example.org/#x
https://example.org:99999/
https://example.org:0/
https://[::1/
https://2130706433/
https://127.1/
https://0x7f.1/
javascript:alert(1)
"""


@pytest.mark.parametrize("address", [*NO_ADDRESS.split("\n"), "https://a\tb.org/", f"https://a.org/{'x' * 500}"])
def test_what_is_no_address_is_refused_with_what_to_do(address: str) -> None:
    with pytest.raises(AddressRefused, match=r"地址|https"):
        fit_address(address, HERE)


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "127.1"])
async def test_a_name_that_leads_inside_is_not_called_whatever_it_is_called(host: str) -> None:
    async with HookServer().running() as server:
        with pytest.raises(CallFailed) as failed:
            await HookPost(trusted=trusting()).carry(f"https://{host}:{server.port}/", b"{}", {})

    assert failed.value.reason == "inner_address" and server.heard == []


async def test_a_certificate_that_nobody_vouches_for_gets_nothing() -> None:
    async with HookServer().running() as server:
        with pytest.raises(CallFailed) as failed:
            await HookPost(HERE).carry(server.address, b"{}", {})

    assert failed.value.reason == "certificate" and server.heard == []
