"""Reading: one question or wording, prepared once for every comparison the finder makes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from operator import add
from sys import intern

from intents import expressions as re
from intents.once import once_a_message
from intents.reading.questions import kinds_of
from intents.sounds import sounds_of
from intents.wording import normalised, tokenise

# A question longer than this is not read further: what matters then stands in its last sentences.
MAX_CHARACTERS = 400

_NOT_A_SIGN = re.compile(r"[\W_]+")
_NEGATION = re.compile(r"不(?!正当|公|同|断)|没有|未|无(?!异议)|非(?!法)|否")
# A-not-A questions (能不能, 要不要, 有没有) and final 不 ask; they do not deny.
_ASKING_NEGATION = re.compile(r"(.)不\1|有没有|是否|能否|可否|不$|没有$")


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
        words = tuple([word for word in tokenise(clean) if word.isalnum() or not _NOT_A_SIGN.fullmatch(word)])
        known = frozenset(words)
        # Synonyms may have changed 截止日期 to 期限: what was typed counts too.
        asked = f"{text[:MAX_CHARACTERS]} {clean}"
        signs = clean if clean.isalnum() else _NOT_A_SIGN.sub("", clean)
        pairs = tuple(map(add, signs, signs[1:]))
        return cls(
            shape=Shape(
                text=signs,
                words=tuple(intern(word) for word in words if len(word) > 1 or word.isalnum()),
                kinds=kinds_of(asked),
                negated=len(_NEGATION.findall(_ASKING_NEGATION.sub("", signs))) % 2 == 1,
            ),
            grams=(*signs, *pairs),
            terms=(*words, *[sign for sign in signs if sign not in known]),
            pairs=pairs,
            sounds=tuple(map(" ".join, pairwise(sounds_of(signs)))),
        )


@once_a_message
def plain_reading(text: str) -> str:
    """Return the text as exact wordings are compared: normalised, without signs that are no letters or digits."""
    return _NOT_A_SIGN.sub("", normalised(text[:MAX_CHARACTERS]))
