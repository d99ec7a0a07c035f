"""Whoever files, as far as we know them: by an account, or by a code of their own. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

KeyedId = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Filer:
    """The account or session that a message comes from.

    person   keyed id under which the conversation is kept, and named cases are filed
    own_key  another keyed id of the same account, which is kept nowhere: only a message of theirs brings it
    """

    person: str
    own_key: str = ""

    def keys_of_before(self, reference: str, keyed_id: KeyedId) -> tuple[str, ...]:
        """Return every key under which an anonymous case of theirs can be filed that was filed before codes were.

        Such a key follows from the account and the reference; who has no code finds their case by both.
        """
        older = older_key_of_anonymous(self.person, reference, keyed_id)
        if not self.own_key:
            return (older,)
        return (keyed_id("anonymous_case", f"{self.own_key}:{reference}"), older)


def key_of_nobody(chance: Random) -> str:
    """Draw the key under which an anonymous case is filed: it follows from nothing."""
    return f"{chance.getrandbits(256):064x}"


def older_key_of_anonymous(person: str, reference: str, keyed_id: KeyedId) -> str:
    """Return the key of an anonymous case filed before filers had an `own_key`: it follows from `person`."""
    return keyed_id("anonymous_case", f"{person}:{reference}")
