"""Drafts and publications on both databases: two people, one transaction each, nobody overwrites unseen."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import pytest

from intake.cases.codes import Role
from intake.curation.editorial import EditedMeanwhile, Editorial, EditRefused, Publishing
from intake.curation.versions import Version
from intake.officers.officer import Officer
from intake.storage.database import Database
from tests.builders import NOW

LIN = Officer("lin", "林静", Role.CURATOR, None)
ZHENG = Officer("zheng", "郑安", Role.CURATOR, None)
SAID = Publishing("郑安（市局）", date(2026, 11, 25), None)
ENTRY = "law.secret.what"


@pytest.fixture
def editorial(database: Database) -> Editorial:
    return Editorial(database)


async def _saved(
    editorial: Editorial, officer: Officer = LIN, seen: tuple[str, int] | None = None, **body: Any
) -> Version:
    return await editorial.save(
        officer, ENTRY, "法律", {"title": "什么是商业秘密", **body}, "补问法", seen=seen, now=NOW
    )


async def _published(editorial: Editorial) -> Version:
    draft = await _saved(editorial)
    return await editorial.publish(ZHENG, (draft.id, draft.revision), SAID, await editorial.counter(), NOW)


async def test_a_draft_is_saved_again_by_who_has_seen_it(editorial: Editorial) -> None:
    first = await _saved(editorial)

    second = await _saved(editorial, ZHENG, seen=(first.id, first.revision), answer="三个条件。")

    assert (second.number, second.revision, second.author, second.editor) == (1, 2, "lin", "zheng")
    assert [version.body["answer"] for version in await editorial.versions(ENTRY)] == ["三个条件。"]


async def test_the_second_of_two_curators_sees_the_first_ones_change(editorial: Editorial) -> None:
    draft = await _saved(editorial)
    seen = (draft.id, draft.revision)
    await _saved(editorial, LIN, seen, answer="林静写的。")

    with pytest.raises(EditedMeanwhile) as meanwhile:
        await _saved(editorial, ZHENG, seen, answer="郑安写的。")

    assert meanwhile.value.version is not None
    assert meanwhile.value.version.body["answer"] == "林静写的。"


async def test_of_two_who_begin_a_draft_at_the_same_moment_one_is_let_in(editorial: Editorial) -> None:
    outcomes = await asyncio.gather(_saved(editorial, LIN), _saved(editorial, ZHENG), return_exceptions=True)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["EditedMeanwhile", "Version"]
    assert len(await editorial.versions(ENTRY)) == 1


@pytest.mark.parametrize("officer", [LIN, ZHENG])
async def test_nobody_publishes_what_they_wrote_or_saved_last(editorial: Editorial, officer: Officer) -> None:
    draft = await _saved(editorial, LIN)
    draft = await _saved(editorial, ZHENG, (draft.id, draft.revision))

    with pytest.raises(EditRefused, match="不能自己发布"):
        await editorial.publish(officer, (draft.id, draft.revision), SAID, 0, NOW)

    assert await editorial.counter() == 0


async def test_a_second_person_publishes_and_the_days_go_into_the_entry(editorial: Editorial) -> None:
    published = await _published(editorial)

    assert published.state == "published"
    assert (published.voucher, published.published_by) == ("郑安（市局）", "zheng")
    assert published.body["valid_from"] == "2026-11-25"
    assert published.body["valid_until"] is None
    assert published.body["reviewed_on"] == "2026-11-25"
    assert await editorial.counter() == 1


async def test_a_publication_in_between_asks_for_a_new_rehearsal(editorial: Editorial) -> None:
    draft = await _saved(editorial)
    rehearsed_at = await editorial.counter()
    await editorial.take_down(LIN, "law.other", "法律", {}, "答错了", NOW)

    with pytest.raises(EditedMeanwhile):
        await editorial.publish(ZHENG, (draft.id, draft.revision), SAID, rehearsed_at, NOW)

    assert [version.state for version in await editorial.versions(ENTRY)] == ["draft"]
    assert await editorial.counter() == 1


async def test_a_draft_changed_since_cannot_be_published(editorial: Editorial) -> None:
    draft = await _saved(editorial)
    await _saved(editorial, LIN, (draft.id, draft.revision))

    with pytest.raises(EditedMeanwhile):
        await editorial.publish(ZHENG, (draft.id, draft.revision), SAID, 0, NOW)


async def test_one_person_takes_an_entry_down_with_a_reason(editorial: Editorial) -> None:
    await _published(editorial)

    with pytest.raises(EditRefused, match="理由"):
        await editorial.take_down(LIN, ENTRY, "法律", {}, "  ", NOW)
    down = await editorial.take_down(LIN, ENTRY, "法律", {}, "条号写错了", NOW)

    assert (down.number, down.state, down.reason) == (2, "withdrawn", "条号写错了")
    assert await editorial.counter() == 2


async def test_a_draft_given_up_stays_in_the_history(editorial: Editorial) -> None:
    draft = await _saved(editorial)

    await editorial.discard(ZHENG, (draft.id, draft.revision), "不需要了", NOW)
    again = await _saved(editorial)

    assert [version.state for version in await editorial.versions(ENTRY)] == ["discarded", "draft"]
    assert again.number == 2
