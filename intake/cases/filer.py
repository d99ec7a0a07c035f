"""Whoever files, as far as we know them. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

KeyedId = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Filer:
    """The account or session that a message comes from.

    person   keyed id under which the conversation is kept, and named cases are filed
    own_key  another keyed id of the same account, which is kept nowhere: only a message of theirs brings it
    """

    person: str
    own_key: str = ""

    def key_of_anonymous(self, reference: str, keyed_id: KeyedId) -> str:
        """Return the key under which an anonymous case of theirs is filed.

        Two cases of one person have nothing in common, and nobody gets from one of them to the person: the key
        follows from what only a live message brings. Raises ValueError without it.
        """
        if not self.own_key:
            raise ValueError("an anonymous case needs the key that only its filer's messages bring")
        return keyed_id("anonymous_case", f"{self.own_key}:{reference}")

    def keys_of_anonymous(self, reference: str, keyed_id: KeyedId) -> tuple[str, ...]:
        """Return every key under which an anonymous case of theirs can be filed."""
        older = older_key_of_anonymous(self.person, reference, keyed_id)
        return (self.key_of_anonymous(reference, keyed_id), older) if self.own_key else (older,)


def older_key_of_anonymous(person: str, reference: str, keyed_id: KeyedId) -> str:
    """Return the key of an anonymous case filed before filers had an `own_key`: it follows from `person`."""
    return keyed_id("anonymous_case", f"{person}:{reference}")
