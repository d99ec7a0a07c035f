"""What the codes on the page of a case are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.desk import words
from intake.cases.approvals import WHATS
from intake.cases.codes import OUTCOMES
from intake.cases.decision_moves import REGISTERED, REMEDY_NAMES
from intake.cases.elements import STANDINGS, Standing
from intake.cases.materials import SORTS, WHO
from intake.cases.measures import MEASURES
from intake.cases.moves import JOURNAL
from intake.cases.registration_moves import DEALT_WITH
from intake.cases.secrecy import LEVELS
from intake.cases.seizure_moves import GROUNDS
from intake.clocks.codes import REASONS
from intake.officers.printing import FULL_REASONS


@dataclass(frozen=True, slots=True)
class CaseLabels:
    """Words by code.

    actors        an actor of the journal that is no officer
    clock_units   what an extension is counted in
    codes         entries of the journal
    delivered_by  by which way words reached the filer
    last_days     which reading of a last day was used
    measures      what a measure is called
    note_names    what a note of each purpose is called
    rungs         why somebody is warned
    standings     of an element of the law
    warned        who is warned that something will be due
    print_reasons why a sheet without bars was opened
    levels        how careful one is to be
    whats         what a second person agrees to
    grounds       why a seizure was lifted
    dealt_with    what became of registered evidence
    registered    where a party is registered that was penalised
    remedies      what the party let go by
    sorts         what was handed over in person
    people        by whom, and to whom it went back
    """

    actors: Mapping[str, str]
    clock_states: Mapping[str, str]
    clock_units: Mapping[str, str]
    codes: Mapping[str, str]
    delivered_by: Mapping[str, str]
    last_days: Mapping[str, str]
    measures: Mapping[str, str]
    note_names: Mapping[str, str]
    outcomes: Mapping[str, str]
    pause_reasons: Mapping[str, str]
    rungs: Mapping[str, str]
    standings: Mapping[Standing, str]
    warned: Mapping[str, str]
    print_reasons: Mapping[str, str]
    levels: Mapping[str, str]
    whats: Mapping[str, str]
    grounds: Mapping[str, str]
    dealt_with: Mapping[str, str]
    registered: Mapping[str, str]
    remedies: Mapping[str, str]
    sorts: Mapping[str, str]
    people: Mapping[str, str]


CASE_WORDS: Final = CaseLabels(
    actors=words.ACTORS,
    clock_states=words.CLOCK_STATES,
    clock_units=words.CLOCK_UNITS,
    codes=JOURNAL,
    delivered_by=words.DELIVERED_BY,
    last_days=words.LAST_DAYS,
    measures=MEASURES,
    note_names=words.NOTES,
    outcomes=OUTCOMES,
    pause_reasons=REASONS,
    rungs=words.RUNGS,
    standings=STANDINGS,
    warned=words.WARNED,
    print_reasons=FULL_REASONS,
    levels=LEVELS,
    whats=WHATS,
    grounds=GROUNDS,
    dealt_with=DEALT_WITH,
    registered=REGISTERED,
    remedies=REMEDY_NAMES,
    sorts=SORTS,
    people=WHO,
)
