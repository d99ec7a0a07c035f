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
      "附件1 五.1":
        statements: ["区县局每年6月10日前初审并向市局推荐"]

A statement says one fact of its section in our own words. `figures` and `terms` are what stood there before
statements did; they go as sections are stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from annotated_types import Len
from pydantic import TypeAdapter

from intents import expressions as re
from intents.sheet import Block, Words
from knowledge.content.entry import ContentFaults, Optional, OptionalDay, Texts, read_block

MOST_SIGNS_OF_A_STATEMENT = 60

_PARAGRAPH = re.compile(r"第\d+款")


@dataclass(frozen=True, slots=True)
class Section:
    """What one section of an instrument states.

    statements  one fact each, in our own words: a duty, a deadline, a figure, a condition, an exception
    figures     its figures, as written there
    terms       its key terms, as written there
    spoken      how people are told where it stands, e.g. "附件4第1项"; empty: by its own name
    """

    figures: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    spoken: str = ""
    statements: tuple[str, ...] = ()

    @property
    def carried(self) -> tuple[str, ...]:
        """Everything that an answer may rest on when it cites the section."""
        return (*self.statements, *self.figures, *self.terms)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A document that answers cite.

    key             how entries name it, e.g. "TSR"
    in_force_until  its last day; None while it is in force
    cite            how it is written for people, with brackets and number
    when_over       what to say beneath an answer once its term is over; empty: the usual sentence
    """

    key: str
    title: str
    number: str
    issued_on: date | None
    in_force_from: date | None
    in_force_until: date | None
    cite: str
    when_over: str
    sections: Mapping[str, Section]

    def is_over(self, today: date) -> bool:
        """Say whether its term ended before `today`."""
        return self.in_force_until is not None and self.in_force_until < today

    def parts_of(self, name: str) -> Iterator[tuple[str, Section]]:
        """Yield a section and the paragraphs under it: whoever cites 第10条 cites 第10条第1款 too."""
        for other, section in self.sections.items():
            if other == name or (name and _PARAGRAPH.fullmatch(other.removeprefix(name))):
                yield other, section


class SectionBlock(Block):
    """A section as a file has it."""

    figures: Texts = ()
    terms: Texts = ()
    spoken: Optional = ""
    statements: Texts = ()

    def section(self) -> Section:
        """Return the value."""
        return Section(**dict(self))


class InstrumentBlock(Block):
    """An instrument as a file has it; its key stands before it."""

    title: Words
    number: Optional = ""
    issued_on: OptionalDay = None
    in_force_from: OptionalDay = None
    in_force_until: OptionalDay = None
    cite: Words
    when_over: Optional = ""
    sections: Annotated[Mapping[str, SectionBlock], Len(min_length=1)]

    def instrument(self, key: str) -> Instrument:
        """Return the value."""
        sections = {name: one.section() for name, one in self.sections.items()}
        return Instrument(key=key, **{**dict(self), "sections": sections})


_INSTRUMENT = TypeAdapter(InstrumentBlock)


def instrument_from(key: str, raw: object) -> Instrument:
    """Return the instrument that a file describes, or raise ContentFaults with every "field: fault"."""
    instrument = read_block(raw, _INSTRUMENT).instrument(key)
    if broken := [
        fault for name, section in instrument.sections.items() for fault in _broken_promises(name, section)
    ]:
        raise ContentFaults(broken)
    return instrument


def _broken_promises(name: str, section: Section) -> Iterator[str]:
    where, most = f"sections: {name}: statements", MOST_SIGNS_OF_A_STATEMENT
    for statement in dict.fromkeys(section.statements):
        if len(statement) > most:
            yield f"{where}: “{statement}” has {len(statement)} signs, at most {most} are allowed"
        if section.statements.count(statement) > 1:
            yield f"{where}: “{statement}” stands twice"


def split_source(source: str) -> tuple[str, str]:
    """Return key and section of a source: "PLAN 附件1 五.1" is ("PLAN", "附件1 五.1")."""
    key, _, section = source.strip().partition(" ")
    return key, section.strip()
