"""A story is heard the same in every process, whatever seed its hashes have."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.long_runs import some

SHEETS = Path(__file__).parents[2] / "expectations"
# The story alone, told at once; and told in the middle of a form that was opened before.
PROGRAM = """
import json, sys
from tests.bot.conversation.answering import conversation_at
for story in json.load(sys.stdin):
    for before in ((), ("我要投诉一家公司偷了我们的配方", "张三")):
        talk = conversation_at("idle")
        for words in (*before, story):
            talk.say(words)
        running = talk.state.running
        print(repr((talk.text, running and running.answers)).encode("ascii", "backslashreplace").decode())
"""


def stories() -> list[str]:
    """Return the stories of all sheets."""
    sheets = sorted(SHEETS.glob("**/stories_*.jsonl"))
    lines = [line for sheet in sheets for line in sheet.read_text(encoding="utf-8").splitlines() if line]
    return [json.loads(line)["text"] for line in lines]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", some(range(16), one_in=16))
def test_a_story_becomes_the_same_in_processes_of_different_hash_seeds(part: int) -> None:
    told = json.dumps(stories()[part::16])
    heard = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            input=told,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.splitlines()
        for seed in ("1", "2")
    ]

    assert heard[0] == heard[1]
    assert len(heard[0]) == 2 * len(stories()[part::16])
