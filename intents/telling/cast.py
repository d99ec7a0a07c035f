"""Who is who in a story: the teller and how they are reached, their company, and whom they accuse. Pure.

A name or a number is the teller's only where the words say so; what nobody's words place is left out, or, of a
company that somebody tells about whose teller stands outside, it is the one accused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intents.persons.organisations import Organisation
from intents.persons.people import Person
from intents.telling.characters import Characters
from intents.telling.companies import Companies, Stands
from intents.telling.numbers import Telephone
from intents.telling.referents import Referents
from intents.telling.writing import Written

_MOST_ACCUSED = 6


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who.

    contact  the teller's name as they gave it, or None
    number   the teller's telephone, or None
    company  the teller's company, or None
    accused  whom the story accuses: companies first, then people
    agent    the lawyer or other agent who writes for the company, or None
    numbers  every telephone in the text, with whose it is
    robbed   companies that somebody was with before, or that it was taken from
    has_open_companies  whether a company is named of which nobody knows whose side it is on
    """

    contact: Person | None
    number: Telephone | None
    company: Organisation | None
    accused: tuple[str, ...]
    companies_accused: tuple[str, ...]
    agent: str | None
    numbers: tuple[Telephone, ...]
    robbed: tuple[Organisation, ...]
    has_open_companies: bool


def cast_of(written: Written, companies: Sequence[Organisation], people: Sequence[Person], stands: Stands) -> Cast:
    """Return who is who in a message.

    companies, people  who is named in it, in order
    stands  where the teller stands: owner of the secret, inside the company accused, outside of it, or without a
            story, wanting advice
    """
    referents = Referents(written, companies, people, is_the_owners=stands == "owner")
    sided = Companies(written, companies, stands, referents)
    characters = Characters(written, people, sided, referents)
    own_numbers = [number for number in characters.numbers if number.owner == "own" and number.number]
    return Cast(
        contact=characters.contact,
        number=own_numbers[0] if own_numbers else None,
        company=sided.own,
        companies_accused=sided.accused,
        accused=(*sided.accused, *characters.accused)[:_MOST_ACCUSED],
        agent=characters.agent,
        numbers=characters.numbers,
        robbed=tuple(company for company, side in sided.sides if side == "neither"),
        has_open_companies=any(side == "unknown" for _, side in sided.sides if sided.own is None),
    )
