"""Outside: what people ask us that is not ours, as data in `outside.yaml`, with who can help instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from annotated_types import Len
from pydantic import TypeAdapter

from intents import expressions as re
from intents.literals import LiteralGuard
from intents.reading.questions import kinds_of
from intents.sheet import Block, Expression, Words, read_sheet
from intents.wording import normalised

# A text of so many clauses tells something beside what it asks.
_A_STORY = 4
_CLAUSE = re.compile(r"[^。！？!?；;\n，,]+[。！？!?；;\n，,]?")

FILE = Path(__file__).with_name("outside.yaml")


@dataclass(frozen=True, slots=True)
class OutsideKind:
    """One kind of question that no entry may answer.

    key    how traces and the conversation name it
    says   what the person is told: what we are not, and where to turn
    asked  the ways in which such questions are recognised, on the normalised text or as typed
    unless what shows that the question is ours after all; None if nothing does
    is_topic  only a subject is recognised: an answer that is very sure goes before it
    is_firm   whatever is found, no answer is given: commands to us, other people's secrets and data
    """

    key: str
    says: str
    asked: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    is_topic: bool
    is_firm: bool


class OutsideBlock(Block):
    """A kind as the file has it; each of its patterns is one way of asking."""

    key: Words
    says: Words
    asked: Annotated[tuple[Expression, ...], Len(min_length=1)]
    unless: tuple[Expression, ...] = ()
    topic: bool = False
    firm: bool = False

    def outside(self) -> OutsideKind:
        """Return the value."""
        return OutsideKind(
            key=self.key,
            says=self.says,
            asked=tuple(re.compile(way, re.IGNORECASE) for way in self.asked),
            unless=re.compile("|".join(self.unless)) if self.unless else None,
            is_topic=self.topic,
            is_firm=self.firm,
        )


_BLOCKS = TypeAdapter(tuple[OutsideBlock, ...])


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, OutsideKind]:
    """Return the kinds of `outside.yaml` by key, in the order in which they are tried."""
    return {block.key: block.outside() for block in read_sheet(FILE, _BLOCKS)}


def kind_of(outside: str | None) -> OutsideKind | None:
    """Return the kind that `Found.outside` names; None where it names none of the file."""
    return kinds().get(outside or "")


def outside_in(typed: str, clean: str) -> str | None:
    """Return the key of the first kind that the text belongs to.

    Where clauses ask, only they are judged: what a story tells beside its question is nobody's request. What is
    firm is looked for in every clause.
    typed   as the person wrote it
    clean   the same, normalised
    """
    clauses = [clause for clause in _CLAUSE.findall(typed) if clause.strip()]
    whole = (typed, clean)
    everything: tuple[str, ...] = whole
    asking: tuple[str, ...] = whole
    if len(clauses) >= _A_STORY:
        everything = tuple(_as_typed_and_read(clauses))
        asking = tuple(_as_typed_and_read([clause for clause in clauses if kinds_of(clause)])) or everything
    found = {key for text in dict.fromkeys(everything) for key in _ways().found_in(text) if kinds()[key].is_firm}
    found |= {key for text in dict.fromkeys(asking) for key in _ways().found_in(text) if not kinds()[key].is_firm}
    ours = (key for key, kind in kinds().items() if key in found and not _is_ours(kind, typed, clean))
    return next(ours, None)


@lru_cache(maxsize=1)
def _ways() -> LiteralGuard[str]:
    """Return all ways of asking what is not ours, each under the key of its kind."""
    return LiteralGuard((key, way) for key, kind in kinds().items() for way in kind.asked)


def _as_typed_and_read(clauses: Sequence[str]) -> Iterator[str]:
    for clause in clauses:
        yield from (clause, normalised(clause))


def _is_ours(kind: OutsideKind, typed: str, clean: str) -> bool:
    return kind.unless is not None and bool(kind.unless.search(typed) or kind.unless.search(clean))
