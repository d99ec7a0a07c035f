"""Reading: one question or wording, prepared once for every comparison the finder makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from sys import intern

from intents.wording import normalised, tokenise
from knowledge.sounds import sound_of

# A question longer than this is not read further: what matters then stands in its last sentences.
MAX_CHARACTERS = 400

_NOT_A_SIGN = re.compile(r"[\W_]+")
_NEGATION = re.compile(r"不(?!正当|公|同|断)|没有|未|无(?!异议)|非(?!法)|否")
# A-not-A questions (能不能, 要不要, 有没有) and final 不 ask; they do not deny.
_ASKING_NEGATION = re.compile(r"(.)不\1|有没有|是否|能否|可否|不$|没有$")

KINDS_OF_QUESTION: dict[str, re.Pattern[str]] = {
    "who": re.compile(r"谁|哪个部门|哪些部门|哪个局|哪级|哪一级|什么部门|找哪|哪个单位|什么人|哪家"),
    "where": re.compile(r"哪里|哪儿|什么地方|在哪|去哪|到哪"),
    "when": re.compile(r"什么时候|何时|几月|几号|哪天|哪年|哪一天|哪一年|日期|截止|期限|时间点|什么时间"),
    "how_long": re.compile(
        r"多久|多长|几天|几年|几个月|几个工作日|多少天|多少个工作日|多少年|期限|时限|时效|最长"
    ),
    "how_much": re.compile(
        r"多少(?!天|年|个工作日)|几个(?!月|工作日)|几家|几分|几次|几项|几大|几倍|几条|占比|金额|分值|数量"
    ),
    "how": re.compile(r"怎么(?!算|回事|样)|如何|怎样|流程|步骤|程序|办法"),
    "whether": re.compile(r"吗|是否|能否|可否|(.)不\1|有没有|算不|行不|不$|能用|可以"),
    "what": re.compile(r"什么(?!时候|时间|地方|部门|人)|哪些(?!部门)|哪几|内容|包括|含义|意思|定义|怎么回事"),
    "why": re.compile(r"为什么|为何|原因|凭什么"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What is kept of a wording once it is indexed.

    text       normalised, without punctuation
    words      in jieba's search mode
    kinds      what kind of question it is: who, when, how_much ...
    negated    whether it denies an odd number of times
    """

    text: str
    words: tuple[str, ...]
    kinds: frozenset[str]
    negated: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the finder compares it.

    shape      what two texts are compared by, one with the other
    grams      characters and pairs of characters
    terms      words in jieba's search mode and single characters
    pairs      pairs of characters
    sounds     pairs of syllables, with the sounds merged that people here mix up (n/l, z/zh, -n/-ng)
    """

    shape: Shape
    grams: tuple[str, ...]
    terms: tuple[str, ...]
    pairs: tuple[str, ...]
    sounds: tuple[str, ...]

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.shape.text

    @property
    def words(self) -> tuple[str, ...]:
        """The words."""
        return self.shape.words

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of question."""
        return self.shape.kinds

    @classmethod
    def of(cls, text: str) -> Reading:
        """Prepare a text of any length and content; an empty reading is possible."""
        clean = normalised(text[:MAX_CHARACTERS])
        words = tuple(word for word in tokenise(clean) if not _NOT_A_SIGN.fullmatch(word))
        # Synonyms may have changed 截止日期 to 期限: what was typed counts too.
        asked = f"{text[:MAX_CHARACTERS]} {clean}"
        signs = _NOT_A_SIGN.sub("", clean)
        return cls(
            shape=Shape(
                text=signs,
                words=tuple(intern(word) for word in words if len(word) > 1 or word.isalnum()),
                kinds=_kinds(asked),
                negated=len(_NEGATION.findall(_ASKING_NEGATION.sub("", signs))) % 2 == 1,
            ),
            grams=tuple(_grams(signs)),
            terms=(*words, *(sign for sign in signs if sign not in words)),
            pairs=tuple(first + second for first, second in pairwise(signs)),
            sounds=tuple(_pairs_of_sounds(signs)),
        )


def plain(text: str) -> str:
    """Return the text as exact wordings are compared: normalised, without signs that are no letters or digits."""
    return _NOT_A_SIGN.sub("", normalised(text[:MAX_CHARACTERS]))


def _kinds(asked: str) -> frozenset[str]:
    return _shared(frozenset(kind for kind, pattern in KINDS_OF_QUESTION.items() if pattern.search(asked)))


@lru_cache(maxsize=256)
def _shared(kinds: frozenset[str]) -> frozenset[str]:
    """Return one and the same set for equal ones: thousands of wordings share a few dozen."""
    return kinds


def _grams(signs: str) -> Iterator[str]:
    for size in (1, 2):
        for start in range(len(signs) - size + 1):
            yield signs[start : start + size]


def _pairs_of_sounds(signs: str) -> Iterator[str]:
    for first, second in pairwise(sound_of(sign) for sign in signs):
        yield f"{first} {second}"
