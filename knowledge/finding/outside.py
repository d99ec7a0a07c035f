"""Outside: what people ask us that is not ours, as data in `outside.yaml`, with who can help instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Outside:
    """One kind of question that no entry may answer.

    key    how traces and the conversation name it
    says   what the person is told: what we are not, and where to turn
    asked  how such questions are recognised, on the normalised text or as typed
    unless what shows that the question is ours after all; None if nothing does
    is_topic  only a subject is recognised: an answer that is very sure goes before it
    """

    key: str
    says: str
    asked: re.Pattern[str]
    unless: re.Pattern[str] | None
    is_topic: bool


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Outside]:
    """Return the kinds of `outside.yaml` by key, in the order in which they are tried."""
    content = yaml.safe_load((Path(__file__).parent / "outside.yaml").read_text(encoding="utf-8"))
    return {raw["key"]: _outside(raw) for raw in content}


def outside_in(typed: str, clean: str) -> str | None:
    """Return the key of the first kind that the text belongs to.

    typed   as the person wrote it
    clean   the same, normalised
    """
    for kind in kinds().values():
        if (kind.asked.search(typed) or kind.asked.search(clean)) and not _is_ours(kind, typed, clean):
            return kind.key
    return None


def _is_ours(kind: Outside, typed: str, clean: str) -> bool:
    return kind.unless is not None and bool(kind.unless.search(typed) or kind.unless.search(clean))


def _outside(raw: Mapping[str, Any]) -> Outside:
    unless = raw.get("unless")
    return Outside(
        key=raw["key"],
        says=raw["says"],
        asked=re.compile("|".join(raw["asked"]), re.IGNORECASE),
        unless=re.compile("|".join(unless)) if unless else None,
        is_topic=bool(raw.get("topic", False)),
    )
