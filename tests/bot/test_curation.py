"""What is published comes into service by itself: in every worker, on its day, and never with a fault."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.handbook import Handbook, with_library
from bot.curation import Curation
from intake.cases.codes import Role
from intake.curation.editorial import Editorial, Publishing
from intake.officers.officer import Officer
from intake.storage.database import Database
from intents.index_files import IndexFiles
from knowledge.library import Library
from tests.bot.conversation.harness import handbook
from tests.builders import NOW
from tests.knowledge.builders import raw_entry, write_content

LIN = Officer("lin", "林静", Role.CURATOR, None)
ZHENG = Officer("zheng", "郑安", Role.CURATOR, None)
TODAY = date(2026, 11, 25)


@dataclass
class Worker:
    """One process of the service, as far as answers go."""

    files: Library
    editorial: Editorial
    now: datetime = NOW
    served: list[Handbook] = field(default_factory=list)
    curation: Curation = field(init=False)

    def __post_init__(self) -> None:
        book = with_library(handbook(), self.files)
        self.curation = Curation(book, self.editorial, lambda: self.now, self.served.append)

    @property
    def answers(self) -> dict[str, str]:
        """What is answered now, by entry."""
        return {entry.id: entry.answer for entry in self.served[-1].library.entries.values()}


@pytest.fixture
def files(tmp_path: Path) -> Library:
    return Library.load(write_content(tmp_path, [raw_entry("award.deadline"), raw_entry("park.who")]))


@pytest.fixture
def editorial(database: Database) -> Editorial:
    return Editorial(database)


@pytest.fixture
def worker(files: Library, editorial: Editorial) -> Worker:
    return Worker(files, editorial)


async def _publish(editorial: Editorial, entry: str, from_on: date = TODAY, **changes: Any) -> None:
    body = raw_entry(entry, **changes)
    draft = await editorial.save(LIN, entry, "试题", body, "", seen=None, now=NOW)
    said = Publishing("郑安（市局）", from_on, None)
    seen = (draft.id, draft.revision)
    await editorial.publish(ZHENG, seen, said, await editorial.counter(), NOW)


async def test_every_worker_serves_a_publication_at_its_next_look(
    files: Library, editorial: Editorial, worker: Worker
) -> None:
    other = Worker(files, editorial)
    await _publish(editorial, "award.deadline", answer="改过：每年6月10日前报送市局。")

    await worker.curation.look()
    await other.curation.look()

    for one in (worker, other):
        assert one.answers["award.deadline"].startswith("改过")
        assert one.served[-1].library.finder.find("示范单位哪天截止申报").decision == "answer"
        assert one.curation.standing.number == 1


async def test_nothing_new_is_not_built_again(worker: Worker, editorial: Editorial) -> None:
    await worker.curation.look()
    await _publish(editorial, "desk.1")
    await worker.curation.look()
    await worker.curation.look()

    assert len(worker.served) == 1


async def test_a_version_of_a_future_day_begins_by_itself(worker: Worker, editorial: Editorial) -> None:
    await _publish(editorial, "award.deadline", date(2027, 1, 1), answer="新法：每年6月10日前报送市局。")
    await worker.curation.look()
    assert worker.served == []

    worker.now = datetime.combine(date(2026, 12, 31), NOW.timetz()) + timedelta(hours=14)
    await worker.curation.look()

    assert worker.answers["award.deadline"].startswith("新法")


async def test_an_entry_taken_down_is_neither_answered_nor_offered(worker: Worker, editorial: Editorial) -> None:
    await editorial.take_down(LIN, "award.deadline", "试题", {}, "答错了", NOW)

    await worker.curation.look()

    assert set(worker.answers) == {"park.who"}
    found = worker.served[-1].library.finder.find("示范单位哪天截止申报")
    assert "award.deadline" not in [entry for entry, _ in found.candidates]


async def test_a_faulty_set_keeps_the_last_good_one_and_says_so(
    worker: Worker, editorial: Editorial, caplog: pytest.LogCaptureFixture
) -> None:
    await _publish(editorial, "desk.1")
    await worker.curation.look()
    await _publish(editorial, "desk.2", sources=["NOBODY 第1条"])

    with caplog.at_level(logging.ERROR):
        await worker.curation.look()

    assert set(worker.answers) == {"award.deadline", "park.who", "desk.1"}
    assert "NOBODY" in worker.curation.standing.fault
    assert "the last good set goes on" in caplog.text
    await editorial.take_down(LIN, "desk.2", "试题", {}, "依据不对", NOW)
    await worker.curation.look()
    assert worker.curation.standing.fault == ""


async def test_taking_down_holds_even_beside_a_faulty_publication(worker: Worker, editorial: Editorial) -> None:
    await _publish(editorial, "desk.2", sources=["NOBODY 第1条"])
    await editorial.take_down(LIN, "park.who", "试题", {}, "答错了", NOW)

    await worker.curation.look()

    assert set(worker.answers) == {"award.deadline"}


async def test_a_rehearsal_tells_what_would_change_and_changes_nothing(worker: Worker) -> None:
    known = [("哪些园区可以申报", "park.who")]

    told = await worker.curation.rehearsed("park.who", "试题", None, known, ["特色小镇报得了吗"])

    assert [
        (one.known.text, one.is_worse)
        for one in told.differences
        if one.known.text in ("哪些园区可以申报", "特色小镇报得了吗")
    ] == [
        ("哪些园区可以申报", True),
        ("特色小镇报得了吗", False),
    ]
    assert worker.curation.body("park.who") is not None


async def test_curators_see_what_is_in_service_and_what_a_draft_would_look_like(worker: Worker) -> None:
    catalogue = worker.curation

    assert list(catalogue.entries) == ["award.deadline", "park.who"]
    assert catalogue.subjects == ("试题",)
    assert (await catalogue.tried("示范单位哪天截止申报")).best[0].entry == "award.deadline"
    shown = catalogue.shown("award.deadline", "试题", raw_entry(), TODAY)
    assert shown is not None
    assert "依据：《某某工作实施方案" in shown.text
    assert catalogue.shown("desk.9", "试题", {"title": "半截"}, TODAY) is None


def _worked_out(folder: Path) -> set[Path]:
    return set(folder.glob("*.index"))


async def test_what_is_published_is_worked_out_once_for_all_who_start_after(
    tmp_path: Path, files: Library, editorial: Editorial
) -> None:
    await _publish(editorial, "award.deadline", answer="改过：每年6月10日前报送市局。")
    kept = tmp_path / "index"
    known = Library.of(files.entries.values(), files.instruments, IndexFiles(kept))
    of_the_files = _worked_out(kept)

    await Worker(known, editorial).curation.renew()
    by_the_first = _worked_out(kept)
    await Worker(known, editorial).curation.renew()

    assert of_the_files < by_the_first == _worked_out(kept)
