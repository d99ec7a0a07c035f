"""What is asked for of liaison and guidance officers, and answered: part of the lists in `turn.py`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindContacts:
    """Look up the guidance officers of the person's own company, or the liaison officers of a park or district.

    Answered by `ContactsFound`.

    of_liaison   liaison officers are asked for, else guidance officers
    said         what was said, where it names a park or district; "" where it names none
    bureaus      codes of the bureaus of the places that are named
    of_district  a whole district is asked for, theirs or the one that is named, not a park
    company      whose guidance officer is asked for by name; "" their own
    """

    of_liaison: bool = False
    said: str = ""
    bureaus: tuple[str, ...] = ()
    of_district: bool = False
    company: str = ""


@dataclass(frozen=True, slots=True)
class ContactGlance:
    """One officer as a person is told of them.

    company  whose guidance officer it is; "" of a liaison officer
    place    the park or district of a liaison officer; "" of a guidance officer
    office   the bureau, as a stranger would look it up
    name     "" where they left and nobody follows yet
    phone    where they agreed to its being shown
    """

    office: str
    name: str = ""
    reach: str = ""
    phone: str = ""
    company: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class ContactsFound:
    """Who was found; empty: nobody is entered there.

    asked    what was asked for
    page     address of the page with the list; "" where there is none
    office   the bureau to turn to: of the place that was named, else where their own consultation lies; "" unknown
    by_case  park and district are those of their own consultation
    """

    contacts: tuple[ContactGlance, ...]
    asked: FindContacts
    page: str = ""
    office: str = ""
    by_case: bool = False
