"""What a conversation and the upload of files tell each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenUpload:
    """Let files be handed in, and keep what came with this message. Answered by `UploadOpened`, or by an empty
    `CasesFound` when the case is not theirs.

    draft_id   of the draft that they are for; "" with no reference: one that has no files yet
    reference  of their own case that they are for
    anonymous  whoever hands them in wants to stay unknown
    form       the draft's form
    """

    draft_id: str = ""
    reference: str = ""
    anonymous: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class RevokeLinks:
    """Let the upload links open nothing any more that were given out for these drafts and for their own cases.

    Answered by `LinksRevoked`.
    """

    draft_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UploadOpened:
    """Files can be handed in now.

    draft_id   of the draft that they belong to; empty for a case
    reference  of the case; empty for a draft
    address    of the upload page; empty when what came with the message is kept already
    came       what came with the message: its kind, or "" when nothing did
    is_kept    it will be fetched and kept; otherwise it has to be handed in on that page
    is_full    as many files as may be are there: nothing more is taken
    """

    draft_id: str = ""
    reference: str = ""
    address: str = ""
    came: str = ""
    is_kept: bool = False
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class LinksRevoked:
    """Upload links that were given out open nothing any more as soon as this turn is committed."""

    count: int
