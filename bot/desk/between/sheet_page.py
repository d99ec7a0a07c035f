"""`/desk/cases/{reference}/sheet-12315`: one sheet of a report to copy into 全国12315 from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.case_page import reference_of
from bot.desk.cases.dossier import Dossier, dossier_of, record_reading
from bot.desk.guard import Guard
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.words import CHANNEL_NAMES
from bot.shown import filed
from intake.cases.codes import REPORTS
from intake.cases.platform_moves import OnPlatform, on_platform
from intake.forms.form import Form
from intake.forms.forms import form_of
from intake.officers.casework import NoSuchCase
from intake.officers.marking import may_read
from intake.storage.database import Database
from intake.storage.sealing import Vault

# The order of the official form: whom it is about, what happened, what is there; who reported stands apart.
_PARTS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "被举报人",
        ("reported_name", "reported_kind", "reported_place", "reported_relation", "platform"),
    ),
    (
        "举报内容",
        ("secret_kind", "secret_title", "act_kinds", "act_date", "act_place", "use_place", "description"),
    ),
    ("线索和证据", ("clue", "measures", "evidence_kinds", "loss_amount")),
)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A part of the sheet: its title and its lines."""

    title: str
    lines: tuple[filed.FiledLine, ...]


@dataclass(frozen=True, slots=True)
class SheetContext(PageContext):
    """One page to copy from, without what names the filer.

    reference     of the case
    channel       how it came
    received_on   the day it was received, YYYY-MM-DD
    parts         what was filed, in the order of the official form; none for whoever may not read it
    anonymous     it was filed without a name
    registration  how it stands in 全国12315; None as long as it does not
    """

    template: ClassVar[str] = "sheet_12315.html"
    reference: str
    channel: str
    received_on: str
    parts: Sequence[SheetPart]
    anonymous: bool
    registration: OnPlatform | None


class SheetPage:
    """The handler."""

    def __init__(self, database: Database, vault: Vault, pages: Pages, guard: Guard) -> None:
        self._database = database
        self._vault = vault
        self._pages = pages
        self._guard = guard

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get("/desk/cases/{reference}/sheet-12315", self._guard.page(self._sheet)),
        ]

    async def _sheet(self, visit: Visit) -> web.StreamResponse:
        async with self._database.writing() as session:
            dossier = await dossier_of(session, self._vault, visit.officer, reference_of(visit))
            if dossier is None or dossier.case.kind not in REPORTS:
                raise NoSuchCase
            await record_reading(session, self._vault, dossier.case.id, visit.officer.id, "viewed", visit.now)
        return self._pages.page(_sheet_of(dossier, is_read=may_read(visit.officer, dossier.case)), visit)


def _sheet_of(dossier: Dossier, *, is_read: bool) -> SheetContext:
    case = dossier.case
    form = form_of(case.kind, case.form_version)
    return SheetContext(
        reference=case.reference,
        channel=CHANNEL_NAMES.get(case.channel, case.channel),
        received_on=case.received_at.date().isoformat(),
        parts=[SheetPart(title, _lines_of(form, dossier, names)) for title, names in _PARTS] if is_read else [],
        anonymous=case.anonymous,
        registration=on_platform(case),
    )


def _lines_of(form: Form, dossier: Dossier, names: tuple[str, ...]) -> tuple[filed.FiledLine, ...]:
    chosen = {name: dossier.fields[name] for name in names if dossier.fields.get(name) is not None}
    return tuple(line for line in filed.filed_lines(form, chosen, {}) if line.value)
