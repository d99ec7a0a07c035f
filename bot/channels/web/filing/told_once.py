"""What a page is told of what it just sent: shown by the page asked for next, so that loading it sends nothing.

It is kept in memory alone and for one look; what was refused stands in the draft itself, with why.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.conversation.page.sent import PageTold, SentField
from intake.filers.draft_visits import DraftVisit

_MOST_KEPT: Final = 500


@dataclass(frozen=True, slots=True)
class SentOutcome:
    """What is told of what was sent, by field; a sentence about the whole."""

    told: PageTold = field(default_factory=PageTold)
    sent: Mapping[str, SentField] = field(default_factory=dict)
    notice: str = ""


class ToldOnce:
    """Keeps it from the answer to a form up to the next look."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], SentOutcome] = OrderedDict()

    def keep(self, visit: DraftVisit, place: str, said: SentOutcome) -> None:
        """Keep it for the page of this name; of too many the oldest goes."""
        hidden = {name for name, fault in said.told.faults.items() if fault.hides}
        sent = {name: one for name, one in said.sent.items() if name not in hidden}
        self._kept[visit.id, place] = SentOutcome(said.told, sent, said.notice)
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)

    def taken(self, visit: DraftVisit, place: str) -> SentOutcome:
        """Return what is to be told on this page now, and forget it."""
        return self._kept.pop((visit.id, place), SentOutcome())
