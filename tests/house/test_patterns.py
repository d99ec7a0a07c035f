"""No text that a stranger sends keeps a pattern busy."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house import probing


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize(
    "which", [pytest.param((), id="new"), pytest.param(("whole",), id="all", marks=pytest.mark.long)]
)
def test_no_pattern_of_the_house_can_be_kept_busy(which: tuple[str, ...]) -> None:
    # In a process of its own, under a limit on processor time: a pattern that goes astray takes nothing along, and
    # a busy machine is no fault.
    command = [sys.executable, "-m", "tests.house.probing", *which]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stdout


def test_the_probe_looks_at_the_patterns_of_all_packages() -> None:
    packages = {name.partition(".")[0] for name, _ in probing.patterns()}

    assert packages == {"bot", "intents", "knowledge", "intake"}


@pytest.mark.parametrize(
    "pattern",
    [
        r"<E>\s*(?:<!\[C\[)?\s*(\w+)\s*</E>",
        r"^(?:好|好的|嗯+|[，。]|的)+$",
        r"^[^，]*\s*[:：]?\s*\d+元$",
        r"甲|乙|丙|丁|戊|己|庚辛|壬癸|子丑|寅卯|^(?:我|我要|请|需要|要)*(?:保密|拒绝)$",
    ],
)
def test_the_probe_finds_what_goes_astray(pattern: str) -> None:
    script = (
        "import re, signal; from tests.house import probing; signal.signal(signal.SIGPROF, probing._too_long); "
        f"print(bool(probing._busy_with('bot.channels', re.compile({pattern!r}))))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "True"
