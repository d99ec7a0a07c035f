"""Instruments: the plan, laws and rules that answers rest on, with what each section carries.

instruments:
  PLAN:
    title: 重庆市加强商业秘密保护工作实施方案（2022—2025年）
    number: 渝市监发〔2022〕83号
    issued_on: 2022-09-05
    in_force_from: 2022-09-05
    in_force_until: 2025-12-31
    cite: "《…》（渝市监发〔2022〕83号）"
    sections:
      "附件1 五.1": {figures: ["6月10日"], terms: ["初审"]}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.content.entry import ContentFaults, FieldReader

_FIELDS = frozenset(("title", "number", "issued_on", "in_force_from", "in_force_until", "cite", "sections"))


@dataclass(frozen=True, slots=True)
class Section:
    """What one section of an instrument states: its figures and its key terms, as written there."""

    figures: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A document that answers cite.

    key             how entries name it, e.g. "TSR"
    in_force_until  its last day; None while it is in force
    cite            how it is written for people, with brackets and number
    """

    key: str
    title: str
    number: str
    issued_on: date | None
    in_force_from: date | None
    in_force_until: date | None
    cite: str
    sections: Mapping[str, Section]

    def is_over(self, today: date) -> bool:
        """Say whether its term ended before `today`."""
        return self.in_force_until is not None and self.in_force_until < today


def instrument_from(key: str, raw: object) -> Instrument:
    """Return the instrument that a file describes, or raise ContentFaults with every "field: fault"."""
    if not isinstance(raw, Mapping):
        raise ContentFaults(["an instrument must be a mapping of fields"])
    reader = FieldReader(raw)
    instrument = Instrument(
        key=key,
        title=reader.text("title"),
        number=reader.text("number", optional=True),
        issued_on=reader.day_or_none("issued_on"),
        in_force_from=reader.day_or_none("in_force_from"),
        in_force_until=reader.day_or_none("in_force_until"),
        cite=reader.text("cite"),
        sections=_sections(raw.get("sections"), reader),
    )
    reader.faults += [f"{name}: unknown field" for name in raw if name not in _FIELDS]
    if reader.faults:
        raise ContentFaults(reader.faults)
    return instrument


def split_source(source: str) -> tuple[str, str]:
    """Return key and section of a source: "PLAN 附件1 五.1" is ("PLAN", "附件1 五.1")."""
    key, _, section = source.strip().partition(" ")
    return key, section.strip()


def _sections(raw: object, reader: FieldReader) -> dict[str, Section]:
    if not isinstance(raw, Mapping) or not raw:
        reader.faults.append("sections: is missing")
        return {}
    return {str(name): _section(str(name), parts, reader) for name, parts in raw.items()}


def _section(name: str, raw: object, reader: FieldReader) -> Section:
    parts = FieldReader(raw if isinstance(raw, Mapping) else {})
    section = Section(figures=parts.texts("figures"), terms=parts.texts("terms"))
    reader.faults += [f"sections: {name}: {fault}" for fault in parts.faults]
    return section
