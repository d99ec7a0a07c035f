"""An entry as the person reads it: the answer first, then what it rests on, then what to beware of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from intents import expressions as re
from knowledge.content.entry import Entry
from knowledge.content.instrument import Instrument, split_source
from knowledge.finding.statements import Beside

# The approved sentence for the plan; "以上" works because it is the last line of the message. An answer
# that also rests on what is in force must not seem to be over as a whole.
PLAN_IS_OVER = "以上依据《{title}》，该方案期限已届满"
PLAN_IS_OVER_IN_PART = "其中《{title}》的内容，该方案期限已届满"
# Not beneath an answer that already says whom to ask about this year.
ASK_ABOUT_NOW = "；今年的安排以市局和所在区县局最新通知为准"
INSTRUMENT_IS_OVER = "以上依据《{title}》，该文件已不再施行，仅供了解；请以现行规定为准。"
INSTRUMENT_IS_OVER_IN_PART = "其中《{title}》的内容仅供了解，该文件已不再施行；请以现行规定为准。"
ENTRY_IS_OVER = "本条内容核对至{day}，之后可能有变化；请以市局和所在区县局最新通知为准。"
ALSO = "另外："

_SAYS_ITSELF_OVER = re.compile(r"已经届满|已经废止|废止的旧")
_ASKS_ABOUT_NOW = re.compile(r"(?:眼下|今年|现状)[^。]{0,12}请问")
_NUMERALS = "一二三四五六七八九"
_OWN_END = re.compile(rf"(?:第\d+[项条]|（[{_NUMERALS}]）)$")


class HasContent(Protocol):
    """What rendering needs of a library."""

    @property
    def entries(self) -> Mapping[str, Entry]: ...

    @property
    def instruments(self) -> Mapping[str, Instrument]: ...


class Given(Protocol):
    """What rendering needs of an answer: an entry's, or one that is composed of a table."""

    @property
    def answer(self) -> str: ...

    @property
    def more(self) -> str: ...

    @property
    def sources(self) -> tuple[str, ...]: ...

    @property
    def next(self) -> tuple[str, ...]: ...

    @property
    def valid_until(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Rendered:
    """An answer ready to be shown.

    text            the whole first message: answer, a statement that holds what was asked, source, notice
    more            the second step, or None
    source          the source again, without 依据, for a page that folds it out
    next_questions  titles of what is often asked next; sent back as text they find their entry
    statements      what the cited sections say further, for a page that folds it out; not in the text
    """

    text: str
    more: str | None
    source: str
    next_questions: tuple[str, ...]
    statements: tuple[str, ...] = ()


def rendered(entry: Given, library: HasContent, today: date, beside: Iterable[Beside] = ()) -> Rendered:
    """Return an answer as it is said on `today` (the day in Shanghai).

    beside   statements that the question asks for and the answer lacks
    """
    source = cited(entry.sources, library.instruments)
    further = [(one.holds, _stated(one, entry, library.instruments)) for one in beside]
    held = [statement for holds, statement in further if holds]
    said = [f"{ALSO}{'；'.join(held)}。"] if held else []
    lines = [entry.answer, *said, f"依据：{source}", *_notices(entry, library.instruments, today)]
    return Rendered(
        text="\n".join(lines),
        more=entry.more or None,
        source=source,
        next_questions=tuple(library.entries[name].title for name in entry.next if name in library.entries),
        statements=tuple(statement for holds, statement in further if not holds),
    )


def _stated(one: Beside, entry: Given, instruments: Mapping[str, Instrument]) -> str:
    """Write a statement with its place: that alone where the answer cites one instrument."""
    key, section = split_source(one.source)
    cites_one = len({split_source(source)[0] for source in entry.sources}) == 1
    place = _spoken(instruments[key], section) if cites_one else cited((one.source,), instruments)
    return f"{one.statement}（{place}）"


def cited(sources: tuple[str, ...], instruments: Mapping[str, Instrument]) -> str:
    """Write sources for people, each instrument once: 《商业秘密保护规定》第17条、第18条；…"""
    sections: dict[str, list[str]] = {}
    for source in sources:
        key, section = split_source(source)
        sections.setdefault(key, []).extend([_spoken(instruments[key], section)] if section else [])
    return "；".join(f"{instruments[key].cite}{_listed(named)}" for key, named in sections.items())


def _spoken(instrument: Instrument, section: str) -> str:
    known = instrument.sections.get(section)
    return known.spoken or section if known else section


def _listed(names: list[str]) -> str:
    """List places as people do: what they share is said once, 附件4第1项至第8项."""
    groups: list[tuple[str, list[str]]] = []
    for name in names:
        shared, end = _split_place(name)
        if shared and groups and groups[-1][0] == shared:
            groups[-1][1].append(end)
        else:
            groups.append((shared, [end]) if end else (name, []))
    return "、".join(shared + "、".join(_spans(ends)) for shared, ends in groups)


def _split_place(name: str) -> tuple[str, str]:
    """Return what a place shares with its neighbours, and its own end: ("附件4", "第1项")."""
    found = _OWN_END.search(name)
    return (name[: found.start()], found.group()) if found else (name, "")


def _spans(ends: list[str]) -> list[str]:
    """Return the ends, three and more in a row as one span: 第1项至第3项."""
    spans: list[list[str]] = []
    for end in ends:
        if spans and _place_number(end) == _place_number(spans[-1][-1]) + 1:
            spans[-1].append(end)
        else:
            spans.append([end])
    return [said for span in spans for said in ([f"{span[0]}至{span[-1]}"] if len(span) > 2 else span)]


def _place_number(end: str) -> int:
    figures = re.sub(r"\D", "", end)
    return int(figures) if figures else _NUMERALS.index(end.strip("（）")) + 1


def _notices(entry: Given, instruments: Mapping[str, Instrument], today: date) -> list[str]:
    if says_itself_over(entry):
        return []
    cited = [instruments[key] for key in dict.fromkeys(split_source(source)[0] for source in entry.sources)]
    over = [instrument for instrument in cited if instrument.is_over(today)]
    if over:
        return [_instrument_notice(over[0], entry, in_part=len(over) < len(cited))]
    if entry.valid_until is not None and entry.valid_until < today:
        until = entry.valid_until
        return [ENTRY_IS_OVER.format(day=f"{until.year}年{until.month}月{until.day}日")]
    return []


def says_itself_over(entry: Given) -> bool:
    """Say whether the answer tells itself that what it rests on is over, so that no notice needs to repeat it."""
    return _SAYS_ITSELF_OVER.search(entry.answer) is not None


def over_in_words(instrument: Instrument) -> str:
    """Return what stands beneath, or above, something that rests on one document alone, whose term is over."""
    if instrument.when_over:
        return instrument.when_over
    said = PLAN_IS_OVER if "方案" in instrument.title else INSTRUMENT_IS_OVER
    return said.format(title=instrument.title) + (f"{ASK_ABOUT_NOW}。" if said is PLAN_IS_OVER else "")


def _instrument_notice(instrument: Instrument, entry: Given, in_part: bool) -> str:
    if instrument.when_over:
        return instrument.when_over
    if "方案" not in instrument.title:
        return (INSTRUMENT_IS_OVER_IN_PART if in_part else INSTRUMENT_IS_OVER).format(title=instrument.title)
    over = (PLAN_IS_OVER_IN_PART if in_part else PLAN_IS_OVER).format(title=instrument.title)
    return f"{over}{'' if _ASKS_ABOUT_NOW.search(entry.answer) else ASK_ABOUT_NOW}。"
