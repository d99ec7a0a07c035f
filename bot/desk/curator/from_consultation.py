"""A consultation that was answered becomes a draft entry, written by who answered it, without who asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.cases.dossier import Dossier, dossier_of, record_reading
from bot.desk.curator.editing import new_entry_id
from bot.desk.curator.shop import Shop
from bot.desk.curator.words import EMPTY
from bot.desk.pages import PageContext, Visit
from intake.cases.codes import CaseKind
from intake.ids import read_reference
from intake.officers.casework import NoSuchCase
from intents.persons.masking import without_persons

ANSWERED: Final = frozenset({"answered", "closed"})
LONGEST_OF: Final = {"title": 100, "answer": 2_000}
_MASK: Final = "〔"


@dataclass(frozen=True, slots=True)
class FromConsultationContext(PageContext):
    """An answered consultation on its way to becoming an entry.

    reference  of the consultation
    typed      question and answer, names and numbers covered, or what was posted
    faults     what stands against it, by field
    subjects   subjects to choose from
    done       whether the draft was made
    """

    template: ClassVar[str] = "knowledge/from_consultation.html"
    reference: str
    typed: Mapping[str, str]
    faults: Mapping[str, str]
    subjects: tuple[str, ...]
    done: bool


class FromConsultation:
    """The handlers of `/desk/cases/{reference}/entry`, for those who handle the case; curators see no cases."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        address = "/desk/cases/{reference}/entry"
        return [
            web.get(address, self._shop.guard.page(self._show)),
            web.post(address, self._shop.guard.form(self._make)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        dossier = await self._dossier(visit)
        async with self._shop.database.writing() as session:
            await record_reading(session, self._shop.vault, dossier.case.id, visit.officer.id, "viewed", visit.now)
        answers = [one.words for one in dossier.happenings if one.purpose == "written" and one.words]
        typed = {
            "title": without_persons(str(dossier.fields.get("question") or ""))[: LONGEST_OF["title"]],
            "answer": without_persons(answers[-1] if answers else ""),
        }
        return self._page(visit, dossier, typed)

    async def _make(self, visit: Visit) -> web.StreamResponse:
        dossier = await self._dossier(visit)
        faults = _faults(visit.form, self._shop.catalogue.subjects)
        if faults:
            return self._page(visit, dossier, visit.form, 422, faults)
        title = " ".join(visit.form["title"].split())
        await self._shop.editorial.save(
            visit.officer,
            new_entry_id(),
            visit.form["subject"],
            {**EMPTY, "title": title, "wordings": [title], "answer": visit.form["answer"].strip()},
            f"由咨询 {dossier.case.reference} 的答复整理",
            seen=None,
            now=visit.now,
        )
        return self._page(visit, dossier, visit.form, done=True)

    async def _dossier(self, visit: Visit) -> Dossier:
        reference = read_reference(visit.request.match_info["reference"])
        async with self._shop.database.reading() as session:
            dossier = await dossier_of(session, self._shop.vault, visit.officer, reference or "")
        if dossier is None or dossier.case.lead_bureau != visit.officer.bureau:
            raise NoSuchCase
        if dossier.case.kind != CaseKind.CONSULTATION or dossier.case.state not in ANSWERED:
            raise NoSuchCase
        return dossier

    def _page(
        self,
        visit: Visit,
        dossier: Dossier,
        typed: Mapping[str, str],
        status: int = 200,
        faults: Mapping[str, str] | None = None,
        *,
        done: bool = False,
    ) -> web.Response:
        subjects = self._shop.catalogue.subjects
        context = FromConsultationContext(dossier.case.reference, typed, faults or {}, subjects, done)
        return self._shop.page(context, visit, status)


def _faults(form: Mapping[str, str], subjects: tuple[str, ...]) -> dict[str, str]:
    faults = {}
    for name, what in (("title", "问题"), ("answer", "答复")):
        text = form.get(name, "").strip()
        if not text or len(text) > LONGEST_OF[name]:
            faults[name] = f"请写下{what}，最多 {LONGEST_OF[name]} 字。"
        elif _MASK in text:
            faults[name] = f"{what}里还有遮住的部分（〔…〕），请改写成一般的说法。"
    if form.get("subject", "") not in subjects:
        faults["subject"] = "请选择主题。"
    if form.get("anonymous") != "yes":
        faults["anonymous"] = "请确认看不出是哪家单位、哪个人。"
    return faults
