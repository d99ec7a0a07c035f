"""Files beside the items of a sheet, in words: the same for whoever handed them in and at the desk. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from intake.evidence.file import SCANS, EvidenceFile, Limits, Scan
from intake.evidence.media import KINDS, size_in_words

# Beside every place where such a file is handed in.
NO_SECRETS: Final = (
    "佐证可以不传。传的只要看得出做到了：不要放商业秘密的具体内容（配方、图纸、参数、客户名单等），有的先遮住。"
)


@dataclass(frozen=True, slots=True)
class SheetFile:
    """One file.

    state      what it is, how large, and what is known of its harmlessness
    may_go     it may be taken home
    asks       whoever does confirms first that nobody looked at it for viruses
    """

    id: str
    number: int
    name: str
    state: str
    may_go: bool
    asks: bool


def shown_sheet_files(
    of: Mapping[str, Sequence[EvidenceFile]], *, has_scanner: bool
) -> dict[str, tuple[SheetFile, ...]]:
    """Return files in words by the key of their item."""
    return {item: tuple(_shown(file, has_scanner) for file in files) for item, files in of.items()}


def limits_told(limits: Limits) -> str:
    """Return what may be handed in."""
    kinds = "、".join(label for kind, label in KINDS.items() if kind in limits.kinds)
    most = limits.max_bytes // (1024 * 1024)
    return f"可以上传：{kinds}；单个不超过{most} MB，一份自评最多{limits.max_files}个。"


def names_by_item(of: Mapping[str, Iterable[EvidenceFile]]) -> dict[str, tuple[str, ...]]:
    """Return what the files of each item are called, with their numbers."""
    return {item: tuple(f"佐证{one.number} {one.name}" for one in files) for item, files in of.items()}


def _shown(file: EvidenceFile, has_scanner: bool) -> SheetFile:
    scan = file.shown_scan(has_scanner=has_scanner)
    kind = KINDS[file.media.kind] if file.media else ""
    return SheetFile(
        id=file.id,
        number=file.number,
        name=file.name,
        state=f"{kind}，{size_in_words(file.received)}，{SCANS[scan]}",
        may_go=scan in (Scan.CLEAN, Scan.UNSCANNED),
        asks=scan is Scan.UNSCANNED,
    )
