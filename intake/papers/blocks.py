"""What the standard papers consist of, piece by piece, as data in `standard.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, TypeAdapter

from intake.papers.codes import PaperKind
from intents.sheet import read_sheet

_FILE: Final = Path(__file__).with_name("standard.yaml")


class Listed(BaseModel):
    """A table with a row for each row of a field: which, its columns, their widths in centimetres."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    of: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]


class PaperBlock(BaseModel):
    """One piece of a paper; exactly one of its fields is given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str | None = None
    note: str | None = None
    heading: str | None = None
    address: str | None = None
    rows: tuple[tuple[str, str], ...] | None = None
    list: Listed | None = None
    boxes: tuple[str, ...] | None = None
    sign: bool = False


_PAPERS: Final = TypeAdapter(Mapping[PaperKind, tuple[PaperBlock, ...]])


def standard_blocks() -> Mapping[PaperKind, tuple[PaperBlock, ...]]:
    """Read what each paper consists of; SheetFaults with file and field where it cannot be read."""
    return read_sheet(_FILE, _PAPERS)
