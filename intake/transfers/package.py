"""What goes into a sealed package for a body without an account: cover, what was ticked, hashed list. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.cases.case import Case
from intake.cases.changes import Act
from intake.cases.codes import HANDLERS
from intake.cases.materials import materials_of
from intake.clocks.calendar import SHANGHAI
from intake.forms.codes import Sealed
from intake.forms.form import Form
from intake.forms.kind import is_given
from intake.forms.kinds import kind_of
from intake.transfers.codes import TRANSFER_KINDS, Direction, TransferKind, TransferState
from intake.transfers.parts import IDENTITY, WORDS, fields_in
from intake.transfers.transfer import Transfer
from intents.persons.covering import covered

COVER = "00_封面.txt"
LIST = "99_材料清单_SHA256.txt"


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One file of the package."""

    name: str
    sha256: str
    size: int


def texts_of(
    form: Form,
    parts: Iterable[str],
    fields: Mapping[str, object],
    identity: Mapping[str, object],
    known: Sequence[str] = (),
) -> dict[str, str]:
    """Return the parts that are words, by the name of their file; files are added as they are.

    fields    what was filed, without what names the filer
    identity  what names them; used only where that was ticked
    known     what is covered in all words, since it names the filer and that is not sent
    """
    titles = {group.name: group.title for group in form.groups} | {WORDS: "举报人的原话", IDENTITY: "举报人身份"}
    texts: dict[str, str] = {}
    for number, part in enumerate((one for one in parts if one in titles), start=1):
        is_identity = part == IDENTITY
        names = _naming(form) if is_identity else fields_in(form, part)
        said = identity if is_identity else fields
        lines = (_line(form, name, said, known) for name in names)
        texts[f"{number:02}_{titles[part]}.txt"] = "\n".join([f"【{titles[part]}】", *filter(None, lines)]) + "\n"
    return texts


def why_not_packed(transfer: Transfer, case: Case, act: Act) -> str:
    """Say why whoever acts can make no package of this transfer now; "" when they can."""
    if act.bureau != case.lead_bureau or act.role not in HANDLERS:
        return "只有承办局的办案岗位可以制作材料包。"
    if transfer.direction is not Direction.OUT or not transfer.parts:
        return "这件没有要送出的内容。"
    if transfer.is_over or transfer.state in (TransferState.PREPARED, TransferState.REPORTED):
        is_police = transfer.kind is TransferKind.POLICE
        if transfer.is_over or is_police:
            return "批准移送以后、了结以前，才能制作材料包。"
    return ""


def _naming(form: Form) -> tuple[str, ...]:
    return tuple(field.name for field in form.fields if field.sealed is Sealed.IDENTITY)


def _line(form: Form, name: str, fields: Mapping[str, object], known: Sequence[str]) -> str:
    value = fields.get(name)
    if not is_given(value):
        return ""
    field = form.field(name)
    return f"{field.label}：{covered(kind_of(field).shown(field, value), known, everybody=False)}"


def cover_of(
    transfer: Transfer,
    case: Case,
    sender: str,
    receiver: str,
    withheld: Iterable[str],
    now: datetime,
    originals: Sequence[str] = (),
) -> str:
    """Return the cover sheet: who sends what to whom, what was not sent, and how the receipt goes back.

    originals  files that go as they were received although the filer's identity is not sent
    """
    lines = (
        "材料交接封面",
        "",
        f"类别：{TRANSFER_KINDS[transfer.kind]}",
        f"案件编号：{case.reference}（第 {transfer.number} 件）",
        f"移送单位：{sender}",
        f"接收单位：{receiver}",
        f"制作时间：{now.astimezone(SHANGHAI):%Y年%m月%d日 %H:%M}",
        f"未送的内容：{'、'.join(withheld) or '无'}",
        *_about_the_filer(transfer, originals),
        *_in_person(case),
        "",
        "收到后请核对清单上每个文件的 SHA-256，并在送达回证上签字、盖章，寄回移送单位。",
        "口令另行告知，不与本材料包一同传送。材料含商业秘密和个人信息，请勿转发。",
        "",
        "接收人（签字）：　　　　　　　　　接收日期：　　　　年　　月　　日",
    )
    return "\n".join(lines) + "\n"


def _about_the_filer(transfer: Transfer, originals: Sequence[str]) -> tuple[str, ...]:
    if IDENTITY in transfer.parts:
        return ()
    covering = "文字中举报人的姓名、电话等以“▇▇”代替，图片以不带拍摄信息的副本送出。"
    named = f"以下材料是未经遮盖的原件，可能看得出举报人，请注意保密：{'、'.join(originals)}"
    return (covering, named) if originals else (covering,)


def _in_person(case: Case) -> tuple[str, ...]:
    """Say what lies at the bureau and is in no package: by sort, count and register number."""
    here = [one for one in materials_of(case.events) if one.returned_on is None]
    if not here:
        return ()
    listed = (f"　登记号{one.registered(case.reference)}　{one.in_words}" for one in here)
    return ("当面收下的材料（不在本材料包内，要移交的另行办理交接）：", *listed)


def list_of(files: Iterable[PackedFile]) -> str:
    """Return the list with the digest of every file."""
    return "".join(f"{one.sha256}  {one.size:>12,}  {one.name}\n" for one in files)


def packed(name: str, content: bytes) -> PackedFile:
    """Return a file's line in the list."""
    return PackedFile(name, hashlib.sha256(content).hexdigest(), len(content))
