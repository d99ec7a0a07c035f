"""Comparisons and timetables: what holds for each member that a question names, and all days of a matter."""

from __future__ import annotations

from intents import expressions as re
from knowledge.tables.scores import BONUS, POINTS
from knowledge.tables.table import Aspect, Composed, pattern, tables_sheet

_COMPARES = re.compile(
    r"区别|不同|[一1]样|相同|差别|分别|各|对比|相比|比起|还是|都[是用要能有管怎]|也[是用要能有管]|差[几多]|哪个|两者|三者|同[一1]"
)
# Points somebody has, points on top, and what stands in another annex: no question about one thing's points.
_ASKS_ELSEWHERE = re.compile(r"\d分|加[分上了]|附件|评估|指标|名册")
_TIMETABLE = re.compile(
    r"时间表|时间安排|日程|时间节点|时间线|全年.{0,6}(?:时间|安排|节点)|(?:各个?|所有|全部|每个|几个)(?:时间|日期|节点|期限)|(?:时间|日期|期限).{0,6}(?:全|都|[一1]次).{0,4}(?:说|列|讲)"
)


def compared(text: str) -> Composed | None:
    """Return what each of the named members has of the aspect that is asked; of all where none is named."""
    members = _members_in(text)
    if not members:
        return _told_of_all(text)
    if not _COMPARES.search(text):
        return None
    # An aspect that is called by its name goes before one that a word of it fits.
    for aspect in sorted(tables_sheet().aspects, key=lambda aspect: aspect.title not in text):
        named = [member for member in aspect.cells if member in members]
        if len(named) > 1 and pattern(aspect.said).search(text):
            return _told(aspect, named)
    return None


def _told_of_all(text: str) -> Composed | None:
    """Return what two standards ask of one thing, where neither is named: 「办公场所这一项多少分」."""
    if not POINTS.search(text) or _ASKS_ELSEWHERE.search(text) or BONUS.search(text):
        return None
    for aspect in tables_sheet().aspects:
        if aspect.unnamed is not None and pattern(aspect.unnamed).search(text):
            return _told(aspect, list(aspect.cells))
    return None


def timetable(text: str) -> Composed | None:
    """Return the timetable of the matter that a text names; None where none is asked for."""
    if not _TIMETABLE.search(text):
        return None
    for table in tables_sheet().timetables:
        if pattern(table.said).search(text):
            rows = "；".join(f"{step.when}，{step.what}" for step in table.rows)
            return Composed.of(table.title, f"{table.title}：{rows}。", [step.source for step in table.rows])
    return None


def _members_in(text: str) -> set[str]:
    """Return the members a text names; 国家级试点 names no 市级试点 unless that is said beside it."""
    left = text
    named = set()
    for member in ("国家级试点", *tables_sheet().members):
        said = pattern(tables_sheet().members[member])
        if said.search(left):
            named.add(member)
        if member == "国家级试点":
            left = re.sub(r"(?:国家级|全国)[^市]{0,8}试点", "", left)
    return named


def _told(aspect: Aspect, members: list[str]) -> Composed:
    asks = f"{'和'.join(members)}{aspect.title}分别怎样"
    each = "；".join(f"{member}：{aspect.cells[member].says}" for member in members)
    return Composed.of(asks, f"{each}。{aspect.then}", [aspect.cells[member].source for member in members])
