"""What ordinary people say after they have filed, written down before it was tried: after_filing.jsonl."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_after_filing import STATES

OWN = Path(__file__).parents[2] / "expectations" / "own"
SHEETS = (
    "after_filing.jsonl",
    "after_filing_outsiders.jsonl",
    "after_filing_kinds.jsonl",
    "after_filing_fifth.jsonl",
    "after_filing_eighth.jsonl",
    "after_filing_thirteenth.jsonl",
    "after_filing_sixteenth.jsonl",
    "after_filing_later_still.jsonl",
)
ROWS = [json.loads(line) for sheet in SHEETS for line in (OWN / sheet).read_text(encoding="utf-8").splitlines()]
LEAST_RIGHT = 0.95
# What shows in an answer that it was heard so.
_SIGNS: Mapping[str, tuple[str, ...]] = {
    "officials": ("上级机关", "应当回避", "应当保密"),
    "receipt": ("演示回执：",),
    "added": ("已补充到编号",),
    "added or offered": ("已补充到编号", "写给办理单位"),
    "contact": ("的联系方式要改成",),
    "asks contact": ("新的联系电话或者联系人是什么",),
    "times offered": ("最多三个时间；也可以选",),
    "visit told": ("2026年12月3日（周四）10:00，等您确认",),
    "nobody came": ("约好的时间没有人来",),
    "revoked": ("上传链接已经作废",),
    "progress": ("现在由",),
    "waited": ("让您久等了",),
    "kept first": ("您还要求删除：先看下面保存了什么",),
    "withdrawal asked": ("要记下“申请撤回”吗", "撤回的理由"),
    "objection": ("您的异议和理由", "异议已记到"),
    "rated": ("的评价已记下",),
    "upload": ("/upload/",),
    "waits": ("不着急", "不急"),
    "thanks": ("不客气",),
    "form opened": ("第1/",),
    "not docketed yet": ("决定是否立案",),
    "a person": ("没有值守的工作人员",),
    "not kept": ("我没有保存",),
    "deletion": ("删除的要求已记到编号",),
    "code explained": ("另有一个查询码", "查询码只显示一次"),
    "what is kept": ("没有登记您的姓名和电话", "您的姓名（名称）和联系方式"),
    "term": ("特殊情况经批准可延长十五个工作日",),
    "review explained": ("行政复议不在这里申请",),
}
# Nothing of these stands in the case afterwards.
_ADDS_NOTHING = frozenset(_SIGNS) - {"added", "added or offered", "withdrawal asked", "objection", "deletion"} | {
    "called_off", "agreed", "wished", "answered"
}  # fmt: skip


def test_most_of_what_people_say_is_heard_as_it_was_meant() -> None:
    missed = [row["id"] for row in ROWS if row["becomes"] not in set(_heard(_said(row)))]

    assert len(missed) <= (1 - LEAST_RIGHT) * len(ROWS), missed


@pytest.mark.parametrize("row", [row for row in ROWS if row["becomes"] == "safety"], ids=lambda row: row["said"])
def test_safety_is_never_missed(row: Mapping[str, Any]) -> None:
    assert "safety" in set(_heard(_said(row)))


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["becomes"] in _ADDS_NOTHING], ids=lambda row: row["said"]
)
def test_nothing_is_added_that_was_not_meant_for_the_case(row: Mapping[str, Any]) -> None:
    talk = _said(row)

    assert not talk.notes and not talk.contact
    if row.get("contact"):
        talk.say("确认更正")
    assert talk.contact == row.get("contact", {})


def _said(row: Mapping[str, Any]) -> Conversation:
    talk = STATES[row["state"]](row["form"])
    if row["becomes"] == "revoked":
        talk.say("上传材料")
    talk.say(row["said"])
    return talk


def _heard(talk: Conversation) -> Iterator[str]:
    if talk.replies[0].text.startswith("有危险请马上拨打110"):
        yield "safety"
    if talk.state.calls_off:
        yield "called_off"
    if talk.visit is not None:
        yield talk.visit.state
    if talk.trace.entry is not None or talk.trace.intent == "ask":
        yield "answered"
    yield from (name for name, signs in _SIGNS.items() if any(sign in talk.text for sign in signs))
