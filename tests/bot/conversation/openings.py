"""How a first message is scored: which form it opened, which facts were taken over, what must not be kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.conversation.state import Running
from intake.forms.supplement import Purpose
from tests.bot.conversation.harness import SHANGHAI_NINE, Conversation

EXPECTATIONS = Path(__file__).parents[2] / "expectations"
TODAY = "2026-12-02"

# Where a matter is sent that is not ours, by the word that says so.
_SENT_TO = {
    "12315": "12315",
    "12345": "12345",
    "labour": "人力资源社会保障|劳动",
    "court": "法院",
    "police": "公安|110",
    "ip_office": "知识产权",
    "superior": "上级",
}


_ABOUT_A_CASE = ("progress", "supplement", "withdraw")
_FILING = (
    "我要举报", "权利人", "经营信息", "重庆半坡茶业有限公司", "导出带走", "江津双福", "2021年", "2026年8月",
    "他能接触到", "重庆山蓝茶叶贸易有限公司", "周敏", "19900001101", "先提交", "属实", "确认提交",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opened:
    """What a first message led to.

    want     complaint, tip, consultation, progress, supplement or withdraw; ask where no form was opened
    answers  the facts that were taken over, by field name
    typed    the words each of them was read from
    said     all that was answered
    written  all that is remembered, as it would be stored
    """

    want: str
    answers: Mapping[str, Any]
    typed: Mapping[str, str]
    said: str
    written: str


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet below tests/expectations."""
    lines = (EXPECTATIONS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def opened_by(text: str, today: str = TODAY, *, filed_before: bool = False) -> Opened:
    """Say the text first of all, or after a case was filed, and return what it led to."""
    day = date.fromisoformat(today)
    talk = Conversation(now=datetime(day.year, day.month, day.day, SHANGHAI_NINE, tzinfo=UTC))
    for earlier in _FILING if filed_before else ():
        talk.say(earlier)
    said = talk.say(text)
    running = _open_or_turned_away(talk)
    answers = {name: answer.value for name, answer in running.answers.items()} if running else {}
    typed = {name: answer.typed for name, answer in running.answers.items()} if running else {}
    written = talk.state.written().decode() + said
    return Opened(_want(talk), answers, typed, said, written)


def opened_by_row(row: Mapping[str, Any]) -> Opened:
    """Say the text of a row; what is about one's own case is said after one was filed."""
    return opened_by(row["text"], row.get("today", TODAY), filed_before=row.get("want") in _ABOUT_A_CASE)


def _open_or_turned_away(talk: Conversation) -> Running | None:
    """Return the form that was opened, or the one that waits because all of it was done elsewhere."""
    away = (one for one in talk.state.put_aside if one.pending.outside)
    return talk.state.running or next(away, None)


def _want(talk: Conversation) -> str:
    running = _open_or_turned_away(talk)
    if running is None and talk.notes:
        return "withdraw" if talk.notes[-1].purpose is Purpose.WITHDRAWAL_WISH else "supplement"
    if running is None:
        return talk.trace.intent if talk.trace.intent in ("progress", "supplement") else "ask"
    if running.form == "supplement":
        return "withdraw" if running.pending.purpose is Purpose.WITHDRAWAL_WISH else "supplement"
    return running.form


def is_as_wanted(row: Mapping[str, Any], opened: Opened) -> bool:
    """Say whether a message led where the sheet says: the form, no form, or the address it is sent to."""
    wants = {row["want"], *row.get("also", ())}
    if row["want"] != "other":
        return opened.want in wants
    if opened.want != "ask":
        return False
    places = [_SENT_TO[place] for place in str(row["where"] or "none").split("|") if place in _SENT_TO]
    return not places or any(re.search(place, opened.said) for place in places)


def wrong_facts(row: Mapping[str, Any], opened: Opened) -> Iterable[str]:
    """Yield what was taken over for something it is not, and what must not be kept but is."""
    for name, pattern in (row.get("wrong") or row.get("not") or {}).items():
        value = opened.answers.get(name)
        if value is not None and re.search(str(pattern), shown(value)):
            yield f"{row['id']}: {name} is {shown(value)}"
    for text in row.get("never_stored", ()):
        if text in opened.written:
            yield f"{row['id']}: {text} is kept"


def shown(value: Any) -> str:
    """Return a value as the sheets write it: a place by its district, several values as one text."""
    if isinstance(value, Mapping):
        return str(value.get("district") or value.get("outside") or value.get("text"))
    if isinstance(value, list | tuple):
        return "；".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
