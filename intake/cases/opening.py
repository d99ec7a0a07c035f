"""What a filed draft becomes: a case, routed, its first clock running. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from intake.cases.appointment import wished_entry
from intake.cases.case import Case
from intake.cases.changes import BureauNotice, Changes, Filed, JournalEntry, Rulebook
from intake.cases.codes import FILER, SERVICE, CaseKind, CaseState, JournalCode
from intake.cases.crossings import signing_day
from intake.cases.running import with_clocks
from intake.forms.draft import Draft
from intake.forms.forms import identity_fields
from intake.geography.place import KeptPlace
from intake.routing.bureaus import MUNICIPAL
from intake.routing.route import CLOSED_BUREAU, Route

_PLACES = ("use_place", "act_place", "taken_place", "reported_place", "district")


@dataclass(frozen=True, slots=True)
class Receipt:
    """When, where and by whom a draft was handed in, and what was drawn for it.

    filer        key of the filer's account; of an anonymous one a key that leads to this case alone
    at           when the bureaus had it: from then on its clocks are counted
    recorded_at  when it was entered, where that was later
    by           who entered it: the filer, or an officer's id
    """

    case_id: str
    reference: str
    filer: str
    channel: str
    demo: bool
    at: datetime
    recorded_at: datetime | None = None
    by: str = FILER

    @property
    def entered_at(self) -> datetime:
        """When it was entered."""
        return self.recorded_at or self.at


def opened_case(draft: Draft, way: Route, receipt: Receipt, rules: Rulebook) -> Changes:
    """Return the new case with everything that comes with it."""
    lead = way.lead or MUNICIPAL
    place = _place_of(draft)
    kind = CaseKind(draft.kind)
    case = Case(
        id=receipt.case_id,
        reference=receipt.reference,
        kind=kind,
        # What reaches a district has been passed down by rule; the municipal bureau's own is waiting there.
        state=CaseState.SUBMITTED if lead == MUNICIPAL else CaseState.ROUTED,
        channel=receipt.channel,
        demo=receipt.demo,
        filer=receipt.filer,
        anonymous=draft.anonymous,
        secret_kind=_secret_kind(draft),
        place_district=place.district,
        place_unit=place.unit,
        lead_bureau=lead,
        received_at=receipt.at,
        form_version=draft.form_version,
        route={
            "rule": way.rule,
            "edition": way.edition,
            "reason": way.reason,
            "candidates": [{"bureau": code, "reason": _why_not(way)} for code in way.candidates],
        },
        assisting=way.assisting,
    )
    entries: tuple[JournalEntry, ...] = (
        _opening(draft, receipt),
        _routing(case, way, receipt, rules),
    )
    if kind is CaseKind.CONSULTATION:
        visibility = str(draft.fields.get("visibility") or "bureau")
        entries = (*entries, wished_entry(case, _wished(draft), receipt.entered_at, visibility))
    notices = [BureauNotice("case_routed", lead)]
    if way.rule == CLOSED_BUREAU:
        notices.append(BureauNotice("route_closed", MUNICIPAL))
    changes = Changes(None, case, entries, tuple(notices), _filed(draft))
    return with_clocks(changes, rules.clocks)


def _opening(draft: Draft, receipt: Receipt) -> JournalEntry:
    """Return the first entry; of a letter that is entered late it says since when the bureau had it."""
    said = {"kind": draft.kind, "form": draft.form_version}
    if receipt.by != FILER:
        said["way"] = receipt.channel
    is_late = receipt.entered_at != receipt.at
    return JournalEntry(
        receipt.case_id,
        receipt.entered_at,
        receipt.by,
        JournalCode.CASE_OPENED,
        said,
        effective_at=receipt.at if is_late else None,
    )


def _routing(case: Case, way: Route, receipt: Receipt, rules: Rulebook) -> JournalEntry:
    """Return the entry of where it went, with the day by which it should be placed or signed for: aims of ours."""
    is_placed = case.lead_bureau != MUNICIPAL
    due = signing_day(rules.clocks.calendar, receipt.entered_at, is_placed=is_placed)
    said = {"bureau": case.lead_bureau, "rule": way.rule, "due": due.isoformat()}
    return JournalEntry(case.id, receipt.entered_at, SERVICE, JournalCode.ROUTED, said)


def _secret_kind(draft: Draft) -> str | None:
    kind = draft.fields.get("secret_kind")
    return kind if isinstance(kind, str) else None


def _wished(draft: Draft) -> list[str]:
    wished = draft.fields.get("preferred_times")
    return [str(one) for one in wished] if isinstance(wished, list | tuple) else []


def _filed(draft: Draft) -> Filed:
    """Part what was filed, so that what names the filer can be kept from most eyes."""
    return Filed(_part(draft, names_filer=False), _part(draft, names_filer=True))


def _part(draft: Draft, *, names_filer: bool) -> dict[str, Mapping[str, object]]:
    naming = identity_fields()

    def of(values: Mapping[str, object]) -> dict[str, object]:
        return {name: value for name, value in values.items() if (name in naming) == names_filer}

    return {"fields": of(draft.fields), "typed": of(draft.typed)}


def _why_not(way: Route) -> str:
    """Say why a bureau that the places point to does not lead."""
    if way.rule == "technical":
        return "所填地点在该局辖区，技术秘密由市局牵头，只作记录"
    if way.lead == MUNICIPAL:
        return "所填地点可能在该局辖区，尚未确定"
    return "案情涉及该局辖区，按使用地、获取地、经营地的先后未列首位"


def _place_of(draft: Draft) -> KeptPlace:
    """Return the one place that the case is of; none where it was done in several and none of them decides."""
    places = (KeptPlace.of(draft.fields.get(name)) for name in _PLACES)
    first = next((place for place in places if place and (place.district or place.candidates)), None)
    return first if first and first.district else KeptPlace("")
