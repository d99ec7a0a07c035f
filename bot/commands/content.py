"""Look at the content, learn from the development questions, print the figures."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from bot.commands import strangers
from bot.conversation.handbook import handbook_of
from bot.conversation.phrases import Phrases
from bot.service import utc_now
from intake.cases.moves import JOURNAL
from intake.clocks.calendar import WorkCalendar, day_in_shanghai
from intake.clocks.limits import read_limits, unheard
from intake.forms.codes import ChannelStatus
from intake.forms.forms import earlier_forms, forms
from intake.geography.gazetteer import Gazetteer
from intake.papers.blocks import standard_blocks
from intake.routing.bureaus import load_bureaus
from intake.routing.checking import faults_of
from intake.routing.rules import load_rules
from intake.stations.directory import load_stations
from intake.storage.refusals import StartRefused
from intake.transfers.body import load_bodies, read_bodies
from intents import wording
from intents.sheet import SheetFaults, faults_in
from intents.sheets import SHEETS
from knowledge import check as knowledge_check
from knowledge.content import read_once
from knowledge.content.copied import copied, read_sources
from knowledge.content.exporting import note_read
from knowledge.content.files import read_content
from knowledge.content.quoted import note_sources
from knowledge.learning import evaluate as evaluation
from knowledge.learning import learn as learning
from knowledge.learning.coverage import coverage_line, coverage_of, statement_rows
from knowledge.learning.expectations import asked_in
from knowledge.learning.further import statements_line
from knowledge.library import Library

DEVELOPMENT_SETS = Path("tests/expectations")


def content_faults() -> list[str]:
    """Return every fault of every file that colleagues may change, with file and field."""
    # Without the words of `intents` no two wordings of the entries can be compared.
    words = faults_in(*SHEETS)
    found = [
        *words,
        *(() if words else knowledge_check.faults(today=day_in_shanghai(utc_now()))),
        *faults_in(forms, earlier_forms, Phrases.load, load_rules, load_bureaus, load_stations, Gazetteer.load),
        *faults_in(read_limits, WorkCalendar.load, standard_blocks),
        *_unfit_rules(),
        *_unheard_clocks(),
        *_unknown_areas(),
    ]
    return list(dict.fromkeys(found))


def _unfit_rules() -> list[str]:
    """Return what the desk would not publish of the file's rules; nothing when they cannot be read."""
    try:
        found = faults_of(load_rules().rules, load_bureaus(), day_in_shanghai(utc_now()))
    except SheetFaults:
        return []
    return [f"routing.yaml: rules: {one.rule}: {one.sentence}" for one in found]


def _unheard_clocks() -> list[str]:
    """Return the codes that a clock waits for and no journal has; nothing when the clocks cannot be read."""
    try:
        return unheard(read_limits(), JOURNAL)
    except SheetFaults:
        return []


def _unknown_areas() -> list[str]:
    """Return the faults of the bodies outside; those of the bureaus are told where they stand."""
    try:
        bureaus = load_bureaus()
    except SheetFaults:
        return faults_in(read_bodies)
    return faults_in(lambda: load_bodies(bureaus))


def check(options: argparse.Namespace) -> int:
    """Print every fault, 1 if there is any; without one, what no answer says and what nobody has read.

    With the texts of the sources at hand, what is not in our own words is a fault too.
    """
    if options.read:
        _note_read(options.read)
    if options.note_sources:
        _note_sources(options.data)
    faults = content_faults()
    if options.data is not None and not faults:
        faults = _copied(options.data)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} 处有误。" if faults else "没有发现问题。")
    if faults:
        return 1
    library = Library.load()
    asked = coverage_of(statement_rows(library.instruments), library, day_in_shanghai(utc_now()))
    for one in asked:
        if options.open and one.reached == "open":
            print(one)
    print(coverage_line(asked))
    print(read_once.reading_line(library.entries.values()))
    return 0


def _copied(data: Path) -> list[str]:
    entries, instruments = read_content()
    return [str(run) for run in copied(entries, instruments, read_sources(data / "sources"))]


def _note_sources(data: Path | None) -> None:
    """Keep what tells quotations from our own words, for those who have no sources at hand."""
    if data is None:
        raise StartRefused("要记下原文里的字，请用 --data 说明原文在哪个目录。")
    print(f"已记下 {note_sources(read_sources(data / 'sources'))} 处。")


def _note_read(names: Sequence[str]) -> None:
    """Note that every wording of these entries was read against the first sentence of its answer."""
    if unknown := note_read(names):
        raise StartRefused(f"没有这些条目：{'、'.join(unknown)}。")


def learn(_: argparse.Namespace) -> int:
    """Learn the finder's numbers again."""
    print(learning.learn_and_save(DEVELOPMENT_SETS, day_in_shanghai(utc_now())))
    return 0


def evaluate(options: argparse.Namespace) -> int:
    """Print the figures on the development sets, and the weakest questions with why."""
    library, today = Library.load(), day_in_shanghai(utc_now())
    wording.preload()
    print(evaluation.report(options.data, library, today))
    blind = options.data / "faq_blind.jsonl"
    if blind.exists():
        print(statements_line(asked_in(blind), library, today))
    print("\n最弱的开发题：")
    for line in evaluation.weakest(options.data, library, today):
        print(f"  {line}")
    if (options.data / strangers.IN_SCOPE).exists():
        book = handbook_of(library, ChannelStatus.DEMO, "")
        print()
        for line in strangers.report(options.data, book, today, learning.learn_by_fold(options.data, today)):
            print(line)
    return 0
