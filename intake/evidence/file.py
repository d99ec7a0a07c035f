"""A file that a filer hands in, as a value; what may be handed in, and what is said when it may not. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from intake.evidence.media import FileKind, Media

# Parts of a file that nobody went on sending: a telephone that was broken does not come back after days.
UNFINISHED_KEPT: Final = timedelta(days=3)


class Scan(StrEnum):
    """What is known of a file's harmlessness. `UNSCANNED` is never stored: there is nobody who looks."""

    PENDING = "pending"
    CLEAN = "clean"
    INFECTED = "infected"
    FAILED = "failed"
    UNSCANNED = "unscanned"


SCANS: Final = {
    Scan.PENDING: "等待查毒",
    Scan.CLEAN: "未发现病毒",
    Scan.INFECTED: "发现病毒",
    Scan.FAILED: "查毒没有完成",
    Scan.UNSCANNED: "未查毒",
}


@dataclass(frozen=True, slots=True)
class OfDraft:
    """Files handed in with a draft. The key is whatever names the draft; it is kept as its keyed hash only."""

    key: str


@dataclass(frozen=True, slots=True)
class OfCase:
    """Files of a case."""

    case_id: str


@dataclass(frozen=True, slots=True)
class OfSheet:
    """Files that evidence a sheet: a self-assessment against a standard.

    sheet  what names the sheet
    item   the key of the item that they evidence; "" for those of all of them
    """

    sheet: str
    item: str = ""


Owner = OfDraft | OfCase
Holder = Owner | OfSheet


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be handed in.

    kinds  what a file may be, by its content
    """

    max_bytes: int = 20 * 1024 * 1024
    max_files: int = 20
    kinds: frozenset[FileKind] = frozenset(FileKind)


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file.

    number       which of the files of its draft or case, from 1
    name         as the filer called it, made safe to show
    said_bytes   how large it is said to be; None: nobody said
    received     bytes that are there and will be after any crash: where sending goes on
    received_at  when it was whole; None: it is not yet
    media        what it is by its content; None until it is whole
    sha256       of the content as received, in hex; "" until it is whole
    scan         pending until somebody has looked; see `shown_scan`
    """

    id: str
    case_id: str | None
    number: int
    name: str
    said_bytes: int | None
    received: int
    begun_at: datetime
    received_at: datetime | None
    media: Media | None
    sha256: str
    scan: Scan

    @property
    def is_whole(self) -> bool:
        """Whether all of it was received."""
        return self.received_at is not None

    def shown_scan(self, *, has_scanner: bool) -> Scan:
        """Return what to say of its harmlessness, with or without somebody who looks."""
        if self.scan in (Scan.CLEAN, Scan.INFECTED) or has_scanner:
            return self.scan
        return Scan.UNSCANNED


class WhyRefused(StrEnum):
    """Why a file is refused, for doors that must answer with a number."""

    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    EMPTY = "empty"
    HALF = "half"
    UNKNOWN_TYPE = "unknown_type"
    PROGRAM = "program"
    NO_ROOM = "no_room"
    GONE = "gone"
    WHOLE = "whole"
    OFFSET = "offset"
    KEPT = "kept"
    DAMAGED = "damaged"
    UNREACHABLE = "unreachable"
    NO_PREVIEW = "no_preview"
    NOT_YET = "not_yet"
    INFECTED = "infected"
    REASON = "reason"
    AREAS = "areas"


class EvidenceRefused(Exception):
    """A file, or a part of one, that is not taken. The text is a sentence for whoever sends it: what to do."""

    def __init__(self, why: WhyRefused, sentence: str) -> None:
        super().__init__(sentence)
        self.why = why


def equals_of(files: Iterable[EvidenceFile]) -> Mapping[str, tuple[int, ...]]:
    """Return by file id the numbers of the other whole files of the same list with the very same content."""
    numbers: dict[str, list[int]] = {}
    whole = [file for file in files if file.is_whole and file.sha256]
    for file in whole:
        numbers.setdefault(file.sha256, []).append(file.number)
    return {
        file.id: tuple(number for number in numbers[file.sha256] if number != file.number)
        for file in whole
        if len(numbers[file.sha256]) > 1
    }


def equals_in_words(numbers: Iterable[int]) -> str:
    """Return 与材料4内容相同; "" for a file that is like no other."""
    others = "、".join(f"材料{number}" for number in numbers)
    return f"与{others}内容相同" if others else ""


def too_large(limits: Limits) -> EvidenceRefused:
    """Return the refusal of a file above the limit."""
    most = limits.max_bytes // (1024 * 1024)
    return EvidenceRefused(
        WhyRefused.TOO_LARGE, f"单个文件不能超过 {most} MB。请压缩、分成几个文件，或者说明要当面提交。"
    )


def too_many(limits: Limits) -> EvidenceRefused:
    """Return the refusal of one file more than the limit."""
    return EvidenceRefused(
        WhyRefused.TOO_MANY, f"最多上传 {limits.max_files} 个文件，已经满了。请合并后再传，或者说明要当面提交。"
    )


def proper_id(file_id: str) -> str:
    """Return the id of a file as it is; refuse what can be none: it comes from addresses that anybody types."""
    if not _ID.fullmatch(file_id):
        raise EvidenceRefused(WhyRefused.GONE, GONE)
    return file_id


_ID: Final = re.compile(r"[0-9a-f]{32}")
GONE: Final = "没有这个文件，可能已经删除或者过期。请重新上传。"
NO_ROOM: Final = "服务器存储空间不足，暂时收不下。已经收到的部分还在，请过一会儿接着传。"
UNREACHABLE: Final = "文件存储暂时连不上。已经收到的部分还在，请过一会儿再试。"
DAMAGED: Final = "这个文件打不开：内容被改动、残缺，或者密钥不对。原件没有改动，请联系系统管理人员核对。"
EMPTY: Final = "文件是空的，没有收下。请检查后重新上传。"
HALF: Final = "文件没有传完。请接着传剩下的部分。"
WHOLE: Final = "这个文件已经收到了，不能再往里加。需要补充的，请另传一个文件。"
OFFSET: Final = "断开的位置对不上。请重新打开上传页面，从已收到的位置接着传。"
KEPT: Final = "已经提交的材料不能删除。需要更正的，请另传一份并说明。"
SAID_OTHERWISE: Final = "传来的内容比原先说的大，没有收下。请重新上传这个文件。"
