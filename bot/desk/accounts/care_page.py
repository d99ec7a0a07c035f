"""`/desk/accounts/care`: what a bureau wants two people for, and how long an agreement holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.desk.accounts.bureau_settings import BureauSettingsPage, PostedSettings
from bot.desk.accounts.office import CARE, AccountParts
from bot.desk.pages import PageContext, Visit
from intake.officers.care import MOST_DAYS, NOTHING_SET, Care, CareBook, all_care


@dataclass(frozen=True, slots=True)
class CareContext(PageContext):
    """What is set for bureaus.

    settings  by the bureau's code; those with nothing set are left out
    ordinary  what holds for the others
    most_days the longest an agreement may hold
    kept      what was posted and refused
    faults    what was wrong with it, by field
    saved     something was just set
    """

    template: ClassVar[str] = "accounts/care.html"
    settings: Mapping[str, Care]
    ordinary: Care
    most_days: int
    kept: Mapping[str, str]
    faults: Mapping[str, str]
    saved: bool


def care_page(office: AccountParts) -> BureauSettingsPage:
    """Return the page."""
    book = CareBook(office.database, office.vault, office.bureaus)

    async def shows(kept: PostedSettings) -> CareContext:
        async with office.database.reading() as session:
            settings = await all_care(session)
        return CareContext(settings, NOTHING_SET, MOST_DAYS, kept.values, kept.faults, kept.saved)

    async def sets(visit: Visit) -> None:
        form = visit.form
        days = form.get("grant_days", "")
        care = Care(
            identity_by_two=form.get("identity_by_two") == "yes",
            original_by_two=form.get("original_by_two") == "yes",
            grant_days=int(days) if days.isascii() and days.isdigit() and len(days) < 4 else 0,
        )
        await book.set(visit.officer.id, form.get("bureau", ""), care, visit.now)

    return BureauSettingsPage(office, CARE, shows, sets)
