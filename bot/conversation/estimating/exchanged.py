"""What a self-assessment asks for, and what it is answered with: part of the lists in `turn.py`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from intake.stored import Stored


@dataclass(frozen=True, slots=True)
class KeepEstimate:
    """Keep a self-assessment. Answered by `EstimateKept`.

    owner    under whom the others of this conversation are kept; "" for the account, or none yet
    to_page  it is gone on with on its page, and in the chat as well
    """

    subject: str
    stamp: str
    content: Stored
    owner: str = ""
    to_page: bool = False


@dataclass(frozen=True, slots=True)
class FindEstimates:
    """Look up what somebody estimated last. Answered by `EstimatesFound`.

    owner  under whom the estimates of this conversation are kept; "" for the account
    code   said in this message: whose account it is does not matter then
    """

    owner: str = ""
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class EstimateBefore:
    """One of before, as it was said then."""

    stamp: str
    content: Stored
    made_at: datetime


@dataclass(frozen=True, slots=True)
class EstimatesFound:
    """The last estimate of each kind, the newest first; empty: none is kept there.

    owner      under whom they are kept
    address    of the page with the results, good for a while; "" where there is no page
    by_code    a code was said
    too_often  it was not even looked: too many codes led nowhere before
    """

    estimates: tuple[EstimateBefore, ...]
    owner: str = ""
    address: str = ""
    by_code: bool = False
    too_often: bool = False


@dataclass(frozen=True, slots=True)
class EstimateKept:
    """A self-assessment is kept as soon as this turn is committed.

    owner    under whom it is kept
    stamp    of the standard; content: what was said
    last     what was said the last time, with its standard and when; None where there was none
    address  of the page with the result, good for a while; "" where there is no page
    code     by which it is found again from any browser, where one is given
    to_page  as it was asked for
    """

    owner: str
    stamp: str
    content: Stored
    last: Stored | None = None
    last_stamp: str = ""
    last_at: datetime | None = None
    address: str = ""
    code: str = field(default="", repr=False)
    to_page: bool = False
