"""Reading out: what a section says, told by its statements, to who asks for it by its number.

「附件1第六部分讲什么」, 「反法第26条讲的啥」
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from intents import expressions as re
from knowledge.content.instrument import Instrument, split_source
from knowledge.tables.named import NamedSection, section_named
from knowledge.tables.table import Composed

# What a person reads at once; of a longer section its first statements are told.
MOST_SIGNS = 260
_ASKS_TO_BE_TOLD = re.compile(r"内容|意思|要求|规定|列|全文|原文|提到|点名|写|说|包括")
# What is left of a question that asks for nothing but the contents of what it names.
_ONLY_CONTENTS = re.compile(
    r"中华人民共和国|方案|文件|里面?|中|第|条|款|项|部分|的|是|说|写|讲|规定|列|明|了|什么|哪些|内容|意思|主要|具体|都|有|在|请|全文|原文|一下|那|个|这|管|要求|包括|法|新"
)
_NOT_A_SIGN = re.compile(r"[\W_]+")


def read_out(text: str, instruments: Mapping[str, Instrument], answering: Collection[str]) -> Composed | None:
    """Return what the section says that a normalised text names and asks for; None where something answers better.

    answering   the sources of the entry that surely answers; it is left alone where it stands in that section,
                unless nothing but the contents are asked for
    """
    named = section_named(text, instruments)
    if named is None:
        return None
    is_read_out = _asks_for_contents(text, named) or (
        _ASKS_TO_BE_TOLD.search(text) and not _is_answered(named, answering)
    )
    return _told(named, instruments) if is_read_out else None


def _told(named: NamedSection, instruments: Mapping[str, Instrument]) -> Composed | None:
    statements: list[str] = []
    for source in named.sources:
        key, name = split_source(source)
        statements += instruments[key].sections[name].statements
    if not statements:
        return None
    kept = _as_many_as_fit(list(dict.fromkeys(statements)))
    place = _place_of(named, instruments)
    more = "；其余见原文" if len(kept) < len(statements) else ""
    return Composed.of(f"{place}说了什么", f"{place}主要有这些内容：{'；'.join(kept)}{more}。", named.sources)


def _as_many_as_fit(statements: list[str]) -> list[str]:
    kept: list[str] = []
    for statement in statements:
        if kept and sum(map(len, kept)) + len(statement) > MOST_SIGNS:
            break
        kept.append(statement)
    return kept


def _place_of(named: NamedSection, instruments: Mapping[str, Instrument]) -> str:
    key, name = split_source(named.sources[0])
    instrument = instruments[key]
    if len(named.sources) > 1:
        name = re.sub(r"第\d+款$", "", name)
    known = instrument.sections.get(name)
    spoken = (known.spoken if known else "") or name
    return f"方案{spoken}" if key == "PLAN" else f"《{instrument.title.removeprefix('中华人民共和国')}》{spoken}"


def _is_answered(named: NamedSection, answering: Collection[str]) -> bool:
    return any(
        source.startswith(other) or other.startswith(source) for source in named.sources for other in answering
    )


def _asks_for_contents(text: str, named: NamedSection) -> bool:
    rest = text
    for called in named.called:
        rest = rest.replace(called, "")
    return len(_NOT_A_SIGN.sub("", _ONLY_CONTENTS.sub("", rest))) <= 3
