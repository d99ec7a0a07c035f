"""Named sections: which section of the plan or of a law a question calls by its number or heading.

「附件1第五部分第1项」, 「工作要求（三）」, 「主要任务第9条」, 「反法第26条」; the names stand in `tables.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from intents import expressions as re
from knowledge.content.instrument import Instrument
from knowledge.tables.table import pattern, tables_sheet

PLAN = "PLAN"
# The plan's annexes and its main text, then the numbers of part, paragraph and item in any of their spellings.
_ANNEX = re.compile(r"(附件[1-4]|正文|方案)(?:的|里的?)?(企业|园区)?(?:创建)?(?:标准)?的?")
_NUMBER = re.compile(r"[ .,，、]?的?第?[(（]?(\d{1,2}|[一二三四五六七八九十])[)）]?(?:大?部分|[条项点款块])?")
_ARTICLE = re.compile(r"第?(\d{1,4})条(之[一1])?(?:第?(\d{1,2})款)?")
_NUMERALS = "一二三四五六七八九十"
_STANDARDS = {"企业": 1, "园区": 2}


@dataclass(frozen=True, slots=True)
class NamedSection:
    """A section that a text names.

    sources   the sections, e.g. "PLAN 附件1 五.1"; of an article all its paragraphs
    called    the words by which the text calls it
    """

    sources: tuple[str, ...]
    called: tuple[str, ...]


def section_named(text: str, instruments: Mapping[str, Instrument]) -> NamedSection | None:
    """Return the one section that a normalised text names; None where it names none, several or an unknown one."""
    named = [*_articles(text, instruments), *_of_the_plan(text, instruments)]
    different = {one.sources: one for one in named}
    return next(iter(different.values())) if len(different) == 1 else None


def _articles(text: str, instruments: Mapping[str, Instrument]) -> Iterator[NamedSection]:
    laws = {key: found for key, said in tables_sheet().laws.items() if (found := pattern(said).search(text))}
    articles = list(_ARTICLE.finditer(text))
    if len(laws) != 1 or len(articles) != 1:
        return
    (law, called), article = next(iter(laws.items())), articles[0]
    number, again, paragraph = article.groups()
    name = f"第{number}条{'之一' if again else ''}" + (f"第{paragraph}款" if paragraph else "")
    if law in instruments and (sources := tuple(f"{law} {part}" for part, _ in instruments[law].parts_of(name))):
        yield NamedSection(sources, (article.group(), called.group()))


def _of_the_plan(text: str, instruments: Mapping[str, Instrument]) -> Iterator[NamedSection]:
    plan = instruments.get(PLAN)
    if plan is None:
        return
    named = [*_counted_off(text), *_under_headings(text)]
    by_path = {path: name for name in plan.sections for path in _paths_of(name)} if named else {}
    for path, called in named:
        if (name := by_path.get(path)) is not None:
            yield NamedSection((f"{PLAN} {name}",), (called,))


def _counted_off(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for found in _ANNEX.finditer(text):
        start, standard = found.group(1), found.group(2)
        numbers, end = _numbers_from(text, found.end())
        if not numbers:
            continue
        place = "正文" if start == "方案" else start
        path = (place, *([str(_STANDARDS[standard])] if standard else []), *numbers)
        yield path, text[found.start() : end]


def _under_headings(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for heading in tables_sheet().headings:
        if found := pattern(heading.said).search(text):
            numbers, end = _numbers_from(text, found.end())
            yield (*heading.path.split(), *numbers), text[found.start() : end]


def _numbers_from(text: str, start: int) -> tuple[list[str], int]:
    """Return the numbers that follow a place without a word between them, and where they end."""
    numbers: list[str] = []
    while found := _NUMBER.match(text, start):
        numbers.append(_in_digits(found.group(1)))
        start = found.end()
    return numbers, start


def _paths_of(name: str) -> Iterable[tuple[str, ...]]:
    """Return the paths that lead to a section of the plan: 正文 三(五).9 is 3.5.9 and, as people count, 3.9."""
    place, _, rest = name.partition(" ")
    numbers = [_in_digits(number) for number in re.findall(rf"\d+|[{_NUMERALS}]", rest)]
    if not numbers or "加分" in rest:
        return ()
    whole = (place, *numbers)
    return (whole, (place, numbers[0], numbers[-1])) if place == "正文" and len(numbers) == 3 else (whole,)


def _in_digits(number: str) -> str:
    return number if number.isdigit() else str(_NUMERALS.index(number) + 1)
