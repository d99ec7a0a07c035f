"""An item that is named by its number, its name or its option is the one that is meant."""

from __future__ import annotations

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation

_TIP = (
    "我要匿名举报", "其他知情人", "重庆永固精密模具厂", "经营信息", "导出带走", "江津双福", "2026年8月", "先提交",
)  # fmt: skip
_AT_THE_OWNER = (
    "我要举报", "权利人", "经营信息", "重庆山蓝茶叶贸易有限公司", "导出带走", "江津双福", "2021年",
    "2026年8月",
    "他能接触到",
)  # fmt: skip


def _told(*said: str) -> Conversation:
    talk = Conversation()
    for one in said:
        talk.say(one)
    return talk


@pytest.mark.parametrize("said", ["第1项能不能不写", "第1项可以不填吗", "第一项必须写吗", "第3项可不可以不写"])
def test_a_number_at_the_summary_means_the_list_that_is_shown(said: str) -> None:
    talk = _told(*_TIP)
    label = "与此事的关系" if "3" not in said else "被举报人"
    answer = talk.say(said)

    assert label in answer.splitlines()[0]
    assert "试点" not in answer
    assert talk.state.running is not None and talk.state.running.field == "confirm"


@pytest.mark.parametrize(
    "said", ["那就选内部知情人", "还是选对方单位的员工或者内部知情人", "改选内部知情人吧", "选内部知情人嘛"]
)
def test_an_option_chosen_at_the_summary_is_that_of_the_answer_that_has_it(said: str) -> None:
    talk = _told(*_TIP)
    before = talk.state.running
    answer = talk.say(said)

    assert before is not None and talk.state.running is not None
    assert value_of(talk.state.running.answers, "reporter_role") != value_of(before.answers, "reporter_role")
    assert "已改" in answer


@pytest.mark.parametrize(
    "said", ["我说的是发生地点", "我是说的发生地点", "不是，我说的是发生地点", "我讲的是发生地点"]
)
def test_the_item_that_somebody_says_they_spoke_of_is_opened(said: str) -> None:
    talk = _told(*_AT_THE_OWNER)
    talk.say(said)

    assert talk.state.running is not None
    assert talk.state.running.field == "act_place"


_AT_A_NAME = (
    "我要举报", "权利人", "经营信息", "重庆宏达茶业有限公司", "导出带走", "江津双福", "2021年", "2026年8月",
    "他能接触到",
)  # fmt: skip
_ADDRESS = (*_AT_A_NAME, "重庆山蓝茶叶贸易有限公司", "蒲德海", "19900001101", "跳过")


@pytest.mark.parametrize("before", [_AT_A_NAME, _ADDRESS], ids=["name", "later"])
@pytest.mark.parametrize("said", ["保密措施", "证据种类", "损失金额", "保密措施那项", "先填保密措施", "情况说明"])
def test_the_name_of_another_item_is_no_answer_and_opens_that_item(before: tuple[str, ...], said: str) -> None:
    talk = _told(*before)
    open_before = talk.state.running.field if talk.state.running else ""
    answer = talk.say(said)

    assert talk.state.running is not None
    assert talk.state.running.field != open_before
    assert not any(said in str(answer.value) for answer in talk.state.running.answers.values())
    assert "先填" in answer.splitlines()[0]
    talk.say("跳过")
    assert talk.state.running.field == open_before


@pytest.mark.parametrize(
    "said", ["证据种类去掉录音", "保密措施去掉门禁", "损失金额那个数删掉", "保密措施不要协议"]
)
def test_what_was_never_filled_in_is_taken_out_of_nothing(said: str) -> None:
    talk = _told(*_AT_A_NAME)
    answers = dict(talk.state.running.answers) if talk.state.running else {}
    talk.say(said)

    assert talk.state.running is not None
    assert dict(talk.state.running.answers) == answers
    assert "reporter_name" not in talk.state.running.answers
