"""What of each table `shangmi verify` proves, and by what. A table that is not here fails a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from intake.storage.witness import WITNESSED


class Proof(StrEnum):
    """By what a row is proven."""

    CHAIN = "chain"  # the chain of HMACs itself
    DIGEST = "digest"  # the last entry of its chain carries a digest of it
    WITNESS = "witness"  # the last entry that names it carries a digest of it
    SAID = "said"  # the entries say what stands in it
    TOLD = "told"  # the entries of its officer's chain say what stands in it
    SEAL = "seal"  # it opens in its place and nowhere else; that it is there at all is not proven
    NONE = "none"  # not proven


@dataclass(frozen=True, slots=True)
class Cover:
    """How a table is covered.

    free     columns that are not proven
    because  why they, or the table, need not be
    """

    proof: Proof
    free: tuple[str, ...] = ()
    because: str = ""


_EXPIRES: Final = Cover(Proof.NONE, because="kept for hours or days; what came of it stands in the journal")
_SETTING: Final = Cover(Proof.NONE, because="entered at the desk, shown there; no case changes by it")
_INDEX: Final = Cover(Proof.NONE, because="follows from the texts; `shangmi search rebuild` writes it anew")
_TOLD: Final = Cover(Proof.NONE, because="who was told of what; without it somebody is told twice")
_SPEECH: Final = Cover(Proof.SEAL, because="a conversation; it expires, and what was filed stands in the journal")
_SEEN: Final = "when somebody signed in or an account was made opens nothing"

COVERAGE: Final[Mapping[str, Cover]] = {
    "journal": Cover(Proof.CHAIN),
    "account_journal": Cover(Proof.CHAIN),
    "case_file": Cover(
        Proof.DIGEST,
        ("active_at", "unread_since", "said_at", "said_by", "reminded_at"),
        "follow from the journal, for lists",
    ),
    "officer": Cover(Proof.DIGEST, ("created_at", "signed_in_at", "second_step_used"), _SEEN),
    "api_token": Cover(Proof.DIGEST, ("created_at",), _SEEN),
    "switch": Cover(Proof.DIGEST),
    "bureau_care": Cover(Proof.DIGEST),
    "talk_desk": Cover(Proof.DIGEST),
    "webhook": Cover(Proof.DIGEST, ("created_at", "failing_since"), "when its calls came through"),
    "bulletin": Cover(
        Proof.DIGEST,
        ("proposed_at", "published_at", "withdrawn_at", "told_at", "held_at"),
        "when it was decided stands in its chain; when it was told and held follows from other rows",
    ),
    "talk": Cover(
        Proof.DIGEST,
        (
            *("person", "state", "officer_id", "last_at", "lines", "read_until"),
            *("taken_at", "ended_at", "ended_as", "resumes", "is_late"),
        ),
        "how it went on: who took it and ended it stands in its chain; its words expire",
    ),
    "routing_version": Cover(
        Proof.DIGEST,
        ("is_open", "note", "based_on", "edits", "drafted_at", "decided_at"),
        "words and times about a set of rules, and a draft until it is decided",
    ),
    "case_key": Cover(Proof.SEAL, because="without it nothing of its case opens, so it is missed at once"),
    **{
        table: Cover(Proof.WITNESS, witnessed.free, "when it was sent or read, or words about a date")
        for table, witnessed in WITNESSED.items()
    },
    "evidence_file": Cover(
        Proof.SAID,
        ("draft", "said_bytes", "begun_at", "touched_at", "received_at", "scan", "scan_tries", "scan_next_at"),
        "how it was received; its pieces open in their places alone",
    ),
    "case_search": _INDEX,
    "case_who": _INDEX,
    "talk_line": _SPEECH,
    "estimate": Cover(Proof.SEAL, because="belongs to no case"),
    "guidance_event": Cover(Proof.SEAL, because="belongs to no case"),
    "contact_person": Cover(Proof.SEAL, because="belongs to no case"),
    "guide_assignment": Cover(Proof.SEAL, because="a company has a guide whatever became of its case"),
    "pilot_paper": Cover(Proof.SEAL, because="belongs to no case"),
    "sign_up": Cover(Proof.SEAL, because="belongs to no case, and is gone half a year after the training"),
    "bulletin_reach": Cover(Proof.SEAL, because="is gone with the last that was sent"),
    "subscription": Cover(Proof.NONE, because="what somebody wants to hear of; they see it, and end it"),
    "reach": Cover(Proof.SEAL, because="is gone after two days"),
    "asked_question": _SPEECH,
    "conversation": _SPEECH,
    "turn": _SPEECH,
    **dict.fromkeys(
        (
            "arriving_media",
            "web_session",
            "draft_code",
            "ended_visit",
            "desk_session",
            "sign_in_pause",
            "pace",
            "upload_link",
            "used_proof",
            "webhook_call",
            "api_answer",
        ),
        _EXPIRES,
    ),
    **dict.fromkeys(("clock_told", "fault_told", "chaser", "pilot_told", "bulletin_told"), _TOLD),
    **dict.fromkeys(
        (
            "asked_reaction",
            "body",
            "bureau_unit",
            "calendar_change",
            "calendar_year",
            "canned_reply",
            "entry_version",
            "gap_decision",
            "officer_mail",
            "pilot",
            "publication",
            "recognised_unit",
            "regression_question",
            "saved_view",
        ),
        _SETTING,
    ),
    "export": Cover(Proof.NONE, because="who asked for what, and what was taken, stands in the officer's chain"),
    "export_part": Cover(Proof.SEAL, because="a copy of lists, kept for a day"),
    "paper_number": Cover(Proof.NONE, because="the numbers that were given stand in the papers, which are proven"),
    "paper_template": Cover(Proof.NONE, because="a paper keeps what it was made of, and is proven itself"),
    "stand_in": Cover(Proof.TOLD, ("bureau",), "the officer's own, which is proven"),
    "mark": Cover(Proof.NONE, because="fingerprints of the keys: others are refused at once"),
}
