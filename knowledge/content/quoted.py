"""Quoted: whether a text shares a long run of signs with a source, told without the source.

The texts themselves are no part of the project (`copied.py` reads them where they are at hand, and names them).
What is kept of them is a number for every run one sign longer than allowed, so that a curator sees a quotation
while writing.
`shangmi check --data DIR --note-sources` writes them anew.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from knowledge.content.copied import LONGEST_SHARED, parts_of, signs_of

FILE = Path(__file__).with_name("quoted.json")

_RUN = LONGEST_SHARED + 1
# Of all runs that anybody will ever write hardly one meets a number of five bytes by chance.
_BYTES = 5


def quotations_in(text: str, path: Path = FILE) -> list[str]:
    """Return what a text shares with a source for longer than allowed, without punctuation."""
    known = _known(path)
    return [run for part in parts_of(text) for run in _shared(part, known)] if known else []


def note_sources(sources: Mapping[str, str], path: Path = FILE) -> int:
    """Write the numbers of all runs of these texts; return how many."""
    numbers = sorted(set(chain.from_iterable(map(_numbers, map(signs_of, sources.values())))))
    kept = base64.b64encode(b"".join(numbers)).decode("ascii")
    path.write_text(json.dumps({"signs": _RUN, "runs": kept}) + "\n", encoding="ascii")
    _known.cache_clear()
    return len(numbers)


@lru_cache(maxsize=2)
def _known(path: Path) -> frozenset[bytes]:
    """Return the numbers of a file; none where it is missing or was written for runs of another length."""
    if not path.exists():
        return frozenset()
    kept = json.loads(path.read_text(encoding="ascii"))
    if kept["signs"] != _RUN:
        return frozenset()
    numbers = base64.b64decode(kept["runs"])
    return frozenset(numbers[start : start + _BYTES] for start in range(0, len(numbers), _BYTES))


def _numbers(signs: str) -> Iterator[bytes]:
    for start in range(len(signs) - _RUN + 1):
        yield blake2b(signs[start : start + _RUN].encode(), digest_size=_BYTES).digest()


def _shared(signs: str, known: frozenset[bytes]) -> Iterator[str]:
    """Yield each run of signs all of whose parts are known, as long as it goes on."""
    began: int | None = None
    hits = [number in known for number in _numbers(signs)]
    for place, is_known in enumerate((*hits, False)):
        if is_known and began is None:
            began = place
        elif not is_known and began is not None:
            yield signs[began : place - 1 + _RUN]
            began = None
