"""Whether a file may be kept, by what it is. Pure."""

from __future__ import annotations

from collections.abc import Collection

from intake.evidence.file import EvidenceRefused, WhyRefused
from intake.evidence.media import KINDS, FileKind, Media, Program, recognised


def judged(head: bytes, name: str, kinds: Collection[FileKind]) -> Media:
    """Return what a file is by its first bytes, or refuse it.

    name   what it is called, for the sentence only
    kinds  what may be handed in
    """
    what = recognised(head)
    if isinstance(what, Program):
        called = "名称像是 PDF，内容却" if name.lower().endswith(".pdf") else "内容"
        raise EvidenceRefused(
            WhyRefused.PROGRAM, f"这个文件{called}是可以运行的程序，没有收下。请换成图片或者 PDF 再传。"
        )
    if what is None or what.kind not in kinds:
        taken = "、".join(KINDS[kind] for kind in FileKind if kind in kinds)
        raise EvidenceRefused(WhyRefused.UNKNOWN_TYPE, f"这种类型的文件不能收。可以上传：{taken}。")
    return what
