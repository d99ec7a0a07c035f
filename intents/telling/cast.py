"""Who is who in a story: the teller and how they are reached, their company, and whom they accuse. Pure.

A name or a number is the teller's only where the words say so; what nobody's words place is left out, or, of a
company that somebody tells about whose teller stands outside, it is the one accused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intents import expressions as re
from intents.persons.organisations import Organisation
from intents.persons.people import Person
from intents.telling.before_names import is_part
from intents.telling.characters import Characters
from intents.telling.companies import Companies, Stands
from intents.telling.lexicon import ACTS, hits_in
from intents.telling.numbers import Telephone
from intents.telling.referents import Referents
from intents.telling.writing import Written

_MOST_ACCUSED = 6
# 「和加工方…的合同到期」, 「甲方…跟我们签了合同」
_DEALT_WITH = re.compile(
    r"(?:甲方|乙方|合作方|加工方|代工方?|外包方?|供应商|委托方|客户|经销商|代理商|[和跟与同给])[^,。;!?]{0,6}$"
)
# 「他们自己开模卖」, and what goes on with it.
_THEY = re.compile(r"(?:他们|她们|对方|人家|该公司|该厂)[^。;!?]{2,60}")


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
    companies_accused = sided.accused or (() if characters.accused else _whom_one_dealt_with(written, sided))
    own_numbers = [number for number in characters.numbers if number.owner == "own" and number.number]
    return Cast(
        contact=characters.contact,
        number=own_numbers[0] if own_numbers else None,
        company=sided.own,
        companies_accused=companies_accused,
        accused=(*companies_accused, *characters.accused)[:_MOST_ACCUSED],
        agent=characters.agent,
        numbers=characters.numbers,
        robbed=tuple(company for company, side in sided.sides if side == "neither"),
        has_open_companies=any(side == "unknown" for _, side in sided.sides if sided.own is None),
    )


def _whom_one_dealt_with(written: Written, sided: Companies) -> tuple[str, ...]:
    """Return the one firm that the owner dealt with, where nobody else is named and 「他们」 did it afterwards."""
    own = sided.own.name if sided.own is not None else ""
    others = [company for company, _ in sided.sides if company.name != own and not is_part(company.name, own)]
    if sided.stands != "owner" or not own or len({company.name for company in others}) != 1:
        return ()
    behind = written.text[others[0].end :]
    is_dealt_with = _DEALT_WITH.search(written.text[max(others[0].start - 16, 0) : others[0].start])
    did_it = any(any(hit.kind in ACTS for hit in hits_in(clause[0])) for clause in _THEY.finditer(behind))
    return (others[0].name,) if is_dealt_with and did_it else ()
