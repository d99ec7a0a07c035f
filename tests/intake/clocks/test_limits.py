"""`clocks.yaml`: what a block must say, and every fault of the file at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.clocks import limits
from intake.clocks.codes import DECIDER_WORDS, REASONS, Decider, Reason
from intake.clocks.limits import extension_in_words, read_limits, unheard
from intents.sheet import faults_in
from tests.intake.clocks.events import clocks


def test_reasons_and_deciders_have_words() -> None:
    assert set(REASONS) == set(Reason)
    assert set(DECIDER_WORDS) == set(Decider)


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
- name: longer
  label: 无
  starts: {code: a, when: {kind: [x]}}
  days: 1
  rolls: false
  basis: 无
  extends:
    - {code: b, label: 无, working_days: 3, ground: 无, by: head}
    - {code: c, label: 无, days: 3, ground: 无, by: nobody}
- name: after
  label: 无
  starts: a
  days: 1
  rolls: false
  basis: 无
  extends: [{code: d, label: 无, days: 3, at_most: 2, ground: 无, by: head, after: d}]
- {name: hours, label: 无, starts: a, hours: 1, basis: 无, pauses: {reasons: [appraisal], basis: 无}}
- {name: theirs, label: 无, starts: a, hours: 1, basis: 无, whose: theirs, warns: {head: 1}}
- just words
""",
    )

    assert faults_in(read_limits) == [
        "clocks.yaml: nothing: starts: is missing",
        "clocks.yaml: both: exactly one of working_days, days, months, hours is needed",
        "clocks.yaml: rolling: rolls: is needed for days and months, and for them only",
        "clocks.yaml: silent: rolls: is needed for days and months, and for them only",
        "clocks.yaml: zero: days: Input should be greater than or equal to 1",
        "clocks.yaml: unknown: lasts: unknown field",
        "clocks.yaml: longer: extends: 无: by: must be 'head', 'collective' or 'notice'",
        "clocks.yaml: after: extends: d: at_most: only where the length is decided; "
        "extends: d: after: is no other extension of this limit",
        "clocks.yaml: hours: warns: is needed for hours: three of them would be a working day of a limit in days; "
        "hours run on: no pauses, extends or restarts",
        "clocks.yaml: theirs: warns: nobody of ours is warned of what others must do",
        "clocks.yaml: just words: must be a mapping of fields",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            """
- {name: again, label: 无, starts: a, days: 1, rolls: false, basis: 无, valid_until: 2026-04-15}
- {name: again, label: 无, starts: a, days: 1, rolls: false, basis: 无, valid_from: 2026-04-15}
""",
            "clocks.yaml: again is used twice for the same time",
        ),
        ("[]", "clocks.yaml: holds no clock"),
        ("", "clocks.yaml: must be a list"),
    ],
)
def test_a_file_without_clocks_or_with_one_twice_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, fault: str
) -> None:
    _write(tmp_path, monkeypatch, text)

    assert faults_in(read_limits) == [fault]


def test_an_extension_in_another_unit_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extends = "extends: [{code: b, label: 无, working_days: 3, ground: 无, by: head}]"
    _write(
        tmp_path,
        monkeypatch,
        f"- {{name: a, label: 无, starts: a, days: 1, rolls: false, basis: 无, {extends}}}",
    )

    assert faults_in(read_limits) == ["clocks.yaml: a: extends: b: its length must be given in days"]


def test_a_code_that_the_journal_does_not_have_is_a_fault() -> None:
    limits = [limit for limit in clocks().limits if limit.name in ("tip_check", "decision", "seizure")]
    codes = {code for limit in limits for code in limit.codes}

    assert unheard(limits, codes) == []
    assert unheard(limits, codes - {"docketed", "seizure_extended"}) == [
        "clocks.yaml: tip_check: docketed is no code of the journal",
        "clocks.yaml: decision: docketed is no code of the journal",
        "clocks.yaml: seizure: seizure_extended is no code of the journal",
    ]


def test_a_start_may_want_something_said_besides() -> None:
    starts = clocks().by_name["tip_check"][0].starts

    assert starts.fits("case_opened", {"kind": "tip"})
    assert not starts.fits("case_opened", {"kind": "consultation"})
    assert not starts.fits("case_opened", {})
    assert not starts.fits("routed", {"kind": "tip"})


def test_an_extension_is_said_with_its_ground_who_decides_its_length_and_its_paper() -> None:
    said = {
        extension.code: extension_in_words(extension, limit.unit)
        for limit in clocks().limits
        for extension in limit.extends
    }

    assert said == {
        "check_extended": "延长核查期限：特殊情况；由负责人批准；15个工作日；只能一次。",
        "decision_extended": "延长办案期限：案情复杂或者其他原因；由负责人批准；30日；只能一次。",
        "decision_extended_again": "继续延长办案期限：案情特别复杂或者其他特殊情况，延期以后仍不能办结；"
        "由负责人集体讨论决定；同时确定多少日。",
        "assist_extended": "告知延期完成协查：需要延期完成；在届满前告知提出请求的一方；同时确定多少个工作日。",
        "seizure_extended": "延长查封、扣押：情况复杂；由负责人批准；同时确定多少日，最多30日；只能一次；"
        "书面告知当事人并说明理由。",
    }


def _write(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    broken = folder / "clocks.yaml"
    broken.write_text(text, encoding="utf-8")
    monkeypatch.setattr(limits, "_FILE", broken)
