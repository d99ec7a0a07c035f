"""A message read as a story: what it wants, who is who in it, what was done to what. Pure; read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from intents.once import by_heart, once
from intents.persons.organisations import Organisation, organisations_in
from intents.persons.people import Person, people_in
from intents.telling.cast import Cast, cast_of
from intents.telling.companies import Stands
from intents.telling.lexicon import ACTS, THINGS, Hit, hits_in
from intents.telling.numbers import Telephone
from intents.telling.secrecy import stays_unknown
from intents.telling.signals import heard_in, says
from intents.telling.teller import Teller, teller_of, words_of
from intents.telling.wish import Wish, wish_of
from intents.telling.writing import Clause, Written

_NEAR_CHARACTERS = 60
_AT_LENGTH_CHARACTERS = 60
_ROLES = {Teller.INSIDER: "insider", Teller.OTHER: "other"}


@dataclass(frozen=True)
class Story:
    """What a message tells; everything is looked for at most once.

    opened  the form that it is told for, where that is known: complaint, tip, consultation; else empty
    """

    written: Written
    opened: str = ""

    @once
    def wish(self) -> Wish | None:
        """What the message wants, None when it tells nothing that decides it."""
        return wish_of(self.written, self.hits, lambda: self.teller, lambda: bool(self.companies or self.people))

    @property
    def want(self) -> str | None:
        """What it is told for: what it wants itself, or the form that is opened where it leaves that open."""
        own = self.wish.want if self.wish else None
        return (self.opened or own) if own in (None, "ask", "unclear") else own

    @once
    def teller(self) -> Teller:
        """Who tells it."""
        return teller_of(self.written, self.hits)

    @property
    def role(self) -> tuple[str, str] | None:
        """What the teller is to the secret, and the words that say so, "" for the whole; None where unclear."""
        text = self.written.text
        if says("licensee", text):
            return "licensee", heard_in("licensee", text)
        words = words_of(self.teller, self.written)
        if self.teller is Teller.OWNER and self.is_told:
            return "right_holder", words
        role = _ROLES.get(self.teller)
        return (role, words) if role and words else None

    @property
    def unnamed(self) -> bool:
        """Say whether the teller wants to stay unknown."""
        return self.wish.unnamed if self.wish else stays_unknown(self.written)

    @property
    def is_at_length(self) -> bool:
        """Say whether it tells who did what in some detail, so that what was done need not be asked again."""
        return len(self.written.text) >= _AT_LENGTH_CHARACTERS and bool(self.companies or self.people)

    @property
    def is_the_owners(self) -> bool:
        """Say whether the secret's own side tells it."""
        return self._stands == "owner"

    @once
    def companies(self) -> tuple[Organisation, ...]:
        """The companies that are named."""
        return organisations_in(self.written.text)

    @once
    def people(self) -> tuple[Person, ...]:
        """The people who are named, apart from names inside those of companies."""
        inside = self.companies
        return tuple(
            person
            for person in people_in(self.written.text)
            if not any(one.start <= person.start < one.end for one in inside)
        )

    @once
    def cast(self) -> Cast:
        """Who is who."""
        return cast_of(self.written, self.companies, self.people, self._stands)

    @property
    def robbed(self) -> tuple[Organisation, ...]:
        """The companies that somebody was with before, or that it was taken from."""
        return self.cast.robbed

    @once
    def hits(self) -> tuple[Hit, ...]:
        """The words of the lexicon, in order."""
        return hits_in(self.written.text)

    @once
    def acts(self) -> tuple[Hit, ...]:
        """What was done, in order: acts with something they were done to close by."""
        things = [hit.start for hit in self.hits if hit.kind in THINGS]
        return tuple(
            hit
            for hit in self.hits
            if hit.kind in ACTS and any(abs(hit.start - thing) <= _NEAR_CHARACTERS for thing in things)
        )

    @property
    def numbers(self) -> tuple[Telephone, ...]:
        """The telephones in it, with whose they are."""
        return self.cast.numbers

    @property
    def tells_of_an_act(self) -> bool:
        """Say whether somebody did something."""
        return bool(self.acts)

    @property
    def is_told(self) -> bool:
        """Say whether somebody did something, or it is a filing told at length, be it in words we do not know."""
        return self.tells_of_an_act or (self.want in ("complaint", "tip") and self.is_at_length)

    @property
    def may_tell_of_an_act(self) -> bool:
        """Whether something is told to have been done, in words we know or in others like them."""
        return self.tells_of_an_act or (self.wish is not None and self.wish.want == "unclear")

    @property
    def is_worth_keeping(self) -> bool:
        """Say whether it should not have to be told again when a form is opened later."""
        is_long = len(self.written.text) >= _AT_LENGTH_CHARACTERS
        return self.may_tell_of_an_act or (is_long and (self.is_at_length or self.cast.number is not None))

    @property
    def act_clauses(self) -> tuple[Clause, ...]:
        """The clauses that tell what was done, in order, and of each the one before that names the thing."""
        acts = [hit.start for hit in self.hits if hit.kind in ACTS]
        things = [hit.start for hit in self.hits if hit.kind in THINGS]
        told: list[Clause] = []
        following = None
        for clause in reversed(self.written.clauses if self.acts else ()):
            names = any(clause.start <= thing < clause.end for thing in things)
            leads = names and following is not None and following.sentence == clause.sentence
            is_act = any(clause.start <= act < clause.end for act in acts)
            if is_act or leads:
                told.append(clause)
            following = clause if is_act else None
        return tuple(reversed(told))

    @property
    def _stands(self) -> Stands:
        want = self.want
        if want is None:
            return "owner" if self.tells_of_an_act else "advice"
        if want == "consultation":
            return "advice"
        if want != "tip":
            return "owner"
        return "outside" if self.teller is Teller.OTHER else "inside"


@by_heart
@lru_cache(maxsize=64)
def story_of(text: str, opened: str = "") -> Story:
    """Read a message as typed; one turn asks for the same text several times.

    opened  the form that it is told for, where that is known
    """
    return Story(Written.of(text), opened)
