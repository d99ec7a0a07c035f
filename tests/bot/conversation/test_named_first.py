"""What is said later of an item is put there: named first, added, changed by its words or by its number."""

from __future__ import annotations

from typing import Any

import pytest

from intake.forms.form import value_of
from tests.bot.conversation.harness import Conversation

_CORE = (
    "我要举报", "权利人", "经营信息", "重庆宏达茶业有限公司和李明才", "导出带走", "江津双福", "2021年",
    "2026年8月", "他能接触到", "重庆山蓝茶叶贸易有限公司", "蒲德海", "19900001101",
)  # fmt: skip
_LATER = (*_CORE, "前员工", "跳过", "客户档案", "电脑文件", "签了保密协议", "聊天记录", "8800元")
_AT_SUMMARY = (*_CORE, "先提交", "属实")


def _talked(*said: str) -> Conversation:
    talk = Conversation()
    for one in said:
        talk.say(one)
    return talk


def _value(talk: Conversation, name: str) -> Any:
    assert talk.state.running is not None
    return value_of(talk.state.running.answers, name)


@pytest.mark.parametrize("before", [_LATER, _AT_SUMMARY], ids=["at a field", "at the summary"])
@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ("单位名称是重庆青山茶叶有限公司", "reporter_name", "重庆青山茶叶有限公司"),
        ("联系人：周敏", "contact_name", "周敏"),
        ("我的联系电话改成19900001102", "phone", "19900001102"),
        ("对了，发生时间应该是2026年9月", "act_date", "2026-09"),
        ("形成过程：业务部三年一家一家谈下来的", "formation_process", "业务部三年一家一家谈下来的"),
        ("补充一下，相同之处：报价每一档都一样", "similarity_basis", "报价每一档都一样"),
        ("商业价值是带来竞争优势", "value_kinds", ["带来竞争优势或者经济利益"]),
        ("回避申请：经办的张某是对方的亲戚", "recusal", "经办的张某是对方的亲戚"),
        ("代理人是方律师", "agent", "方律师"),
    ],
)
def test_an_item_that_is_named_first_is_what_is_meant(
    before: tuple[str, ...], said: str, name: str, value: object
) -> None:
    talk = _talked(*before, said)

    assert _value(talk, name) == value


@pytest.mark.parametrize(
    "said",
    ["保密措施再加上门禁", "保密措施还有门禁", "再补充一条保密措施，门禁", "加上保密措施：门禁"],
)
def test_what_is_added_stands_beside_what_was_there(said: str) -> None:
    talk = _talked(*_LATER, said)

    assert _value(talk, "measures") == ["签订保密协议或者保密条款", "锁柜、门禁等专门保管"]


def test_one_more_party_is_one_more_party() -> None:
    talk = _talked(*_AT_SUMMARY, "被举报人再加上王小虎")

    assert _value(talk, "reported_name") == "重庆宏达茶业有限公司"
    assert _value(talk, "reported_name#3") == "王小虎"


@pytest.mark.parametrize("before", [_LATER, _AT_SUMMARY], ids=["at a field", "at the summary"])
@pytest.mark.parametrize("said", ["联系人是对的", "发生时间没错", "联系电话是多少？", "损失金额怎么算？"])
def test_what_says_nothing_new_of_an_item_changes_nothing(before: tuple[str, ...], said: str) -> None:
    kept = dict(_talked(*before).state.running.answers)  # type: ignore[union-attr]
    talk = _talked(*before, said)

    assert talk.state.running is not None
    assert {name: talk.state.running.answers[name] for name in kept} == kept


@pytest.mark.parametrize("before", [_LATER, _AT_SUMMARY], ids=["at a field", "at the summary"])
@pytest.mark.parametrize(
    ("said", "relations"),
    [
        ("关系不对，宏达是竞争对手，李明才是前员工", ("竞争对手", "前员工")),
        ("关系写反了，李明才是我们的前员工，宏达是同行", ("同行", "前员工")),
        ("宏达是李明才的新单位，李明才是前员工", ("李明才的新单位", "前员工")),
    ],
)
def test_each_party_has_the_relation_that_is_said_of_it(
    before: tuple[str, ...], said: str, relations: tuple[str, str]
) -> None:
    talk = _talked(*before, said)

    assert (_value(talk, "reported_relation"), _value(talk, "reported_relation#2")) == relations


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ("8800元改成8,800万", "loss_amount", 88_000_000),
        ("8800改成8,800万", "loss_amount", 88_000_000),
        ("蒲德海改成浦德海", "contact_name", "浦德海"),
        ("不是蒲德海，是浦德海", "contact_name", "浦德海"),
        ("把2026年8月换成2026年9月", "act_date", "2026-09"),
    ],
)
@pytest.mark.parametrize("ends", [(), ("先提交", "属实")], ids=["at a field", "at the summary"])
def test_a_value_is_changed_by_its_own_words(ends: tuple[str, ...], said: str, name: str, value: object) -> None:
    talk = _talked(*_LATER, *ends, said)

    assert _value(talk, name) == value


def test_a_number_means_the_question_of_that_number_or_the_line_of_the_list_that_was_just_shown() -> None:
    # 「第6/22项」 asked when the secret was formed; in the list the parties, each with its relation, move it down.
    by_question = _talked(*_LATER, "第6项改成2020年")
    by_list = _talked(*_LATER, "查看已填", "第8项改成2020年")
    at_summary = _talked(*_AT_SUMMARY, "第7项改成2020年")

    assert [_value(talk, "formed_on") for talk in (by_question, by_list, at_summary)] == ["2020"] * 3


@pytest.mark.parametrize(
    "said", ["就是刚才执照上那个名字", "同上", "跟上面写的一样", "就是之前填的那家", "我刚才发的图片里那个公司"]
)
@pytest.mark.parametrize("before", [_CORE[:3], _CORE[:9]], ids=["the reported", "the owner"])
def test_what_only_refers_back_is_no_name(before: tuple[str, ...], said: str) -> None:
    talk = _talked(*before)
    field = talk.state.running.field  # type: ignore[union-attr]
    talk.say(said)

    assert _value(talk, field) is None
    assert "直接写出来" in talk.text


@pytest.mark.parametrize("said", ["时间给我挪到后天下午", "时间改到后天下午", "方便的时间调到后天下午吧"])
def test_a_wished_time_is_moved_wherever_it_is_said(said: str) -> None:
    talk = _talked("预约指导站咨询", "重庆山蓝茶叶贸易有限公司", "江津双福街道祥福大道8号", "跳过", said)

    assert _value(talk, "preferred_times") == ["2026-11-25 下午"]
    assert talk.trace.field == "topics"


def test_the_street_is_kept_for_a_visit_and_for_nothing_else() -> None:
    begun = (
        "预约指导站咨询",
        "重庆山蓝茶叶贸易有限公司",
        "江津双福街道祥福大道8号",
        "跳过",
        "保密制度建设",
        "员工离职怎么管",
    )

    visit = _talked(*begun, "上门服务", "明天上午", "周敏", "19900001101", "确认提交")
    phone = _talked(*begun, "电话沟通", "明天上午", "周敏", "19900001101", "确认提交")

    assert visit.draft.fields["visit_address"] == "江津双福街道祥福大道8号"
    assert "visit_address" not in phone.draft.fields


@pytest.mark.parametrize("leaves", [("取消", "确定取消"), ("先存着",)])
def test_whoever_wants_it_again_after_an_anonymous_tip_goes_on_without_a_name(leaves: tuple[str, ...]) -> None:
    tip = ("提供违法线索（可匿名）", "其他知情人", "匿名，不留姓名和电话")

    anew = _talked(*tip, *leaves, "我要举报")
    resumed = _talked(*tip, *leaves, "继续填写")

    assert anew.state.running is not None and anew.state.running.form == "tip"
    assert "接着上次的填" in anew.text
    assert anew.state.unnamed and _value(anew, "anonymous") is True
    assert resumed.state.unnamed
    assert _value(resumed, "anonymous") is True


@pytest.mark.parametrize("said", ["可以吧", "确定吧", "没问题就提交", "没问题的话就交", "得行吧"])
def test_a_yes_that_doubts_files_nothing(said: str) -> None:
    assert not _talked(*_AT_SUMMARY, said).state.filed


@pytest.mark.parametrize("said", ["提交吧", "就这样吧", "确认提交", "没问题，提交", "可以，提交吧"])
def test_a_yes_is_a_yes(said: str) -> None:
    assert _talked(*_AT_SUMMARY, said).state.filed


@pytest.mark.parametrize(
    "said",
    ["对方老板威胁我让我撤回举报", "他们逼我撤诉，我不想撤", "厂里领导要求我把举报撤了", "他托人劝我撤回举报"],
)
def test_pressure_to_withdraw_is_offered_as_a_word_to_the_officer(said: str) -> None:
    filed = (*_AT_SUMMARY, "确认提交")

    offered = _talked(*filed, said)
    told = _talked(*filed, said, "写给办理单位")
    left = _talked(*filed, said, "不补充了")

    assert not offered.notes
    assert "写给办理单位" in offered.text
    assert [(note.purpose, note.text) for note in told.notes] == [("supplement", said)]
    assert not left.notes
