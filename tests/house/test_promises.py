"""What we promise people about their words is what the code does; notice, page, entries and sentences agree."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from inspect import signature
from pathlib import Path
from random import Random

import pytest

from bot.conversation.channels import CHANNELS, ChannelName
from bot.conversation.phrases import Phrases
from bot.conversation.state import DRAFTS_KEPT
from bot.settings import Settings
from intake.cases.codes import CaseState, Role
from intake.cases.filer import key_of_nobody
from intake.curation.asked import KEPT as QUESTIONS_KEPT
from intake.forms.codes import ChannelStatus
from intake.forms.forms import forms
from intake.officers.officer import Officer
from intake.officers.wall import may_see_identity, sees_every_bureau, sees_talks
from intake.storage.steps import METADATA
from tests.each_row import each_row
from tests.intake.cases.values import a_case
from tests.knowledge.shipped import shipped_entries

ROOT = Path(__file__).parents[2]
NOTICE = (ROOT / "docs/service_notice.md").read_text(encoding="utf-8")
PRIVACY = (ROOT / "bot/channels/web/pages/privacy.html").read_text(encoding="utf-8")
SCRIPT = (ROOT / "bot/channels/web/pages/chat.js").read_text(encoding="utf-8")
OPERATORS = (ROOT / "docs/operators.md").read_text(encoding="utf-8")
ENTRIES = {entry.id: f"{entry.answer}{entry.more}" for entry in shipped_entries()}
SAID = {status: "\n".join(Phrases.load(status).sentences.values()) for status in ChannelStatus}
CASE = a_case(CaseState.TAKEN, lead_bureau="jiangjin")


def an_officer(role: str, bureau: str | None = None) -> Officer:
    return Officer("o1", "甲", Role(role), bureau)


def keeps_no_account() -> bool:
    """Say whether no table has a place for an openid, or for a web session's token."""
    columns = {(table.name, column.name) for table in METADATA.sorted_tables for column in table.columns}
    return not {name for _, name in columns} & {"openid", "account", "token", "contact"} and "contact" not in {
        table for table, _ in columns
    }


def parts_anonymous_cases() -> bool:
    """Say whether anonymous cases are filed under keys that follow from chance alone."""
    chance = Random(1)
    return len({key_of_nobody(chance) for _ in range(9)}) == 9 and [*signature(key_of_nobody).parameters] == [
        "chance"
    ]


def talks_are_erased_in_time() -> bool:
    """Say whether no operator can keep the words of a talk longer than is promised."""
    limits = Settings.model_fields["talk_kept_days"]
    return limits.default == 30 and any(getattr(limit, "le", None) == 30 for limit in limits.metadata)


OTHERS = ("coordinator", "auditor", "curator", "admin")
# Each sentence as people read it, where they read it, and what makes it true.
PROMISES: tuple[tuple[str, str, Callable[[], bool]], ...] = (
    (NOTICE, "草稿放下30天没有动，就自动删除", lambda: timedelta(days=30) == DRAFTS_KEPT),
    (PRIVACY, "从最后一次填写起三十天后删除", lambda: timedelta(days=30) == DRAFTS_KEPT),
    (SCRIPT, "草稿保留三十天", lambda: timedelta(days=30) == DRAFTS_KEPT),
    (OPERATORS, "从最后一次填写起 30 天删除", lambda: timedelta(days=30) == DRAFTS_KEPT),
    (ENTRIES["service.draft_kept"], "30天", lambda: timedelta(days=30) == DRAFTS_KEPT),
    (SAID[ChannelStatus.PUBLISHED], "草稿从现在起为您留30天", lambda: timedelta(days=30) == DRAFTS_KEPT),
    (NOTICE, "微信1小时", lambda: CHANNELS[ChannelName.WECHAT].repeats_within == timedelta(hours=1)),
    (NOTICE, "网页1天", lambda: CHANNELS[ChannelName.WEB].repeats_within == timedelta(days=1)),
    (ENTRIES["service.privacy_kept"], "网页留1天", lambda: CHANNELS[ChannelName.WEB].repeats_within.days == 1),
    (NOTICE, "最多保存一年，用来改进答复", lambda: timedelta(days=366) >= QUESTIONS_KEPT),
    (PRIVACY, "最多保存一年，用来改进答复", lambda: timedelta(days=366) >= QUESTIONS_KEPT),
    (ENTRIES["service.privacy_kept"], "最多保存一年", lambda: timedelta(days=366) >= QUESTIONS_KEPT),
    (SAID[ChannelStatus.PUBLISHED], "最多保存一年，用来改进答复", lambda: timedelta(days=366) >= QUESTIONS_KEPT),
    (OPERATORS, "提问脱敏后最多保存一年", lambda: timedelta(days=366) >= QUESTIONS_KEPT),
    (NOTICE, "一次最多1000字", lambda: forms()["supplement"].field("note").limit == 1000),
    (ENTRIES["service.supplement"], "一次最多1000字", lambda: forms()["supplement"].field("note").limit == 1000),
    (NOTICE, "承办局的工作人员", lambda: may_see_identity(an_officer("officer", "jiangjin"), CASE)),
    (
        NOTICE,
        "但看不到您是谁",
        lambda: not any(may_see_identity(an_officer(r), CASE) for r in ("coordinator", "auditor")),
    ),
    (NOTICE, "协助的局", lambda: not may_see_identity(an_officer("officer", "banan"), CASE)),
    (NOTICE, "只保存由它算出的代号，不保存它本身", keeps_no_account),
    (PRIVACY, "只保存由它算出的代号，不保存它本身", keeps_no_account),
    (PRIVACY, "从案件找不到是谁提交的，也找不到同一个人提交的另一件", parts_anonymous_cases),
    (NOTICE, "结束后最多30天删除内容", talks_are_erased_in_time),
    (PRIVACY, "结束后最多三十天删除内容", talks_are_erased_in_time),
    (OPERATORS, "结束后最多 30 天删除", talks_are_erased_in_time),
    (NOTICE, "只有您同意转去的那个局的工作人员能看到", lambda: not any(map(sees_talks, map(an_officer, OTHERS)))),
    (NOTICE, "市局统筹人员和审计人员也能看到", lambda: sees_every_bureau(an_officer("coordinator"))),
)


@pytest.mark.parametrize(
    ("told", "promise", "holds"), PROMISES, ids=[f"{n}-{p[1]}" for n, p in enumerate(PROMISES)]
)
def test_a_promise_stands_where_it_is_read_and_holds(told: str, promise: str, holds: Callable[[], bool]) -> None:
    assert promise in "".join(told.split()) or promise in told
    assert holds()


@each_row("told", rows=[NOTICE, PRIVACY, OPERATORS, *ENTRIES.values(), *SAID.values()])
def test_nobody_is_told_that_only_the_handling_bureau_sees_or_that_a_number_alone_opens_a_case(told: str) -> None:
    assert not re.search(r"只有承办您这件事的.{0,16}能?看到|可?凭(?:查询)?编号(?:在这里)?(?:查看|看)", told)


@each_row("told", rows=[NOTICE, *ENTRIES.values()])
def test_nobody_is_told_to_count_on_voice_or_that_no_number_means_not_filed(told: str) -> None:
    assert "由微信转成文字" not in told
    assert "没有看到编号，就是没有提交成功" not in told
