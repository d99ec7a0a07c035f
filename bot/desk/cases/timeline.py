"""The journal of a case as its page tells it: newest first, what belongs together in one line. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from bot.desk.cases.dossier import DossierEntry
from intake.cases.codes import READINGS, JournalCode

# The clocks stand on the page themselves; the first version wrote them into the journal too.
_CLOCK_ENTRIES: Final = frozenset({JournalCode.CLOCK_STARTED, JournalCode.CLOCK_MET, JournalCode.CLOCK_STOPPED})
# What comes once a file, and by the dozen.
_OF_FILES: Final = frozenset({JournalCode.EVIDENCE_RECEIVED, JournalCode.EVIDENCE_SCANNED})
# So many stand open; what is older is unfolded by whoever asks for it.
SHOWN_AT_ONCE: Final = 12


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, newest first.

    newest    stands open
    older     is folded
    readings  who looked at it, newest first
    """

    newest: Sequence[DossierEntry]
    older: Sequence[DossierEntry]
    readings: Sequence[DossierEntry]


def timeline_of(happenings: Iterable[DossierEntry]) -> Timeline:
    """Return the journal without what stands elsewhere on the page."""
    backwards = list(happenings)[::-1]
    told = _together([one for one in backwards if one.code not in READINGS and one.code not in _CLOCK_ENTRIES])
    readings = [one for one in backwards if one.code in READINGS]
    return Timeline(told[:SHOWN_AT_ONCE], told[SHOWN_AT_ONCE:], readings)


def _together(backwards: Sequence[DossierEntry]) -> list[DossierEntry]:
    """Let files that came one after the other be one line, under the time of the last."""
    told = [list(group) for _, group in groupby(backwards, key=_kind_of)]
    return [replace(group[0], files=files_in_words(group)) for group in told]


def _kind_of(one: DossierEntry) -> tuple[object, ...]:
    """Return what neighbours share that are told in one line; everything else is of a kind of its own."""
    if one.code not in _OF_FILES:
        return (one.seq,)
    return (one.code, one.actor, one.payload.get("scan"), one.payload.get("reason"))


def files_in_words(group: Sequence[DossierEntry]) -> str:
    """Return 材料3, 材料1至材料20, 3 份; "" for what is not about files."""
    if group[0].code not in _OF_FILES:
        return ""
    numbers = sorted(number for one in group if isinstance(number := one.payload.get("number"), int))
    if not numbers:
        return f"{len(group)} 份"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"材料{numbers[0]}至材料{numbers[-1]}"
    return "、".join(f"材料{number}" for number in numbers)
