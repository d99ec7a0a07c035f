"""A page speaks of filling in, ticking and leaving empty; nobody can reply to it or skip anything."""

from __future__ import annotations

import re

import pytest

from bot.conversation.page.sent import PageFault
from bot.conversation.phrases import Phrases
from bot.shown.fields import Occasion, shown_field
from bot.shown.on_a_page import on_a_page
from intake.forms.codes import ChannelStatus, FieldKind, FormName
from intake.forms.forms import forms

ONLY_IN_A_CHAT = re.compile(r"回复|第几项|说“|发给我|跳过|直接说|说它的名字|告诉我|请说|再说一次|\d+到\d+里选")
# Said of the whole of a filing, by `page.*` sentences of its own where a page says it.
SHOWN_ON_PAGES = re.compile(
    r"unread\.|checks\.|stops\.outside|form\.(?:not_an_answer|another_kind)$|form\.others_wait$"
)
FIELDS = [
    pytest.param(field, id=f"{form.name}.{field.name}")
    for form in forms().values()
    if form.name != FormName.SUPPLEMENT
    for field in form.fields
    if field.kind is not FieldKind.DECLARATION
]


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_asks_and_explains_in_the_words_of_a_page(field) -> None:  # type: ignore[no-untyped-def]
    fault = {field.name: PageFault(field.push or field.help)}
    shown = shown_field(field, {}, Occasion(ChannelStatus.DEMO, faults=fault))

    for words in (shown.ask, shown.help, shown.sentence):
        assert not ONLY_IN_A_CHAT.search(words), words


@pytest.mark.parametrize("key", [key for key in Phrases.load().sentences if SHOWN_ON_PAGES.match(key)])
def test_what_was_not_taken_is_told_in_the_words_of_a_page(key: str) -> None:
    said = re.sub(r"\{\w+\}", "3", Phrases.load().sentences[key])

    assert not ONLY_IN_A_CHAT.search(on_a_page(said)), on_a_page(said)
