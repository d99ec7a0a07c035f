"""Which of several points that were asked an answer says nothing of: a hint for whoever sends or reads it. Pure.

Words are compared, not meanings: a point counts as spoken of where the answer shares a word with it that says what
it is about. So the hint may name a point too many, and never stands in the way of anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from intents.reading.questions import looks_like_a_question

_COUNT: Final = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_NUMBER: Final = rf"(?:[（(]?{_COUNT}[）)]|{_COUNT}[、.．:：](?!\d)|[①-⑩]|第{_COUNT}[，,、项个是])"
_NUMBERED: Final = re.compile(rf"(?:^|(?<=[\n。；;：:，,？?]))[^\S\n]*{_NUMBER}")
_SENTENCE: Final = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*")
_BESIDE: Final = re.compile(r"[、；;]|以及|还有|(?<=[\u4e00-\u9fff]{2})[和及](?=[\u4e00-\u9fff]{2})")
_CLAUSE: Final = re.compile(r"[，,。；;\n]")
# What is wanted begins after one of these.
_WANTED: Final = re.compile("补充|提供|说明|提交|补交|告知|写明|上传|带上|带")
# What says nothing of what a point is about.
_EMPTY: Final = re.compile(
    r"请问|请您?|麻烦|想问|另外|还有|以及|我们?|你们?|您|这个|那个|什么时候|什么时间|什么|怎么样?|如何|哪[些个里一]|多久|多少|是否|是不是|能不能|可不可以|要不要|有没有|"
    r"可以|需要|应该|补充|提供|说明|提交|告知|相关|有关|材料|情况|资料|文件|一下|现在|已经|还|吗|呢|吧|啊|的|了|是|在|有|和|与|及|会|要|就|都|也|能|把|被|对|到|为"
)
_SIGNS: Final = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
_LONGEST_POINT: Final = 60
_MOST: Final = 10


def points_wanted(text: str) -> tuple[str, ...]:
    """Return what somebody is asked to hand in or to tell, one by one; nothing where only one thing is."""
    numbered = _numbered(text)
    if numbered:
        return numbered
    found: list[str] = []
    for clause in _CLAUSE.split(text):
        wanted = _WANTED.search(clause)
        if wanted is not None:
            found += [part.strip() for part in _BESIDE.split(clause[wanted.end() :])]
    return _several(found)


def questions_asked(text: str) -> tuple[str, ...]:
    """Return the questions in what somebody wrote, one by one."""
    sentences = [one.strip() for one in _SENTENCE.findall(text)]
    asked = [one for one in sentences if looks_like_a_question(one)]
    return tuple(_shortly(one) for one in asked if _content(one))[:_MOST]


def left_open(points: Sequence[str], answer: str) -> tuple[str, ...]:
    """Return the points that an answer says nothing of, in their order."""
    said = _SIGNS.sub("", answer)
    pairs = {said[place : place + 2] for place in range(len(said) - 1)}
    return tuple(point for point in points if not _is_spoken_of(point, said, pairs))


def _is_spoken_of(point: str, said: str, pairs: set[str]) -> bool:
    parts = _content(point)
    if not parts:
        return True
    return any(part in said or _shares(part, pairs) for part in parts)


def _shares(part: str, pairs: set[str]) -> bool:
    own = {part[place : place + 2] for place in range(len(part) - 1)}
    # 「接触人员名单」 is spoken of by 「人员名单」, and not by 「人员」 alone.
    return bool(own) and len(own & pairs) * 2 >= len(own)


def _content(point: str) -> list[str]:
    """Return the words of a point that say what it is about."""
    return [part for part in _SIGNS.sub(" ", _EMPTY.sub(" ", point)).split() if len(part) > 1]


def _numbered(text: str) -> tuple[str, ...]:
    starts = [found.end() for found in _NUMBERED.finditer(text)]
    if len(starts) < 2:
        return ()
    ends = [*(found.start() for found in _NUMBERED.finditer(text)), len(text)][1:]
    return _several([text[start:end] for start, end in zip(starts, ends, strict=True)])


def _several(found: Sequence[str]) -> tuple[str, ...]:
    points = tuple(_shortly(one) for one in (part.strip("，,。；;：: \n") for part in found) if _content(one))
    return points[:_MOST] if len(points) > 1 else ()


def _shortly(point: str) -> str:
    flat = " ".join(point.split())
    return flat if len(flat) <= _LONGEST_POINT else f"{flat[:_LONGEST_POINT]}…"
