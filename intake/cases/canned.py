"""Canned replies: what a letter to a filer may begin with. Plain text with fields of a fixed list. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.clocks.calendar import day_in_shanghai

LONGEST_NAME: Final = 30
LONGEST_TEXT: Final = 1_500
_BRACES: Final = re.compile(r"[{｛]([^{}｛｝]{0,20})[}｝]")
_STRAY: Final = re.compile(r"[{}｛｝]")

# By the field's name: what it says of a case; the bureau's name is handed in.
FIELDS: Final[Mapping[str, Callable[[Case, str, date], str]]] = {
    "编号": lambda case, _, __: case.reference,
    "承办局": lambda _, office, __: office,
    "收到日期": lambda case, _, __: _said(day_in_shanghai(case.received_at)),
    "今天": lambda _, __, today: _said(today),
}


def refuse_unfit(name: str, text: str) -> None:
    """Raise Incomplete for a canned reply that cannot stand, naming the place."""
    if not name or len(name) > LONGEST_NAME:
        raise Incomplete("name", f"请填写名称，最多 {LONGEST_NAME} 字。")
    if not text or len(text) > LONGEST_TEXT:
        raise Incomplete("text", f"请填写内容，最多 {LONGEST_TEXT:,} 字。")
    for number, line in enumerate(text.split("\n"), start=1):
        for found in _BRACES.finditer(line):
            if found[1] not in FIELDS:
                known = "、".join(f"{{{one}}}" for one in FIELDS)
                raise Incomplete("text", f"第 {number} 行的“{found[0]}”不是可用的字段。可用的字段：{known}。")
        if _STRAY.search(_BRACES.sub("", line)):
            raise Incomplete("text", f"第 {number} 行有多余的花括号。")


def filled(text: str, case: Case, office: str, today: date) -> str:
    """Return the reply as it reads for this case."""
    return _BRACES.sub(lambda found: FIELDS[found[1]](case, office, today), text)


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
