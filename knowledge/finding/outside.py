"""Outside: what people ask us that is not ours, as data in `outside.yaml`, with who can help instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from annotated_types import Len
from pydantic import TypeAdapter

from intents.sheet import Block, Expression, Words, read_sheet

FILE = Path(__file__).with_name("outside.yaml")


@dataclass(frozen=True, slots=True)
class OutsideKind:
    """One kind of question that no entry may answer.

    key    how traces and the conversation name it
    says   what the person is told: what we are not, and where to turn
    asked  how such questions are recognised, on the normalised text or as typed
    unless what shows that the question is ours after all; None if nothing does
    is_topic  only a subject is recognised: an answer that is very sure goes before it
    is_firm   whatever is found, no answer is given: commands to us, other people's secrets and data
    """

    key: str
    says: str
    asked: re.Pattern[str]
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
            asked=re.compile("|".join(self.asked), re.IGNORECASE),
            unless=re.compile("|".join(self.unless)) if self.unless else None,
            is_topic=self.topic,
            is_firm=self.firm,
        )


_BLOCKS = TypeAdapter(tuple[OutsideBlock, ...])


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, OutsideKind]:
    """Return the kinds of `outside.yaml` by key, in the order in which they are tried."""
    return {block.key: block.outside() for block in read_sheet(FILE, _BLOCKS)}


def outside_in(typed: str, clean: str) -> str | None:
    """Return the key of the first kind that the text belongs to.

    typed   as the person wrote it
    clean   the same, normalised
    """
    for kind in kinds().values():
        if (kind.asked.search(typed) or kind.asked.search(clean)) and not _is_ours(kind, typed, clean):
            return kind.key
    return None


def _is_ours(kind: OutsideKind, typed: str, clean: str) -> bool:
    return kind.unless is not None and bool(kind.unless.search(typed) or kind.unless.search(clean))
