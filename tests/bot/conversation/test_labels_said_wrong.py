"""「…不对」 with what an item is called, as we teach it, puts that item right at any time, and answers nothing."""

from __future__ import annotations

import pytest

from intake.forms.codes import FieldKind, FormName
from intake.forms.form import Field
from tests.bot.conversation.every_field import running_of, standing_at_field
from tests.bot.conversation.harness import Conversation, handbook

# Where any words would do for an answer, and where only some would; the last one is the summary.
AT = (
    (FormName.COMPLAINT, "clue"),
    (FormName.COMPLAINT, "act_date"),
    (FormName.TIP, "how_known"),
    (FormName.TIP, "act_kinds"),
    (FormName.CONSULTATION, "question"),
)
# How it is said; we teach the first.
SAID = ("{}不对", "{}不对。", "{}错了", "{}写错了", "“{}不对”", "{}那项不对", "我的{}不对", "{}有误", "{}不对头")


def others_filled(talk: Conversation) -> list[Field]:
    running = running_of(talk)
    form = handbook().forms[running.form]
    return [
        field
        for field in form.answered(running.answers)
        if field.name != running.field and field.asked and field.kind is not FieldKind.DECLARATION
    ]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize(("form", "name"), AT)
def test_an_item_said_to_be_wrong_by_its_label_is_asked_again(form: FormName, name: str, said: str) -> None:
    faults = []
    for field in others_filled(standing_at_field(form, name)):
        talk = standing_at_field(form, name)
        stood = running_of(talk).answers.get(name)

        talk.say(said.format(field.label))

        running = talk.state.running
        if running is None or running.field != field.name:
            faults.append(f"{field.label}: asks {running and running.field}: {talk.text[:60]}")
        elif running.answers.get(name) != stood:
            faults.append(f"{field.label}: taken for {running.answers[name].typed}")
    assert faults == []


@pytest.mark.parametrize(
    ("form", "name", "said"),
    [
        (FormName.TIP, "how_known", "我看到合同不对劲才晓得的"),
        (FormName.TIP, "how_known", "对账的时候数字不对"),
        (FormName.COMPLAINT, "clue", "他交接的时候少交了一台电脑，账也不对"),
        (FormName.CONSULTATION, "question", "保密协议的期限写错了怎么办"),
    ],
)
def test_what_tells_that_something_is_wrong_with_no_item_answers_what_is_asked(
    form: FormName, name: str, said: str
) -> None:
    talk = standing_at_field(form, name)

    talk.say(said)

    assert running_of(talk).field != name or name in running_of(talk).answers, talk.text
