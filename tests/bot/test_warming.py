"""Once the service is warm nobody who talks to it waits for a file to be read."""

from __future__ import annotations

import subprocess
import sys

TALKS = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path

from bot.warming import warm
from tests.bot.conversation.harness import Conversation, handbook

warm(handbook("demo"), datetime(2026, 11, 23, 1, tzinfo=UTC))
opened = []
sys.addaudithook(lambda event, values: opened.append(str(values[0])) if event == "open" else None)
lines = Path("tests/expectations/stories_dev.jsonl").read_text(encoding="utf-8").splitlines()
stories = [json.loads(line)["text"] for line in lines]
opened.clear()
for story in stories:
    talk = Conversation()
    for said in (story, "13000000000", "去年国庆", "大足区双桥", "约下周二上午", "什么是商业秘密", "查看已填"):
        talk.say(said)
print(json.dumps(opened))
"""


def test_after_warming_no_file_is_read_for_any_message() -> None:
    done = subprocess.run([sys.executable, "-c", TALKS], capture_output=True, text=True, check=True, timeout=120)

    assert done.stdout.strip() == "[]"
