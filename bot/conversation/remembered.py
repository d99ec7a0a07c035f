"""What is remembered of a conversation beside its forms: what was told, shown, given out, asked of them. Values.

The names, the order and the defaults here are also what is stored: a state of last month must stay readable.
"""

from __future__ import annotations

import hmac
from datetime import datetime

import msgspec


class ToldBefore(msgspec.Struct, frozen=True, array_like=True):
    """What somebody told before a form was open, so that they need not tell it again.

    text     what may be kept of it, as much as a message may hold
    told_at  when the last of it was told, UTC, ISO 8601
    """

    text: str
    told_at: str


class CodeShown(msgspec.Struct, frozen=True, array_like=True):
    """An access code that was said and not confirmed yet.

    last   its last group
    key    the message that was answered with it
    until  when that answer is forgotten, and this with it, UTC, ISO 8601
    """

    last: str
    key: str
    until: str


class LinkGiven(msgspec.Struct, frozen=True, array_like=True):
    """A link to the page of the form under way that was given out and not used yet.

    secret  what the link carries, and nothing else
    until   when it opens nothing any more, UTC, ISO 8601
    """

    secret: str
    until: str

    def opens_with(self, secret: str, now: datetime) -> bool:
        """Say whether this is the link, and still good."""
        is_it = hmac.compare_digest(self.secret.encode(), secret.encode())
        return is_it and now < datetime.fromisoformat(self.until)


class EndedThere(msgspec.Struct, frozen=True, array_like=True):
    """A form that was filed or erased on its page since the chat asked last.

    form       its name
    discarded  it was erased
    at         when, UTC, ISO 8601
    """

    form: str
    discarded: bool
    at: str


class SaidLately(msgspec.Struct, frozen=True, array_like=True):
    """What was said lately outside of any form, for an officer to read should a person be asked for.

    lines  words and answer, the newest last
    until  when it is forgotten, UTC, ISO 8601
    """

    lines: tuple[tuple[str, str], ...]
    until: str


class Calling(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person was asked for; it waits for where, or for a yes.

    asks     "bureau" or "consent"; "" while it is looked up
    bureau   code of the bureau, once it is known
    resumes  a form was put aside for it
    """

    asks: str = ""
    bureau: str = ""
    resumes: bool = False


class SubscribingTo(msgspec.Struct, frozen=True, array_like=True):
    """Notices are being subscribed to: it was asked which subject, or, once that is known, which district.

    subjects   their codes, none for all; None: it was asked which
    districts  those that were named before a subject was, none for all; None: none was
    """

    subjects: tuple[str, ...] | None = None
    districts: tuple[str, ...] | None = None
