"""Check the content: everything about entries and sources that a machine can see, all faults at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from intents import expressions as re
from intents.numerals import digits_for_numerals
from intents.sheet import faults_in
from knowledge.content.entry import ContentFaults, Entry
from knowledge.content.files import HERE, Content, loose_ends, read_content, read_contents
from knowledge.content.instrument import Instrument, split_source
from knowledge.content.offering import annexes_without_rule, offer_rules, unoffered
from knowledge.content.offers import offers, unknown_in_offers
from knowledge.content.polarity import polarity_faults
from knowledge.content.quoted import quotations_in
from knowledge.finding import contrast
from knowledge.finding.answer import rendered, says_itself_over
from knowledge.finding.outside import kinds
from knowledge.finding.places import places
from knowledge.finding.reading import Reading
from knowledge.finding.weights import Weights
from knowledge.learning.coverage import coverage_faults, faults_of_shape
from knowledge.learning.rehearsal import load_known, unknown_entries
from knowledge.learning.scope import elsewhere
from knowledge.library import Library
from knowledge.standards.check_list import check_lists, stated_in_lists
from knowledge.standards.faults import stated_in_standards, words_of
from knowledge.standards.rounds import rounds, stated_in_rounds
from knowledge.standards.shelf import standards
from knowledge.tables.table import stated_in, tables_sheet, told_by

# Two titles or wordings this alike (0 to 100) would be a riddle in a menu.
NEARLY_THE_SAME = 92

# Words that claim what we may not claim (the approved wording, last paragraph).
NEVER_SAID = ("投诉已受理", "侵权成立", "证据充分", "绝对保密", "匿名不影响结果", "已移送公安", "今年6月10日前")

# What cannot be read names itself.
_DATA_OF_THE_FINDER = (
    *(kinds, contrast.contrasts, places, Weights.load, elsewhere),
    *(standards, check_lists, rounds, tables_sheet, offers, offer_rules),
)

_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:万|亿|%)?")
_ARTICLE = re.compile(r"第\d+条(?:之\d+)?")
# Numbers that only name a place, a title's or an annex's, state nothing.
_IN_TITLE = re.compile(r"《[^》]*》|〔\d+〕\d*号?|附件\d")


def faults(folder: Path = HERE, today: date | None = None) -> list[str]:
    """Return every fault of the content as "file or entry: field: what is wrong"; an empty list is good.

    today   when given, also names answers whose validity ends before that day
    """
    unusable = faults_in(lambda: read_contents(folder), lambda: load_known(folder), *_DATA_OF_THE_FINDER)
    if unusable:
        return [*unusable, *faults_in(lambda: read_content(folder)), *faults_of_shape(folder)]
    try:
        entries, instruments = read_content(folder)
    except ContentFaults as found:
        return [*found.faults, *_unlisted(folder), *faults_of_shape(folder)]
    return [
        *_unlisted(folder),
        *(fault for entry in entries for fault in _entry_faults(entry, instruments)),
        *_said_twice(entries),
        *_hard_to_tell_apart(entries),
        *_over(entries, instruments, today),
        *unknown_entries(load_known(folder), [entry.id for entry in entries]),
        *coverage_faults(instruments, folder),
        *(_faults_of_tables(instruments, {entry.id for entry in entries}) if folder == HERE else ()),
        *(_faults_of_offers(entries, instruments) if folder == HERE else ()),
    ]


def faults_of_entry(entry: Entry, others: Iterable[Entry], instruments: Mapping[str, Instrument]) -> list[str]:
    """Return every fault of one entry among the others, as `faults` names them: for one that is in no file yet."""
    # Last of all: of two that cannot be told apart, the later one is named.
    entries = [*(other for other in others if other.id != entry.id), entry]
    mine = f"{entry.id}: "
    loose = [fault for fault in loose_ends(entries, instruments) if fault.startswith(mine)]
    if any("sources:" in fault for fault in loose):
        return loose
    beside = (*_said_twice(entries), *_hard_to_tell_apart(entries))
    return [*loose, *_entry_faults(entry, instruments), *(fault for fault in beside if fault.startswith(mine))]


def stale_weights(library: Library) -> str | None:
    """Return a sentence when the finder's numbers were learnt on other entries, with how to mend it."""
    if not library.finder.is_stale:
        return None
    return "检索权重是按旧的条目学习的，仍可使用，但可能偏差；请运行 `shangmi learn` 重新学习。"


def _unlisted(folder: Path) -> Iterator[str]:
    contents = read_contents(folder)
    for kind, listed in (("entries", contents.entries), ("sources", contents.sources)):
        for path in sorted((folder / kind).glob("*.yaml")):
            if path.name not in listed:
                yield f"{kind}/{path.name}: is not listed in contents.yaml"


# -------------------------------------------------------------------------------------- one entry


def _entry_faults(entry: Entry, instruments: Mapping[str, Instrument]) -> Iterator[str]:
    said = f"{entry.answer}\n{entry.more}"
    for word in NEVER_SAID:
        if word in said:
            yield f"{entry.id}: answer: says “{word}”, which we never say"
    for fact in entry.facts:
        if _plain(fact) not in _plain(said):
            yield f"{entry.id}: facts: “{fact}” is not said in the answer"
    yield from _figures_without_fact(entry, said)
    yield from _facts_without_source(entry, instruments)
    yield from _articles_not_cited(entry, said)
    yield from polarity_faults(entry)
    for field, text in (("answer", entry.answer), ("more", entry.more)):
        for run in quotations_in(text):
            yield f"{entry.id}: {field}: shares {len(run)} signs in a row with a source: {run}"


def _figures_without_fact(entry: Entry, said: str) -> Iterator[str]:
    carried = set(_figures(" ".join(entry.facts)))
    for figure in dict.fromkeys(_figures(_ARTICLE.sub("", _plain(said)))):
        if figure not in carried:
            yield f"{entry.id}: facts: the answer says {figure}, which the list does not carry"


def _facts_without_source(entry: Entry, instruments: Mapping[str, Instrument]) -> Iterator[str]:
    carried = list(_carried(entry.sources, instruments))
    figures = {figure for text in carried for figure in _figures(text)}
    for fact in entry.facts:
        lacking = [figure for figure in _figures(_ARTICLE.sub("", _plain(fact))) if figure not in figures]
        if lacking or not (_figures(_plain(fact)) or _is_carried(_plain(fact), carried)):
            yield f"{entry.id}: facts: “{fact}” is not among what {'；'.join(entry.sources)} carries"


def _carried(sources: Iterable[str], instruments: Mapping[str, Instrument]) -> Iterator[str]:
    """Yield what the cited sections state, and the instrument's own title, number and days."""
    for source in sources:
        key, name = split_source(source)
        instrument = instruments[key]
        for _, section in instrument.parts_of(name):
            yield from (_plain(text) for text in section.carried)
        yield from (_plain(instrument.cite), _plain(name))
        for day in (instrument.issued_on, instrument.in_force_from, instrument.in_force_until):
            if day:
                yield f"{day.year}年{day.month}月{day.day}日"


def _is_carried(fact: str, carried: Sequence[str]) -> bool:
    return any(fact in text or (len(text) > 1 and text in fact) for text in carried)


def _articles_not_cited(entry: Entry, said: str) -> Iterator[str]:
    known = _plain(" ".join((*entry.sources, *entry.facts, entry.changed)))
    for article in dict.fromkeys(_ARTICLE.findall(_plain(said))):
        if article not in known:
            yield f"{entry.id}: answer: names {article}, which is neither cited nor among the facts"


def _faults_of_tables(instruments: Mapping[str, Instrument], entries: Collection[str]) -> Iterator[str]:
    """Yield what a table states and its section does not carry, and rows told by an entry that is gone."""
    stated = ((f"tables.yaml: {way}", said, source) for way, said, source in stated_in(tables_sheet()))
    held = (*stated_in_standards(standards()), *stated_in_lists(check_lists()), *stated_in_rounds(rounds()))
    for way, said, source in (*stated, *held):
        key, name = split_source(source)
        if key not in instruments or not any(instruments[key].parts_of(name)):
            yield f"{way}: {source} does not exist"
            continue
        carried = {figure for text in _carried((source,), instruments) for figure in _figures(text)}
        for figure in _figures(_ARTICLE.sub("", _plain(said))):
            if figure not in carried:
                yield f"{way}: {source} does not carry {figure}"
    for entry in told_by(tables_sheet()):
        if entry not in entries:
            yield f"tables.yaml: there is no entry {entry}"
    yield from _faults_of_standards(instruments)


def _faults_of_offers(entries: Sequence[Entry], instruments: Mapping[str, Instrument]) -> Iterator[str]:
    """Yield buttons beneath entries that are gone, and entries and annexes whose button was forgotten."""
    yield from unknown_in_offers({entry.id for entry in entries})
    yield from unoffered(entries, offer_rules(), offers())
    of_standards = dict.fromkeys(standard.instrument for standard in standards().values())
    held = [instruments[key] for key in of_standards if key in instruments]
    yield from annexes_without_rule(held, offer_rules())


def _faults_of_standards(instruments: Mapping[str, Instrument]) -> Iterator[str]:
    """Yield standards of a document that is not here, and sentences in them that are not our own."""
    for name, one in check_lists().items():
        if one.instrument not in instruments:
            yield f"lists/{name}.yaml: instrument: there is no {one.instrument}"
    yield from _not_our_words(
        (f"lists/{name}.yaml: {point.key}", point.text)
        for name, one in check_lists().items()
        for point in one.points
    )
    for name, standard in standards().items():
        if standard.instrument not in instruments:
            yield f"standards/{name}.yaml: instrument: there is no {standard.instrument}"
        yield from _not_our_words((f"standards/{name}.yaml: {way}", text) for way, text in words_of(standard))


def _not_our_words(said: Iterable[tuple[str, str]]) -> Iterator[str]:
    for way, text in said:
        yield from (f"{way}: says “{word}”, which we never say" for word in NEVER_SAID if word in text)
        for run in quotations_in(text):
            yield f"{way}: shares {len(run)} signs in a row with a source: {run}"


# ---------------------------------------------------------------------------- entries side by side


def _said_twice(entries: Sequence[Entry]) -> Iterator[str]:
    owners: dict[str, tuple[str, str]] = {}
    for entry in entries:
        for text in dict.fromkeys((*entry.wordings, entry.title)):
            clean = _clean(text)
            owner, first = owners.setdefault(clean, (entry.id, text))
            if owner != entry.id:
                yield f"{entry.id}: wordings: “{text}” reads like “{first}” of {owner}"


def _hard_to_tell_apart(entries: Sequence[Entry]) -> Iterator[str]:
    texts = [_clean(entry.title) for entry in entries]
    members = [contrast.members_in(text) for text in texts]
    for second in range(len(entries)):
        for first in range(second):
            alike = fuzz.ratio(texts[first], texts[second])
            if alike >= NEARLY_THE_SAME and not contrast.clashes(members[first], members[second]):
                yield (
                    f"{entries[second].id}: title: nearly the same as that of {entries[first].id}, "
                    "and no contrast term tells them apart"
                )


# A curator's page asks again and again about the same few thousand texts.
@lru_cache(maxsize=16_384)
def _clean(text: str) -> str:
    return Reading.of(text).text


def _over(entries: Sequence[Entry], instruments: Mapping[str, Instrument], today: date | None) -> Iterator[str]:
    if today is None:
        return
    content = Content({entry.id: entry for entry in entries}, instruments)
    for entry in entries:
        cited_is_over = any(instruments[split_source(source)[0]].is_over(today) for source in entry.sources)
        itself_over = entry.valid_until is not None and entry.valid_until < today
        notice = rendered(entry, content, today).text.splitlines()[-1]
        if (cited_is_over or itself_over) and notice.startswith("依据") and not says_itself_over(entry):
            yield f"{entry.id}: valid_until: its validity is over, and the answer does not say so"


def _plain(text: str) -> str:
    return digits_for_numerals(text.replace(" ", "").replace(",", ""))


def _figures(text: str) -> list[str]:
    return _FIGURE.findall(_IN_TITLE.sub("", _plain(text)))
