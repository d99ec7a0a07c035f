"""What tests need to exist first. Everything that does not matter to a test is filled in.

The rows are those that filing a case leaves behind, sealed by the real vault.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, TypeVar

import orjson

from intake.cases.case import Case
from intake.cases.changes import Changes, JournalEntry
from intake.cases.codes import Role
from intake.cases.running import with_clocks
from intake.clocks.counting import Clocks, load_clocks
from intake.forms.forms import forms, identity_fields
from intake.ids import new_id, new_reference
from intake.journal import entries as journal
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.officers import passwords
from intake.officers.officer import Officer
from intake.routing.bureaus import Bureaus, load_bureaus
from intake.storage.assist_table import CaseAssistRow
from intake.storage.bureau_tables import CrossingRow
from intake.storage.cases import case_of
from intake.storage.clock_rows import clock_rows
from intake.storage.database import Database
from intake.storage.rows import Insert
from intake.storage.sealing import Vault
from intake.storage.tables import (
    CaseClockRow,
    CaseIdentityRow,
    CaseKeyRow,
    CaseNoteRow,
    CaseRow,
    CaseTextRow,
    OfficerRow,
)

# A Wednesday, 10:30 in Shanghai.
NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
PASSWORD = "correct horse battery"

COMPLAINT: Mapping[str, Any] = {
    "reporter_role": "right_holder",
    "secret_kind": "business",
    "reported_name": "重庆半坡茶业有限公司",
    "reported_kind": "company",
    "reported_relation": "前销售主管去他们那里当了副总",
    "act_kinds": ["用盗窃、利诱、越权下载等手段拿走", "自己使用或者让别人使用"],
    "act_place": {"text": "江津双福", "district": "江津区", "unit": "双福街道"},
    "act_date": "2026-08-12",
    "secret_title": "经销商档案和分级价目表",
    "measures": ["签订保密协议或者保密条款", "设置账号权限、密码或者加密"],
    "evidence_kinds": ["合同、协议或者制度文件", "系统日志或者操作记录"],
    "loss_amount": 500_000,
    "description": "三个老经销商同一周收到对方报价，价格比我们内部价目表每档低两块。",
    "truth_declared": True,
    "reporter_name": "重庆山蓝茶叶贸易有限公司",
    "credit_code": "91500103MAC9TE5T26",
    "contact_name": "周敏",
    "phone": "19900001101",
}
CONSULTATION: Mapping[str, Any] = {
    "district": "江津区",
    "topics": ["保密制度建设"],
    "question": "小公司的保密制度该从哪里做起？",
    "mode": "phone",
    "contact_name": "李程",
    "phone": "19900001126",
}

_chance = random.Random(20261125)
Row = TypeVar("Row")


@cache
def clocks() -> Clocks:
    """Return the clocks of the law, read once."""
    return load_clocks()


@cache
def bureaus() -> Bureaus:
    """Return the bureaus, read once."""
    return load_bureaus()


@dataclass(frozen=True, slots=True)
class Filed:
    """A case that exists."""

    id: str
    reference: str
    filer: str


async def a_case(
    database: Database,
    vault: Vault,
    *,
    kind: str = "complaint",
    state: str = "routed",
    bureau: str = "jiangjin",
    assisting: Sequence[str] = (),
    fields: Mapping[str, Any] | None = None,
    typed: Mapping[str, str] | None = None,
    anonymous: bool = False,
    filer: str = "",
    channel: str = "web",
    received_at: datetime = NOW,
    due_on: date | None = None,
    form_version: str = "",
) -> Filed:
    """File a case, as far along as `state` says; its check is due as the law says unless `due_on` does."""
    (filed,) = await some_cases(
        database,
        vault,
        [
            {
                "kind": kind,
                "state": state,
                "bureau": bureau,
                "assisting": assisting,
                "fields": fields or {},
                "typed": typed or {},
                "anonymous": anonymous,
                "filer": filer,
                "channel": channel,
                "received_at": received_at,
                "due_on": due_on,
                "form_version": form_version,
            }
        ],
    )
    return filed


async def some_cases(database: Database, vault: Vault, wanted: Sequence[Mapping[str, Any]]) -> list[Filed]:
    """File many cases in one transaction; each is described as to `a_case`, "kind" and "state" at least."""
    filed = []
    async with database.writing() as session:
        entries: list[JournalEntry] = []
        for number, one in enumerate(wanted):
            received_at = one.get("received_at", NOW)
            # Ids rise in the order of the list, also within one millisecond.
            case_id = new_id(received_at + timedelta(milliseconds=number))
            row = _case_row(case_id, one, received_at)
            counted = _counted(row, one.get("due_on"))
            row.next_due_on, row.estimated = counted.next_due_on, counted.estimated
            row.result_owed_since = counted.result_owed_since
            session.add(row)
            await session.flush()
            session.add_all(_belongings(vault, row, one))
            entries += _entries(row)
            filed.append(Filed(case_id, row.reference, row.filer))
        await session.flush()
        await journal.append(session, entries, vault.journal_key)
    return filed


async def words_of_the_filer(
    database: Database,
    vault: Vault,
    case: Filed,
    text: str,
    at: datetime,
    purpose: str = "supplement",
    *,
    threat: bool = False,
) -> None:
    """Let the filer add something to their case."""
    async with database.writing() as session:
        key_row = await session.get_one(CaseKeyRow, case.id)
        sealed = vault.unwrap(key_row.wrapped, case.id).seal(orjson.dumps({"text": text}), "case_note")
        note = CaseNoteRow(id=new_id(at), case_id=case.id, at=at, actor="filer", purpose=purpose, sealed=sealed)
        session.add(note)
        told = {"threat": True} if threat else {}
        payload = {"purpose": purpose, "note": note.id, **told}
        entry = JournalEntry(case.id, at, "filer", "filer_added", payload)
        await journal.append(session, [entry], vault.journal_key)


async def an_officer(
    database: Database,
    *,
    role: str = "officer",
    bureau: str | None = "jiangjin",
    name: str = "",
    password: str = PASSWORD,
    active: bool = True,
    vault: Vault | None = None,
) -> Officer:
    """Make an account; only roles of a bureau have one.

    vault  with it, the account's journal begins as the program would begin it
    """
    bureau = bureau if role in {"officer", "head", "principal"} else None
    row = OfficerRow(
        id=new_id(NOW),
        name=name or f"{role} of {bureau}",
        role=role,
        bureau=bureau,
        password_hash=await _hashed(password),
        active=active,
        created_at=NOW,
    )
    officer = Officer(row.id, row.name, Role(row.role), row.bureau)
    async with database.writing() as session:
        session.add(row)
        if vault is not None:
            await session.flush()
            await record(session, vault.journal_key, row, "command", AccountCode.ADDED, NOW)
    return officer


_hashes: dict[str, str] = {}


async def _hashed(password: str) -> str:
    # Working out a hash takes its time on purpose; the tests' one password needs it once.
    if password not in _hashes:
        _hashes[password] = await passwords.hashed(password)
    return _hashes[password]


def a_crossing(case: Filed, sender: str, owner: str, due_on: date, ended_on: date | None = None) -> CrossingRow:
    """Return what one bureau asked another to help with: waiting, or ended on a day."""
    return CrossingRow(
        id=f"{case.id}:assist-1",
        case_id=case.id,
        kind="assist",
        step="answer",
        sender=sender,
        owner=owner,
        about="",
        opened_on=due_on,
        due_on=due_on,
        by_law=False,
        ended_on=ended_on,
        ended_as="answered" if ended_on else "",
    )


def _case_row(case_id: str, one: Mapping[str, Any], received_at: datetime) -> CaseRow:
    fields = _fields(one)
    place = fields.get("act_place") or {"district": fields.get("district")}
    return CaseRow(
        id=case_id,
        reference=new_reference(_chance),
        kind=one["kind"],
        state=one["state"],
        channel=one.get("channel", "web"),
        demo=False,
        filer=one.get("filer") or f"filer-{case_id}",
        anonymous=one.get("anonymous", False),
        secret_kind=fields.get("secret_kind"),
        place_district=place.get("district"),
        place_unit=place.get("unit"),
        lead_bureau=one.get("bureau", "jiangjin"),
        received_at=received_at,
        form_version=one.get("form_version") or forms()[one["kind"]].stamp,
        route={
            "rule": "business_act",
            "reason": "经营秘密由违法行为发生地管辖（《市场监督管理行政处罚程序规定》第七条）。行为地：江津区。",
            "candidates": [{"bureau": "banan", "reason": "被举报人所在地；行为地优先。"}],
        },
        version=1,
    )


def _belongings(vault: Vault, row: CaseRow, one: Mapping[str, Any]) -> list[Any]:
    key, fields, typed = vault.new_case_key(row.id), _fields(one), one.get("typed") or {}
    naming = identity_fields()
    text, identity = (
        {
            "fields": {name: value for name, value in fields.items() if (name in naming) == names_filer},
            "typed": {name: value for name, value in typed.items() if (name in naming) == names_filer},
        }
        for names_filer in (False, True)
    )
    rows = [
        CaseKeyRow(case_id=row.id, wrapped=key.wrapped),
        CaseTextRow(case_id=row.id, sealed=key.seal(orjson.dumps(text), "case_text")),
        CaseIdentityRow(case_id=row.id, sealed=key.seal(orjson.dumps(identity), "case_identity")),
        *(CaseAssistRow(case_id=row.id, bureau=bureau) for bureau in one.get("assisting", ())),
    ]
    clock_inserts = clock_rows(None, _counted(row, one.get("due_on")), row.received_at).inserts
    return [*rows, *(inserted(CaseClockRow, insert) for insert in clock_inserts)]


def _entries(row: CaseRow) -> list[JournalEntry]:
    """Return what the journal of a case in this state holds, all of it at its receipt."""
    codes = {
        "docketed": ("docketed",),
        "not_docketed": ("not_docketed",),
        "answered": ("answered",),
        "closed": ("closed",),
        "withdrawn": ("closed",),
    }.get(row.state, ())
    return [
        JournalEntry(row.id, row.received_at, "filer", "case_opened", {"kind": row.kind}),
        JournalEntry(row.id, row.received_at, "service", "routed", {"bureau": row.lead_bureau}),
        *(JournalEntry(row.id, row.received_at, "service", code) for code in codes),
    ]


def _counted(row: CaseRow, due_on: date | None) -> Case:
    """Return the case with its clocks; the one that runs is due on `due_on`, if that is given."""
    case = with_clocks(Changes(None, case_of(row, ()), tuple(_entries(row))), clocks()).after
    if due_on is None:
        return case
    return replace(
        case, clocks=tuple(replace(one, due_on=due_on) if one.is_running else one for one in case.clocks)
    )


def _fields(one: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(CONSULTATION if one["kind"] == "consultation" else COMPLAINT)
    if one.get("anonymous"):
        fields |= dict.fromkeys(("reporter_name", "credit_code", "contact_name", "phone"))
    return fields | dict(one.get("fields") or {})


def inserted(kind: Callable[..., Row], insert: Insert) -> Row:
    """Return the row of this table that an insert writes."""
    return kind(**insert.values)
