"""Sounds: the syllables of characters, as they are read, and as people in Chongqing may hear them. Pure.

A table of our own instead of a library: its phrase dictionary would cost more memory than everything
else that reads what people type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

# Initials that are mixed up here: the first is heard for the second.
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FEWEST_SYLLABLES = 3


def sound_of(sign: str) -> str:
    """Return a character's syllable without tone, sounds merged that people mix up; other signs as they are."""
    return _heard().get(sign, sign)


def sounds_of(text: str) -> tuple[str, ...]:
    """Return `sound_of` every sign of a text."""
    heard = _heard()
    # What has no sound of its own stands for itself.
    return tuple(map(heard.get, text, text))


def same_sounding(sign: str) -> str:
    """Return the characters in common use that have exactly the same syllable, itself included if it is one."""
    return _common().get(_syllables().get(sign, ""), "")


def readings_of(sign: str) -> tuple[str, ...]:
    """Return every syllable a character is read with, the usual one first; empty for other signs."""
    return _readings().get(sign, ())


@lru_cache(maxsize=4096)
def syllables_in(text: str) -> tuple[str, ...]:
    """Return the syllables of a text; what is no Chinese character stands for itself."""
    return tuple(_syllables().get(sign, sign) for sign in text)


def is_heard_in(word: str, text: str) -> bool:
    """Say whether a word of at least three characters is heard in a text, whatever characters were written."""
    wanted, heard = syllables_in(word), syllables_in(text)
    if len(word) < _FEWEST_SYLLABLES:
        return wanted == heard and len(word) > 1
    return any(heard[start : start + len(wanted)] == wanted for start in range(len(heard) - len(wanted) + 1))


@lru_cache(maxsize=1)
def _heard() -> Mapping[str, str]:
    return {sign: _merged(syllable) for sign, syllable in _syllables().items()}


def _merged(syllable: str) -> str:
    for heard, meant in _MERGED:
        if syllable.startswith(heard):
            syllable = meant + syllable[len(heard) :]
    if syllable.startswith("n") and len(syllable) > 1:
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith("ng") else syllable


@lru_cache(maxsize=1)
def _syllables() -> Mapping[str, str]:
    return {sign: syllable for syllable, common, rare, _ in _table() for sign in common + rare}


@lru_cache(maxsize=1)
def _common() -> Mapping[str, str]:
    return {syllable: common for syllable, common, _, _ in _table()}


@lru_cache(maxsize=1)
def _readings() -> Mapping[str, tuple[str, ...]]:
    usual = _syllables()
    also: dict[str, list[str]] = defaultdict(list)
    for syllable, _, _, signs in _table():
        for sign in signs:
            also[sign].append(syllable)
    return {sign: (syllable, *also[sign]) for sign, syllable in usual.items()}


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, str, str, str], ...]:
    lines = (Path(__file__).parent / "syllables.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_row(line) for line in lines if not line.startswith("#"))


def _row(line: str) -> tuple[str, str, str, str]:
    # Two blanks in a row: none of that column.
    syllable, common, rare, sometimes, *_ = (*line.split(" "), "", "", "")
    return syllable, common, rare, sometimes
