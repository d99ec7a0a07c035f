"""A name, a side, an end: what stands in a field is the name alone, and whoever is accused gets no form."""

from __future__ import annotations

import copy

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.standing import standing_at

ACCUSED = [
    "我被公司举报偷客户名单，冤枉的",
    "市监局来我们公司查商业秘密，说是前员工举报的",
    "被前员工告了说我们偷他商业秘密，市监局来查我们，我们咋个办",
    "我们厂遭同行投诉侵犯商业秘密，怎么办",
]
REPORTING = [
    "我们公司的客户名单被前员工偷了，我要举报他",
    "前员工偷了我们的图纸给被举报人重庆某某公司用",
    "他被别的公司告过偷图纸，现在又来偷我们的客户名单，我要举报",
]


@pytest.mark.parametrize("said", ACCUSED)
def test_whoever_is_accused_hears_what_they_can_do(said: str) -> None:
    talk = Conversation()
    talk.say(said)
    assert talk.trace.entry == "procedure.accused_steps"
    assert talk.state.running is None


@pytest.mark.parametrize("said", REPORTING)
def test_whoever_reports_gets_the_form(said: str) -> None:
    talk = Conversation()
    talk.say(said)
    assert talk.trace.entry != "procedure.accused_steps"


@pytest.mark.parametrize("said", ["要得，就这些", "没了", "没得了", "就这些了"])
def test_after_an_addition_the_end_is_heard(said: str) -> None:
    talk = copy.copy(standing_at("after", None, None))
    talk.cases, talk.notes = dict(talk.cases), list(talk.notes)
    talk.say("补充材料说明")
    talk.say("他们上周又发了一份报价单")
    told = talk.say(said)
    assert told.startswith("好的，交过的都在") and "没有正在填写" not in told


@pytest.mark.parametrize("form", ["complaint", "tip"])
@pytest.mark.parametrize(
    ("said", "name"), [("谢某 电话 13588889999 是他的", "谢某"), ("张伟张伟", "张伟"), ("张伟 张伟", "张伟")]
)
def test_of_the_one_reported_the_name_alone_is_kept(said: str, name: str, form: str) -> None:
    talk = _at(form, "reported_name")
    talk.say(said)
    assert talk.state.running is not None
    assert value_of(talk.state.running.answers, "reported_name") == name


def test_what_is_left_of_a_number_titles_nothing() -> None:
    talk = _at("complaint", "secret_title")
    talk.say("赵某现在的电话是13777778888")
    assert talk.state.running is not None
    assert talk.state.running.field == "secret_title"
    assert "secret_title" not in talk.state.running.answers


@pytest.mark.parametrize("field", ["act_kinds", "act_place", "confirm"])
def test_a_surname_is_put_right_and_thanks_nobody(field: str) -> None:
    talk = _at("complaint", "confirm")
    talk.say("被举报人改成谢某")
    if field != "confirm":
        talk = _at("complaint", "reported_name")
        talk.say("谢某")
    told = talk.say("搞错了，谢某不姓谢姓解")
    assert "不客气" not in told
    assert talk.state.running is not None
    assert value_of(talk.state.running.answers, "reported_name") == "解某"


def test_a_surname_that_was_never_said_is_no_thanks_either() -> None:
    assert "不客气" not in _at("complaint", "secret_kind").say("搞错了，谢某不姓谢姓解")


def _at(form: str, field: str) -> Conversation:
    talk = copy.copy(standing_at("mid", form, field))
    talk.cases, talk.heard = dict(talk.cases), list(talk.heard)
    return talk
