"""What people say once they have filed: heard alike in every state that a conversation can be in then."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from bot.conversation.part_shown import VisitGlance
from intake.forms.supplement import Purpose
from tests.bot.conversation.harness import Conversation

_ANSWERS: Mapping[str, str] = {
    "reporter_role": "权利人",
    "secret_kind": "经营信息",
    "anonymous": "匿名",
    "reported_name": "重庆新捷机电有限公司",
    "reported_relation": "竞争对手",
    "act_kinds": "偷拷资料",
    "act_place": "江津区双福街道",
    "act_date": "2026年5月",
    "clue": "离职前有权限，拷走了资料",
    "reporter_name": "重庆江北机械有限公司",
    "contact_name": "张丽",
    "phone": "13800138000",
    "truth_declared": "属实",
    "confirm": "确认提交",
    "company_name": "重庆明天科技有限公司",
    "district": "沙坪坝区西永街道",
    "topics": "保密制度怎么建",
    "question": "怎么签保密协议",
    "mode": "上门服务",
    "preferred_times": "下周二上午",
}
_OPENINGS = {"complaint": "举报侵犯商业秘密", "tip": "提供违法线索（可匿名）", "consultation": "预约指导站咨询"}


def _filed(form: str = "complaint", status: str = "demo") -> Conversation:
    talk = Conversation(status=status, receipt="https://shangmi.example/receipt/x")
    talk.say(_OPENINGS[form])
    while talk.trace.case is None:
        is_insider = form == "tip" and talk.trace.field == "reporter_role"
        talk.say("其他知情人" if is_insider else _ANSWERS.get(talk.trace.field or "", "跳过"))
    if form == "consultation":
        talk.visit = VisitGlance("offered", "2026-12-03 10:00")
    return talk


def _four_days_later(form: str) -> Conversation:
    talk = _filed(form)
    talk.wait(days=4)
    return talk


def _closed(form: str) -> Conversation:
    talk = _filed(form)
    talk.may_rate = True
    return talk


def _in_another_form(form: str) -> Conversation:
    talk = _filed(form)
    for said in ("举报侵犯商业秘密", "权利人", "经营信息"):
        talk.say(said)
    return talk


def _at_a_note(form: str) -> Conversation:
    talk = _filed(form)
    talk.say("补充材料说明")
    return talk


STATES: Mapping[str, Callable[[str], Conversation]] = {
    "just filed": _filed,
    "four days later": _four_days_later,
    "closed": _closed,
    "in another form": _in_another_form,
    "at a note": _at_a_note,
}
OUTSIDE_OF_FORMS = ("just filed", "four days later", "closed", "at a note")

THREATS = (
    "对方找人威胁我",
    "有人威胁我",
    "他们跑到我屋头来闹",
    "我遭打了",
    "我被他们堵在家门口了",
    "老板放话说要弄死我",
    "对方老板说再告就让我在重庆混不下去",
    "他喊我小心点我娃儿",
)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("said", THREATS)
def test_whoever_is_threatened_is_told_of_the_police_first_and_nothing_is_withdrawn(said: str, state: str) -> None:
    talk = STATES[state]("complaint")
    asked = talk.trace.field

    talk.say(said)

    assert talk.replies[0].text.startswith("有危险请马上拨打110"), talk.text
    assert all(note.purpose is not Purpose.WITHDRAWAL_WISH for note in talk.notes)
    assert talk.trace.field == (asked if state == "in another form" else None)


@pytest.mark.parametrize("said", THREATS)
def test_a_threat_can_be_told_to_whoever_has_the_case(said: str) -> None:
    talk = _filed()
    talk.say(said)

    talk.say("写给办理单位")

    assert [(note.purpose, note.text) for note in talk.notes] == [(Purpose.SUPPLEMENT, said)]


@pytest.mark.parametrize("said", THREATS)
def test_whoever_has_filed_nothing_is_told_of_the_police_too(said: str) -> None:
    for status in ("demo", "helper"):
        talk = Conversation(status=status)
        talk.say("你好")

        assert talk.say(said).startswith("有危险请马上拨打110"), talk.text
        assert talk.state.running is None


@pytest.mark.parametrize(
    "said", ["他打我电话我没接", "他威胁客户跟他签合同", "原来的停机了，打我老公的13911112222"]
)
def test_what_is_no_threat_is_not_taken_for_one(said: str) -> None:
    assert "110" not in _filed().say(said)


OFFICIALS = (
    ("执法人员收钱不办事我要告他", "纪检监察机关"),
    ("我要举报市监局的人收了黑钱", "纪检监察机关"),
    ("市场监管所的人吃拿卡要", "纪检监察机关"),
    ("我要投诉你们的办案人员", "上级机关"),
    ("我要举报当官的", "上级机关"),
    ("你们局的人态度好差", "上级机关"),
    ("你们局里有人给对方通风报信", "应当保密"),
    ("办案的人跟对方是亲戚，要求换人", "回避"),
)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("said", "way"), OFFICIALS)
def test_a_complaint_about_officials_opens_no_form_and_is_told_its_way(said: str, way: str, state: str) -> None:
    talk = STATES[state]("complaint")
    form = talk.state.running.form if talk.state.running else None

    talk.say(said)

    assert way in talk.text or (state == "at a note" and talk.notes), talk.text
    assert talk.state.running is None or talk.state.running.form == form


@pytest.mark.parametrize(("said", "way"), OFFICIALS)
def test_so_it_is_for_whoever_has_filed_nothing(said: str, way: str) -> None:
    talk = Conversation()

    assert way in talk.say(said) and talk.state.running is None, talk.text


@pytest.mark.parametrize("said", ["我要到市监局举报他偷了我们图纸", "举报要不要钱", "向你们局举报要什么材料"])
def test_an_office_that_is_only_named_is_not_complained_of(said: str) -> None:
    assert "纪检监察" not in Conversation().say(said)


RECEIPTS = (
    "回执在哪里下载",
    "怎么下载回执",
    "把回执再发我一次",
    "回执不见了",
    "回执",
    "我要回执",
    "收据呢",
    "凭证发我一下",
    "那个PDF在哪",
    "回执单打不开",
    "我想打印一份收据",
    "证明我举报过的那个东西再给我一份",
)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("said", RECEIPTS)
def test_the_receipt_is_shown_to_whoever_asks_for_it(said: str, state: str) -> None:
    talk = STATES[state]("complaint")
    asked = talk.trace.field

    assert "https://shangmi.example/receipt/x" in talk.say(said), talk.text
    assert talk.trace.field == asked and not talk.notes


ADDITIONS = (
    ("补充：他们上周又给客户发了报价单", "他们上周又给客户发了报价单"),
    ("忘了说，他们还拷了我们的报价表", "他们还拷了我们的报价表"),
    ("还有个事情要说，他们昨天把机器搬走了", "他们昨天把机器搬走了"),
    ("我想起来了，他走之前还加过班", "他走之前还加过班"),
    ("另外他们还挖走了我们两个人", "他们还挖走了我们两个人"),
)


@pytest.mark.parametrize("state", ["just filed", "four days later", "closed"])
@pytest.mark.parametrize(("said", "words"), ADDITIONS)
def test_what_is_told_as_an_addition_is_added_at_once(said: str, words: str, state: str) -> None:
    talk = STATES[state]("complaint")

    assert "已补充到编号" in talk.say(said), talk.text
    assert [note.text for note in talk.notes] == [words]


@pytest.mark.parametrize("said", ["对方昨天把网站关了", "王强的老婆也在那边上班", "他走之前还加过班"])
def test_what_is_only_told_is_added_after_asking(said: str) -> None:
    talk = _filed()

    assert "要把刚才这段话作为补充说明记上去吗" in talk.say(said) and not talk.notes

    talk.say("要得")
    assert [note.text for note in talk.notes] == [said]


def test_a_few_words_of_another_act_are_asked_about_and_nothing_of_them_is_lost() -> None:
    for choice, form in (("写给办理单位", None), ("举报侵犯商业秘密", "complaint")):
        talk = _filed()
        assert "补充到您已经提交的事项上，还是要另外举报" in talk.say("他们把我们的客户名单卖给了同行"), talk.text

        talk.say(choice)

        assert [note.text for note in talk.notes] == ([] if form else ["他们把我们的客户名单卖给了同行"])
        assert (talk.state.running.form if talk.state.running else None) == form


CONTACTS = (
    ("我电话换了，现在是13700001111", {"phone": "13700001111"}),
    ("联系电话换成13700001111", {"phone": "13700001111"}),
    ("我换号码了，以后打13700001111", {"phone": "13700001111"}),
    ("联系人换了，找李娟，13700001111", {"contact_name": "李娟", "phone": "13700001111"}),
    ("电话留错了，13700001111", {"phone": "13700001111"}),
)


@pytest.mark.parametrize("state", OUTSIDE_OF_FORMS)
@pytest.mark.parametrize(("said", "given"), CONTACTS)
def test_new_contact_data_take_the_place_of_the_old_ones(said: str, given: Mapping[str, str], state: str) -> None:
    talk = STATES[state]("complaint")

    asked = talk.say(said)
    assert "请逐位核对" in asked and "1 3 7 0 0 0 0 1 1 1 1" in asked and not talk.contact

    assert "联系方式已更正" in talk.say("确认更正"), talk.text
    assert talk.contact == given and not talk.notes and talk.state.running is None


@pytest.mark.parametrize("said", ["电话改了", "更改联系方式", "我要改电话"])
def test_without_a_number_it_is_asked_for(said: str) -> None:
    talk = _filed()
    assert "新的联系电话或者联系人是什么" in talk.say(said), talk.text

    assert "1 3 7 0 0 0 0 1 1 1 1" in talk.say("13700001111")
    assert "联系方式已更正" in talk.say("对的")
    assert talk.contact == {"phone": "13700001111"}


def test_a_figure_that_was_wrong_is_mended_before_it_is_used() -> None:
    talk = _filed()
    talk.say("我换号码了，以后打13700001111")

    assert "1 3 7 0 0 0 0 1 1 1 2" in talk.say("不对，是13700001112") and not talk.contact
    assert "联系方式已更正" in talk.say("没错")
    assert talk.contact == {"phone": "13700001112"}


@pytest.mark.parametrize("said", ["不补充了", "算了不改了"])
def test_who_thinks_better_of_it_changes_nothing(said: str) -> None:
    talk = _filed()
    talk.say("我换号码了，以后打13700001111")

    talk.say(said)

    assert not talk.contact and not talk.notes and talk.state.running is None


@pytest.mark.parametrize("said", ["不对", "错了"])
def test_who_only_says_that_it_is_wrong_is_asked_for_the_right_one(said: str) -> None:
    talk = _filed()
    talk.say("我换号码了，以后打13700001111")

    assert "新的联系电话或者联系人是什么" in talk.say(said), talk.text
    assert "1 3 7 0 0 0 0 1 1 1 2" in talk.say("13700001112")
    assert talk.say("确认更正") and talk.contact == {"phone": "13700001112"}


@pytest.mark.parametrize("said", ["等一下", "嗯……", "号码没错吧"])
def test_what_is_neither_yes_nor_no_changes_nothing_and_is_asked_again(said: str) -> None:
    talk = _filed()
    talk.say("我换号码了，以后打13700001111")

    assert "请逐位核对" in talk.say(said), talk.text
    assert not talk.contact and not talk.notes


def test_an_anonymous_case_has_no_contact_data_to_correct() -> None:
    talk = _filed("tip")

    assert "没有留联系方式" in talk.say("我要改电话") and talk.state.running is None
    assert "没有留名" in talk.say("我电话换了，现在是13700001111") and not talk.contact


@pytest.mark.parametrize("said", ["他电话换了，现在打13700001111", "对方换了号码"])
def test_the_other_sides_number_is_not_ones_own(said: str) -> None:
    talk = _filed()

    talk.say(said)

    assert not talk.contact


@pytest.mark.parametrize("said", ["我不想告了，能不能撤回", "能不能撤回", "可以撤诉吗", "算了，把举报撤了嘛"])
@pytest.mark.parametrize("state", ["just filed", "four days later", "at a note"])
def test_a_wish_to_withdraw_is_one_also_as_a_question(said: str, state: str) -> None:
    talk = STATES[state]("complaint")

    talk.say(said)

    assert "撤回的理由" in talk.text or "要记下“申请撤回”吗" in talk.text, talk.text
    assert not talk.notes


@pytest.mark.parametrize("said", ["撤回要什么手续", "举报以后能不能撤回"])
def test_what_is_asked_of_withdrawing_in_general_is_answered(said: str) -> None:
    assert _filed().say(said) and _filed().trace.field is None


def test_what_is_to_be_added_is_no_reason_to_withdraw() -> None:
    talk = _filed()
    talk.say("我想撤回")

    talk.say("要补充：我又找到一段录音，他承认了")

    assert [(note.purpose, note.text) for note in talk.notes] == [
        (Purpose.SUPPLEMENT, "我又找到一段录音，他承认了")
    ]


def test_what_is_told_before_the_wish_to_add_it_is_added() -> None:
    talk = _filed()

    talk.say("我又找到一段录音，唐勇亲口承认拷了图纸，想补充进去")

    assert [note.text for note in talk.notes] == ["我又找到一段录音，唐勇亲口承认拷了图纸"]


@pytest.mark.parametrize("said", ["再不给我办我就天天来你们局门口坐起", "搞快点嘛"])
def test_whoever_presses_is_told_how_far_it_is_and_whom_to_reach(said: str) -> None:
    assert "已分送" in _filed().say(said) and "12315" in _filed().say(said)


def test_in_a_new_booking_what_can_only_mean_the_one_that_stands_moves_that() -> None:
    talk = _filed("consultation")
    talk.say("预约指导站咨询")

    talk.say("改约到下周五上午")

    assert talk.visit is not None and talk.visit.state == "wished"
    assert talk.state.running is not None and talk.state.running.form == "consultation"


APPOINTMENTS = (
    ("取消预约", "called_off"),
    ("不来了", "called_off"),
    ("我们不来了，麻烦取消一下", "called_off"),
    ("那个约的算了，不用来了", "called_off"),
    ("老师些莫来了", "called_off"),
    ("上门不用了，我们自己弄", "called_off"),
    ("确认时间", "agreed"),
    ("时间确认，没问题", "agreed"),
    ("可以，到时候见", "agreed"),
    ("要得，那天我们等你们", "agreed"),
    ("下周四可以", "agreed"),
    ("改约下周四上午", "wished"),
    ("改到下周四上午", "wished"),
    ("提前到周三行不行", "wished"),
    ("约的时间改到下周四上午行不行", "wished"),
    ("约的上门能不能改到下周五上午", "wished"),
)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("said", "becomes"), APPOINTMENTS)
def test_an_appointment_is_arranged_in_any_words_wherever_they_are_said(
    said: str, becomes: str, state: str
) -> None:
    talk = STATES[state]("consultation")
    form = talk.state.running.form if talk.state.running and state == "in another form" else None

    if "真的要取消吗" in talk.say(said):
        talk.say("确定取消预约")

    assert talk.visit is not None and talk.visit.state == becomes, talk.text
    assert not talk.notes and (talk.state.running.form if talk.state.running else None) == form


@pytest.mark.parametrize("said", ["能不能推后两天", "那天不得空，改个时间嘛", "周四来不了"])
@pytest.mark.parametrize("state", STATES)
def test_whoever_names_no_other_time_is_offered_some_and_nothing_is_changed(said: str, state: str) -> None:
    talk = STATES[state]("consultation")

    assert "改约" in talk.say(said) and "2026年1" in talk.text, talk.text
    assert talk.visit == VisitGlance("offered", "2026-12-03 10:00")


@pytest.mark.parametrize("said", ["约的几号哦", "你们好久来嘛", "到底来不来"])
@pytest.mark.parametrize("state", STATES)
def test_whoever_asks_when_is_told_how_it_stands(said: str, state: str) -> None:
    assert "2026年12月3日（周四）10:00" in STATES[state]("consultation").say(said)


@pytest.mark.parametrize("said", ["昨天等了一天没得人来", "今天怎么没来"])
def test_that_nobody_came_can_be_told_to_the_bureau(said: str) -> None:
    talk = _filed("consultation")
    assert "没有人来" in talk.say(said)

    talk.say("写给办理单位")
    assert [note.text for note in talk.notes] == [said]


@pytest.mark.parametrize("said", ["作废这个链接", "链接发错人了，把它作废", "上传链接取消掉", "那个链接不要了"])
@pytest.mark.parametrize("state", STATES)
def test_links_that_were_handed_out_are_taken_back_in_a_word(said: str, state: str) -> None:
    talk = STATES[state]("complaint")
    talk.say("上传材料")

    assert "已经作废1个" in talk.say(said), talk.text
    assert len(talk.revoked) == 1


def test_in_the_helper_status_nothing_can_be_theirs_until_a_code_has_shown_it() -> None:
    talk = Conversation(status="helper")
    for said in ("查进度", "补充材料说明", "取消预约", "我要撤回举报"):
        assert "没有提交过事项" in talk.say(said), talk.text

    known = _filed()
    talk.cases, talk.receipt = dict(known.cases), known.receipt
    code = "J7YK-BQUS-WNQP-Y53E-FBF3"
    assert "已分送" in talk.say(f"{next(iter(known.cases))} {code}"), talk.text
    assert "已补充到编号" in talk.say("补充：他们上周又给客户发了报价单")
    assert "https://shangmi.example/receipt/x" in talk.say("回执发我一下")
