"""Whom a person is told of: guidance officers of their own company, liaison officers of a park or district."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.conversation.guiding.exchanged import ContactGlance, ContactsFound, FindContacts
from bot.conversation.messages import Inbound
from intake.filers.caseload import Caseload
from intake.filers.contacts import Contact, OwnGuide, PublicContacts
from intake.routing.bureaus import Bureaus
from intents import expressions as re

# More than these are looked at on the page.
_MOST_TOLD = 5
# 「双福园区」 is 「双福工业园」: what a park is called without what every park is called.
_KIND_OF_PARK = re.compile(
    r"(?:高新技术|经济技术|现代|特色|综合|智能){0,2}(?:产业|工业|科技|物流|创业|创新|软件|保税|制造|服务){0,3}"
    r"(?:示范)?(?:园区?|基地|开发区|集聚区|新区|新城|城|港|组团)$"
)
_SHORTEST_NAME = 2


class GuideErrands:
    """Looks them up."""

    def __init__(self, contacts: PublicContacts, caseload: Caseload, bureaus: Bureaus, page: str) -> None:
        """Take the parts.

        page  address of the list; "" where there is none
        """
        self._contacts = contacts
        self._caseload = caseload
        self._bureaus = bureaus
        self._page = page

    async def carried_out(
        self, request: FindContacts, message: Inbound, own: Sequence[str], today: date
    ) -> ContactsFound:
        """Return who is there for this person.

        own  references of the cases that they see without a code
        """
        if request.of_liaison:
            return await self._liaisons(request, message, own, today)
        return await self._guides(request, message, own, today)

    async def _liaisons(
        self, request: FindContacts, message: Inbound, own: Sequence[str], today: date
    ) -> ContactsFound:
        standing = await self._contacts.standing(today)
        if request.said:
            park = "" if request.of_district else request.said
            return self._told(request, self._there(standing, park, request.bureaus), request.bureaus)
        seat = await self._caseload.seat_of(message.filer, own)
        if seat is None:
            return ContactsFound((), request, self._page)
        park, bureaus = "" if request.of_district else seat.park, (seat.bureau,)
        return self._told(request, self._there(standing, park, bureaus), bureaus, by_case=True)

    async def _guides(
        self, request: FindContacts, message: Inbound, own: Sequence[str], today: date
    ) -> ContactsFound:
        case_ids = await self._caseload.ids_of(message.filer, own)
        guides = await self._contacts.of_cases(case_ids, today)
        if request.company:
            # Of another company nothing is told, not even whether it has one.
            guides = [one for one in guides if request.company in one.company]
            office = self._office(request.bureaus[0]) if len(request.bureaus) == 1 else ""
        else:
            seat = await self._caseload.seat_of(message.filer, own)
            office = self._office(seat.bureau) if seat else ""
        return ContactsFound(tuple(map(self._guide, guides[:_MOST_TOLD])), request, office=office)

    def _told(
        self, request: FindContacts, found: list[Contact], bureaus: tuple[str, ...], *, by_case: bool = False
    ) -> ContactsFound:
        office = self._office(bureaus[0]) if len(bureaus) == 1 else ""
        return ContactsFound(tuple(map(self._liaison, found[:_MOST_TOLD])), request, self._page, office, by_case)

    def _there(self, standing: list[Contact], park: str, bureaus: tuple[str, ...]) -> list[Contact]:
        """Return those of a park, else those for all of its district; of a district alone everyone.

        bureaus  codes of those where it may be; none where nobody knows
        """
        there = [one for one in standing if one.bureau in bureaus] if bureaus else standing
        if not park:
            return sorted(there, key=lambda one: bool(one.place))
        of_park = [one for one in there if one.place and self._is_named(one, park)]
        return of_park or [one for one in there if bureaus and not one.place]

    def _is_named(self, contact: Contact, said: str) -> bool:
        """Say whether the park of a contact is named, whatever kind of park it is called."""
        place = self._without_district(contact.place, contact.bureau)
        name = _KIND_OF_PARK.sub("", place)
        return (name if len(name) >= _SHORTEST_NAME else place) in said

    def _without_district(self, place: str, bureau: str) -> str:
        name = self._bureaus.name_of(bureau)
        place = place.removeprefix("重庆市").removeprefix("重庆")
        short = name.removesuffix("区").removesuffix("县") if len(name) > _SHORTEST_NAME else name
        return place.removeprefix(name) if place.startswith(name) else place.removeprefix(short)

    def _guide(self, guide: OwnGuide) -> ContactGlance:
        office, contact = self._office(guide.bureau), guide.contact
        if contact is None:
            return ContactGlance(office, company=guide.company)
        return ContactGlance(office, contact.name, contact.reach, contact.phone, company=guide.company)

    def _liaison(self, contact: Contact) -> ContactGlance:
        office, place = self._office(contact.bureau), contact.place or self._bureaus.name_of(contact.bureau)
        return ContactGlance(office, contact.name, contact.reach, contact.phone, place=place)

    def _office(self, code: str) -> str:
        return self._bureaus.public_name_of(code)
