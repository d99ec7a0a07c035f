"""Try every compiled pattern of the project on texts made to keep it busy. Run as a process of its own.

For each pattern the texts are built from its own parts: every literal and every set of characters it knows,
repeated up to the length that can reach it, alone, in pairs and after its own beginning, with an end that does not
fit. The parts of one repetition are tried in all pairs: one may begin another, as 我 does 我要.
Prints one line for each pattern that a text kept busy for longer than LIMIT_SECONDS of processor time.

Whether a pattern can be kept busy changes only with the pattern: what was probed once stands by its digest in
`probed_patterns.txt` and is probed again with `whole` alone. With `note` what is probed now is noted.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import re
import resource
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

from re import _constants as codes  # type: ignore[attr-defined,unused-ignore]  # isort: skip - the only way to a pattern's parts
from re import _parser as parser  # type: ignore[attr-defined,unused-ignore]  # isort: skip

PACKAGES = ("bot", "intents", "knowledge", "intake")
# What the conversation reads of one message; what a door reads before anything is proven is longer.
CHARACTERS = 2_000
CHARACTERS_BEFORE_PROOF = 65_000
BEFORE_PROOF = ("bot.channels",)
LIMIT_SECONDS = 0.25
WHOLE_RUN_SECONDS = 240
ATTEMPTS = ("search", "fullmatch", "findall")
NOTED = Path(__file__).with_name("probed_patterns.txt")
MOST_PARTS = 8
MOST_PLACES = 24
# What has two readings has them many times over in a few dozen signs.
MOST_IN_A_REPETITION = 12
TIMES_IN_A_REPETITION = 30
NO_END = "\x01"
_OF_CATEGORY = {"DIGIT": "1", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "字", "NOT_SPACE": "字", "NOT_WORD": "，"}


class Busy(Exception):
    """The pattern did not come to an end in time."""


def main(probed: Iterable[tuple[str, re.Pattern[Any]]]) -> int:
    """Probe patterns; exit 1 if one was kept busy."""
    resource.setrlimit(resource.RLIMIT_CPU, (WHOLE_RUN_SECONDS, WHOLE_RUN_SECONDS))
    signal.signal(signal.SIGPROF, _too_long)
    slow = [f"{name}: {text!r}" for name, pattern in probed if (text := _busy_with(name, pattern))]
    print("\n".join(slow))
    return 1 if slow else 0


def not_noted() -> list[tuple[str, re.Pattern[Any]]]:
    """Return the patterns that nobody has probed yet as they are."""
    noted = frozenset(NOTED.read_text(encoding="ascii").split())
    return [(name, pattern) for name, pattern in patterns() if _digest(name, pattern) not in noted]


def note() -> None:
    """Note all patterns as probed."""
    digests = sorted({_digest(name, pattern) for name, pattern in patterns()})
    NOTED.write_text("\n".join(digests) + "\n", encoding="ascii")


def _digest(name: str, pattern: re.Pattern[Any]) -> str:
    what = f"{_longest(name)} {pattern.flags} {pattern.pattern!r}"
    return hashlib.sha256(what.encode()).hexdigest()[:16]


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Yield every pattern that a module of ours holds, with where it stands."""
    seen: set[int] = set()
    for module in _modules():
        for name, value in vars(importlib.import_module(module)).items():
            for pattern in _in_value(value):
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    yield f"{module}.{name}", pattern


def _modules() -> Iterator[str]:
    for package in PACKAGES:
        root = importlib.import_module(package)
        for found in pkgutil.walk_packages(root.__path__, f"{package}."):
            if "__main__" not in found.name and "migrations" not in found.name:
                yield found.name


def _in_value(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from (found for part in value.values() for found in _in_value(part))
    elif isinstance(value, tuple | list | frozenset):
        yield from (found for part in value for found in _in_value(part))


def _longest(name: str) -> int:
    """Return how many characters can reach what a module reads."""
    return CHARACTERS_BEFORE_PROOF if name.startswith(BEFORE_PROOF) else CHARACTERS


def _busy_with(name: str, pattern: re.Pattern[Any]) -> str:
    """Return the beginning of a text that keeps the pattern busy, or an empty text."""
    for text in _texts_for(pattern, _longest(name)):
        probe = text.encode() if isinstance(pattern.pattern, bytes) else text
        for attempt in ATTEMPTS:
            signal.setitimer(signal.ITIMER_PROF, LIMIT_SECONDS)
            try:
                getattr(pattern, attempt)(probe)
            except Busy:
                return text[:40]
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
    return ""


def _texts_for(pattern: re.Pattern[Any], size: int) -> Iterator[str]:
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE & ~re.DEBUG)
    parts = list(_parts(tree))
    # The last sign is one that no pattern knows, so that what fitted so far must be given up again.
    for place, part in list(enumerate(parts))[:MOST_PLACES]:
        repeated = (part * size)[:size]
        yield repeated + NO_END
        for before in {"".join(parts[:place]), parts[place - 1] if place else ""} - {""}:
            yield before + repeated + NO_END
    for one, other in pairwise(_spread(list(dict.fromkeys(parts)))):
        yield ((one + other) * size)[:size] + NO_END
        yield (one * size)[: size // 2] + (other * size)[: size // 2] + NO_END

    for parts in _repetitions(tree):
        for one, other in permutations(list(dict.fromkeys(parts))[:MOST_IN_A_REPETITION], 2):
            yield ((one + other) * TIMES_IN_A_REPETITION)[:size] + NO_END


def _repetitions(tree: Iterable[Any]) -> Iterator[list[str]]:
    """Yield the parts of each thing in a parsed pattern that may stand any number of times."""
    for code, argument in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT) and argument[1] is codes.MAXREPEAT:
            yield list(_parts(argument[2]))
        for below in _trees_in(argument):
            yield from _repetitions(below)


def _trees_in(argument: Any) -> Iterator[Any]:
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, tuple | list):
        for part in argument:
            yield from _trees_in(part)


def _spread(parts: list[str]) -> list[str]:
    step = max(1, len(parts) // MOST_PARTS)
    return parts[::step]


def _parts(tree: Iterable[Any]) -> Iterator[str]:
    """Yield a text for each literal run and each set of characters of a parsed pattern."""
    run = ""
    for code, argument in tree:
        if code is codes.LITERAL:
            run += chr(argument)
            continue
        if run:
            yield run
        run = ""
        if code in (codes.IN, codes.NOT_LITERAL, codes.ANY, codes.CATEGORY):
            yield _sign_of(code, argument)
        else:
            yield from _inside(argument)
    if run:
        yield run


def _inside(argument: Any) -> Iterator[str]:
    if isinstance(argument, parser.SubPattern):
        yield from _parts(argument)
    elif isinstance(argument, tuple | list):
        for part in argument:
            yield from _inside(part)


def _sign_of(code: Any, argument: Any) -> str:
    if code is not codes.IN:
        return "字"
    kind, what = argument[0]
    if kind is codes.LITERAL:
        return chr(what)
    if kind is codes.RANGE:
        return chr(what[0])
    if kind is codes.CATEGORY:
        return _OF_CATEGORY[str(what).removeprefix("CATEGORY_")]
    return "字"


def _too_long(*_: object) -> None:
    raise Busy


if __name__ == "__main__":
    failed = main(patterns() if sys.argv[1:] == ["whole"] else not_noted())
    if sys.argv[1:] == ["note"] and not failed:
        note()
    sys.exit(failed)
