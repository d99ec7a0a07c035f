"""Conversations that stand where a short sentence is said, reached by talking to the real engine."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache

from tests.bot.conversation.harness import Conversation

# What is answered on the way to a context; every other question is skipped.
_ANSWERS: Mapping[str, Mapping[str, str]] = {
    "complaint": {
        "reporter_role": "权利人",
        "secret_kind": "经营信息",
        "reported_name": "重庆渝心微电子有限公司",
        "act_kinds": "员工跳槽带走",
        "act_place": "江北区观音桥街道",
        "formed_on": "2021年",
        "act_date": "2026年8月",
        "clue": "他有机会接触到",
        "reporter_name": "重庆半坡茶业有限公司",
        "contact_name": "周敏",
        "phone": "19900001101",
        "loss_amount": "5万",
        "truth_declared": "属实",
    },
    "tip": {
        "reporter_role": "其他知情人",
        "anonymous": "匿名",
        "reported_name": "重庆渝心微电子有限公司",
        "secret_kind": "经营信息",
        "act_kinds": "员工跳槽带走",
        "act_place": "江北区观音桥街道",
        "act_date": "2026年8月",
    },
    "consultation": {
        "company_name": "重庆半坡茶业有限公司",
        "district": "江北区",
        "topics": "保密制度建设",
        "question": "怎样给图纸定密级",
        "mode": "电话",
        "preferred_times": "下周二上午",
        "contact_name": "周敏",
        "phone": "19900001101",
    },
    "assess_company": {
        "organisation": "做到了",
        "staffing": "部分做到",
        "staffing_points": "6分",
        "base": "做到了",
        "rules": "还没有",
        "activities": "不确定",
        "model": "做到了",
        "bonus": "员工全部受过培训",
        "bonus_points": "3分",
    },
}
_OPENINGS = {
    "complaint": "举报侵犯商业秘密",
    "tip": "提供违法线索（可匿名）",
    "consultation": "预约指导站咨询",
    "assess_company": "企业示范单位自评",
}
# Never asked by itself: opened at the summary, as a correction opens it.
_REOPENED = {"ongoing": "是否持续不对"}
_QUESTION = "什么是商业秘密"
_MOST_QUESTIONS = 40


@cache
def standing_at(name: str, form: str | None, field: str | None) -> Conversation:
    """Return a conversation that stands where a row begins; whoever talks on must copy it."""
    match name:
        case "mid":
            return _at_field(form or "complaint", field or "")
        case "confirm":
            return _at_field("complaint", "confirm")
        case "after":
            talk = _at_field("complaint", "confirm")
            talk.say("确认提交")
            return talk
        case "start":
            # They filed once, some days ago, so that 进度 and 异议 have something to speak of.
            talk = standing_at("after", None, None)
            fresh = Conversation(cases=dict(talk.cases), now=talk.now)
            fresh.wait(days=3)
            fresh.state = type(talk.state)(greeted=True)
            return fresh
        case "answered":
            talk = Conversation()
            talk.say(_QUESTION)
            return talk
        case "supplement":
            talk = copy.copy(standing_at("after", None, None))
            talk.say("补充材料说明")
            return talk
    raise ValueError(f"{name} is no context")


def _at_field(form: str, wanted: str) -> Conversation:
    talk = Conversation()
    talk.say(_OPENINGS[form])
    for _ in range(_MOST_QUESTIONS):
        if talk.trace.field == wanted:
            return talk
        if talk.trace.field == "confirm" and wanted in _REOPENED:
            talk.say(_REOPENED[wanted])
            return talk
        talk.say(_ANSWERS[form].get(str(talk.trace.field), "跳过"))
    raise AssertionError(f"{form} never asks {wanted}; it stands at {talk.trace.field}: {talk.text}")
