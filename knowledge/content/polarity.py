"""Whether an answer opens with yes or no, and whether every question under it may be answered so. Pure.

「可以：…」 tells somebody who asks 不签协议行不行 the opposite of what is meant, and somebody who asks 交给谁
nothing. An answer whose first clause says what may be done or not (「企业可以申报：…」) fits them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from intents import expressions as re
from knowledge.content.entry import Entry, Polarity

# How a wording asks: for yes or no, whether something is not so, for something else; or it only names its topic.
Make = Literal["positive", "negative", "open", "topic"]

_FIRST_CLAUSE = re.compile(r"[^：，。；]*")
_DEPENDS = re.compile(r"要?先?看|不一定|可能|有可能|一般|很难|差不多|符合条件")
# A condition stands before what follows from it: 成功协助的，能加分.
_ON_CONDITION = re.compile(r"[^：。；]*的，?(?:可能|才|也|就)*(?:可以|能|会|要|算|对|符合)")
_NO = re.compile(r"[也都仍]?(?:不|没|别)(?!一样|同)")
_YES = re.compile(r"[也都仍]?(?:可以|能|会|要|应当|有|是|算|属于|支持|需要)")
# The same, said within a clause: 加分后总分不能超过100分, 企业可以自己申报.
_NO_WITHIN = re.compile(r"不(?!为|正当|一定)|没有|请勿|废止")
_YES_WITHIN = re.compile(r"可以|能|会|要|算|应当|(?<!没)有|照样")
# Yes or no and not a word of what was asked: 可以, 能, 不需要, 没有了, 是的.
_BARE = re.compile(r"[也都仍]?(?:不|没)?(?:可以|能|会|要|应当|需要|有|是|算|行|支持)[的了]?")
# Hardly a word of it: 可以算, 能协作, 一般不算, 不会丢.
_SHORT = re.compile(rf"(?:一般|可能|有可能)?(?:{_BARE.pattern})?.{{0,2}}")

_ASKED_BOTH_WAYS = re.compile(r"(.)[不没]\1|有没有|有没得|是否|能否|可否|得不得?行|要不得")
_ASKED_AT_THE_END = re.compile(r"(?:吗|么|嘛|不|没|没有|没得)$")
_OPEN = re.compile(r"谁|哪|怎么|怎样|咋|啷个|如何|多少|多久|好多|好久|几(?![率乎])|什么|啥|为何|何时")
# Denials that are part of a name, not of a question.
_NO_DENIAL = re.compile(r"不正当|不为公众|不予|不履行|不作为|不服|不同|不断|未来|非公知|非法|无形")
_DENIAL = re.compile(r"[不没未无非]")


def polarity_of(entry: Entry) -> Polarity:
    """Return how the first sentence answers: what a curator set, else what its first words say."""
    if entry.polarity:
        return entry.polarity
    opening = opening_of(entry.answer)
    if make_of(entry.title) in ("open", "topic") and not _BARE.fullmatch(opening):
        return "none"
    return "depends" if _ON_CONDITION.match(entry.answer) else _said_by(opening)


def make_of(text: str) -> Make:
    """Return how a wording asks."""
    asked = text.strip("？?。！! ")
    if _OPEN.search(asked):
        return "open"
    left, both_ways = _ASKED_BOTH_WAYS.subn("", _NO_DENIAL.sub("", asked))
    left, at_the_end = _ASKED_AT_THE_END.subn("", left)
    if not both_ways and not at_the_end:
        return "topic"
    return "negative" if _DENIAL.search(left) else "positive"


def opening_of(answer: str) -> str:
    """Return an answer's first clause."""
    found = _FIRST_CLAUSE.match(answer)
    return found.group() if found else ""


def polarity_faults(entry: Entry) -> Iterator[str]:
    """Yield the wordings that the first words, a yes or no, would answer wrongly or not at all."""
    if polarity_of(entry) == "none":
        return
    opening, own = opening_of(entry.answer), make_of(entry.title)
    for wording in entry.wordings:
        if not _fits(make_of(wording), own, opening):
            yield (
                f"{entry.id}: wordings: “{wording}” would be answered “{opening}”, "
                "which fits only what is asked as the title asks"
            )


def _fits(make: Make, own: Make, opening: str) -> bool:
    if make in (own, "topic"):
        return True
    if _BARE.fullmatch(opening):
        return False
    # What a short yes or no may not do is answer the opposite; anything else it says in the next clause.
    return not (_SHORT.fullmatch(opening) and "negative" in (make, own) and make != "open")


def _said_by(opening: str) -> Polarity:
    said: tuple[tuple[Polarity, re.Pattern[str]], ...] = (
        ("depends", _DEPENDS),
        ("denies", _NO),
        ("affirms", _YES),
    )
    begins = next((polarity for polarity, pattern in said if pattern.match(opening)), None)
    if begins is not None:
        return begins
    if "可能" in opening or "没有写" in opening:
        return "depends"
    if _NO_WITHIN.search(opening):
        return "denies"
    return "affirms" if _YES_WITHIN.search(opening) else "none"
