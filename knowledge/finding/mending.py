"""Mending: what was heard or typed wrong, read as the words of our own that sound the same.

「何查十五个公作日」 holds no word of ours, and sounds like 核查 and 工作日. A word of ours is put in only where
the signs that were typed are no word: 「厉害」 stays, whatever sounds like it. A run of letters becomes words of
ours where it is spelled by them from end to end: 「shifan jidi」.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from intents import expressions as re
from intents.sounds import readings_of, sounds_of, syllables_in
from intents.wording import is_a_word

_LONGEST_WORD, _SHORTEST_WORD = 5, 2
# Shorter runs of letters may be anything.
_LETTERS = re.compile(r"[A-Za-z][A-Za-z' ]{4,58}[A-Za-z]")
_NOT_A_LETTER = re.compile(r"[^a-z]")
# Words of one sign that stand between others; a word spelled goes before them.
_SMALL_WORDS = "的是吗有要了在不几年和多天分家钱"
_RARITY_OF_SMALL_WORDS = 2.0
_FIRST, _LAST = "\u4e00", "\u9fff"


class Mender:
    """Knows the words of all wordings by their sound.

    words   the words with how rare each is; of words that sound the same the commonest is meant
    pairs   pairs of signs that stand in some wording, and are not mended
    """

    def __init__(self, words: Iterable[tuple[str, float]], pairs: Collection[str]) -> None:
        self._pairs = pairs
        self._words = tuple(words)
        self._by_sound = _by_sound(self._words)
        self._beginnings = frozenset(sounds[:_SHORTEST_WORD] for sounds in self._by_sound)

    def mended(self, text: str) -> str:
        """Return a normalised text with words of ours put in; the text itself where nothing sounds like one."""
        parts: list[str] = []
        sounds = sounds_of(text)
        place = 0
        while place < len(text):
            may_begin = sounds[place : place + _SHORTEST_WORD] in self._beginnings
            word = self._word_at(text, sounds, place) if may_begin else ""
            parts.append(word or text[place])
            place += len(word) or 1
        return "".join(parts)

    def spelled_out(self, text: str) -> str:
        """Return a text with what is spelled in letters in our words; a run that holds anything else stays."""
        return _LETTERS.sub(lambda run: self._spelled(run.group()), text) if _LETTERS.search(text) else text

    def _spelled(self, run: str) -> str:
        """Return the run in the commonest words that spell it, or the run itself."""
        letters = _NOT_A_LETTER.sub("", run.lower())
        cheapest: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ()), *[None] * len(letters)]
        for end in range(1, len(letters) + 1):
            ways = [
                (before[0] + rarity, (*before[1], word))
                for start in range(max(0, end - self._longest_spelling), end)
                if (before := cheapest[start]) and (known := self._by_spelling.get(letters[start:end]))
                for rarity, word in (known,)
            ]
            cheapest[end] = min(ways, default=None)
        words = cheapest[-1][1] if cheapest[-1] else ()
        # One word in letters may be a name; small words alone spell anything.
        return "".join(words) if sum(len(word) > 1 for word in words) * 2 > len(words) else run

    @cached_property
    def _by_spelling(self) -> Mapping[str, tuple[float, str]]:
        """The words with their rarity by their letters; of words that are spelled alike the commonest is meant."""
        signs = ((sign, _RARITY_OF_SMALL_WORDS) for sign in _SMALL_WORDS)
        whole = ((word, rarity) for word, rarity in self._words if len(word) > 1)
        known = [
            (rarity, word) for word, rarity in (*whole, *signs) if all(_FIRST <= sign <= _LAST for sign in word)
        ]
        return {
            letters: (rarity, word)
            for rarity, word in sorted(known, reverse=True)
            for letters in ("".join(syllables_in(word)), *_otherwise_read(word))
        }

    @cached_property
    def _longest_spelling(self) -> int:
        return max(map(len, self._by_spelling), default=0)

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


def _otherwise_read(word: str) -> Iterator[str]:
    """Yield the letters of a word with one of its signs read otherwise: 长 in 最长 is no zhang."""
    usual = syllables_in(word)
    for place, sign in enumerate(word):
        for reading in readings_of(sign)[1:]:
            yield "".join((*usual[:place], reading, *usual[place + 1 :]))


def _is_cut(text: str, start: int, end: int) -> bool:
    """Say whether a word stands across an end of text[start:end]: 「邮寄举报」 is no 集聚."""
    return any(is_a_word(text[max(edge - 1, 0) : edge + 1]) for edge in (start, end) if 0 < edge < len(text))


def _by_sound(words: Iterable[tuple[str, float]]) -> Mapping[tuple[str, ...], str]:
    found: dict[tuple[str, ...], tuple[float, str]] = {}
    for word, rarity in words:
        if _SHORTEST_WORD <= len(word) <= _LONGEST_WORD and all(_FIRST <= sign <= _LAST for sign in word):
            sounds = sounds_of(word)
            found[sounds] = min(found.get(sounds, (rarity, word)), (rarity, word))
    return {sounds: word for sounds, (_, word) in found.items()}
