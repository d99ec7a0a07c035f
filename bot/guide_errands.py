"""Whom a person is told of: guidance officers of their own company, liaison officers of a park or district."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.conversation.guiding.exchanged import ContactGlance, ContactsFound, FindContacts
from bot.conversation.messages import Inbound
from intake.filers.caseload import Caseload
from intake.filers.contacts import Contact, PublicContacts
from intake.routing.bureaus import Bureaus

# More than these are looked at on the page.
_MOST_TOLD = 5


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
        if request.named:
            standing = await self._contacts.standing(today)
            found = [one for one in standing if self._is_named(one, request.named)]
            return ContactsFound(tuple(map(self._liaison, found[:_MOST_TOLD])), True, self._page)
        case_ids = await self._caseload.ids_of(message.filer, own)
        guides = await self._contacts.of_cases(case_ids, today)
        return ContactsFound(
            tuple(
                ContactGlance(
                    office=self._office(one.bureau),
                    name=one.contact.name if one.contact else "",
                    reach=one.contact.reach if one.contact else "",
                    phone=one.contact.phone if one.contact else "",
                    company=one.company,
                )
                for one in guides[:_MOST_TOLD]
            ),
            of_liaison=False,
        )

    def _is_named(self, contact: Contact, said: str) -> bool:
        """Say whether the park is named, or the district and the contact is for all of it."""
        if contact.place:
            return contact.place in said
        name = self._bureaus.name_of(contact.bureau)
        return name in said or name.removesuffix("区").removesuffix("县") in said

    def _liaison(self, contact: Contact) -> ContactGlance:
        office, place = self._office(contact.bureau), contact.place or self._bureaus.name_of(contact.bureau)
        return ContactGlance(office, contact.name, contact.reach, contact.phone, place=place)

    def _office(self, code: str) -> str:
        return self._bureaus.public_name_of(code)
