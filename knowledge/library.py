"""Library: all entries, the instruments they rest on, and the finder over them, loaded once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from intents import expressions as re
from intents.index_files import IndexFiles
from intents.once import learn_by_heart
from knowledge.content.entry import Entry
from knowledge.content.files import HERE, read_content
from knowledge.content.instrument import Instrument
from knowledge.finding.answer import Rendered, rendered
from knowledge.finding.finder import Finder
from knowledge.finding.found import Found
from knowledge.finding.message import exchanged, goes_on, only_member_named
from knowledge.finding.outside import kind_of
from knowledge.finding.scope import Scope
from knowledge.finding.statements import Statements
from knowledge.heap import give_back
from knowledge.tables.asking import composed_for, told_from_sections
from knowledge.tables.table import COMPOSED, Composed

# What a table gives is put together from what was asked, so that next to no doubt is left.
SURE_OF_A_TABLE = 0.99
# 「那园区呢」 alone shares little with any title: one that fits is likelier than not.
_ABOUT_ANOTHER = 0.75
_REMEMBERED_CHARACTERS = 60
# 「方案对…作了什么规定」: what a law says of it is no answer, however alike the words are.
_WHAT_THE_PLAN_SAYS = re.compile(
    r"(?<!试点)(?<!工作)方案(?:[里中上]?(?:对|就|关于)[^，,。？?]{1,40}|[里中上]?(?:有没有|有没得|是否|是怎么|怎么|如何|咋个)?)"
    r"(?:规定|写|说|提到|提及|要求|讲)"
)


@dataclass(frozen=True)
class Library:
    """What we stand behind.

    entries      by id, in the order of the files
    instruments  by key
    finder       finds the entries that a question asks for
    statements   what the sections of the instruments say
    scope        tells what is asked of us from what is asked of others
    files        where what loading works out is kept
    """

    entries: Mapping[str, Entry]
    instruments: Mapping[str, Instrument]
    finder: Finder
    statements: Statements
    scope: Scope
    files: IndexFiles = field(default_factory=IndexFiles)

    @classmethod
    def load(cls, folder: Path = HERE, files: IndexFiles | None = None) -> Library:
        """Read every file that `contents.yaml` lists; raise ContentFaults with every fault at once."""
        entries, instruments = read_content(folder)
        return cls.of(entries, instruments, files)

    @classmethod
    def of(
        cls, entries: Iterable[Entry], instruments: Mapping[str, Instrument], files: IndexFiles | None = None
    ) -> Library:
        """Build the library of these entries, for instance of files with published versions laid over them.

        files  where what is worked out for it is kept from one start to the next
        """
        files = files or IndexFiles()
        by_id = {entry.id: entry for entry in entries}
        finder = Finder.build(by_id.values(), files=files)
        numbers = finder.weights
        scope = Scope.load(finder.candidates.vocabulary, numbers.foreign_below, numbers.doubtful_below)
        library = cls(by_id, instruments, finder, Statements(instruments), scope, files)
        learn_by_heart(words for entry in by_id.values() for words in (entry.title, *entry.wordings))
        give_back()
        return library

    def find(self, text: str, last: str | None = None) -> Found:
        """Decide about a message: what the tables give goes before an entry that is not met exactly.

        last   the entry answered last, or the question that a table answered
        """
        # The buttons beneath answers ask the same questions all day, and so do people in their shortest words.
        return self._remembered(text, last) if len(text) <= _REMEMBERED_CHARACTERS else self._found(text, last)

    @cached_property
    def _remembered(self) -> Callable[[str, str | None], Found]:
        return lru_cache(maxsize=2048)(self._found)

    def _found(self, typed: str, last: str | None) -> Found:
        text = self.finder.candidates.mender.spelled_out(typed)
        found = self.finder.find(text, last)
        if found.is_exact or ((kind := kind_of(found.outside)) and kind.is_firm):
            return found
        composed = composed_for(text) or self._composed_next(text, last) or self._from_sections(text, found)
        if composed is not None and (not composed.entry or composed.entry in self.entries):
            return _of_a_table(found, composed)
        if not (last and goes_on(text)):
            # What only goes on with an answer is understood with it alone.
            found = self._unless_not_of_the_plan(self.scope.within(found, text), text)
        return self._unless_unknown(found, text, last)

    def answer(self, entry: str, asked: str, today: date) -> Rendered:
        """Return an entry as it is said to a question on `today`, with what its sections say further to it."""
        given, alone = self.entries[entry], self._alone(entry, today)
        beside = self.statements.beside(asked, given.sources, alone.text)
        return rendered(given, self, today, beside) if beside else alone

    def given(self, found: Found, asked: str, today: date) -> Rendered:
        """Return what is found to a question as it is said on `today`."""
        if found.composed:
            return rendered(found.composed, self, today)
        return self.answer(found.candidates[0][0], asked, today)

    @cached_property
    def _alone(self) -> Callable[[str, date], Rendered]:
        # The same for everybody, all day long.
        return lru_cache(maxsize=2048)(self._read_alone)

    def _read_alone(self, entry: str, today: date) -> Rendered:
        return rendered(self.entries[entry], self, today)

    def _composed_next(self, text: str, last: str | None) -> Composed | None:
        """Return what a table gives to a follow-up: 「那第5项呢」 after an answer about the fourth."""
        if not last or not goes_on(text):
            return None
        before = self.entries[last].title if last in self.entries else last
        asked = exchanged(before, text)
        return composed_for(asked) if asked != f"{text} {before}" else None

    def _from_sections(self, text: str, found: Found) -> Composed | None:
        """Return what a section says that is asked for by its number, or what a figure stands for."""
        sure = self.entries.get(found.candidates[0][0]) if found.decision == "answer" else None
        if sure is None:
            return told_from_sections(text, self.instruments)
        return told_from_sections(text, self.instruments, sure.sources, sure.answer)

    def _unless_not_of_the_plan(self, found: Found, text: str) -> Found:
        """Return what is found; a menu where what the plan says is asked for and answered from elsewhere."""
        if found.decision != "answer" or _WHAT_THE_PLAN_SAYS.search(text) is None:
            return found
        rests_on = self.entries[found.candidates[0][0]].sources
        is_of_the_plan = any(source.startswith("PLAN ") for source in rests_on)
        return found if is_of_the_plan else replace(found, decision="menu", also=(), perhaps=())

    def _unless_unknown(self, found: Found, text: str, last: str | None) -> Found:
        """Return what is found; where only another member was named and nothing is known of it, that."""
        member = only_member_named(text) if last and goes_on(text) else ""
        if not member:
            return found
        entry, chance = found.candidates[0] if found.candidates else ("", 0.0)
        is_about_it = entry in self.entries and entry != last and chance >= _ABOUT_ANOTHER
        return found if is_about_it else replace(found, decision="nothing", unknown_of=member)


def _of_a_table(found: Found, composed: Composed) -> Found:
    if composed.entry:
        rest = tuple(one for one in found.candidates if one[0] != composed.entry)
        candidates = ((composed.entry, SURE_OF_A_TABLE), *rest)
        return replace(found, decision="answer", candidates=candidates, ask=(), outside=None, also=())
    candidates = ((COMPOSED, SURE_OF_A_TABLE), *found.candidates)
    return replace(
        found, decision="answer", candidates=candidates, ask=(), outside=None, also=(), composed=composed
    )
