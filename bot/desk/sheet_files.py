"""Files beside the items of a sheet at the desk: how they are listed, and taken home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.desk.cases.evidence import no_page, saved
from bot.desk.guard import NotFound
from bot.desk.pages import Visit
from bot.shown.sheet_files import SheetFile, shown_sheet_files
from intake.evidence.file import EvidenceRefused
from intake.evidence.sheets import SheetFiles
from knowledge.standards.standard import Standard

_NOT_GIVEN: Final = "不能下载"


@dataclass(frozen=True, slots=True)
class ItemFiles:
    """The files of one item; `label` names it as the sheet does."""

    key: str
    label: str
    files: tuple[SheetFile, ...]


async def files_beside(files: SheetFiles | None, sheet: str, standard: Standard | None) -> tuple[ItemFiles, ...]:
    """Return the files of a sheet, item by item in the order of its standard; items without one are left out."""
    if files is None or standard is None:
        return ()
    of = shown_sheet_files(await files.of(sheet), has_scanner=files.has_scanner)
    return tuple(ItemFiles(key, label, of[key]) for key, label in labels_of(standard).items() if key in of)


def labels_of(standard: Standard) -> Mapping[str, str]:
    """Return the items of a standard as they are chosen from: label by key."""
    return {item.key: f"{number}. {item.name}" for number, item in enumerate(standard.all_items, start=1)}


async def taken_home(visit: Visit, files: SheetFiles | None, sheet: str) -> web.StreamResponse:
    """Send a file of a sheet that this officer may see, to be saved."""
    if files is None:
        raise NotFound
    try:
        knows_risk = visit.form.get("confirmed") == "yes"
        download = await files.opened(sheet, visit.request.match_info["file"], knows_risk=knows_risk)
        return await saved(visit, download)
    except EvidenceRefused as refusal:
        raise no_page(_NOT_GIVEN, refusal) from None
