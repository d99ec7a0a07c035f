"""Mending: what was heard or typed wrong, read as the words of our own that sound the same.

「何查十五个公作日」 holds no word of ours, and sounds like 核查 and 工作日. A word of ours is put in only where
the signs that were typed are no word: 「厉害」 stays, whatever sounds like it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from intents.sounds import sound_of
from intents.wording import is_a_word

_LONGEST_WORD, _SHORTEST_WORD = 5, 2
_FIRST, _LAST = "\u4e00", "\u9fff"


class Mender:
    """Knows the words of all wordings by their sound.

    words   the words with how rare each is; of words that sound the same the commonest is meant
    pairs   pairs of signs that stand in some wording, and are not mended
    """

    def __init__(self, words: Iterable[tuple[str, float]], pairs: Collection[str]) -> None:
        self._pairs = pairs
        self._by_sound = _by_sound(words)
        self._beginnings = frozenset(sounds[:_SHORTEST_WORD] for sounds in self._by_sound)

    def mended(self, text: str) -> str:
        """Return a normalised text with words of ours put in; the text itself where nothing sounds like one."""
        parts: list[str] = []
        sounds = _sounds(text)
        place = 0
        while place < len(text):
            may_begin = sounds[place : place + _SHORTEST_WORD] in self._beginnings
            word = self._word_at(text, sounds, place) if may_begin else ""
            parts.append(word or text[place])
            place += len(word) or 1
        return "".join(parts)

    def _word_at(self, text: str, sounds: tuple[str, ...], place: int) -> str:
        for length in range(min(_LONGEST_WORD, len(text) - place), _SHORTEST_WORD - 1, -1):
            word = self._by_sound.get(sounds[place : place + length], "")
            typed = text[place : place + length]
            if word and word != typed and self._is_strange(typed) and not _is_cut(text, place, place + length):
                return word
        return ""

    def _is_strange(self, typed: str) -> bool:
        """Say whether it is no word at all, and two signs beside one another stand so in no wording."""
        return not is_a_word(typed) and any(
            typed[place : place + 2] not in self._pairs for place in range(len(typed) - 1)
        )


def _is_cut(text: str, start: int, end: int) -> bool:
    """Say whether a word stands across an end of text[start:end]: 「邮寄举报」 is no 集聚."""
    return any(is_a_word(text[max(edge - 1, 0) : edge + 1]) for edge in (start, end) if 0 < edge < len(text))


def _by_sound(words: Iterable[tuple[str, float]]) -> Mapping[tuple[str, ...], str]:
    found: dict[tuple[str, ...], tuple[float, str]] = {}
    for word, rarity in words:
        if _SHORTEST_WORD <= len(word) <= _LONGEST_WORD and all(_FIRST <= sign <= _LAST for sign in word):
            found[_sounds(word)] = min(found.get(_sounds(word), (rarity, word)), (rarity, word))
    return {sounds: word for sounds, (_, word) in found.items()}


def _sounds(word: str) -> tuple[str, ...]:
    return tuple(map(sound_of, word))
