"""What can be done here about an answer, by entry: `offers.yaml`. Each tool is a button of the conversation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Final

from annotated_types import Len
from pydantic import TypeAdapter

from intents.sheet import Block, SheetFaults, Words, read_sheet
from knowledge.content.files import HERE

FILE: Final = HERE / "offers.yaml"


class Tool(StrEnum):
    """What can be done; each is a button of the same name."""

    ASSESS_COMPANY = "assess_company"
    ASSESS_PARK = "assess_park"
    APPLY_LIST = "apply_list"
    CONSULTATION = "consultation"
    COMPLAINT = "complaint"
    TIP = "tip"
    GUIDE = "guide"
    LIAISON = "liaison"
    NOTICES = "notices"


class Offer(Block):
    """One tool with the entries beneath which it is offered."""

    tool: Tool
    entries: Annotated[tuple[Words, ...], Len(min_length=1)]


_OFFERS = TypeAdapter(tuple[Offer, ...])


@cache
def offers() -> Mapping[str, tuple[Tool, ...]]:
    """Return the tools of each entry, in the order of the file; raise SheetFaults with every fault at once."""
    found: dict[str, tuple[Tool, ...]] = {}
    faults: list[str] = []
    for offer in read_sheet(FILE, _OFFERS):
        for entry in offer.entries:
            if offer.tool in found.get(entry, ()):
                faults.append(f"{FILE.name}: {offer.tool}: {entry} stands twice")
            found[entry] = (*found.get(entry, ()), offer.tool)
    if faults:
        raise SheetFaults(faults)
    return found


def unknown_in_offers(entries: Collection[str]) -> Iterator[str]:
    """Yield entries of the file that there are not."""
    yield from (f"{FILE.name}: there is no entry {entry}" for entry in offers() if entry not in entries)
