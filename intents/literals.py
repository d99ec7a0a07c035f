"""Literals: what an expression cannot be found without, so that most need not be looked for at all. Pure.

Of a hundred expressions that a message could fit it fits two or three. One pass over the text with an automaton
(Aho-Corasick) tells which of them have one of the literals that they need; only those are searched. An expression
that needs none is always searched, and so is one with a sign that is not understood here.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, Protocol, TypeVar

import ahocorasick

Key = TypeVar("Key", bound=Hashable)
Found = TypeVar("Found")

# More literals than these make no better guard, and longer ones hardly.
_MOST, _LONG_ENOUGH = 100, 2
# Signs that an expression without regard to case finds beside the letters themselves.
_ALSO_FOUND = str.maketrans({"ſ": "s", "ı": "i"})
_ESCAPED = re.compile(r"[^\w\s]")
_COUNTED = re.compile(r"\{(\d*)(,?)(\d*)\}")


class Automaton(Protocol[Found]):
    """What pyahocorasick finds words with; it publishes no types."""

    def add_word(self, word: str, found: Found, /) -> bool:
        """Take in a word, and what is given wherever it is found."""

    def make_automaton(self) -> None:
        """Take in no more words; from now on they can be found."""

    def iter(self, text: str, /) -> Iterator[tuple[int, Found]]:
        """Yield where a word ends, and what was given with it."""


class LiteralGuard(Generic[Key]):
    """Tells which of some expressions may be found in a text."""

    def __init__(self, expressions: Iterable[tuple[Key, re.Pattern[str]]]) -> None:
        self._by_number: list[tuple[Key, re.Pattern[str]]] = list(expressions)
        self._always = 0
        needing: dict[str, int] = {}
        for number, (_, expression) in enumerate(self._by_number):
            needed = needed_by(expression.pattern)
            self._always |= 0 if needed else 1 << number
            for literal in needed or ():
                needing[literal.lower()] = needing.get(literal.lower(), 0) | 1 << number
        self._automaton = _automaton(needing) if needing else None

    def may_stand_in(self, text: str) -> Iterator[tuple[Key, re.Pattern[str]]]:
        """Yield the expressions of which the text has a literal, in their order."""
        found = self._always
        if self._automaton is not None:
            for _, numbers in self._automaton.iter(text.lower().translate(_ALSO_FOUND)):
                found |= numbers
        while found:
            lowest = found & -found
            yield self._by_number[lowest.bit_length() - 1]
            found ^= lowest

    def found_in(self, text: str) -> Iterator[Key]:
        """Yield the keys whose expressions are found in the text, in their order; a key may come again."""
        for key, expression in self.may_stand_in(text):
            if expression.search(text):
                yield key


def _automaton(needing: Mapping[str, int]) -> Automaton[int]:
    automaton: Automaton[int] = ahocorasick.Automaton()
    for literal, numbers in needing.items():
        automaton.add_word(literal, numbers)
    automaton.make_automaton()
    return automaton


def guard_of(expressions: Mapping[Key, re.Pattern[str]]) -> LiteralGuard[Key]:
    """Return the guard of expressions by their keys."""
    return LiteralGuard(expressions.items())


class _Needed(NamedTuple):
    """What a piece of an expression needs.

    whole   every text that it can be found as, where those are few; else None
    one_of  literals of which each text that it is found as holds one; None where there is no such set
    """

    whole: frozenset[str] | None
    one_of: frozenset[str] | None


_NOTHING = _Needed(frozenset({""}), None)
_ANYTHING = _Needed(None, None)


def needed_by(expression: str) -> frozenset[str] | None:
    """Return literals of which each text has one that the expression is found in; None where none are known."""
    try:
        return _best_of(_Written(expression).either())
    except (_NotUnderstood, IndexError):
        return None


class _NotUnderstood(Exception):
    """A sign of regular expressions that is not known here."""


class _Written:
    """An expression, read from the left."""

    def __init__(self, expression: str) -> None:
        self._written, self._at = expression, 0

    def either(self) -> _Needed:
        """Read alternatives up to the end, or to the bracket that closes them."""
        ways = [self._in_a_row()]
        while self._takes("|"):
            ways.append(self._in_a_row())
        if self._at < len(self._written) and self._written[self._at] != ")":
            raise _NotUnderstood
        return _any_of(ways)

    def _in_a_row(self) -> _Needed:
        pieces = []
        while self._at < len(self._written) and self._written[self._at] not in "|)":
            pieces.append(self._repeated(self._piece()))
        return _all_of(pieces)

    def _piece(self) -> _Needed:
        sign = self._next()
        if sign == "(":
            return self._bracket()
        if sign == "[":
            return self._signs()
        if sign == ".":
            return _ANYTHING
        if sign in "^$":
            return _NOTHING
        if sign == "\\":
            sign = self._next()
            if sign in "bB":
                return _NOTHING
            if not _ESCAPED.match(sign):
                # \d, \w, \1 and their like.
                return _ANYTHING
        return _Needed(frozenset({sign}), None)

    def _bracket(self) -> _Needed:
        looks_around = False
        if self._takes("?"):
            looks_around = any(map(self._takes, ("=", "!", "<=", "<!")))
            if not looks_around and not self._takes(":"):
                raise _NotUnderstood
        inside = self.either()
        if not self._takes(")"):
            raise _NotUnderstood
        return _NOTHING if looks_around else inside

    def _signs(self) -> _Needed:
        """Read a class: the signs it names, unless it names others by their kind or excludes some."""
        signs: set[str] = set()
        is_plain = not self._takes("^")
        while (sign := self._next()) != "]" or not signs:
            if sign == "\\":
                sign = self._next()
                is_plain = is_plain and bool(_ESCAPED.match(sign))
            elif sign == "-" and signs and self._written[self._at] != "]":
                is_plain = False
            signs.add(sign)
        return _Needed(frozenset(signs), None) if is_plain else _ANYTHING

    def _repeated(self, piece: _Needed) -> _Needed:
        fewest, most = self._times()
        if (fewest, most) == (1, 1):
            return piece
        if (fewest, most) == (0, 1) and piece.whole is not None:
            return _Needed(piece.whole | {""}, None)
        return _Needed(None, _best_of(piece) if fewest else None)

    def _times(self) -> tuple[int, int | None]:
        """Return how often the piece before may stand there."""
        times: tuple[int, int | None] = (1, 1)
        if self._takes("?"):
            times = (0, 1)
        elif self._takes("*"):
            times = (0, None)
        elif self._takes("+"):
            times = (1, None)
        elif counted := _COUNTED.match(self._written, self._at):
            self._at = counted.end()
            fewest = int(counted[1] or 0)
            times = (fewest, fewest if not counted[2] else int(counted[3]) if counted[3] else None)
        else:
            return times
        # Lazily, or without giving back: the same texts.
        _ = self._takes("?") or self._takes("+")
        return times

    def _next(self) -> str:
        self._at += 1
        return self._written[self._at - 1]

    def _takes(self, sign: str) -> bool:
        if self._written.startswith(sign, self._at):
            self._at += len(sign)
            return True
        return False


def _any_of(ways: list[_Needed]) -> _Needed:
    if len(ways) == 1:
        return ways[0]
    wholes = [way.whole for way in ways]
    whole = frozenset[str]().union(*(one for one in wholes if one is not None)) if None not in wholes else None
    needed = [_best_of(way) for way in ways]
    if any(one is None for one in needed):
        return _Needed(whole, None)
    return _Needed(whole, frozenset[str]().union(*(one for one in needed if one is not None)))


def _all_of(pieces: list[_Needed]) -> _Needed:
    """Return what pieces in a row need: of all sets of literals the best."""
    sets: list[frozenset[str]] = []
    is_whole = True
    run = frozenset({""})
    for piece in pieces:
        if piece.whole is not None and len(run) * len(piece.whole) <= _MOST:
            run = frozenset(before + after for before in run for after in piece.whole)
            continue
        is_whole = False
        sets.append(run)
        if piece.one_of is not None:
            sets.append(piece.one_of)
        run = piece.whole if piece.whole is not None and len(piece.whole) <= _MOST else frozenset({""})
    sets.append(run)
    return _Needed(run if is_whole else None, _best(sets))


def _best_of(piece: _Needed) -> frozenset[str] | None:
    return _best([one for one in (piece.whole, piece.one_of) if one is not None])


def _best(sets: list[frozenset[str]]) -> frozenset[str] | None:
    """Return the set whose shortest literal is longest, the smaller of two; one with an empty literal is none."""
    guarding = [one for one in sets if one and "" not in one]
    return max(guarding, key=lambda one: (min(_LONG_ENOUGH, *map(len, one)), -len(one)), default=None)
