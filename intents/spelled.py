"""Control words in other writing: pinyin (「quxiao」), English (「back」), signs (「👌」, 「[OK]」). Pure.

Only a whole message is translated, and only one that stands in `spelled.yaml`: 「Lily Zhang」 stays a name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from intents import expressions as re
from intents.sheet import Block, Words, read_sheet
from intents.sounds import syllables_in

_LONGEST_CHARACTERS = 40
# Skin tones, the sign that asks for a coloured picture, and what joins pictures.
_SHADES = re.compile("[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]")
# Of these alone nothing in the sheet consists.
_IN_CHARACTERS = re.compile(r"[\u4e00-\u9fff，。、？！…]*")
_END = re.compile(r"[\s.。!！~～,，…]+$")
_ASKS = re.compile(r"[?？]\s*$")
_LONGEST_ENGLISH = 400
_ENGLISH_WORD = re.compile(r"[a-z']+")
_LETTERS = re.compile(r"[a-z][a-z' \-]*")
# Mixed up when typing by ear; in short words that would make other words of them (xin, xing).
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
_FEWEST_LETTERS_BY_EAR = 6


def in_characters(text: str) -> str:
    """Return what a message in pinyin, English or signs says in Chinese words; any other message as it is."""
    if len(text) > _LONGEST_CHARACTERS or _IN_CHARACTERS.fullmatch(text):
        return text
    written = _SHADES.sub("", unicodedata.normalize("NFKC", text)).strip().lower()
    asks = "？" if _ASKS.search(written) else ""
    word = _END.sub("", _ASKS.sub("", written))
    meant = _known().signs.get(_once(word)) or _spelled(word)
    return f"{meant}{asks}" if meant else text


def is_english(text: str) -> bool:
    """Say whether somebody writes in English: letters only, of several words some that no pinyin makes."""
    written = unicodedata.normalize("NFKC", text[:_LONGEST_ENGLISH]).lower()
    words = _ENGLISH_WORD.findall(written)
    return written.isascii() and len(words) > 1 and not _english_words().isdisjoint(words)


def in_letters(word: str) -> str:
    """Return a control word in pinyin without tones and blanks."""
    # 重 is never heavy here: 重新, 重复.
    return "".join(syllables_in(word.replace("重", "虫")))


def _once(word: str) -> str:
    """Return 👍 for 👍👍👍."""
    # Where a text meets itself again in its double, it begins anew.
    return word[: (word + word).find(word, 1)]


def _spelled(word: str) -> str | None:
    if not _LETTERS.fullmatch(word):
        return None
    return _known().english.get(" ".join(word.split())) or _known().pinyin.get(_by_ear(word))


def _by_ear(letters: str) -> str:
    joined = re.sub(r"[^a-z]", "", letters)
    for heard, meant in _MERGED if len(joined) >= _FEWEST_LETTERS_BY_EAR else ():
        joined = joined.replace(heard, meant)
    return joined


class SpelledSheet(Block):
    """`spelled.yaml`: signs and English by the Chinese word they mean, words that show that a
    message is English, and what is known by its pinyin."""

    signs: Mapping[Words, tuple[Words, ...]]
    english: Mapping[Words, tuple[Words, ...]]
    english_words: tuple[Words, ...]
    pinyin: tuple[Words, ...]


class _SpelledWords(NamedTuple):
    """The Chinese word by sign, by English words, and by the letters of its pinyin."""

    signs: Mapping[str, str]
    english: Mapping[str, str]
    pinyin: Mapping[str, str]


def spelled_sheet() -> SpelledSheet:
    """Return what `spelled.yaml` holds; raise `SheetFaults`."""
    return read_sheet(Path(__file__).with_name("spelled.yaml"), TypeAdapter(SpelledSheet))


@cache
def _known() -> _SpelledWords:
    sheet = spelled_sheet()
    return _SpelledWords(
        {sign.lower(): word for word, signs in sheet.signs.items() for sign in signs},
        {said: word for word, ways in sheet.english.items() for said in ways},
        {_by_ear(in_letters(word)): word for word in sheet.pinyin},
    )


@cache
def _english_words() -> frozenset[str]:
    return frozenset(spelled_sheet().english_words)
