"""What is missing in one's own case: so many units, visits or events of those that are required."""

from __future__ import annotations

from intents import expressions as re
from knowledge.tables.table import Composed, RequiredNumber, pattern, tables_sheet

_ASKS = re.compile(
    r"够|达到|达标|满足|符合|差|还要|还缺|行[不吗得]|能不能|可以|得满|满分|要求|合格|怎么办|得分|算不算|有没有戏"
)
# 「不低于5家」 and 「要15家」 repeat what is required; they are nobody's own number.
_OWN_BEFORE = r"(?<!不低于)(?<!不少于)(?<!至少)(?<!最少)(?<!要求)(?<!第)(?<!\d)"


def missing(text: str) -> Composed | None:
    """Return how one's own number compares with the required one; None where none is told."""
    if not _ASKS.search(text):
        return None
    for need in tables_sheet().needs:
        own = _own_number(need, text)
        if own is not None:
            return _told(need, own)
    return None


def _own_number(need: RequiredNumber, text: str) -> int | None:
    if not (pattern(need.said).search(text) and pattern(need.thing).search(text)):
        return None
    found = pattern(rf"{_OWN_BEFORE}(\d{{1,3}})(?:{need.unit})").findall(text)
    numbers = [int(number) for number in found]
    # The thing is counted close by: 「办了1次培训…，业务指导只有1次」.
    near = pattern(
        rf"(?:{need.thing})[^\d]{{0,8}}(\d{{1,3}})(?:{need.unit})|(\d{{1,3}})(?:{need.unit})[^\d]{{0,6}}(?:{need.thing})"
    )
    for before, after in near.findall(text):
        if int(before or after) in numbers:
            return int(before or after)
    return None


def _told(need: RequiredNumber, own: int) -> Composed:
    unit = need.unit.split("|")[0]
    asks = f"{need.title}，示范{own}{unit}够不够" if unit == "家" else f"{need.title}，业务指导{own}{unit}够不够"
    lacks = need.least - own
    if lacks > 0:
        says = f"没有达到：{need.says}，{own}{unit}{need.short.format(missing=lacks)}"
    else:
        says = f"{own}{unit}，{need.met}{need.says}。"
    return Composed.of(asks, says, [need.source])
