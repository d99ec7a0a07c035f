"""What the journals say of a filing that was split: of its parts, and of what a part has from it. Pure.

One level only: a part is a case of its own (kind, bureau, handlers, clocks, journal) and is not split again. Who
filed it, and the files, stay with the filing; a part uses what it was given, and nothing is copied.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from intake.cases.case import Case
from intake.cases.changes import Changes, JournalEntry
from intake.cases.codes import FINAL_STATES, SERVICE, CaseState, JournalCode, Outcome

_OPENING: Final = frozenset({JournalCode.PART_OPENED, JournalCode.FOLLOW_OPENED})
_GIVING: Final = _OPENING | {JournalCode.PART_GIVEN}


@dataclass(frozen=True, slots=True)
class Origin:
    """Which filing a part is of, or a case that followed when the filing was closed.

    filing     its id; reference: what its filer reads out
    number     which part or follower it is, from 1; count: of how many parts
    follows    it is no part: it was opened for words that came after the filing was closed
    """

    filing: str
    reference: str
    number: int
    count: int = 0
    follows: bool = False

    @property
    def label(self) -> str:
        """What it is called: 第2部分, 后续第1件."""
        return label_of(self.number, follows=self.follows)


def origin_of(case: Case) -> Origin | None:
    """Return which filing the case is a part of; None where it is none."""
    for event in case.events:
        if event.code in _OPENING:
            said, follows = event.payload, event.code == JournalCode.FOLLOW_OPENED
            number, count = _count(said["number"]), _count(said.get("count"))
            return Origin(str(said["filing"]), str(said["of"]), number, count, follows)
    return None


def label_of(number: int, *, follows: bool) -> str:
    """Return what a part or a follower is called among those of its filing."""
    return f"后续第{number}件" if follows else f"第{number}部分"


def follow_ids(case: Case) -> tuple[str, ...]:
    """Return the ids of the cases that were opened for words on a closed one, in their order."""
    return tuple(str(event.payload["case"]) for event in case.events if event.code == JournalCode.FOLLOWED)


def part_ids(case: Case) -> tuple[str, ...]:
    """Return the ids of the parts of a filing, in their order."""
    for event in case.events:
        if event.code == JournalCode.CASE_SPLIT:
            return _ids(event.payload.get("parts"))
    return ()


def related_ids(case: Case) -> tuple[str, ...]:
    """Return the ids of all cases that came out of this one."""
    return (*part_ids(case), *follow_ids(case))


def files_given(case: Case) -> frozenset[str]:
    """Return the ids of the filing's files that a part may use."""
    told = (event.payload.get("files") for event in case.events if event.code in _GIVING)
    return frozenset(file_id for files in told for file_id in _ids(files))


def known_as(case: Case) -> str:
    """Return what a case is called to its filer, who knows the filing alone."""
    origin = origin_of(case)
    return case.reference if origin is None else f"{origin.reference}（{origin.label}）"


def marked_as_in(filing: Case, part: Case) -> Case:
    """Return a part with the marks on files (含商业秘密) that stand in its filing: those hold in every part."""
    marks = tuple(event for event in filing.events if event.code == JournalCode.SECRECY_MARKED)
    return replace(part, events=(*part.events, *marks))


def closed_with_its_parts(filing: Case, states: Iterable[str], at: datetime) -> Changes | None:
    """Return the end of a filing whose last part is done; None as long as one is not.

    states  of all its parts
    """
    if filing.state is not CaseState.SPLIT or any(state not in FINAL_STATES for state in states):
        return None
    payload = {"outcome": Outcome.IN_PARTS.value}
    after = replace(
        filing,
        state=CaseState.CLOSED,
        outcome=Outcome.IN_PARTS,
        closed_at=at,
        version=filing.version + 1,
    )
    return Changes(filing, after, (JournalEntry(filing.id, at, SERVICE, "closed", payload),))


def _count(said: object) -> int:
    return said if isinstance(said, int) else 0


def _ids(said: object) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, list | tuple) else ()
