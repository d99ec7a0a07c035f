"""What a page of a form sends, and what it is told. Values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec


class PageAct(StrEnum):
    """What is done on a page.

    BEGIN    a form is begun
    ENTER    the browser comes by a link that the chat gave
    SAVE     fields are filled in, changed or emptied
    UPLOAD   files are to be handed in with the draft
    CONFIRM  the summary is confirmed
    DISCARD  the draft is erased
    """

    BEGIN = "begin"
    ENTER = "enter"
    SAVE = "save"
    UPLOAD = "upload"
    CONFIRM = "confirm"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True)
class SentField:
    """What a page sent about one field.

    words     what was typed; "" for an input left empty
    chosen    values of the options that are ticked, as the page wrote them
    unknown   the tick 「不知道」
    as_it_is  the tick 「就是这样，照记」, under what was doubted
    asked     words that were asked back about before, oldest first: 「白沙」 before 「江津区白沙镇」
    stood     mark of what the input held when it was drawn; "" where the page has no marks
    meanwhile what another page or the chat put there since, in words; "" for nothing
    """

    words: str = ""
    chosen: tuple[str, ...] = ()
    unknown: bool = False
    as_it_is: bool = False
    asked: tuple[str, ...] = ()
    stood: str = ""
    meanwhile: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said of the field."""
        return not (self.words or self.chosen or self.unknown)


@dataclass(frozen=True, slots=True)
class PageSent:
    """What a page sent.

    form      the form that the page is of
    fields    by name, those that the page shows
    seen      digest of the summary that is confirmed
    declared  the declaration of truth is ticked
    link      the secret of the link that led here
    choice    "add" or "another", where a case of before was told of
    """

    act: PageAct
    form: str = ""
    fields: Mapping[str, SentField] = field(default_factory=dict)
    seen: str = ""
    declared: bool = False
    link: str = ""
    choice: str = ""


class PageFault(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a field was not saved.

    choices    what may be chosen instead of typing: the towns of one name
    may_stand  it is taken when it is sent again with the tick 「就是这样，照记」
    hides      what was typed is not shown again; in its place stands what may be kept of it, else what was saved
    rest       what may be kept of it
    asks_back  the words are remembered by the page until it is settled
    """

    sentence: str
    choices: tuple[str, ...] = ()
    may_stand: bool = False
    hides: bool = False
    rest: str = ""
    asks_back: bool = False


class Refused(msgspec.Struct, frozen=True):
    """What a page sent about a field and could not be taken: it stands there until it is taken or emptied."""

    sent: SentField
    fault: PageFault


class PageFiled(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a filing led to, as far as a page shows it apart from the sentences.

    code     by which the case is found
    receipt  address of the receipt
    """

    reference: str
    code: str = ""
    receipt: str = ""


class PageEarlier(msgspec.Struct, frozen=True, omit_defaults=True):
    """A case of before that may be about the same, with the question what is to be done."""

    reference: str
    told: str


class PageTold(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a page is told.

    faults    by field: why it was not saved
    notes     by field: how what was sent was taken: a name that was cut out, a place that was guessed
    left      by label: what was filled in where the form asks nothing any more
    switched  the form that it has become: an insider files a tip
    unseen    what was confirmed is not what stands there now: it is shown again
    earlier   something about the same was filed before: nothing is filed until it is said what is wanted
    gone      there is no draft: filed, discarded, expired, or its link was used
    """

    faults: Mapping[str, PageFault] = {}
    notes: Mapping[str, str] = {}
    left: Mapping[str, str] = {}
    switched: str = ""
    unseen: bool = False
    earlier: PageEarlier | None = None
    gone: bool = False
