"""The journal as a page tells it: files that came together are one line, old entries are folded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.desk.cases.dossier import DossierEntry
from bot.desk.cases.timeline import SHOWN_AT_ONCE, timeline_of
from tests.builders import NOW


def happened(
    seq: int, code: str, payload: Mapping[str, object] | None = None, actor: str = "filer"
) -> DossierEntry:
    return DossierEntry(seq, NOW + timedelta(minutes=seq), actor, "", code, payload or {})


def a_file(seq: int, number: int) -> DossierEntry:
    return happened(seq, "evidence_received", {"number": number})


def test_twenty_files_that_came_one_after_the_other_are_one_line() -> None:
    told = timeline_of(
        [happened(1, "case_opened"), *(a_file(1 + number, number) for number in range(1, 21))]
    ).newest

    assert [(one.code, one.files) for one in told] == [("evidence_received", "材料1至材料20"), ("case_opened", "")]
    assert told[0].at == NOW + timedelta(minutes=21)


def test_files_with_something_between_them_are_lines_of_their_own() -> None:
    told = timeline_of([a_file(1, 1), happened(2, "filer_added"), a_file(3, 2), a_file(4, 5)]).newest

    assert [one.files for one in told] == ["材料2、材料5", "", "材料1"]


def test_results_of_a_scan_are_told_together_as_long_as_they_are_the_same() -> None:
    told = timeline_of(
        [
            happened(seq, "evidence_scanned", {"scan": scan})
            for seq, scan in enumerate(("clean", "clean", "infected"))
        ]
    ).newest

    assert [one.files for one in told] == ["1 份", "2 份"]


def test_the_newest_stand_open_the_older_are_folded_and_readings_stand_apart() -> None:
    entries = [happened(seq, "noted") for seq in range(SHOWN_AT_ONCE + 5)]

    timeline = timeline_of([*entries, happened(99, "viewed", actor="officer"), happened(100, "clock_met")])

    assert (len(timeline.newest), len(timeline.older), len(timeline.readings)) == (SHOWN_AT_ONCE, 5, 1)
    assert timeline.newest[0].seq == SHOWN_AT_ONCE + 4
