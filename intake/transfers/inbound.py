"""What another organ hands over: a case without a filer, counted from its receipt (APP 第18条). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from intake.cases.case import Incomplete
from intake.cases.changes import Act, CaseWords, Changes, JournalEntry
from intake.cases.codes import CaseKind, CaseState
from intake.cases.opening import Receipt, opened_case
from intake.cases.running import with_clocks
from intake.cases.transfer_codes import TransferCode
from intake.clocks.calendar import day_in_shanghai
from intake.forms.draft import Draft
from intake.forms.forms import form_of
from intake.routing.bureaus import MUNICIPAL
from intake.routing.route import Route
from intake.transfers.body import BodyKind
from intake.transfers.codes import INBOUND_AS, TransferKind, TransferState
from intake.transfers.step import LONGEST_NUMBER, LONGEST_TEXT, ONE_LINE, Office
from intents.signs import has_control_characters

SECRET_KINDS: Mapping[str, str] = {
    "technical": "技术信息",
    "business": "经营信息",
    "both": "两种都有",
    "unsure": "看不出来",
}
_ASKED_FOR_HELP = "assistance"


@dataclass(frozen=True, slots=True)
class Handed:
    """What was entered of it, looked through.

    came_as  a key of INBOUND_AS; number: the sender's, "" without one
    """

    body: str
    came_as: str
    number: str
    reported_name: str
    secret_kind: str
    district: str
    text: str


def handed(said: Mapping[str, str], act: Act, office: Office) -> Handed:
    """Return what was entered; raise Incomplete for what is missing or does not fit."""
    names = ("body", "came_as", "number", "reported_name", "secret_kind", "district", "text")
    entered = Handed(*(said.get(name, "").replace("\r\n", "\n").strip() for name in names))
    senders = {body.code for body in office.bodies.on(day_in_shanghai(act.at)) if body.kind != BodyKind.PLATFORM}
    if entered.body not in senders:
        raise Incomplete("body", "请选择来件机关；名录里没有的，请系统管理人员先增加。")
    if entered.came_as not in INBOUND_AS:
        raise Incomplete("came_as", "请选择来件性质。")
    if entered.secret_kind not in SECRET_KINDS:
        raise Incomplete("secret_kind", "请选择信息类别。")
    if not any(character.isalnum() for character in entered.text):
        raise Incomplete("text", "请写明来件的内容。")
    for name, most in (("number", LONGEST_NUMBER), ("reported_name", 100), ("text", LONGEST_TEXT)):
        if len(getattr(entered, name)) > most:
            raise Incomplete(name, f"最多 {most:,} 字，请删减。")
        if name != "text" and has_control_characters(getattr(entered, name)):
            raise Incomplete(name, ONE_LINE)
    districts = {name for bureau in office.rules.bureaus.all for name in bureau.serves}
    if entered.district and entered.district not in districts:
        raise Incomplete("district", "请选择行为发生地。")
    return entered


def taken_in(entered: Handed, receipt: Receipt, transfer_id: str, act: Act, office: Office) -> Changes:
    """Return the case that it becomes: signed for by the bureau that received it, with its line in the book."""
    bureau = act.bureau or MUNICIPAL
    way = Route(
        lead=bureau,
        assisting=(),
        rule="inbound",
        reason="其他机关交来的线索，由收到材料的局核查（《市场监督管理行政处罚程序规定》第十八条）。",
        candidates=(),
    )
    opened = opened_case(_draft(entered), way, receipt, office.rules)
    first, *others = opened.entries
    if entered.came_as == _ASKED_FOR_HELP:
        # A request is answered within its own time; nothing is to be docketed.
        first = replace(first, payload={**first.payload, "kind": "request"})
    effective_at = first.effective_at
    line = JournalEntry(
        receipt.case_id,
        receipt.entered_at,
        act.by,
        TransferCode.OPENED,
        {
            "kind": TransferKind.INBOUND.value,
            "state": TransferState.RECEIVED.value,
            "bureau": bureau,
            "bodies": [entered.body],
            "came_as": entered.came_as,
            **act.behalf,
        },
        effective_at=effective_at,
        subject=transfer_id,
        words=CaseWords("transfer", entered.text),
        number=entered.number or None,
    )
    entries = [first, *others, line]
    if entered.came_as == _ASKED_FOR_HELP:
        entries.append(replace(line, code=TransferCode.ASSIST_RECEIVED, payload={}, words=None, number=None))
    state = opened.after.state
    if act.bureau is not None:
        # Whoever enters what lies on their own table has signed for it.
        state = CaseState.TAKEN
        entries.append(
            JournalEntry(
                receipt.case_id, receipt.entered_at, act.by, "signed_for", {"bureau": bureau, **act.behalf}
            )
        )
    case = replace(opened.after, state=state, events=(), clocks=())
    changes = Changes(None, case, tuple(entries), (), opened.filed)
    return with_clocks(changes, office.rules.clocks)


def _draft(entered: Handed) -> Draft:
    fields: dict[str, object] = {
        "anonymous": True,
        "reported_name": entered.reported_name or None,
        "secret_kind": entered.secret_kind,
        "act_place": {"text": entered.district, "district": entered.district, "unit": None}
        if entered.district
        else None,
        "description": entered.text,
    }
    stamp = form_of(CaseKind.REFERRAL, "").stamp
    return Draft(kind=CaseKind.REFERRAL, anonymous=True, fields=fields, typed={}, form_version=stamp)
