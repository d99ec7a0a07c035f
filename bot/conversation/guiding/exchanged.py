"""What is asked for of liaison and guidance officers, and answered: part of the lists in `turn.py`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindContacts:
    """Look up the guidance officers of the person's own company, or the liaison officers of a park or district.

    Answered by `ContactsFound`.

    named  what was said, where a liaison officer is asked for; "" for one's own guidance officer
    """

    named: str = ""


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

    of_liaison  liaison officers were asked for
    page        address of the page with the list; "" where there is none
    """

    contacts: tuple[ContactGlance, ...]
    of_liaison: bool
    page: str = ""
