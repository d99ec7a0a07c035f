"""What one turn costs in the storage: recalled, then committed, 32 persons at a time.

    python -m benchmarks.ledger [turns]

Prints microseconds a turn on SQLite and PostgreSQL: by the clock, and of this process's CPU. The mix is that of
`make bench`: of 20 turns 14 are questions, 5 dialog answers, 1 files a case.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from intake.cases.changes import JournalEntry
from intake.ids import new_id, new_reference
from intake.storage.database import Database
from intake.storage.keeping.upgrade import prepare
from intake.storage.ledger import Ledger
from intake.storage.recall import Recall
from intake.storage.rows import Committed, Insert, Rows, TurnGate, TurnRows
from intake.storage.sealing import Vault
from tests import postgres

AT_ONCE = 32
PERSONS = 1000
REPLY, STATE, FILED = b"r" * 900, b"s" * 300, b"f" * 1200


async def measured(url: str, turns: int) -> tuple[float, float]:
    """Return microseconds a turn: by the clock, of CPU."""
    with tempfile.TemporaryDirectory() as keys:
        vault = Vault.open(Path(keys))
        database = await Database.open(url)
        await prepare(database, vault)
        ledger, recall = Ledger(database, vault), Recall(database)
        await ledger.start()
        await _talk(ledger, recall, range(turns // 10))
        clock, cpu = time.perf_counter(), time.process_time()
        await _talk(ledger, recall, range(turns // 10, turns // 10 + turns))
        taken = (time.perf_counter() - clock) / turns * 1e6, (time.process_time() - cpu) / turns * 1e6
        await ledger.close()
        await database.close()
    return taken


async def _talk(ledger: Ledger, recall: Recall, numbers: range) -> None:
    left = iter(numbers)

    async def person() -> None:
        for number in left:
            who = f"{number % PERSONS:064x}"
            known = await recall.recall(who, "wechat", f"{number:064x}")
            outcome = await ledger.commit(_turn(number, who, known.turn_no + 1))
            assert outcome == Committed(), outcome

    await asyncio.gather(*(person() for _ in range(AT_ONCE)))


def _turn(number: int, who: str, turn_no: int) -> TurnRows:
    now = datetime.now(UTC)
    gate = TurnGate("wechat", f"{number:064x}", who, turn_no, REPLY, now, now + timedelta(hours=1))
    if number % 20:
        return TurnRows(gate, STATE)
    case_id = new_id(now)
    entries = tuple(JournalEntry(case_id, now, "filer", code, {}) for code in ("case_opened", "routed"))
    return TurnRows(gate, STATE, rows=Rows(inserts=_case(case_id, who, now), journal=entries))


def _case(case_id: str, who: str, now: datetime) -> tuple[Insert, ...]:
    case = {
        "id": case_id, "reference": new_reference(Random()), "kind": "tip", "state": "routed", "channel": "wechat",
        "demo": False, "filer": who, "anonymous": True, "lead_bureau": "jiangjin", "received_at": now,
        "next_due_on": now.date(), "form_version": "tip-1", "route": {"rule": "r", "reason": "r"}, "version": 1,
    }  # fmt: skip
    notice = {
        "id": new_id(now), "case_id": case_id, "kind": "case_routed", "bureau": "jiangjin",
        "state": "waiting", "tries": 0, "created_at": now, "next_try_at": now,
    }  # fmt: skip
    return (
        Insert("case_file", case),
        Insert("case_key", {"case_id": case_id, "wrapped": b"k" * 61}),
        Insert("case_text", {"case_id": case_id, "sealed": FILED}),
        Insert("case_identity", {"case_id": case_id, "sealed": FILED}),
        Insert("outbox", notice),
    )


def main() -> None:
    """Measure both databases and print a line each."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as directory:
        _report("SQLite", asyncio.run(measured(f"sqlite:///{directory}/bench.db", turns)))
    with postgres.running_server() as server:
        if server is None:
            print(postgres.HOW)
            return
        _report("PostgreSQL", asyncio.run(measured(server.empty_database(), turns)))


def _report(name: str, taken: tuple[float, float]) -> None:
    clock, cpu = taken
    print(f"{name:<11} {clock:6.0f} µs a turn by the clock, {cpu:6.0f} µs of CPU, {1e6 / clock:6.0f} a second")


if __name__ == "__main__":
    main()
