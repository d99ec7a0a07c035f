"""All the bot knows by heart, as one frozen value, loaded once before the first message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from bot.conversation.estimating.form import estimate_forms
from bot.conversation.phrases import Phrases
from bot.conversation.state import REMINDED_AFTER
from intake.clocks.calendar import WorkCalendar
from intake.forms.codes import ChannelStatus
from intake.forms.form import Form
from intake.forms.forms import forms
from intake.geography.borders import Borders, load_borders
from intake.geography.gazetteer import Gazetteer
from intake.routing.bureaus import Bureaus, load_bureaus
from intake.routing.rules import RoutingRules, load_rules
from intents import wording
from intents.index_files import IndexFiles, keep_in
from intents.once import learn_by_heart
from intents.persons import names
from intents.wanting.recogniser import Recogniser
from knowledge.heap import uncollected
from knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Handbook:
    """What a turn may look things up in.

    status   what the service is in law
    notice   title and address of the announcement that published the channel, else empty
    titles   entry id by normalised title: what a button of a menu says back
    say      returns a sentence of phrases.yaml: say("form.later_part")
    web      address of the pages, for those who must not be known here; "" where nobody says
    off      what people are told while answers are switched off; "" while they are given
    reminds_after  how long a draft rests until its person is reminded of it
    talks    officers may be asked for in the chat
    buttons  what the service's own buttons say, apart from those that a form reads as an answer
    """

    status: ChannelStatus
    notice: str
    phrases: Phrases
    forms: Mapping[str, Form]
    recogniser: Recogniser
    library: Library
    gazetteer: Gazetteer
    bureaus: Bureaus
    rules: RoutingRules
    calendar: WorkCalendar
    titles: Mapping[str, str]
    buttons: frozenset[str]
    say: Callable[..., str]
    web: str = ""
    off: str = ""
    reminds_after: timedelta = REMINDED_AFTER
    talks: bool = False


def with_library(handbook: Handbook, library: Library) -> Handbook:
    """Return the same handbook around another library."""
    return replace(handbook, library=library, titles=_titles(library))


def build_handbook(
    status: ChannelStatus,
    notice: str,
    outlines: Path | None = None,
    on: date | None = None,
    files: IndexFiles | None = None,
) -> Handbook:
    """Load everything; a fault of a sheet stops the start (SheetFaults).

    outlines  the operator's own file of outlines, for points on the map
    on        the day whose standards are asked in self-assessments; the newest where nobody says
    files     where what loading works out is kept from one start to the next
    """
    files = files or IndexFiles()
    keep_in(files)
    with uncollected():
        wording.preload()
        names.preload(files)
        return handbook_of(Library.load(files=files), status, notice, load_borders(outlines), on)


def handbook_of(
    library: Library,
    status: ChannelStatus,
    notice: str,
    borders: Borders | None = None,
    on: date | None = None,
) -> Handbook:
    """Build a handbook around a library, for instance one with newly published entries."""
    phrases = Phrases.load(status)
    buttons = _buttons(phrases)
    learn_by_heart(buttons)
    return Handbook(
        status=status,
        notice=notice,
        phrases=phrases,
        forms={**forms(), **estimate_forms(on)},
        recogniser=Recogniser.load(),
        library=library,
        gazetteer=Gazetteer.load(borders),
        bureaus=load_bureaus(),
        rules=load_rules(),
        calendar=WorkCalendar.load(),
        titles=_titles(library),
        buttons=buttons,
        say=phrases.say,
    )


def _titles(library: Library) -> dict[str, str]:
    return {wording.normalised(entry.title): entry.id for entry in library.entries.values()}


def _buttons(phrases: Phrases) -> frozenset[str]:
    read = ("choices.skip", "choices.declare")
    keys = (key for key in phrases.sentences if key.startswith("choices.") and key not in read)
    return frozenset(phrases.say(key) for key in keys)
