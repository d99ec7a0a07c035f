"""`/desk/accounts/talks`: when a bureau has officers for people who ask for a person in the chat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.desk.accounts.bureau_settings import BureauSettingsPage, PostedSettings
from bot.desk.accounts.office import TALK_DESKS, AccountParts
from bot.desk.pages import PageContext, Visit
from intake.officers.talk_desks import MOST_PATIENCE, MOST_QUIET, ORDINARY, TalkDesk, TalkDesks, all_desks


@dataclass(frozen=True, slots=True)
class TalkDesksContext(PageContext):
    """What is set for bureaus.

    desks     by the bureau's code; those with nothing set are left out
    ordinary  what a bureau begins with
    most_patience, most_quiet  the longest that may be set, in minutes
    kept      what was posted and refused
    faults    what was wrong with it, by field
    saved     something was just set
    """

    template: ClassVar[str] = "accounts/talks.html"
    desks: Mapping[str, TalkDesk]
    ordinary: TalkDesk
    most_patience: int
    most_quiet: int
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    saved: bool


def talk_desks_page(office: AccountParts) -> BureauSettingsPage:
    """Return the page."""
    book = TalkDesks(office.database, office.vault, office.bureaus)

    async def shows(kept: PostedSettings) -> TalkDesksContext:
        async with office.database.reading() as session:
            desks = await all_desks(session)
        limits = (MOST_PATIENCE, MOST_QUIET)
        return TalkDesksContext(desks, ORDINARY, *limits, kept.values, kept.faults, kept.saved)

    async def sets(visit: Visit) -> None:
        form = visit.form
        await book.set(
            visit.officer.id,
            form.get("bureau", ""),
            form.get("hours", ""),
            _minutes(form.get("patience", "")),
            _minutes(form.get("quiet", "")),
            visit.now,
            is_open=form.get("is_open") == "yes",
            mails=form.get("mails") == "yes",
        )

    return BureauSettingsPage(office, TALK_DESKS, shows, sets)


def _minutes(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 5 else 0
