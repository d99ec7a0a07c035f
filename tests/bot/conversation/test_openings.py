"""First messages, through the whole conversation: what is told decides, not the word 举报.

The sheets are other people's words. Nothing was learnt from them; our own sheet was written before anybody looked
at what fails, its second half after the rules stood.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.openings import EXPECTATIONS, is_as_wanted, opened_by, opened_by_row, rows, wrong_facts

SHEETS = ("openings_dev.jsonl", "own/openings_own.jsonl")
# What rules were mended on is told nearly always; `openings_strangers` came later, from people who saw nothing of
# the service. Raise its figure, never lower it.
FEWEST_RIGHT = {SHEETS[0]: 0.95, SHEETS[1]: 0.95, "own/openings_strangers.jsonl": 0.75}
FEWEST_FACTS = 0.75


@pytest.mark.parametrize("sheet", FEWEST_RIGHT)
def test_a_first_message_leads_where_its_story_wants(sheet: str) -> None:
    given = rows(sheet)

    missed = [row["id"] for row in given if not is_as_wanted(row, opened_by_row(row))]

    assert len(missed) <= (1 - FEWEST_RIGHT[sheet]) * len(given), missed


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_fact_is_taken_for_what_it_is_not(sheet: str) -> None:
    assert [fault for row in rows(sheet) for fault in wrong_facts(row, opened_by_row(row))] == []


@pytest.mark.parametrize(
    "text",
    [
        "那我就在你们这投诉，他们公司把我们的报价表偷偷拷走了",
        "我投诉他们公司，偷我们的客户名单",
        "我要投诉那家公司用我们的图纸",
    ],
)
def test_a_complaint_about_secrets_is_a_filing_by_whatever_word(text: str) -> None:
    assert opened_by(text).want == "complaint"


@pytest.mark.parametrize(
    "text",
    [
        "我是一名律师，受重庆朗川机电有限公司委托举报，委托书正在办",
        "受重庆朗川机电有限公司委托，举报重庆锐进科技有限公司",
        "我是重庆朗川机电有限公司的代理律师，要举报李强",
        "本人系重庆朗川机电有限公司法务，特此实名举报重庆锐进科技有限公司",
        "律师，接受重庆朗川机电有限公司的委托，现在正式举报前员工李强",
    ],
)
def test_who_only_says_for_whom_and_against_whom_they_report_is_asked_what_it_is_about(text: str) -> None:
    assert opened_by(text).want == "complaint"


@pytest.mark.parametrize(
    "text",
    [
        "我是一名律师，受重庆朗川机电有限公司委托举报对面工地噪音",
        "我受公司委托来投诉重庆锐进物业服务有限公司，电梯坏了不修",
        "我代表重庆朗川机电有限公司举报重庆锐进科技有限公司拖欠货款不给",
    ],
)
def test_and_one_that_tells_another_matter_opens_no_form(text: str) -> None:
    assert opened_by(text).want == "ask"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("楼上天天半夜跳操，楼板都在抖，我要投诉他们家，你们派个人来管一下", "12345"),
        ("我在他们店里吃了顿火锅拉了三天肚子，我要举报这家店", "12315"),
        ("隔壁修房子把我家墙都震裂了，施工队不认账，我要投诉他们公司", "12315|12345"),
        ("老板拖了我三个月工资不发，我要投诉这家公司，请你们处理", "人力资源社会保障"),
        ("他借了我八万块钱两年都不还，欠条在手里，我要举报他", "法院"),
    ],
)
def test_a_quarrel_that_has_nothing_to_do_with_secrets_opens_no_form(text: str, where: str) -> None:
    opened = opened_by(text)

    assert opened.want == "ask"
    assert any(place in opened.said for place in where.split("|"))


def _short_ones() -> list[tuple[str, str]]:
    lines = (EXPECTATIONS / "own/elsewhere_own.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" | ") for line in lines if not line.startswith("#"))
    return [(where, text) for where, text in pairs]


@pytest.mark.parametrize(("where", "text"), _short_ones())
def test_other_peoples_business_in_a_few_words_is_told_where_to_turn(where: str, text: str) -> None:
    opened = opened_by(text)

    if where in ("filing", "tip", "ask"):
        assert opened.want == where.replace("filing", "complaint")
    else:
        assert opened.want == "ask"
        assert where in opened.said
    if where == "人力资源社会保障":
        assert "12315" not in opened.said
        assert "110" not in opened.said


TOLD = (
    "我们做减震器的，总装图和试验台数据是锁在图档室的，今年3月被前技术部长冷某拷走，他现在在江津双福的重庆稳驰减震科技上班，"
    "稳驰上个月的样品跟我们的一模一样，这种是不是侵犯商业秘密？"
)


def test_what_was_told_before_the_word_was_said_need_not_be_told_again() -> None:
    talk = Conversation()

    talk.say("客户名单被前业务经理章某带到重庆万象供应链在用，这个算不算侵犯商业秘密啊，想先问清楚规定是怎么说的")
    assert talk.state.running is None
    talk.say("那我要举报")

    assert _answers(talk)["secret_kind"] == "business"
    assert _answers(talk)["reported_name"] == "章某"
    assert _answers(talk)["reported_name#2"] == "重庆万象供应链"
    assert talk.state.telling is None


def test_what_was_told_is_forgotten_after_a_day() -> None:
    talk = Conversation()
    talk.say("客户名单被前业务经理章某带到重庆万象供应链在用，这个算不算侵犯商业秘密啊，想先问清楚规定是怎么说的")

    talk.wait(days=1, minutes=1)

    assert talk.state.telling is not None
    assert talk.state.without_old_drafts(talk.now).telling is None
    due_at = talk.state.due_at()
    assert due_at is not None
    assert due_at <= talk.now


def test_a_button_states_nothing_and_what_was_told_before_still_counts() -> None:
    talk = Conversation()
    talk.say("我们厂的配方被人偷了")

    talk.say("举报侵犯商业秘密")

    assert _answers(talk)["secret_kind"] == "technical"


def test_a_question_inside_a_story_is_answered_beside() -> None:
    talk = Conversation()

    talk.say(f"{TOLD[:-14]}请依法查处。另外想问一下，技术秘密是向区局还是市局递件？")

    assert talk.state.running is not None
    assert talk.state.running.form == "complaint"
    assert talk.trace.entry is not None


def test_somebody_who_wants_to_stay_unknown_leaves_no_telephone() -> None:
    opened = opened_by("匿名举报，重庆长坪饲料厂在用从同行那里偷来的配方，我电话13900001111，不要告诉别人")

    assert opened.want == "tip"
    assert "phone" not in opened.answers


# ------------------------------------------------------------------- whose telephone, at a field


_AT_THE_NAME = (
    "王某，手机号13900001111",
    "重庆长坪饲料有限公司，该公司电话13900001111",
    "被举报人王某，电话023-63801234",
    "重庆长坪饲料有限公司（法定代表人张某，电话13900001111）",
    "厂长李某13900001111",
)
# A tip asks no clue.
_AT_THE_CLUE = (
    "该公司官网留的联系电话是023-63801234，说能做我们那种",
    "他拿着我们的报价单给客户打电话，号码是13900001111",
    "客户刘总13900001111可以证明他在用",
)


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        *((form, "reported_name", said) for form in ("complaint", "tip") for said in _AT_THE_NAME),
        *(("complaint", "clue", said) for said in _AT_THE_CLUE),
    ],
)
def test_the_number_of_somebody_else_never_becomes_the_filers(form: str, field: str, said: str) -> None:
    talk = _asked_for(form, field)

    answer = talk.say(said)

    assert "phone" not in _answers(talk)
    assert "13900001111" not in talk.state.written().decode()
    assert "63801234" not in talk.state.written().decode()
    assert "没有保存" in answer
    assert talk.trace.field != field


@pytest.mark.parametrize("said", ["他偷拷的，我的电话13900001111", "导出带走，联系我13900001111"])
def test_a_number_that_is_said_to_be_ones_own_is_noted_wherever_it_stands(said: str) -> None:
    talk = _asked_for("complaint", "clue")

    talk.say(said)

    assert _answers(talk)["phone"] == "13900001111"


def test_an_anonymous_tip_never_notes_a_telephone_in_passing() -> None:
    talk = Conversation()
    for said in ("提供违法线索（可匿名）", "对方单位的员工", "匿名"):
        talk.say(said)

    talk.say("重庆长坪饲料厂，我的电话13900001111")

    assert "13900001111" not in talk.state.written().decode()
    assert _answers(talk)["reported_name"] == "重庆长坪饲料厂"


def test_a_credit_code_with_a_telephone_behind_it_is_read_as_the_code() -> None:
    opened = opened_by(
        "我司重庆青石物流有限公司（统一社会信用代码91500103MAC9TE5T26 13900001111）的客户名单被前业务经理拷走，"
        "请查处"
    )

    assert opened.answers["credit_code"] == "91500103MAC9TE5T26"


# ------------------------------------------------------------------------- what must not be kept


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (
            "卤水方子是八角20克、草果8克、白酒15毫升，被学徒谢某拿去重庆卤十三用了，请查处，我是店主",
            ("20克", "15毫升"),
        ),
        (
            "喷漆线的参数是烘温160度、时间25分钟、压力0.6MPa，被前主管韩某拷到重庆亮面涂装用了，我们要举报",
            ("160度", "0.6MPa"),
        ),
        (
            "我身份证500101199003071234，我们公司的图纸被前员工钱某拷到重庆飞梭纺织机械在用，我要举报",
            ("500101199003071234",),
        ),
    ],
)
def test_what_must_not_be_kept_is_cut_out_and_the_rest_of_the_story_stands(
    text: str, gone: tuple[str, ...]
) -> None:
    opened = opened_by(text)

    assert opened.want == "complaint"
    assert "没有保存" in opened.said
    assert [piece for piece in gone if piece in opened.written] == []
    assert "reported_name" in opened.answers


def _answers(talk: Conversation) -> Mapping[str, Any]:
    running = talk.state.running
    return {name: answer.value for name, answer in running.answers.items()} if running else {}


def _asked_for(form: str, field: str) -> Conversation:
    """Return a conversation that asks for this field of the form."""
    talk = Conversation()
    steps = {
        "complaint": (
            "我要举报",
            "权利人",
            "经营信息",
            "重庆半坡茶业有限公司",
            "导出带走",
            "江津双福",
            "跳过",
            "2026年8月",
        ),
        "tip": ("提供违法线索（可匿名）", "同行", "实名"),
    }[form]
    for said in steps:
        if talk.trace.field == field:
            break
        talk.say(said)
    assert talk.trace.field == field
    return talk
