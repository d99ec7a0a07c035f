"""Where a person stands between two messages. A value: changed by making a new one (`msgspec.structs.replace`).

The names, the order and the defaults here are also what is stored: a state of last month must stay readable.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

import msgspec
from msgspec.structs import replace

from bot.conversation.page.sent import Refused
from bot.conversation.remembered import (
    Calling,
    CodeShown,
    EndedThere,
    LinkGiven,
    SaidLately,
    SubscribingTo,
    ToldBefore,
)
from intake.forms.codes import FormName
from intake.forms.form import Answer
from intake.forms.supplement import Purpose

# A draft nobody came back to: long enough for a holiday, short enough to keep little (PIPL 第19条).
DRAFTS_KEPT = timedelta(days=30)
# So many forms are put aside at most: one more takes the place of the earliest.
MOST_ASIDE = 9
# A draft that nobody touched for so long is reminded of, once.
REMINDED_AFTER = timedelta(days=7)
# What somebody told before they said that they want to report it: for the rest of the conversation.
TELLING_KEPT = timedelta(days=1)

# What names a case that leads to nobody is kept no longer than any reply that told of it: a note to one, begun
# and not finished, and pages that wait for 「更多」.
NAMING_KEPT = timedelta(hours=1)


class Special(StrEnum):
    """A question about the form itself: really cancel? with or without a name? go on after a while?

    DISCARD, RESTART: what was filled in would be gone: really? DISCARD is asked of a draft put aside, too.
    NAMES: a note to an anonymous case says who its filer is: add it all the same?
    WISH: words that may be a wish to withdraw: are they to be recorded as one?
    WHICH: a corrected value fits several fields: which of them?
    EARLIER: something about the same was filed before: add to that, or file another one?
    CONTACT: new contact data were read back: are they right?
    OWN_NAME: an answer in an anonymous tip says who its filer is: leave that out?
    """

    CANCEL = "cancel"
    DISCARD = "discard"
    RESTART = "restart"
    ANONYMITY = "anonymity"
    RESUME = "resume"
    NAMES = "names"
    WISH = "wish"
    WHICH = "which"
    OWN_NAME = "own_name"
    CONTACT = "contact"
    EARLIER = "earlier"


class Pending(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a form waits for beside the answer to its open field.

    ask          the special question that is open
    correcting   the open field was named at the summary: its answer leads back there
    pushed       fields that were refused once, and explained
    put_off      core fields that were refused again: asked once more before the summary
    candidates   the places of which one is meant, as they were offered
    asked_as     how it was asked which: "apart" of several that may all be meant, "which_is_which" of two
    hinted       the field at which something was asked back about a place
    beside       what was said there of neighbouring fields, until the place is settled
    taken_asked  it was asked whether anything was done in Chongqing
    outside      where every place of the act lay, of a form that was turned away for it
    submit_now   what can be added later is left out
    corrected    the value of a correction, while it is asked which field it belongs to
    doubted      what was said to the open field and asked about once; said again, it is taken
    pictures     pictures came that could not be received
    purpose      what a note is for
    words        what a note or an answer is to say, where it was said before the case was known or is asked about
    anonymous    the case that a note is for, or one of those to choose from, was filed without a name
    consults     the case that a note is for is a consultation
    interrupted  the note interrupted a form, which is shelved meanwhile
    on_page      the form was filled on its page since the chat asked last: its question is another one now
    listed       what was filled in was shown just now: a number means that list
    warned       it was told what a file may say about an anonymous filer
    handed_in    files could be handed in with the note: it is one without words too
    uploads      a link to the upload page is wanted, as soon as it is known for which case
    contact      the contact data, by field, that are to take the place of the old ones
    asks_contact the new contact data are asked for
    earlier      reference of the person's own case that may be about the same
    links_after  the words answer a letter: the link to the upload page is given with them
    asked        what was asked at a note and may be an addition as well
    to_change    items named together to be changed, of which the first is asked: they are asked after it
    untold       they do not want their story to go with it in its own words
    gives_name   they just said that they give their name after all: a bare name and number is theirs
    """

    ask: Special | None = None
    correcting: bool = False
    pushed: tuple[str, ...] = ()
    put_off: tuple[str, ...] = ()
    candidates: tuple[Mapping[str, object], ...] = ()
    asked_as: str = ""
    hinted: str | None = None
    beside: Mapping[str, object] = {}
    taken_asked: bool = False
    outside: str = ""
    submit_now: bool = False
    corrected: str = ""
    doubted: str = ""
    pictures: bool = False
    purpose: Purpose = Purpose.SUPPLEMENT
    words: str = ""
    anonymous: bool = False
    consults: bool = False
    interrupted: bool = False
    on_page: bool = False
    listed: bool = False
    warned: bool = False
    handed_in: bool = False
    uploads: bool = False
    contact: Mapping[str, str] = {}
    asks_contact: bool = False
    earlier: str = ""
    links_after: bool = False
    asked: str = ""
    to_change: tuple[str, ...] = ()
    untold: bool = False
    gives_name: bool = False


class Running(msgspec.Struct, frozen=True, omit_defaults=True, rename={"form": "dialog"}):
    """A form under way.

    form       the form's name: complaint, tip, consultation or supplement
    field      the field now asked for; `confirm` at the summary
    answers    by field name, in the order they were given
    misread    how often the open field was not understood in a row
    touched_at when the person last worked on it, UTC, ISO 8601
    draft_id   by which files are handed in with it; empty until the first may come
    reminded   since it was touched last its person was reminded of it
    refused    what a page sent and could not be taken, by field, to stand there again
    files      how many files came with it; reception sets it
    """

    form: str
    field: str
    answers: Mapping[str, Answer] = {}
    misread: int = 0
    pending: Pending = Pending()
    touched_at: str = ""
    draft_id: str = ""
    reminded: bool = False
    refused: Mapping[str, Refused] = {}
    files: int = 0

    @property
    def may_remind(self) -> bool:
        """Whether its person may yet be reminded of it; a note on a case is none of the drafts."""
        return bool(self.touched_at) and not self.reminded and self.form != FormName.SUPPLEMENT

    def with_answer(self, name: str, answer: Answer) -> Running:
        """Return the form with one answer put in last, as the one given most recently."""
        others = {other: given for other, given in self.answers.items() if other != name}
        return replace(self.refusing(name, None), answers={**others, name: answer})

    def without(self, name: str) -> Running:
        """Return the form with one answer taken out."""
        others = {other: given for other, given in self.answers.items() if other != name}
        return replace(self.refusing(name, None), answers=others)

    def refusing(self, name: str, refused: Refused | None) -> Running:
        """Return the form with what could not be taken at a field; None for nothing that may stand there again."""
        if refused is None and name not in self.refused:
            return self
        others = {other: kept for other, kept in self.refused.items() if other != name}
        return replace(self, refused={**others, name: refused} if refused is not None else others)

    def at(self, field: str) -> Running:
        """Return the form with this field asked for."""
        waits = self.pending
        if waits.doubted or waits.listed:
            waits = replace(waits, doubted="", listed=False)
        return replace(self, field=field, misread=0, pending=waits)


# The name of the open field at the summary.
CONFIRM = "confirm"


class State(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="v", tag=1):
    """All we remember of a conversation.

    running     the form under way, or None
    shelved     the form put aside last (cancelled by mistake, handed to a person), for 「继续填写」
    below       forms put aside before that one, or before something was filed; the latest first
    offered     what the last choices would say, in the order shown, so that 「2」 is understood
    more        pages that wait for 「更多」
    last_entry  the entry answered last, or the question that a table answered, for follow-up questions
    greeted     the first message with the service's status and privacy notice was shown
    unsure      how often in a row we could not help; the second time we offer a person
    signposted  what we sent the person elsewhere for, as long as they may come back to it; else empty
    unnamed     they want to stay unknown; kept through every form until they say otherwise or have filed
    filed       they filed something in this conversation
    booked      they have asked for an appointment: what may be said of it is
    asked       the kept question that a reaction would belong to; reception sets it
    rated       「有帮助吗」 was asked: once in a conversation is enough
    telling     what was told before a form was open, for the form that may follow
    code        the access code that waits to be confirmed by its last group
    more_until  when the pages that wait are dropped: they may tell of a case
    link        the link to the page of this form that waits to be used
    word        what others press for, while it is asked whether whoever has the case shall be told
    unheard     messages that came while answers were switched off
    visit_about what a visit is to be about, from the self-assessment that was just kept
    estimates   under whom the self-assessments of a conversation are kept whose channel gives codes
    asks_anew   a form was left after the wish to stay unknown: who begins anew is asked anew
    lately      what was said lately, for a person who may be asked for
    calling     a person was asked for: what it waits for
    letter      the own case about which an officer wrote last and was not answered; reception sets it
    calls_off   it was asked whether an appointment is to be off
    heard_by    id of the talk of which it was said that its officer hears what is written
    said_group  the last message of a talk was one group, as codes have them, and nothing else
    waiting     new contact data that wait for a yes, while something else is done; asked again as soon as that is
    subscribing it was asked of which notices they want to hear
    hears       they have subscribed to notices, as far as it was told here
    seeks_liaison  it was asked of which park or district they seek the liaison officer
    by_link     the page of a form was opened by a link that was given here
    ended_there a form ended on that page, until something is said here
    """

    running: Running | None = None
    shelved: Running | None = None
    below: tuple[Running, ...] = ()
    offered: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    last_entry: str | None = None
    greeted: bool = False
    unsure: int = 0
    signposted: str = ""
    unnamed: bool = False
    filed: bool = False
    asked: str = ""
    rated: bool = False
    telling: ToldBefore | None = None
    code: CodeShown | None = None
    more_until: str = ""
    link: LinkGiven | None = None
    word: ToldBefore | None = None
    asks_anew: bool = False
    booked: bool = False
    unheard: int = 0
    estimates: str = ""
    visit_about: str = ""
    lately: SaidLately | None = None
    calling: Calling | None = None
    letter: str = ""
    calls_off: bool = False
    heard_by: str = ""
    said_group: bool = False
    waiting: Running | None = None
    subscribing: SubscribingTo | None = None
    hears: bool = False
    seeks_liaison: bool = False
    by_link: bool = False
    ended_there: EndedThere | None = None

    def written(self) -> bytes:
        """Return what memory seals and stores."""
        return _ENCODER.encode(self)

    @classmethod
    def read(cls, written: bytes | str) -> State:
        """Read back what `written` gave, by this version or an earlier one."""
        return _decoder().decode(written)

    def without_old_drafts(self, now: datetime) -> State:
        """Return the same conversation without what has lasted its time: drafts, a telling, pages, a code."""
        kept = self if _is_fresh(self.running, now) else self.idle()
        shelved = kept.shelved if _is_fresh(kept.shelved, now) else None
        below = tuple(draft for draft in kept.below if _is_fresh(draft, now))
        if shelved is not kept.shelved or len(below) < len(kept.below):
            kept = replace(kept, shelved=shelved, below=below)
        kept = kept if _is_fresh(kept.waiting, now) else replace(kept, waiting=None)
        is_old = kept.telling is not None and now >= _forgotten_at(kept.telling)
        kept = replace(kept, telling=None) if is_old else kept
        if kept.word is not None and now >= _forgotten_at(kept.word):
            kept = replace(kept, word=None)
        if kept.lately is not None and now >= datetime.fromisoformat(kept.lately.until):
            kept = replace(kept, lately=None)
        if kept.code is not None and now >= datetime.fromisoformat(kept.code.until):
            kept = replace(kept, code=None)
        if kept.more_until and now >= datetime.fromisoformat(kept.more_until):
            kept = replace(kept, more=(), more_until="")
        return kept

    def due_at(self, reminds_after: timedelta = REMINDED_AFTER) -> datetime | None:
        """Return when something is to be done next with what is kept for a time only: reminded of, or deleted.

        UTC; None when there is none.
        """
        drafts = [one for one in (*self.drafts, self.waiting) if one is not None and one.touched_at]
        due = [
            *map(_due_at, drafts),
            *(_reminded_at(draft, reminds_after) for draft in drafts if draft.may_remind),
        ]
        due += (_forgotten_at(told) for told in (self.telling, self.word) if told)
        lately = self.lately.until if self.lately else ""
        others = (self.code.until if self.code else "", self.more_until, lately)
        due += [datetime.fromisoformat(until) for until in others if until]
        return min(due, default=None)

    def with_reminder(self, now: datetime, reminds_after: timedelta) -> tuple[State, Running | None]:
        """Return the same conversation, and the draft that its person is to be reminded of now, noted as such."""
        for draft in self.drafts:
            if draft.may_remind and now >= _reminded_at(draft, reminds_after):
                return self._with_instead(draft, replace(draft, reminded=True)), draft
        return self, None

    def _with_instead(self, draft: Running, other: Running) -> State:
        running, shelved = (other if one is draft else one for one in (self.running, self.shelved))
        below = tuple(other if one is draft else one for one in self.below)
        return replace(self, running=running, shelved=shelved, below=below)

    @property
    def has_reminded(self) -> bool:
        """Whether a draft still rests that its person was reminded of."""
        return any(draft.reminded for draft in self.drafts)

    @property
    def draft_ids(self) -> frozenset[str]:
        """The drafts here that files may have been handed in with."""
        return frozenset(draft.draft_id for draft in self.drafts if draft.draft_id)

    @property
    def put_aside(self) -> tuple[Running, ...]:
        """The forms put aside, the latest first."""
        return (self.shelved, *self.below) if self.shelved is not None else self.below

    @property
    def drafts(self) -> tuple[Running, ...]:
        """The form under way, and those put aside, the latest first."""
        return (self.running, *self.put_aside) if self.running is not None else self.put_aside

    def with_aside(self, draft: Running) -> State:
        """Return the same conversation with a form put aside, on top of the others."""
        return replace(self, shelved=draft, below=self.put_aside[: MOST_ASIDE - 1])

    def without_aside(self, draft: Running | None) -> State:
        """Return the same conversation without a form that was put aside; the next one is the latest then."""
        rest = tuple(one for one in self.put_aside if one is not draft)
        return replace(self, shelved=rest[0] if rest else None, below=rest[1:])

    def after_filing(self) -> State:
        """Return the same conversation with its form filed: what lies aside was put there before that."""
        return replace(self.idle(), shelved=None, below=self.put_aside, unnamed=False)

    def is_opened_by(self, secret: str, now: datetime) -> bool:
        """Say whether a link with this secret was given out, not used yet, and is still good."""
        return self.link is not None and self.link.opens_with(secret, now)

    def idle(self) -> State:
        """Return the same conversation with no form under way."""
        return replace(self, running=None, offered=(), link=None)


_ENCODER = msgspec.json.Encoder()


@cache
def _decoder() -> msgspec.json.Decoder[State]:
    return msgspec.json.Decoder(State)


def _is_fresh(draft: Running | None, now: datetime) -> bool:
    return draft is None or not draft.touched_at or now < _due_at(draft)


def _due_at(draft: Running) -> datetime:
    kept = NAMING_KEPT if draft.pending.anonymous else DRAFTS_KEPT
    return datetime.fromisoformat(draft.touched_at) + kept


def _reminded_at(draft: Running, reminds_after: timedelta) -> datetime:
    return datetime.fromisoformat(draft.touched_at) + reminds_after


def _forgotten_at(telling: ToldBefore) -> datetime:
    return datetime.fromisoformat(telling.told_at) + TELLING_KEPT
