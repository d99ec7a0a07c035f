"""Telling a filer that something they sent did not come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlmodel import col

from intake.cases.changes import Changes, JournalEntry
from intake.cases.codes import SERVICE, JournalCode
from intake.evidence.file import WhyRefused
from intake.storage.cases import found_case
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow

_WHY: Final[Mapping[str, str]] = {
    "expired": "微信只替您保存三天，没能及时取到",
    WhyRefused.TOO_LARGE: "文件太大",
    WhyRefused.TOO_MANY: "这一件的文件已经满了",
    WhyRefused.PROGRAM: "它是可以运行的程序",
    WhyRefused.UNKNOWN_TYPE: "这种类型的文件不能收",
}
_OTHERWISE: Final = "没能从微信取到"
_TOLD: Final = (
    "系统消息：您发来的一个文件没有收到（{why}），没有加到编号{reference}里。"
    "请重新发一次，或者说“上传材料”用上传页面。"
)


class LossTelling:
    """Writes it to the filer, as an officer's words are written, and into the journal of the case."""

    def __init__(self, database: Database, vault: Vault) -> None:
        """Take the parts."""
        self._database = database
        self._vault = vault

    async def did_not_come(self, case_id: str, reason: str, now: datetime) -> None:
        """Tell that something did not come; `reason` is a code."""
        async with self._database.writing() as session:
            found = await found_case(session, self._vault, col(CaseRow.id) == case_id)
            if found is None:
                return
            case, key = found
            told = _TOLD.format(why=_WHY.get(reason, _OTHERWISE), reference=case.reference)
            entry = JournalEntry(case.id, now, SERVICE, JournalCode.EVIDENCE_MISSED, {"reason": reason}, mail=told)
            rows = rows_of(Changes(case, case, (entry,)), key, self._vault, now)
            await carried_out_in(session, writing(rows, self._vault.journal_key))
