"""Files in the words of a page, and why a link opens nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from bot.channels.web.own_case import moment_in_words
from intake.evidence.file import EvidenceFile, Scan, equals_in_words, equals_of
from intake.evidence.media import KINDS, size_in_words
from intake.filers.upload_links import LinkState


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file that was received whole.

    digest  its SHA-256 in groups of eight, as people compare them
    equal   which others have the very same content, in words; "" for none
    """

    id: str
    number: int
    name: str
    kind: str
    size: str
    received: str
    digest: str
    equal: str
    state: str


@dataclass(frozen=True, slots=True)
class ShownHalf:
    """A file of which only a part came: whoever chooses it again goes on where it ended."""

    id: str
    name: str
    bytes: int
    size: str
    percent: int


class Closed(NamedTuple):
    """What a link that opens nothing is answered with."""

    status: int
    title: str
    hint: str


# What is known of a file's harmlessness, for whoever sent it; officers read it in their own words.
_CHECKED: Final[Mapping[Scan, str]] = {
    Scan.PENDING: "正在检查有没有病毒",
    Scan.CLEAN: "没有发现病毒",
    Scan.INFECTED: "发现病毒，不会打开，请换一份再传",
    Scan.FAILED: "病毒检查还没有做完",
    Scan.UNSCANNED: "还没有查过病毒，不影响提交",
}
_ANOTHER: Final = "还要传的，请回到对话里说“上传材料”，会给您新的链接。"
# Each of them its own page, and no fact of any case on it.
CLOSED: Final[Mapping[LinkState, Closed]] = {
    LinkState.UNKNOWN: Closed(404, "没有这个上传页面", "地址可能不完整，请从消息里重新打开链接，不要自己抄写。"),
    LinkState.EXPIRED: Closed(410, "上传链接已经过期", f"已经传完的文件都在。{_ANOTHER}"),
    LinkState.DONE: Closed(410, "这个链接已经用过了", f"您已经确认传完，文件都收到了。{_ANOTHER}"),
    LinkState.REPLACED: Closed(
        410, "这个链接已经换成新的", "请用最近收到的那个链接；用这个链接传完的文件都在，没传完的可以接着传。"
    ),
    LinkState.REVOKED: Closed(410, "这个链接已经作废", f"已经传完的文件都在。{_ANOTHER}"),
    LinkState.GONE: Closed(410, "这份草稿已经删除", "草稿和随它上传的文件都已删除。请回到对话里重新开始。"),
}


def files_shown(files: Iterable[EvidenceFile], *, has_scanner: bool) -> tuple[ShownFile, ...]:
    """Return whole files in words."""
    whole = [one for one in files if one.is_whole]
    equals = equals_of(whole)
    return tuple(_whole(one, equals.get(one.id, ()), has_scanner) for one in whole)


def halves_shown(files: Iterable[EvidenceFile]) -> tuple[ShownHalf, ...]:
    """Return files that were announced and have not come whole."""
    return tuple(_half(one, one.said_bytes) for one in files if not one.is_whole and one.said_bytes)


def _whole(file: EvidenceFile, equals: Iterable[int], has_scanner: bool) -> ShownFile:
    return ShownFile(
        id=file.id,
        number=file.number,
        name=file.name,
        kind=KINDS[file.media.kind] if file.media else "",
        size=size_in_words(file.received),
        received=moment_in_words(file.received_at) if file.received_at else "",
        digest=" ".join(file.sha256[at : at + 8] for at in range(0, len(file.sha256), 8)),
        equal=equals_in_words(equals),
        state=_CHECKED[file.shown_scan(has_scanner=has_scanner)],
    )


def _half(file: EvidenceFile, said_bytes: int) -> ShownHalf:
    percent = file.received * 100 // said_bytes
    return ShownHalf(file.id, file.name, said_bytes, size_in_words(said_bytes), percent)
