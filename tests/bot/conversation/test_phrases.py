"""Every sentence exists, is used, is filled in, and may stand on an official account."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from bot.conversation.phrases import Phrases
from intake.forms.codes import ChannelStatus
from intake.forms.forms import forms
from intents.reading import PHRASE_KEYS
from intents.sheet import SheetFaults
from knowledge.content.files import read_content
from knowledge.content.offers import Tool

CODE = Path(__file__).parents[3] / "bot" / "conversation"
NEVER = (
    "投诉已受理", "已受理", "侵权成立", "侵权人", "证据充分", "绝对保密", "匿名不影响结果",
    "日办结", "已移送公安", "80分即通过", "今年6月10日前",
)  # fmt: skip
# 「受理」 of our own is only denied; 「侵权人」 only as part of 「被侵权人」.
MASKED = re.compile(r"受理窗口|涉嫌侵权人")
# Keys put together from a name that the code lists: the form's fields, a purpose, a status, a kind of message.
BUILT = re.compile(r"^(?:complaint|tip|consultation|supplement|unread|stops|choices|media|forms)\.")


def test_all_faults_of_the_sentences_are_told_at_once(tmp_path: Path) -> None:
    broken = tmp_path / "phrases.yaml"
    broken.write_text(
        "service:\n  greeting: ''\n  thanks: 不客气{\n  person@live: 请拨打\n"
        "unread:\n  name: {empty: [您的姓名]}\n",
        encoding="utf-8",
    )

    with pytest.raises(SheetFaults) as refused:
        Phrases.load(path=broken)

    assert refused.value.faults == [
        "phrases.yaml: service.greeting: is empty",
        "phrases.yaml: service.thanks: has a broken placeholder",
        "phrases.yaml: service.person@live: service.person is of no status: after @ stands one of demo, helper, "
        "published",
        "phrases.yaml: unread.name.empty: must be text, put it in quotes",
    ]


def test_every_key_in_the_code_leads_to_a_sentence() -> None:
    phrases = Phrases.load()
    # An entry that the code gives is named in the same way: `service.privacy_delete`.
    entries = {entry.id for entry in read_content()[0]}

    missing = {
        key
        for key in _keys_in_code() - entries
        if "{" not in key and key != "phrases.yaml" and not phrases.has(key) and not phrases.has(f"unread.{key}")
    }

    assert missing == set()


def test_every_sentence_is_said_somewhere() -> None:
    keys = _keys_in_code()
    built = re.compile("|".join(re.sub(r"\\\{.*?\\\}", r"\\w+", re.escape(key)) for key in keys if "{" in key))

    unused = {
        key
        for key in Phrases.load().sentences
        if key not in keys and not built.fullmatch(key) and not BUILT.match(key)
    }

    assert unused == set()


def test_every_button_is_shown_somewhere() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in CODE.rglob("*.py"))
    beneath_answers = {f"choices.{tool}" for tool in Tool}

    unused = [
        k
        for k in Phrases.load().sentences
        if k.startswith("choices.") and f'"{k[8:]}"' not in code and k not in code and k not in beneath_answers
    ]

    assert unused == []


@pytest.mark.parametrize("word", NEVER)
def test_a_word_that_must_never_appear_does_not(word: str) -> None:
    said = [
        sentence
        for status in ChannelStatus
        for sentence in Phrases.load(status).sentences.values()
        if word in MASKED.sub("", sentence)
    ]

    assert said == []


def test_a_status_has_its_own_words_where_they_differ() -> None:
    said = {status: Phrases.load(status).say("service.person") for status in ChannelStatus}

    assert "承办局需要时会按您留的方式联系您" in said[ChannelStatus.PUBLISHED]
    assert "不会有人办理" in said[ChannelStatus.DEMO]
    assert "承办局" not in said[ChannelStatus.HELPER]


# What a service that files nothing cannot promise.
PROMISES_OF_A_FILING = re.compile(r"承办局需要时|会按您留的方式|可凭编号|查看?进度|先由市局|补充要求|会告诉您怎样")
# Said only once something was filed, or where somebody asks for it, and then answered with 「没有提交过事项」.
ONLY_AFTER_FILING = re.compile(r"^(?:filed|progress|dialogs|choices|supplement)\.|^page\.filed_there$")


def test_a_service_that_files_nothing_promises_nothing_of_a_filing() -> None:
    said = Phrases.load(ChannelStatus.HELPER).sentences.items()

    promising = [key for key, words in said if PROMISES_OF_A_FILING.search(words)]

    assert [key for key in promising if not ONLY_AFTER_FILING.match(key)] == []


@pytest.mark.parametrize("key", PHRASE_KEYS)
def test_what_a_reader_did_not_understand_is_said_with_its_values(key: str) -> None:
    sentence = Phrases.load().sentences[f"unread.{key}"]

    names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}

    assert names <= set(PHRASE_KEYS[key])


def test_the_forms_are_those_of_the_house() -> None:
    assert list(forms()) == ["complaint", "tip", "consultation", "supplement"]


def test_a_sentence_without_its_value_is_refused() -> None:
    with pytest.raises(KeyError):
        Phrases.load().say("filed.reference")


def _keys_in_code() -> set[str]:
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE.rglob("*.py"))
    return set(re.findall(r"""["']([a-z_]+\.[a-z_.{}]+)["']""", code))
