"""`clocks.yaml`: what a block must say, and every fault of the file at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.clocks import limits
from intake.clocks.limits import DECIDERS, REASONS, ClockFaults, Decider, Reason, read_limits
from tests.intake.clocks.events import clocks


def test_the_limits_as_shipped_have_no_fault() -> None:
    assert limits.faults() == []


def test_reasons_and_deciders_have_words() -> None:
    assert set(REASONS) == set(Reason)
    assert set(DECIDERS) == set(Decider)


def test_every_fault_of_the_file_is_told_at_once_with_clock_and_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(
        tmp_path,
        monkeypatch,
        """
- {name: nothing, label: 无, basis: 无}
- {name: both, label: 无, starts: a, days: 1, hours: 2, basis: 无}
- {name: rolling, label: 无, starts: a, working_days: 1, rolls: true, basis: 无}
- {name: silent, label: 无, starts: a, days: 1, basis: 无}
- {name: zero, label: 无, starts: a, days: 0, rolls: false, basis: 无}
- {name: unknown, label: 无, starts: a, days: 1, rolls: false, basis: 无, lasts: 3}
- {name: again, label: 无, starts: a, days: 1, rolls: false, basis: 无, valid_until: 2026-04-15}
- {name: again, label: 无, starts: a, days: 1, rolls: false, basis: 无, valid_from: 2026-04-15}
- name: longer
  label: 无
  starts: {code: a, when: {kind: [x]}}
  days: 1
  rolls: false
  basis: 无
  extends:
    - {code: b, label: 无, working_days: 3, by: head}
    - {code: c, label: 无, days: 3, by: nobody}
- name: after
  label: 无
  starts: a
  days: 1
  rolls: false
  basis: 无
  extends: [{code: d, label: 无, days: 3, at_most: 2, by: head, after: d}]
- {name: hours, label: 无, starts: a, hours: 1, basis: 无, pauses: {reasons: [appraisal], basis: 无}}
- just words
""",
    )

    assert limits.faults() == [
        "clocks.yaml: clock nothing: starts: is missing",
        "clocks.yaml: clock both: exactly one of working_days, days, months, hours is needed",
        "clocks.yaml: clock rolling: rolls: is needed for days and months, and for them only",
        "clocks.yaml: clock silent: rolls: is needed for days and months, and for them only",
        "clocks.yaml: clock zero: days: must be greater than or equal to 1",
        "clocks.yaml: clock unknown: lasts: is unknown",
        "clocks.yaml: clock longer: extends.1.by: must be 'head', 'collective' or 'notice'",
        "clocks.yaml: clock after: extends: d: at_most: only where the length is decided; "
        "extends: d: after: is no other extension of this limit",
        "clocks.yaml: clock hours: hours run on: no pauses, extends or restarts",
        "clocks.yaml: clock 12: must be a valid dictionary or instance of Limit",
        "clocks.yaml: clock again: used twice for the same time",
    ]
    with pytest.raises(ClockFaults, match="used twice"):
        read_limits()


def test_an_extension_in_another_unit_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extends = "extends: [{code: b, label: 无, working_days: 3, by: head}]"
    _write(
        tmp_path,
        monkeypatch,
        f"- {{name: a, label: 无, starts: a, days: 1, rolls: false, basis: 无, {extends}}}",
    )

    assert limits.faults() == ["clocks.yaml: clock a: extends: b: its length must be given in days"]


def test_a_code_that_the_journal_does_not_have_is_a_fault() -> None:
    codes = {code for limit in clocks().limits for code in limit.codes}

    assert limits.faults(codes) == []
    assert limits.faults(codes - {"docketed", "seizure_extended"}) == [
        "clocks.yaml: clock tip_check: docketed is no code of the journal",
        "clocks.yaml: clock decision: docketed is no code of the journal",
        "clocks.yaml: clock seizure: seizure_extended is no code of the journal",
    ]


def test_a_start_may_want_something_said_besides() -> None:
    starts = clocks().by_name["tip_check"][0].starts

    assert starts.fits("case_opened", {"kind": "tip"})
    assert not starts.fits("case_opened", {"kind": "consultation"})
    assert not starts.fits("case_opened", {})
    assert not starts.fits("routed", {"kind": "tip"})


def _write(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    broken = folder / "clocks.yaml"
    broken.write_text(text, encoding="utf-8")
    monkeypatch.setattr(limits, "_FILE", broken)
