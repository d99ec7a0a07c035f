"""What people want is recognised: measured on the development sheets, every row counted."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from intents.sheet import SheetFaults
from intents.wanting import learning
from intents.wanting.recogniser import INTENTS, Moment, Recogniser

SHEETS = Path(__file__).parents[2] / "expectations"
EXAMPLES = Path(__file__).parents[3] / "intents" / "wanting" / "examples.yaml"


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser.load()


def _sheet() -> list[dict[str, str]]:
    with (SHEETS / "intents_dev.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _questions(name: str) -> Iterator[dict[str, str]]:
    with (SHEETS / name).open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def test_the_development_sheet_is_recognised(recogniser: Recogniser) -> None:
    rows = _sheet()
    confusion = Counter(
        (row["intent"], recogniser.recognise(row["text"], _context(row["context"])).intent) for row in rows
    )
    for wanted in INTENTS:
        print(f"{wanted:13}", *(f"{confusion[wanted, given]:4}" for given in INTENTS))

    right = sum(confusion[intent, intent] for intent in INTENTS)

    assert right / len(rows) >= 0.97


@pytest.mark.parametrize("intent", INTENTS)
def test_no_intent_is_neglected(recogniser: Recogniser, intent: str) -> None:
    rows = [row for row in _sheet() if row["intent"] == intent]
    found = sum(recogniser.recognise(row["text"], _context(row["context"])).intent == intent for row in rows)

    assert found / len(rows) >= 0.9


def test_questions_are_asked_and_not_filed(recogniser: Recogniser) -> None:
    questions = [row["q"] for row in _questions("faq_dev.jsonl")]
    asked = sum(recogniser.recognise(question, "start").intent == "ask" for question in questions)

    assert asked / len(questions) >= 0.97


def test_small_talk_and_calls_for_a_person_are_not_questions(recogniser: Recogniser) -> None:
    fitting = {"smalltalk": {"greeting", "thanks", "other", "confirm"}, "human": {"human"}}
    rows = [row for row in _questions("faq_dev_out.jsonl") if row["expect"] in fitting]
    right = sum(recogniser.recognise(row["q"], "start").intent in fitting[row["expect"]] for row in rows)

    assert right / len(rows) >= 0.95


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("我要举报隔壁厂", "complaint"),
        ("举报需要什么材料", "ask"),
        ("我想预约指导站", "consultation"),
        ("怎么预约指导站", "ask"),
        ("我的举报到哪里了", "progress"),
        ("怎么查进度", "ask"),
        ("我要举报，可是我还在那里上班，你们会不会把我说出去", "ask"),
        ("我要投诉！在一家店里吃出虫子，老板还不赔", "complaint"),
    ],
)
def test_an_act_is_told_from_a_question_about_it(recogniser: Recogniser, said: str, intent: str) -> None:
    assert recogniser.recognise(said, "start").intent == intent


def test_a_long_story_that_wants_to_report_is_a_complaint(recogniser: Recogniser) -> None:
    story = (
        "你好，我是一家物流公司的法务，我们公司的客户名单和运价底表，被前业务经理带到九龙坡的另一家公司在用，"
        "今年七月三号他把表从公司电脑拷走的，损失大概八十万，我要实名举报"
    )

    assert recogniser.recognise(story, "start").intent == "complaint"


def test_the_same_word_means_different_things_in_different_places(recogniser: Recogniser) -> None:
    assert recogniser.recognise("没有", "mid").intent == "deny"
    assert recogniser.recognise("改电话", "confirm").intent == "back"
    assert recogniser.recognise("不是这个电话", "confirm").intent == "deny"


def test_control_words_are_certain(recogniser: Recogniser) -> None:
    assert recogniser.recognise("转人工！", "mid") == recogniser.recognise(" 轉人工 ", "mid")
    assert recogniser.recognise("取消", "confirm").score == 1.0


@pytest.mark.parametrize("said", ["", " ", "😂", "。。。", "a" * 10_000, "举报" * 5_000])
@pytest.mark.parametrize("context", ["start", "mid", "confirm"])
def test_anything_can_be_said(recogniser: Recogniser, said: str, context: Moment) -> None:
    recognition = recogniser.recognise(said, context)

    assert recognition.intent in INTENTS
    assert 0 < recognition.score <= 1


def test_recognising_takes_well_under_a_millisecond(recogniser: Recogniser) -> None:
    rows = _sheet()
    started = time.process_time()
    for row in rows:
        recogniser.recognise(row["text"], _context(row["context"]))

    assert (time.process_time() - started) / len(rows) < 0.001


def test_the_stored_weights_are_those_of_the_examples() -> None:
    # python -m intents.wanting.learning writes them anew.
    assert learning.is_stored_up_to_date()


def test_storing_the_weights_changes_no_decision(recogniser: Recogniser) -> None:
    control = {(word.context, word.text): word.intent for word in learning.control_words()}
    fresh = Recogniser(learning.learnt_from_examples(), control)
    rows = [(row["text"], _context(row["context"])) for row in _sheet()]

    changed = [row for row in rows if fresh.recognise(*row).intent != recogniser.recognise(*row).intent]

    assert len(changed) <= len(rows) // 100


def test_faults_of_the_examples_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "examples.yaml"
    broken.write_text("control: {any: {}}\nexamples: {dance: {start: [跳舞]}, thanks: {night: [2024]}}\n", "utf-8")
    monkeypatch.setattr(learning, "_EXAMPLES_FILE", broken)

    with pytest.raises(SheetFaults) as refused:
        learning.learnt_from_examples()

    told = "\n".join(refused.value.faults)
    assert "examples.yaml: examples: dance: must be 'ask'" in told
    assert "examples.yaml: examples: thanks: night: must be 'start', 'mid', 'confirm' or 'any'" in told
    assert "examples.yaml: examples: thanks: night: 1: must be text, put it in quotes" in told


@pytest.mark.parametrize("seed", ["0", "1", "2", "3141", "65535"])
def test_every_process_hears_exactly_the_same(recogniser: Recogniser, seed: str) -> None:
    # The order of a set depends on the process; the sums over it must not.
    program = (
        "import sys, json\n"
        "from intents.wanting.recogniser import Recogniser\n"
        "hear = Recogniser.load().recognise\n"
        "heard = [hear(text, context) for text, context in json.load(sys.stdin)]\n"
        "print(json.dumps([(one.intent, one.score.hex()) for one in heard]))\n"
    )
    said = [(row["text"], row["context"]) for row in _sheet()]
    here = [recogniser.recognise(text, _context(context)) for text, context in said]

    child = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(said),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )

    assert [tuple(one) for one in json.loads(child.stdout)] == [(one.intent, one.score.hex()) for one in here]


def test_no_sentence_of_the_sheets_was_learnt() -> None:
    sheet = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))["examples"]
    lists = [sentences for contexts in sheet.values() for sentences in contexts.values()]
    learnt = {str(sentence) for sentences in lists for sentence in sentences}
    measured = {row["text"] for row in _sheet()} | {row["q"] for row in _questions("faq_dev.jsonl")}
    for name in ("utterances_dev.jsonl", "openings_dev.jsonl", "own/utterances_own.jsonl"):
        measured |= {row["text"] for row in _questions(name)}

    assert not learnt & measured


def _context(name: str) -> Moment:
    contexts: dict[str, Moment] = {"start": "start", "mid": "mid", "confirm": "confirm"}
    return contexts[name]
