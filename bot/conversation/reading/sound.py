"""What words sound like, for what a telephone heard wrongly: 全力人 is 权利人. Without tones. Pure."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import lazy_pinyin

_FEWEST_SYLLABLES = 3


@lru_cache(maxsize=4096)
def sounds(text: str) -> tuple[str, ...]:
    """Return the syllables of a text; what is no Chinese character stands for itself."""
    return tuple(lazy_pinyin(text))


def is_heard_in(word: str, text: str) -> bool:
    """Say whether a word of at least three characters is heard in a text, whatever characters were written."""
    wanted, heard = sounds(word), sounds(text)
    if len(word) < _FEWEST_SYLLABLES:
        return wanted == heard and len(word) > 1
    return any(heard[start : start + len(wanted)] == wanted for start in range(len(heard) - len(wanted) + 1))
