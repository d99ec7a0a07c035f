"""Other systems enter where they are called, look after it, and may ask again without doing anything twice."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from bot.desk.api.repeats import KEPT, forget_old
from intake.ids import new_id
from intake.journal.account_codes import AccountCode
from intake.notices.hook_calls import note_failed
from intake.officers.officer import SCOPES
from intake.storage.account_tables import AccountJournalRow
from intake.storage.hook_tables import ApiAnswerRow, HookCallRow, HookRow
from intake.storage.secrecy_tables import CaseCircleRow
from tests.bot.desk.conftest import Desk
from tests.builders import Filed, a_case, an_officer, some_cases

WEBHOOKS = "/api/v1/webhooks"
ADDRESS = "https://taizhang.example.org/calls"


class System:
    """Another system with a token, which numbers what it asks."""

    def __init__(self, desk: Desk, client: Any, token: str) -> None:
        self._client = client
        self._token = token
        self._numbers = iter(range(1000))

    async def get(self, path: str) -> tuple[int, Any]:
        """Return status and body."""
        answer = await self._client.get(path, headers={"Authorization": f"Bearer {self._token}"})
        return answer.status, await answer.json()

    async def post(self, path: str, body: object = None, key: str | None = None) -> tuple[int, Any]:
        """Return status and body; a key of its own unless one is given."""
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": key or f"k{next(self._numbers)}"}
        headers = headers if key != "" else {"Authorization": f"Bearer {self._token}"}
        sent = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        answer = await self._client.post(path, data=sent, headers=headers)
        return answer.status, await answer.json()


async def a_system(desk: Desk, **given: Any) -> System:
    return System(desk, (await desk.browser()).client, await desk.token(**given))


def asked(**given: object) -> dict[str, object]:
    return {"address": ADDRESS, "events": ["case.opened"], "bureau": "jiangjin", **given}


async def a_call(desk: Desk, hook_id: str, case: Filed) -> str:
    """Write a call about a case; return its number."""
    call = HookCallRow(
        id=new_id(desk.now),
        hook_id=hook_id,
        event="case.opened",
        reference=case.reference,
        state="routed",
        at=desk.now,
        since=desk.now,
        next_try_at=desk.now,
    )
    async with desk.database.writing() as session:
        session.add(call)
    return call.id


async def test_an_address_is_entered_once_however_often_it_is_asked_and_its_secret_is_told_here_alone(
    desk: Desk,
) -> None:
    system, other = await a_system(desk), await a_system(desk, name="别的系统")

    status, entered = await system.post(WEBHOOKS, asked(), "key-1")
    again = await asyncio.gather(*(system.post(WEBHOOKS, asked(), "key-1") for _ in range(3)))
    _, listed = await system.get(WEBHOOKS)

    assert status == 201 and entered["secret"].startswith("whsec_")
    assert again == [(201, entered)] * 3
    (one,) = listed["webhooks"]
    assert one == {name: value for name, value in entered.items() if name != "secret"} and listed["next"] is None
    reused, needed = "idempotency_key_reused", "idempotency_key_needed"
    for body, key, code in ((asked(bureau="banan"), "key-1", reused), (asked(), "", needed)):
        status, refused = await system.post(WEBHOOKS, body, key)
        assert (status, refused["error"]["code"]) == (422 if key else 400, code)
        assert refused["error"]["message"] and refused["error"]["hint"]
    # The key of another token is another key, and what it asks for is there already.
    assert (await other.post(WEBHOOKS, asked(), "key-1"))[0] == 422
    assert (await other.post(WEBHOOKS, asked(bureau="banan"), "key-1"))[0] == 201
    async with desk.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(HookRow)) == 2
        kept = (await session.scalars(select(ApiAnswerRow))).all()
    assert all(entered["secret"].encode() not in row.answer for row in kept)

    desk.later(KEPT)
    await forget_old(desk.database, desk.now)
    assert (await system.post(WEBHOOKS, asked(), "key-1"))[0] == 422, "it is asked anew, and stands already"


async def test_two_who_ask_the_same_at_once_get_one_answer(desk: Desk) -> None:
    system = await a_system(desk)

    answers = await asyncio.gather(*(system.post(WEBHOOKS, asked(), "same") for _ in range(6)))

    assert {status for status, _ in answers} == {201}
    assert len({answer["id"] for _, answer in answers}) == 1


BAD: list[tuple[dict[str, object], int]] = [
    ({"address": "http://example.org"}, 422), ({"address": "https://127.0.0.1/"}, 422), ({"address": 7}, 400),
    ({"events": []}, 422), ({"events": ["case.closed"]}, 422), ({"events": "case.opened"}, 400),
    ({"bureau": "nowhere"}, 422), ({"bureau": None}, 422), ({"secret": "mine"}, 400),
]  # fmt: skip


async def test_what_is_asked_for_wrongly_is_refused_and_may_be_put_right_under_the_same_key(desk: Desk) -> None:
    system = await a_system(desk)
    for given, expected in BAD:
        status, refused = await system.post(WEBHOOKS, asked(**given), "k")
        assert (status, refused["error"].keys()) == (expected, {"code", "message", "hint"}), given
    for body in (b"", b"{", b"[]", b"\xff\xfe", b"null", b'{"address": "\\ud800"}'):
        assert (await system.post(WEBHOOKS, body, "k"))[0] == 400
    assert (await system.post(WEBHOOKS, b"x" * 20_000, "k"))[0] == 413
    for key in ("钥匙", "a b", "x" * 201):
        assert (await system.post(WEBHOOKS, asked(), key))[0] == 400

    assert (await system.post(WEBHOOKS, asked(), "k"))[0] == 201


async def test_a_bureaus_system_knows_its_own_bureau_alone(desk: Desk) -> None:
    system, all_of_them = await a_system(desk, name="江津", bureau="jiangjin"), await a_system(desk)
    mine = await a_case(desk.database, desk.vault)
    theirs = await a_case(desk.database, desk.vault, bureau="banan")
    _, foreign = await all_of_them.post(WEBHOOKS, asked(bureau="banan"))
    _, own = await system.post(WEBHOOKS, asked(bureau=None))

    _, listed = await system.get("/api/v1/cases")
    assert [case["reference"] for case in listed["cases"]] == [mine.reference]
    assert (await system.get(f"/api/v1/cases/{theirs.reference}"))[0] == 404
    assert [hook["id"] for hook in (await system.get(WEBHOOKS))[1]["webhooks"]] == [own["id"]]
    assert own["bureau"] == "jiangjin"
    assert (await system.post(WEBHOOKS, asked(bureau="banan")))[0] == 403
    assert (await system.get(f"{WEBHOOKS}/{foreign['id']}/calls"))[0] == 404
    for move in ("stop", "resume", "ping"):
        assert (await system.post(f"{WEBHOOKS}/{foreign['id']}/{move}"))[0] == 404
    assert (await system.get("/api/v1/statistics?bureau=banan"))[0] == 403
    assert (await system.get("/api/v1/statistics"))[1]["bureau"] == "jiangjin"


async def test_what_is_stuck_is_seen_sent_again_and_dropped(desk: Desk) -> None:
    system = await a_system(desk)
    _, hook = await system.post(WEBHOOKS, asked())
    path = f"{WEBHOOKS}/{hook['id']}"
    calls = []
    for _ in range(2):
        desk.later(timedelta(seconds=1))
        calls.append((await system.post(f"{path}/ping"))[1]["call"])
    # One trial waits at a time, however often it is asked for; the other call is about a case.
    assert calls[0] == calls[1]
    calls[1] = await a_call(desk, hook["id"], await a_case(desk.database, desk.vault))
    async with desk.database.writing() as session:
        for row in (await session.scalars(select(HookCallRow).order_by(col(HookCallRow.id)))).all():
            await note_failed(session, row, "timeout", desk.now)

    _, stuck = await system.get(f"{path}/calls?standing=stuck")
    retried = await system.post(f"{path}/calls/{calls[0]}/retry")
    dropped = await system.post(f"{path}/calls/{calls[1]}/drop")

    assert [(one["id"], one["reason"], one["tries"]) for one in stuck["calls"]] == [
        (one, "timeout", 1) for one in calls
    ]
    assert retried[1]["next_at"] == "2026-11-25T02:30:02Z" and dropped[1]["standing"] == "dropped"
    assert (await system.post(f"{path}/calls/{calls[1]}/retry"))[1]["error"]["code"] == "call_is_over"
    assert (await system.post(f"{path}/stop"))[1]["waiting"] == 1
    assert (await system.post(f"{path}/stop"))[0] == (await system.post(f"{path}/ping"))[0] == 422
    assert (await system.post(f"{path}/resume"))[1]["stopped_at"] is None
    for wrong in (f"{WEBHOOKS}/nothing/stop", f"{path}/calls/{'0' * 32}/drop", f"{WEBHOOKS}/%00/ping"):
        assert (await system.post(wrong))[0] == 404
    for query in ("standing=lost", "after=1", "colour=red"):
        assert (await system.get(f"{path}/calls?{query}"))[0] == 400


async def test_a_call_names_its_case_to_those_who_may_see_it_and_is_not_there_for_a_closed_one(desk: Desk) -> None:
    reads, minds = await a_system(desk, bureau="jiangjin"), await a_system(desk, name="运维", scopes=("webhooks",))
    mine, closed = [await a_case(desk.database, desk.vault) for _ in range(2)]
    gone = await a_case(desk.database, desk.vault, bureau="banan")
    _, hook = await reads.post(WEBHOOKS, asked())
    path = f"{WEBHOOKS}/{hook['id']}/calls"
    calls = []
    for case in (mine, closed, gone):
        desk.later(timedelta(seconds=1))
        calls.append(await a_call(desk, hook["id"], case))
    assert (await reads.get(path))[1]["calls"][1]["reference"] == closed.reference
    knows = await an_officer(desk.database, role="head", bureau="jiangjin", vault=desk.vault)
    async with desk.database.writing() as session:
        session.add(CaseCircleRow(id=f"{closed.id}:{knows.id}", case_id=closed.id, officer_id=knows.id))

    listed, bare = [(await system.get(path))[1]["calls"] for system in (reads, minds)]

    assert [(one["id"], one["reference"], one["state"]) for one in listed] == [
        (calls[0], mine.reference, "routed"),
        (calls[2], None, None),
    ]
    assert [(one["id"], one["reference"], one["state"]) for one in bare] == [
        (call, None, None) for call in (calls[0], calls[2])
    ]
    told = [(await system.get(WEBHOOKS))[1]["webhooks"][0] for system in (reads, minds)]
    told.append((await minds.post(f"{WEBHOOKS}/{hook['id']}/stop"))[1])
    assert [one["waiting"] for one in told] == [2] * 3, "what is closed is not counted either"
    page = (await (await desk.officer("admin", None)).get("/desk/accounts/webhooks")).text
    assert "等待 2" in page and "等待 3" not in page
    for move in ("retry", "drop"):
        assert (await reads.post(f"{path}/{calls[1]}/{move}"))[0] == 404
        assert (await minds.post(f"{path}/{calls[0]}/{move}"))[1]["reference"] is None
    assert calls[1] not in json.dumps((await reads.get(f"{path}?standing=waiting"))[1])


async def test_a_bureau_has_ten_addresses_that_are_called_also_when_stopped_ones_are_resumed(desk: Desk) -> None:
    system = await a_system(desk)
    stopped = []
    for number in range(2):
        _, hook = await system.post(WEBHOOKS, asked(address=f"{ADDRESS}/{number}"))
        stopped.append(hook["id"])
        await system.post(f"{WEBHOOKS}/{hook['id']}/stop")
    for number in range(1, 10):
        _, last = await system.post(WEBHOOKS, asked(address=f"{ADDRESS}/{number}"))

    twice = await system.post(f"{WEBHOOKS}/{stopped[1]}/resume")
    tenth = await system.post(f"{WEBHOOKS}/{stopped[0]}/resume")
    await system.post(f"{WEBHOOKS}/{stopped[0]}/stop")
    await system.post(WEBHOOKS, asked(address=f"{ADDRESS}/10"))
    eleventh = await system.post(f"{WEBHOOKS}/{stopped[0]}/resume")
    await system.post(f"{WEBHOOKS}/{last['id']}/stop")

    assert (twice[0], tenth[0], eleventh[0]) == (422, 200, 422)
    assert "已经登记过" in twice[1]["error"]["message"] and "最多登记 10 个" in eleventh[1]["error"]["message"]
    both = (system.post(f"{WEBHOOKS}/{one}/resume") for one in (stopped[0], last["id"]))
    assert sorted(status for status, _ in await asyncio.gather(*both)) == [200, 422]


async def test_a_token_does_what_it_was_made_for_and_nothing_else(desk: Desk) -> None:
    paths = {
        "cases": "/api/v1/cases", "transfers": "/api/v1/transfers",
        "statistics": "/api/v1/statistics", "webhooks": WEBHOOKS,
    }  # fmt: skip
    for scope in SCOPES:
        system = await a_system(desk, name=scope, scopes=(scope,))
        statuses = {name: (await system.get(path))[0] for name, path in paths.items()}
        assert statuses == {name: 200 if name == scope else 403 for name in paths}


async def test_reading_many_at_once_stands_in_the_tokens_own_chain(desk: Desk) -> None:
    system = await a_system(desk)
    await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "routed"}] * 3)

    await system.get("/api/v1/cases?kind=tip")
    await system.get("/api/v1/transfers")
    _, figures = await system.get("/api/v1/statistics?period=2026-11")

    async with desk.database.reading() as session:
        lists = select(AccountJournalRow).where(col(AccountJournalRow.code) == AccountCode.LIST_READ)
        entries = (await session.scalars(lists.order_by(col(AccountJournalRow.seq)))).all()
    assert [(one.payload["what"], one.payload["query"], one.payload["rows"]) for one in entries] == [
        ("cases", "kind=tip", 3), ("transfers", "", 0), ("statistics", "period=2026-11", 3),
    ]  # fmt: skip
    auditor = await desk.officer("auditor", None)
    assert "接口读取清单" in (await auditor.get("/desk/audit/exports")).text
    received = next(table for table in figures["tables"] if table["name"] == "received")
    assert any("1–4" in row["cells"] for row in received["rows"]), "a small count is not told"
    for query in ("period=2026-13", "period=1999", "period=x", "bureau=nowhere"):
        assert (await system.get(f"/api/v1/statistics?{query}"))[0] == 400
