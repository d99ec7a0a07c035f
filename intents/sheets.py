"""Every sheet of this floor, for whoever checks them all."""

from __future__ import annotations

from collections.abc import Callable

from intents.persons.names import names_sheet
from intents.persons.organisations import companies_sheet
from intents.persons.people_sheet import people_sheet
from intents.reading.agreement import agreement_sheet
from intents.reading.words import no_names_sheet
from intents.spelled import spelled_sheet
from intents.telling.appointment import appointment_sheet
from intents.telling.commands import commands_sheet
from intents.telling.lexicon import lexicon_sheet
from intents.telling.purpose import OPENINGS
from intents.telling.signals import signals_sheet
from intents.telling.steering import STEERING
from intents.wanting.learning import examples_sheet
from intents.wording import synonyms_sheet

# Each reads one file, or raises SheetFaults with all that is wrong in it.
SHEETS: tuple[Callable[[], object], ...] = (
    synonyms_sheet,
    spelled_sheet,
    agreement_sheet,
    no_names_sheet,
    commands_sheet,
    appointment_sheet,
    names_sheet,
    people_sheet,
    companies_sheet,
    lexicon_sheet,
    lambda: OPENINGS.sentences,
    lambda: STEERING.sentences,
    signals_sheet,
    examples_sheet,
)
