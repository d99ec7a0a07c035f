"""Which entries must offer a tool, and which do without it and why: `offer_rules.yaml`. No button is forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Final, Self

from annotated_types import Len
from pydantic import TypeAdapter, model_validator

from intents import expressions as re
from intents.sheet import Block, Expression, Words, read_sheet
from knowledge.content.entry import Entry
from knowledge.content.files import HERE
from knowledge.content.instrument import Instrument
from knowledge.content.offers import FILE as OFFERS
from knowledge.content.offers import Tool

FILE: Final = HERE / "offer_rules.yaml"
# Each annex of a document is about a tool, or there is a reason why it is not.
_ANNEX: Final = re.compile(r"附件\d")


class Without(Block):
    """Entries that do without the tool, and why."""

    because: Words
    entries: Annotated[tuple[Words, ...], Len(min_length=1)]


class OfferRule(Block):
    """What an entry cites or says that must offer a tool.

    because  why there is no tool for these parts; "" where there is one
    """

    tool: Tool | None = None
    cites: tuple[Words, ...] = ()
    says: Expression | None = None
    because: str = ""
    but: tuple[Without, ...] = ()

    @model_validator(mode="after")
    def _says_enough(self) -> Self:
        if not self.cites and self.says is None:
            raise ValueError("says neither what is cited nor what is said")
        if (self.tool is None) != bool(self.because):
            raise ValueError("has a tool, or says why there is none")
        return self

    def is_about(self, entry: Entry) -> bool:
        """Say whether an entry speaks of the subject of the tool."""
        if self.rests_on(entry.sources):
            return True
        said = (entry.title, entry.answer)
        return self.says is not None and any(re.search(self.says, text) for text in said)

    def rests_on(self, sources: Sequence[str]) -> bool:
        """Say whether one of these sections belongs to a part that the tool is about."""
        return any(source.startswith(part) for source in sources for part in self.cites)

    @property
    def exempt(self) -> tuple[str, ...]:
        """The entries that do without it."""
        return tuple(entry for one in self.but for entry in one.entries)


_RULES = TypeAdapter(tuple[OfferRule, ...])


@cache
def offer_rules() -> tuple[OfferRule, ...]:
    """Return the rules; raise SheetFaults with every fault at once."""
    return read_sheet(FILE, _RULES)


def tools_about(sources: Sequence[str]) -> tuple[Tool, ...]:
    """Return what is offered beneath an answer that no entry holds: one put together from these sections."""
    tools = (rule.tool for rule in offer_rules() if rule.tool is not None and rule.rests_on(sources))
    return tuple(dict.fromkeys(tools))


def unoffered(
    entries: Sequence[Entry], rules: Sequence[OfferRule], offered: Mapping[str, Collection[Tool]]
) -> Iterator[str]:
    """Yield entries that speak of a tool and do not offer it, and exceptions that are none."""
    for rule in rules:
        if rule.tool is None:
            continue
        about = {entry.id for entry in entries if rule.is_about(entry)}
        having = {name for name, tools in offered.items() if rule.tool in tools}
        for name in sorted(about - having - set(rule.exempt)):
            yield f"{OFFERS.name}: {rule.tool}: {name} speaks of it; offer it there, or say in {FILE.name} why not"
        for name in rule.exempt:
            if name not in about or name in having:
                yield f"{FILE.name}: {rule.tool}: {name} is no exception"


def annexes_without_rule(instruments: Iterable[Instrument], rules: Sequence[OfferRule]) -> Iterator[str]:
    """Yield the annexes of which nobody has said what they offer."""
    parts = tuple(part for rule in rules for part in rule.cites)
    for instrument in instruments:
        for section in instrument.sections:
            name = f"{instrument.key} {section}"
            if _ANNEX.match(section) and not name.startswith(parts):
                yield f"{FILE.name}: nobody says what {name} offers"
