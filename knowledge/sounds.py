"""Sounds: the syllable of a character, as people in Chongqing may hear it.

A table of our own instead of a library: its phrase dictionary would cost more memory than everything
else the finder needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

# Initials that are mixed up here: the first is heard for the second.
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"))


def sound_of(sign: str) -> str:
    """Return a character's syllable without tone, sounds merged that people mix up; other signs as they are."""
    return _heard().get(sign, sign)


def same_sounding(sign: str) -> str:
    """Return the characters in common use that have exactly the same syllable, itself included if it is one."""
    return _common().get(_syllables().get(sign, ""), "")


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
    return {sign: syllable for syllable, common, rare in _table() for sign in common + rare}


@lru_cache(maxsize=1)
def _common() -> Mapping[str, str]:
    return {syllable: common for syllable, common, _ in _table()}


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, str, str], ...]:
    lines = (Path(__file__).parent / "syllables.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_row(line) for line in lines if not line.startswith("#"))


def _row(line: str) -> tuple[str, str, str]:
    # Two blanks in a row: the syllable has rare characters only.
    syllable, common, rare = (*line.split(" "), "")[:3]
    return syllable, common, rare
