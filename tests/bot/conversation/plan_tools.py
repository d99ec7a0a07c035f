"""What the harness keeps of self-assessments, and whom it has as liaison and guidance officers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.conversation.estimating.exchanged import (
    EstimateBefore,
    EstimateKept,
    EstimatesFound,
    FindEstimates,
    KeepEstimate,
)
from bot.conversation.guiding.exchanged import ContactGlance, ContactsFound, FindContacts
from bot.conversation.turn import Event
from intake.routing.bureaus import load_bureaus

ESTIMATE_CODE = "EY33-2TPN-WFFJ-267W-XE5Q"


@dataclass
class PlanTools:
    """The part of a conversation that is carried out for the plan's own tools.

    own_office  who has the person's own consultation; "" where they filed none
    """

    estimates: list[tuple[KeepEstimate, datetime]] = field(default_factory=list, kw_only=True)
    contacts: list[ContactGlance] = field(default_factory=list, kw_only=True)
    own_office: str = field(default="", kw_only=True)
    now: datetime = field(default=datetime(2026, 11, 23, 1, tzinfo=UTC), kw_only=True)

    def of_the_plan(self, request: KeepEstimate | FindEstimates | FindContacts) -> Event:
        match request:
            case KeepEstimate():
                return self._estimate_kept(request)
            case FindEstimates():
                return self._estimates_found(request)
            case FindContacts():
                return self._contacts_found(request)

    def _contacts_found(self, asked: FindContacts) -> Event:
        of_this_kind = [one for one in self.contacts if asked.of_liaison != bool(one.company)]
        found = tuple(one for one in of_this_kind if not asked.company or asked.company == one.company)
        office = load_bureaus().public_name_of(asked.bureaus[0]) if asked.bureaus else self.own_office
        return ContactsFound(found, asked, "http://page/guides", office)

    def _estimates_found(self, asked: FindEstimates) -> Event:
        last = {wanted.subject: EstimateBefore(wanted.stamp, wanted.content, at) for wanted, at in self.estimates}
        is_theirs = asked.code in ("", ESTIMATE_CODE)
        newest_first = sorted(last.values(), key=lambda one: one.made_at, reverse=True)
        found = tuple(newest_first) if is_theirs else ()
        return EstimatesFound(found, "owner", "http://page/assess" if found else "", by_code=bool(asked.code))

    def _estimate_kept(self, wanted: KeepEstimate) -> Event:
        """As errands do on the web: the first one of a conversation gets a code."""
        last = self.estimates[-1] if self.estimates else None
        code = "" if wanted.owner else ESTIMATE_CODE
        self.estimates.append((wanted, self.now))
        kept = EstimateKept(
            wanted.owner or "owner", wanted.stamp, wanted.content, code=code, to_page=wanted.to_page
        )
        if last is None:
            return kept
        before, at = last
        return replace(kept, last=before.content, last_stamp=before.stamp, last_at=at)
