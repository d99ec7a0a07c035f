"""What does not change while a message is answered is worked out once, whoever asks, and forgotten with it. Pure.

Thirty patterns and readers ask the same of the same words: their plain form, whether they ask, whether they
decline. The words are the key, not one object handed through every signature: a reader is given the message, a
sentence of it, or what is left when something was cut out, and all of them meet again here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import Generic, ParamSpec, Self, TypeVar, cast, overload

Params = ParamSpec("Params")
Worked = TypeVar("Worked")
Worked_co = TypeVar("Worked_co", covariant=True)
Owner = TypeVar("Owner")

# One message has fewer pieces that anything is asked of. Whoever works through many texts keeps no more either.
_MOST_TEXTS = 64
_MOST_BY_HEART = 2048


_FORGETS: list[Callable[[], object]] = []
_OUR_OWN: set[str] = set()


def learn_by_heart(texts: Iterable[str]) -> None:
    """Remember what is worked out of these texts beyond a message: what we wrote ourselves, never what is typed.

    Menus and buttons say our titles, wordings and labels back all day long.
    """
    _OUR_OWN.update(texts)


def is_our_own(text: str) -> bool:
    """Say whether these are words of ours, to the letter."""
    return text in _OUR_OWN


def by_heart(work: Callable[Params, Worked]) -> Callable[Params, Worked]:
    """Let a pure function, whose first argument is a text, be carried out once and for all for our own texts."""
    known = cast("Callable[Params, Worked]", lru_cache(maxsize=_MOST_BY_HEART)(work))

    @wraps(work)
    def worked(*args: Params.args, **kwargs: Params.kwargs) -> Worked:
        return (known if args[0] in _OUR_OWN else work)(*args, **kwargs)

    return cast("Callable[Params, Worked]", worked)


def once_a_message(work: Callable[Params, Worked]) -> Callable[Params, Worked]:
    """Let a pure function of a text be carried out once for all who ask while one message is answered."""
    known = lru_cache(maxsize=_MOST_TEXTS)(work)
    _FORGETS.append(known.cache_clear)
    return cast("Callable[Params, Worked]", known)


def forgotten_with_the_message(forget: Callable[[], object]) -> None:
    """Call this whenever a message was answered: what it empties was worked out for that message."""
    _FORGETS.append(forget)


def forget_the_message() -> None:
    """Keep nothing of what was said: the message is answered."""
    for forget in _FORGETS:
        forget()


class once(Generic[Worked_co]):
    """A property of a value that never changes, worked out when it is first asked for.

    As `functools.cached_property`, without its lock, which costs as much as most of what is worked out.
    """

    def __init__(self, work: Callable[[Owner], Worked_co]) -> None:
        """Take what works it out."""
        self._work: Callable[..., Worked_co] = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, one: None, kind: type) -> Self: ...

    @overload
    def __get__(self, one: object, kind: type) -> Worked_co: ...

    def __get__(self, one: object | None, kind: type) -> Self | Worked_co:
        if one is None:
            return self
        # It stands in the way of this property from now on.
        worked = one.__dict__[self._name] = self._work(one)
        return worked
