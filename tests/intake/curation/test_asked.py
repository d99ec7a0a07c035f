"""What was asked: how entries fare, which questions had no good answer, what was decided about them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from bot.conversation.learnt import QuestionAsked, Reacted
from bot.questions import Questions
from intake.cases.codes import Role
from intake.curation.asked import AskedQuestions, Fared
from intake.curation.editorial import Editorial, EditRefused
from intake.officers.officer import Officer
from intake.storage.database import Database
from intake.storage.knowledge_tables import AskedRow, ReactionRow
from intake.storage.rows import Insert
from intake.storage.sealing import Vault
from knowledge.learning.gaps import grouped
from tests.builders import NOW

LIN = Officer("lin", "林静", Role.CURATOR, None)
BEST = (("law.patent", 0.4), ("law.what", 0.2))
TABLES: dict[str, Any] = {"asked_question": AskedRow, "asked_reaction": ReactionRow}


@pytest.fixture
def asked(database: Database, vault: Vault) -> AskedQuestions:
    return AskedQuestions(database, vault)


async def _gaps(asked: AskedQuestions) -> list[Any]:
    return await asked.gaps(grouped, NOW)


async def _keep(database: Database, *rows: Insert) -> None:
    async with database.writing() as session:
        for row in rows:
            session.add(TABLES[row.table](**row.values))


async def _ask(database: Database, vault: Vault, text: str, decision: str, entry: str | None = None) -> str:
    row = Questions(vault).asked(QuestionAsked(text, BEST, decision, entry), NOW)
    await _keep(database, row)
    return str(row.values["id"])


async def _react(database: Database, vault: Vault, asked_id: str, kind: str, value: str) -> None:
    await _keep(database, Questions(vault).reacted(Reacted(kind, value), asked_id, NOW))


async def test_a_question_is_kept_without_the_person_masked_and_sealed(database: Database, vault: Vault) -> None:
    text = "张伟把客户名单带走了，我电话13912345678，怎么举报"

    row = Questions(vault).asked(QuestionAsked(text, BEST, "nothing"), NOW).values

    assert set(row) == {"id", "text_key", "sealed", "best", "decision", "entry", "hour", "settled"}
    assert (
        vault.unseal(cast("bytes", row["sealed"]), "asked", str(row["id"])).decode()
        == "〔姓名〕把客户名单带走了，我电话〔号码〕，怎么举报"
    )
    assert isinstance(row["hour"], datetime) and row["hour"].minute == 0
    assert "张伟" not in repr(row)


async def test_what_had_no_answer_no_choice_or_no_use_is_a_gap(
    asked: AskedQuestions, database: Database, vault: Vault
) -> None:
    await _ask(database, vault, "商业秘密可以抵押贷款吗", "nothing")
    await _ask(database, vault, "商业秘密可以抵押贷款么", "nothing")
    left = await _ask(database, vault, "竞业限制补偿交不交税", "menu")
    useless = await _ask(database, vault, "专利和商密哪个好", "answer", "law.patent")
    chosen = await _ask(database, vault, "保密协议怎么写", "menu")
    good = await _ask(database, vault, "什么是商业秘密", "answer", "law.what")
    await _react(database, vault, left, "choice", "none")
    await _react(database, vault, useless, "helpful", "no")
    await _react(database, vault, chosen, "choice", "law.nda")
    await _react(database, vault, good, "helpful", "yes")
    await _ask(database, vault, "番茄炒蛋怎么做", "outside")

    gaps = await _gaps(asked)

    told = [(gap.asked, gap.unanswered, gap.offered, gap.unhelpful) for gap in gaps]
    assert told[0] == (2, 2, 0, 0)
    assert sorted(told[1:]) == [(1, 0, 0, 1), (1, 0, 1, 0)]
    assert {gap.nearest for gap in gaps} == {"law.patent"}


async def test_entries_are_counted_by_answers_and_choices(
    asked: AskedQuestions, database: Database, vault: Vault
) -> None:
    given = await _ask(database, vault, "什么是商业秘密", "answer", "law.what")
    menu = await _ask(database, vault, "商业秘密是啥", "menu")
    await _react(database, vault, given, "helpful", "yes")
    await _react(database, vault, menu, "choice", "law.what")

    assert await asked.counts(NOW) == {"law.what": Fared(2, 1, 0)}


async def test_a_gap_set_aside_is_gone_for_good(asked: AskedQuestions, database: Database, vault: Vault) -> None:
    await _ask(database, vault, "今天天气怎么样", "nothing")
    (gap,) = await _gaps(asked)

    with pytest.raises(EditRefused, match="理由"):
        await asked.set_aside(LIN, gap.keys, "", NOW)
    await asked.set_aside(LIN, gap.keys, "与商业秘密无关", NOW)
    await _ask(database, vault, "今天天气怎么样", "nothing")

    assert await _gaps(asked) == []
    assert [decision.reason for decision in await asked.decisions()] == ["与商业秘密无关"]


async def test_an_accepted_gap_is_replayed_by_every_publication(
    asked: AskedQuestions, database: Database, vault: Vault
) -> None:
    await _ask(database, vault, "商密能不能抵押", "nothing")
    (gap,) = await _gaps(asked)

    await asked.accept(LIN, gap.keys, "wording", "law.what", ["商密能不能抵押"], NOW + timedelta(minutes=1))

    assert await _gaps(asked) == []
    await _ask(database, vault, "商密能不能抵押", "nothing")
    assert [gap.asked for gap in await _gaps(asked)] == [1]
    assert await Editorial(database).regressions() == [("商密能不能抵押", "law.what")]


async def test_questions_are_erased_after_a_year(asked: AskedQuestions, database: Database, vault: Vault) -> None:
    await _ask(database, vault, "什么是商业秘密", "nothing")

    await asked.forget(NOW + timedelta(days=364))
    assert await asked.lately(NOW) == ["什么是商业秘密"]
    await asked.forget(NOW + timedelta(days=366))

    assert await asked.lately(NOW) == []
