"""What is asked for of notices and trainings, and answered: part of the lists in `turn.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from intake.bulletins.bulletin import BulletinWish

# What was done, or looked up.
Done = Literal["subscribed", "ended", "none", "mine", "listed"]


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Tell this account of what meets the wish from now on. Answered by `BulletinsTold`."""

    wish: BulletinWish


@dataclass(frozen=True, slots=True)
class EndSubscription:
    """Tell this account nothing more. Answered by `BulletinsTold`."""


@dataclass(frozen=True, slots=True)
class FindBulletins:
    """Look up what stands today.

    mine  what this account has subscribed to, rather

    Answered by `BulletinsTold`.
    """

    mine: bool = False


BulletinRequest = Subscribe | EndSubscription | FindBulletins


@dataclass(frozen=True, slots=True)
class BulletinGlance:
    """One notice or training as it is told.

    when     of a training, in words; "" of a notice
    address  its page; "" where this service has none
    """

    title: str
    when: str
    address: str


@dataclass(frozen=True, slots=True)
class BulletinsTold:
    """What was done, and what stands today.

    done  "none": there was no subscription to end, or to show
    wish  what this account hears of; None where it hears of nothing
    was   what it heard of until now, where that was just ended
    page  address of the list; "" where there is none
    """

    done: Done
    bulletins: tuple[BulletinGlance, ...] = ()
    wish: BulletinWish | None = None
    page: str = ""
    was: BulletinWish | None = None
