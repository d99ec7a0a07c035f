"""What is wrong in a standard that its model cannot see: sums, counts and names that do not hold. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from knowledge.standards.standard import Standard


def faults_of(standard: Standard) -> Iterator[str]:
    """Yield what a standard says of itself and does not hold."""
    for part in standard.parts:
        where = f"parts: {part.name}"
        if part.worth != (part.stands_so or part.points):
            yield (
                f"{where}: points: its items come to {part.worth}, it says {part.stands_so or part.points}; "
                "where the text itself does not add up, stands_so says what the items come to"
            )
        if part.stands_so == part.points:
            yield f"{where}: stands_so: the sums agree, leave it out"
        for item in part.items:
            if item.points > part.points:
                yield f"{where}: items: {item.name}: {item.points} points, its part has {part.points}"
    headings = sum(part.points for part in standard.parts)
    if headings != standard.total:
        yield f"total: the parts come to {headings}, it says {standard.total}"
    if standard.worth != (standard.items_total or standard.total):
        yield (
            f"items_total: the items come to {standard.worth}, it says {standard.items_total or standard.total}; "
            "where the text itself does not add up, items_total says what they come to"
        )
    if standard.worth != standard.total and not standard.differs:
        yield "differs: is missing, people must be told why the sums differ"
    if len(standard.all_items) != standard.items:
        yield f"items: there are {len(standard.all_items)}, it says {standard.items}"
    if (standard.mark is None) == (not standard.no_mark):
        yield "mark: either a mark, or no_mark that says there is none"
    if standard.mark is not None and (standard.mark > standard.total or not standard.mark_source):
        yield "mark: is at most the total, and needs its mark_source"
    counted = [item.name for item in standard.all_items if item.yearly is not None]
    yield from (f"parts: {name}: yearly: {counted[0]} says it already" for name in counted[1:])
    keys = [item.key for item in standard.all_items]
    yield from (f"parts: {key}: stands twice" for key in dict.fromkeys(keys) if keys.count(key) > 1)
    yield from (f"parts: {key}: key: must be a plain word" for key in keys if not key.isidentifier())


def held_twice(read: Mapping[str, Standard]) -> Iterator[str]:
    seen: dict[tuple[str, date], str] = {}
    stamps: dict[str, str] = {}
    for name, one in read.items():
        other = seen.setdefault((one.subject, one.valid_from), name)
        if other != name:
            yield f"standards/{name}.yaml: valid_from: {other}.yaml begins on the same day"
        if stamps.setdefault(one.stamp, name) != name:
            yield f"standards/{name}.yaml: version: {stamps[one.stamp]}.yaml has it already"


def stated_in_standards(read: Mapping[str, Standard]) -> Iterator[tuple[str, str, str]]:
    """Yield everything that a standard states, with its source and the way to it, to be checked there."""
    for name, standard in read.items():
        file = f"standards/{name}.yaml"
        for part in standard.parts:
            if part.source:
                yield f"{file}: {part.name}", f"{part.points}分：{part.asks}", part.source
            for item in part.items:
                said = f"{item.points}分：{item.asks}{item.question}{item.lacking}{''.join(item.evidence)}"
                yield f"{file}: {item.name}", said, item.source
                if item.yearly is not None:
                    often = f"每年{item.yearly.guidance}次、每年{item.yearly.training}次"
                    yield f"{file}: {item.name}: yearly", often, item.source
        if standard.mark is not None:
            yield f"{file}: mark", f"{standard.mark}分", standard.mark_source
        if standard.bonus is not None:
            yield f"{file}: bonus", standard.bonus.says, standard.bonus.source


def words_of(standard: Standard) -> Iterator[tuple[str, str]]:
    """Yield every sentence of ours in a standard, with the way to it: none of them is copied from the text."""
    for item in standard.all_items:
        for key, text in (("question", item.question), ("lacking", item.lacking), ("helps", item.helps)):
            yield f"{item.name}: {key}", text
        yield from ((f"{item.name}: evidence", text) for text in item.evidence)
    for key, text in (
        ("division", standard.division),
        ("differs", standard.differs),
        ("no_mark", standard.no_mark),
    ):
        yield key, text
    if standard.bonus is not None:
        yield "bonus: says", standard.bonus.says
        yield from (("bonus", one.name) for one in standard.bonus.circumstances)
