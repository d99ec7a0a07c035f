"""A receipt in words: the same on the page and in the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.channels.web.own_case import article_in_full, moment_in_words
from intake.cases.materials import Material
from intake.evidence.media import KINDS, size_in_words
from intake.filers.receipts import ReceiptPaper, ReceivedFile
from intake.forms.draft import KIND_NAMES
from intake.forms.saying import day_in_words

# What stands on a receipt; of a demonstration the words with `demo` before them.
WORDS: Final[Mapping[str, str]] = {
    "title": "举报材料收到回执",
    "title_consultation": "咨询申请收到回执",
    "issuer": "渝商秘 · 重庆市市场监督管理局",
    "demo_title": "演示回执",
    "demo_issuer": "渝商秘（演示环境）",
    "demo_warning": "这是演示环境出具的，不是正式举报回执，案件不会进入正式办理。",
    "check": "自收到材料之日起十五个工作日内核查并决定是否立案，到{day}。",
    "check_provisional": (
        "自收到材料之日起十五个工作日内核查并决定是否立案，预计到{day}；那一年的放假安排还没有公布。"
    ),
    "longer": "特殊情况经批准可延长十五个工作日，鉴定、权利人辨认等时间不计入。",
    "named": "实名举报并提供相关事实和证据的，市场监督管理部门应当将处理结果及时告知您。",
    "anonymous": "对匿名举报人没有法定的结果告知；进展和补充要求请凭编号和查询码查看。",
    "files": "收到的证据材料",
    "files_until": "以上是到出具时间为止收到的，共{count}份；以后收到的，见以后出具的回执。",
    "no_files": "到出具时间为止，没有收到证据材料。",
    "files_now": ("到{moment}共收到{count}份。回执只列出具时间以前收到的：您的回执上没有的，是出具以后才收到的。"),
    "files_hint": "SHA-256 是文件内容的数字指纹：内容改动一处，指纹就不同。",
    "file": "材料{number} {kind}，{size}，{moment}收到",
    "materials": "当面收下的材料",
    "material": "当面材料{number} {what}，{day}收下，登记号{registered}",
    "material_back": "{material}，{day}已退还",
    "means": "收到不等于立案，也不表示认定对方侵权。",
    "consultation": "接收单位会按您留的方式联系您。指导站可以咨询、代收并转交材料，但不核查、不立案。",
}


@dataclass(frozen=True, slots=True)
class ComingStep:
    """What comes next, and the article that says so; "" where none does."""

    text: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class FileInWords:
    """A file that was received: what it is, and the digest of its content in hex."""

    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReceiptInWords:
    """A receipt as it is read.

    warning  that it is no receipt of a real filing; "" where it is one
    rows     label and value
    files    what was handed in
    materials  what was handed over in person
    until    up to when the files are listed, and what became of later ones
    """

    title: str
    warning: str
    rows: tuple[tuple[str, str], ...]
    steps: tuple[ComingStep, ...]
    tag: str
    checked_at: str
    issuer: str
    files: tuple[FileInWords, ...] = ()
    until: str = ""
    materials: tuple[str, ...] = ()


def receipt_in_words(
    receipt: ReceiptPaper, public_url: str, at: datetime, *, is_checked: bool = False
) -> ReceiptInWords:
    """Return the receipt in words.

    at          when it is issued, or checked: files may come later, and the tag stays the same
    is_checked  somebody holds it already, as it was issued on a day that we do not know
    """
    title = WORDS["title_consultation" if receipt.check is None else "title"]
    return ReceiptInWords(
        title=WORDS["demo_title"] if receipt.demo else title,
        warning=WORDS["demo_warning"] if receipt.demo else "",
        rows=(
            ("编号", receipt.reference),
            ("类别", f"{KIND_NAMES[receipt.kind]}（匿名）" if receipt.anonymous else KIND_NAMES[receipt.kind]),
            ("收到时间", moment_in_words(receipt.received_at)),
            ("接收单位", receipt.bureau),
            *(() if is_checked else (("出具时间", moment_in_words(at)),)),
        ),
        steps=_steps(receipt),
        tag=receipt.tag,
        checked_at=f"{public_url}/verify",
        issuer=WORDS["demo_issuer" if receipt.demo else "issuer"],
        files=tuple(_file(file) for file in receipt.files),
        until=_until(len(receipt.files) + len(receipt.materials), at, is_checked=is_checked),
        materials=materials_in_words(receipt.materials, receipt.reference),
    )


def _until(count: int, at: datetime, *, is_checked: bool) -> str:
    if is_checked:
        return WORDS["files_now"].format(moment=moment_in_words(at), count=count) if count else ""
    return WORDS["files_until"].format(count=count) if count else WORDS["no_files"]


def materials_in_words(materials: Iterable[Material], reference: str) -> tuple[str, ...]:
    """Return what was handed over in person, as whoever filed it may read it."""
    return tuple(_material(one, reference) for one in materials)


def _material(one: Material, reference: str) -> str:
    day, registered = day_in_words(one.taken_on.isoformat()), one.registered(reference)
    said = WORDS["material"].format(number=one.number, what=one.in_words, day=day, registered=registered)
    if one.returned_on is None:
        return said
    return WORDS["material_back"].format(material=said, day=day_in_words(one.returned_on.isoformat()))


def _file(file: ReceivedFile) -> FileInWords:
    kind = KINDS[file.kind] if file.kind else "文件"
    size, moment = size_in_words(file.bytes), moment_in_words(file.received_at)
    return FileInWords(WORDS["file"].format(number=file.number, kind=kind, size=size, moment=moment), file.sha256)


def _steps(receipt: ReceiptPaper) -> tuple[ComingStep, ...]:
    if receipt.check is None:
        return (ComingStep(WORDS["consultation"]),)
    day = day_in_words(receipt.check.due_on.isoformat())
    check = WORDS["check_provisional" if receipt.check.provisional else "check"]
    named = ComingStep(WORDS["named"], "《反不正当竞争法》第二十条")
    return (
        ComingStep(check.format(day=day), article_in_full(receipt.check.basis)),
        ComingStep(WORDS["longer"], article_in_full(receipt.check.basis)),
        ComingStep(WORDS["anonymous"]) if receipt.anonymous else named,
        ComingStep(WORDS["means"]),
    )
