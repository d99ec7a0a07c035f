"""What is true of an answer by what it is: the shape of a kind. The kinds themselves are in `kinds.py`. Pure."""

from __future__ import annotations

from abc import ABC, abstractmethod

from intake.forms.form import Field
from intake.forms.understood import Circumstances, Read, Understood
from intents import reading
from intents.telling.plainly import Plainly


class Kind(ABC):
    """What is true of an answer by what it is; what most kinds have in common stands here.

    is_free    takes any words, so that what is said may be no answer at all
    is_place   a location that was sent is an answer
    is_loose   almost any words would be an answer: what plainly is another kind of thing must be told apart
    plain      what its answers plainly are
    is_own     what a message says by itself is read again by the form's own rules: options, bureaus, working days
    """

    is_free = False
    is_place = False
    is_loose = False
    plain: Plainly | None = None
    is_own = False

    @abstractmethod
    def read(self, field: Field, text: str, under: Circumstances) -> Read:
        """Return what the words hold; raise NotUnderstood when they hold no answer."""

    def said(self, field: Field, value: object, typed: str = "") -> str:
        """Return a value as the person who gave it reads it; their own words where it does not say it all."""
        return str(value)

    def shown(self, field: Field, value: object, typed: str = "") -> str:
        """Return a value as an officer reads it: the same words, unless there is more to see."""
        return self.said(field, value, typed)

    def fits(self, field: Field, value: object) -> bool:
        """Say whether a value has the shape of the contract; None, which fits every field, is not asked about."""
        return isinstance(value, str) and bool(value)

    def declines(self, field: Field, text: str, read: Read | None) -> bool:
        """Say whether the words leave the field open rather than fill it; `read` is what they were read as."""
        if read is None:
            return reading.is_skip(text) or reading.is_unknown(text)
        # 「都没有」 is an answer where nothing has to be there.
        if not isinstance(read, Understood):
            return False
        return (read.value is None and not read.as_said) or (field.core and read.value == [])

    def takes(self, field: Field, said: Plainly, text: str) -> bool:
        """Say whether words that plainly are such a thing may be an answer."""
        return said is self.plain

    def lacks(self, text: str) -> bool:
        """Say whether the field is declined without the words for it: 「没带执照」, 「没有电话」."""
        return False

    def in_own_words(self, field: Field, text: str) -> Understood | None:
        """Return words that could not be read but may be kept all the same."""
        return None


def is_given(value: object) -> bool:
    """Say whether there is anything in a value: no answer, an empty text and an empty list say nothing."""
    return value is not None and value not in ("", [], (), {})


def as_said(value: object, typed: str) -> str:
    """Return the words of an answer that no value could be made of: 「大约15,000欧元」; "" for 「不知道」."""
    if is_given(value) or value == [] or reading.is_skip(typed) or reading.is_unknown(typed):
        return ""
    return typed.strip()
