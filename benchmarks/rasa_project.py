"""A peer that does the same work: Rasa with our questions and answers, a form and a tracker that lasts.

    make rasa    installs it where a Python 3.10 is at hand; from then on `make bench` measures it with the others

What Rasa knows is written here from the project's own tables, each time anew; Rasa trains when they have changed.
Words are cut by jieba, intents told by Rasa's logistic regression and answers chosen by its response selector;
rules alone decide what follows. With DIET, which Rasa recommends, a message costs more and training takes hours.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.mix import FILING
from intake.forms.form import Field
from intake.forms.forms import forms
from intents.telling.purpose import OPENINGS
from knowledge.content.files import read_content

PYTHON = Path(sys.prefix) / "rasa" / "bin" / "python"
_HOME = PYTHON.parents[1] / "project"
_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
_EPOCHS = 20
# All fourteen thousand would train for hours. What a message costs hangs on how many answers and words are known,
# hardly on how often they were told: so few wordings of each, those that the mix asks.
_WORDINGS_OF_EACH = 2
_VERSION = "3.1"
_FORM = "tip_form"
# What the mix answers in turn after the story that opens the form; then it confirms.
_ASKED = ("act_kinds", "act_date", "how_known", "evidence_kinds")
_CONFIRMED = "confirmed"
_OPENING, *_ANSWERS, _ = FILING
_DATES = ("今年", "去年年底", "上个月", "三月初", "前年夏天", "2025年5月", "大概半年前", "上周")
_WAYS_TO_KNOW = ("同事说的", "亲眼看到的", "听朋友讲的", "我在那里上班", "看到他们的报价单", "客户告诉我的")
_AGREED = ("确认提交", "没有问题，提交", "确认", "就这样交吧", "先提交")


def is_installed() -> bool:
    """Say whether there is a Rasa to be measured."""
    return PYTHON.exists()


def train() -> None:
    """Write the project, and let Rasa train what has changed in it: minutes the first time."""
    _HOME.mkdir(exist_ok=True)
    _write(_HOME, "config", {"recipe": "default.v1", "language": "zh", **_config()})
    _write(_HOME, "domain", {"version": _VERSION, **_domain()})
    _write(_HOME, "data", {"version": _VERSION, "nlu": _examples(), "rules": _rules()})
    _write(_HOME, "credentials", {"benchmarks.rasa_channel.WeChat": None})
    subprocess.run(
        [PYTHON, "-W", "ignore", "-m", "rasa", "train", "--data", "data.yml", "--fixed-model-name", "peer"],
        cwd=_HOME,
        env={**os.environ, **_ENVIRONMENT},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def served_from(folder: Path) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """Return the command that serves it, and its environment; what people said lies in the folder."""
    _write(folder, "endpoints", {"tracker_store": {"type": "SQL", "dialect": "sqlite", "db": f"{folder}/said.db"}})
    files = {
        "--model": _HOME / "models" / "peer.tar.gz",
        "--credentials": _HOME / "credentials.yml",
        "--endpoints": folder / "endpoints.yml",
    }
    named = (str(part) for option in files.items() for part in option)
    return ("-W", "ignore", "-m", "rasa", "run", "--port", "PORT", *named), _ENVIRONMENT


def _write(folder: Path, name: str, content: Mapping[str, Any]) -> None:
    text = yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False)
    (folder / f"{name}.yml").write_text(text, encoding="utf-8")


def _config() -> dict[str, Any]:
    return {
        "pipeline": [
            {"name": "JiebaTokenizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 2},
            {"name": "LogisticRegressionClassifier"},
            {"name": "ResponseSelector", "epochs": _EPOCHS, "retrieval_intent": "faq"},
            {"name": "FallbackClassifier", "threshold": 0.3},
        ],
        "policies": [{"name": "RulePolicy"}],
    }


def _fields() -> list[Field]:
    return [forms()["tip"].field(name) for name in _ASKED]


def _domain() -> dict[str, Any]:
    entries, _ = read_content()
    slots = (*_ASKED, _CONFIRMED)
    said = {f"utter_faq/{entry.id}": entry.answer for entry in entries}
    said |= {f"utter_ask_{_FORM}_{field.name}": field.ask for field in _fields()}
    said |= {
        f"utter_ask_{_FORM}_{_CONFIRMED}": "请核对上面的内容，没有问题请回复“确认提交”。",
        "utter_filed": "已收到举报材料。",
        "utter_unclear": "没太明白您的意思，请换个说法。",
    }
    return {
        "intents": ["faq", "tip", "answering", "other"],
        "slots": {name: _slot(name) for name in slots},
        "forms": {_FORM: {"required_slots": list(slots)}},
        "responses": {name: [{"text": text}] for name, text in said.items()},
    }


def _slot(name: str) -> dict[str, Any]:
    asked_now = [{"active_loop": _FORM, "requested_slot": name}]
    mapping = {"type": "from_text", "not_intent": "faq", "conditions": asked_now}
    return {"type": "text", "influence_conversation": False, "mappings": [mapping]}


def _examples() -> list[dict[str, str]]:
    entries, _ = read_content()
    options = [option.label for field in _fields() for option in field.options]
    numbers = [str(number) for number in range(1, 10)]
    return [
        *(_intent(f"faq/{entry.id}", entry.wordings[:_WORDINGS_OF_EACH]) for entry in entries),
        _intent("tip", (_OPENING, *OPENINGS.sentences["tip"])),
        _intent("answering", (*_ANSWERS, *numbers, *options, *_DATES, *_WAYS_TO_KNOW, *_AGREED)),
        _intent("other", OPENINGS.sentences["other"]),
    ]


def _intent(name: str, said: Iterable[str]) -> dict[str, str]:
    return {"intent": name, "examples": "".join(f"- {text}\n" for text in said)}


def _rules() -> list[dict[str, Any]]:
    in_form = [{"active_loop": _FORM}]
    asks_on: Sequence[dict[str, Any]] = ({"action": _FORM}, {"active_loop": _FORM})
    ended = [{"action": _FORM}, {"active_loop": None}, {"slot_was_set": [{"requested_slot": None}]}]
    return [
        {"rule": "a question", "steps": [{"intent": "faq"}, {"action": "utter_faq"}]},
        {"rule": "a story", "steps": [{"intent": "tip"}, *asks_on]},
        {"rule": "filed", "condition": in_form, "steps": [*ended, {"action": "utter_filed"}]},
        *(
            {"rule": f"none of ours: {intent}", "steps": [{"intent": intent}, {"action": "utter_unclear"}]}
            for intent in ("nlu_fallback", "other", "answering")
        ),
        {
            "rule": "a question in the form",
            "condition": in_form,
            "steps": [{"intent": "faq"}, {"action": "utter_faq"}, *asks_on],
        },
    ]
