"""What an officer enters for a paper, read into the fields that it fills. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from intake.cases.case import Incomplete
from intake.forms.saying import day_in_words
from intake.papers.context import MOST_ROWS, Filled, Row
from intake.papers.paper import EnteredField
from intents.signs import without_control_characters

_BETWEEN: Final = re.compile("[，,；;|\t]")


def entered(asks: Sequence[EnteredField], typed: Mapping[str, str], today: date) -> Filled:
    """Return the fields of `PaperContext` that were entered. Raises Incomplete."""
    return {asked.name: _understood(asked, _clean(typed.get(asked.name, "")), today) for asked in asks}


def _clean(said: str) -> str:
    return without_control_characters(said.replace("\r\n", "\n")).strip()


def _understood(asked: EnteredField, said: str, today: date) -> str | tuple[Row, ...]:
    if not said and asked.required:
        raise Incomplete(asked.name, f"请{'选择' if asked.kind == 'choice' else '填写'}{asked.label}。")
    if len(said) > asked.most:
        raise Incomplete(asked.name, f"最多 {asked.most:,} 字，您写了 {len(said):,} 字，请删减。")
    match asked.kind:
        case "line" if "\n" in said:
            raise Incomplete(asked.name, f"{asked.label}只能写一行。")
        case "choice" if said not in asked.options:
            raise Incomplete(asked.name, f"请选择{asked.label}。")
        case "day":
            return _day(asked, said, today)
        case "rows":
            return _rows(asked, said)
    return said


def _day(asked: EnteredField, said: str, today: date) -> str:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise Incomplete(asked.name, f"请填写{asked.label}，例如 {today.isoformat()}。") from None
    if day < today:
        raise Incomplete(asked.name, f"{asked.label}不能早于今天。")
    return day_in_words(day.isoformat())


def _rows(asked: EnteredField, said: str) -> tuple[Mapping[str, str], ...]:
    lines = [line.strip() for line in said.split("\n") if line.strip()]
    if len(lines) > MOST_ROWS:
        raise Incomplete(asked.name, f"最多 {MOST_ROWS} 行，您写了 {len(lines)} 行，请分成几份。")
    return tuple(_row(number, line) for number, line in enumerate(lines, start=1))


def _row(number: int, line: str) -> Mapping[str, str]:
    name, count, more = (*(part.strip() for part in _BETWEEN.split(line, maxsplit=2)), "", "")[:3]
    return {"序号": str(number), "名称": name, "数量": count, "说明": more}
