"""A journey per channel: asked, filed, routed, signed for, worked, written about, closed, all in the journal."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from intake.ids import new_reference
from tests.bot.desk.conftest import Browser
from tests.deciding import ended_as
from tests.journeys.filings import COMPLAINT, CONSULTATION, TIP, TIP_WITHOUT_A_PLACE, led
from tests.journeys.house import Clock, House, done
from tests.journeys.people import REFERENCE, ConsolePerson, WebPerson, WeChatPerson

QUESTION = "商业秘密保护实施方案的文号是多少"
NOBODYS = "没有查到您在这里提交的事项。换了账号或者匿名提交的，请把编号和查询码写在一条消息里发来。"


async def test_on_the_web_a_complaint_goes_from_the_first_word_to_its_end(
    house_on_both: House, clock: Clock
) -> None:
    house, person = house_on_both, await WebPerson.come(house_on_both, clock)

    answered = await person.say(QUESTION)
    assert "83号" in answered.text
    assert "依据：" in answered.text
    assert answered.trace["entry"]
    filed = await led(person, COMPLAINT)
    reference = filed.reference
    assert filed.trace["case"] == reference
    assert "接收单位：江津区" in filed.text

    officer = await house.officer("officer", "jiangjin", "王建国")
    head = await house.officer("head", "jiangjin", "李主任")
    await _sees_it_and_signs_for_it(officer, reference)
    done(await officer.move(reference, "check"))
    done(await officer.move(reference, "note", text="已约权利人周三来局"))
    listening = asyncio.create_task(person.hear())
    await asyncio.sleep(0.1)
    done(await officer.move(reference, "write", text="请周三上午带保密协议来。"))
    words = await asyncio.wait_for(listening, timeout=5)
    assert "请周三上午带保密协议来。" in words
    assert "江津区" in words
    done(await head.move(reference, "docket", tell="已立案，将依法调查。"))
    assert "已立案，将依法调查。" in await person.hear()
    assert "已立案" in (await person.say("查进度")).text
    for who, move, typed in ended_as("penalised", on="2026-11-23", tell="已作出行政处罚。"):
        done(await (officer if who == "officer" else head).move(reference, move, seen=None, **typed))
    assert "已作出行政处罚。" in await person.hear()
    again = (await person.say("查进度")).text
    assert "已办结" in again and "办理结果：已作出行政处罚决定。" in again
    assert "已立案，将依法调查。" in again

    assert await (await house.reader()).journal_of(reference) == [
        "case_opened", "routed", "signed_for", "checking_started", "note_added", "written_to_filer", "docketed",
        "result_told", "handler_taken", "penalty_notice_served", "statement_made", "decided", "closed",
        "result_told",
    ]  # fmt: skip
    assert (await house.verified()).is_intact


async def test_in_wechat_a_complaint_goes_from_the_first_word_to_its_end(
    house_on_both: House, clock: Clock
) -> None:
    house, person = house_on_both, await WeChatPerson.come(house_on_both, clock)

    assert "举报" in (await person.subscribe()).text
    assert "83号" in (await person.say(QUESTION)).text
    reference = (await led(person, COMPLAINT)).reference

    officer = await house.officer("officer", "jiangjin", "王建国")
    head = await house.officer("head", "jiangjin", "李主任")
    await _sees_it_and_signs_for_it(officer, reference)
    done(await officer.move(reference, "write", text="请周三上午带保密协议来。"))
    assert "请周三上午带保密协议来。" in (await person.say("你好")).text
    assert "请周三上午带保密协议来。" not in (await person.say("你好")).text
    done(await officer.move(reference, "check"))
    done(await head.move(reference, "not_docket", reason="没有采取保密措施", tell="", confirmed="yes"))
    assert "不予立案" in (await person.say("查进度")).text
    done(await officer.move(reference, "close", outcome="not_docketed", tell="决定不予立案。", confirmed="yes"))
    heard = (await person.say("查进度")).text
    assert "决定不予立案。" in heard
    assert "已办结" in heard
    assert "没有采取保密措施" not in heard

    journal = await (await house.reader()).journal_of(reference)
    assert [code for code in journal if "clock" not in code] == [
        "case_opened", "routed", "signed_for", "written_to_filer", "checking_started", "not_docketed", "closed",
        "result_told",
    ]  # fmt: skip
    assert (await house.verified()).is_intact


async def test_at_a_terminal_a_tip_is_filed_and_its_progress_told(
    house: House, clock: Clock, tmp_path: Path
) -> None:
    person = ConsolePerson(house, tmp_path, clock)

    shown = await person.talk([*(line for line, _ in TIP), "查进度", "退出"])

    assert "演示环境，不是正式举报渠道" in shown[0]
    for (line, expected), answer in zip(TIP, shown[1:], strict=False):
        assert expected in answer, f"「{line}」: {answer}"
    found = REFERENCE.search(shown[len(TIP)])
    assert found
    assert found[0] in shown[len(TIP) + 1]
    case = await (await house.reader()).case(found[0])
    assert (case["kind"], case["channel"], case["lead_bureau"]["name"]) == ("tip", "console", "合川区")
    assert (case["anonymous"], case["demo"]) == (True, True)


async def test_a_consultation_is_answered_and_closed(house_on_both: House, clock: Clock) -> None:
    house, person = house_on_both, await WebPerson.come(house_on_both, clock)
    reference = (await led(person, CONSULTATION)).reference
    officer = await house.officer("officer", "jiangjin", "王建国")

    await _sees_it_and_signs_for_it(officer, reference)
    done(await officer.move(reference, "answer", text="先做密点清单，再签保密协议。"))
    assert "先做密点清单，再签保密协议。" in await person.hear()
    done(await officer.move(reference, "close_consultation", outcome="answered", tell="", confirmed="yes"))

    assert "已办结" in (await person.say("查进度")).text
    assert await (await house.reader()).journal_of(reference) == [
        "case_opened", "routed", "visit_wished", "signed_for", "answered", "written_to_filer", "closed",
    ]  # fmt: skip


async def test_a_case_the_municipal_bureau_received_is_passed_down(house: House, clock: Clock) -> None:
    person = await WebPerson.come(house, clock)
    heard = await led(person, TIP_WITHOUT_A_PLACE)
    reference = heard.reference
    assert "市局" in heard.text

    coordinator = await house.officer("coordinator", None, "统筹员")
    officer = await house.officer("officer", "hechuan", "合川承办")
    assert (await officer.get(f"/desk/cases/{reference}")).status == 404
    why = "电话核实在钱塘镇"
    done(await coordinator.move(reference, "pass_down", bureau="hechuan", report_by="2026-12-10", reason=why))

    await _sees_it_and_signs_for_it(officer, reference)
    assert "合川区" in (await person.say("查进度")).text


@pytest.mark.parametrize("asks", ["查进度", "查一下{}的进度", "{}"])
async def test_everybody_but_the_filer_is_told_the_one_same_sentence(
    house: House, clock: Clock, asks: str
) -> None:
    filer, neighbour = await WebPerson.come(house, clock), await WebPerson.come(house, clock)
    in_wechat = await WeChatPerson.come(house, clock)
    reference = (await led(filer, TIP)).reference
    nobodys = new_reference(random.Random(1))

    for person in (neighbour, in_wechat):
        assert NOBODYS in (await person.say(asks.format(reference) if "{" in asks else asks)).text
    real, invented = [await neighbour.say(f"查进度 {one}") for one in (reference, nobodys)]
    assert real.text == invented.text

    assert reference in (await filer.say("查进度")).text


async def _sees_it_and_signs_for_it(officer: Browser, reference: str) -> None:
    assert reference in (await officer.get("/desk/cases")).text
    done(await officer.move(reference, "sign_for"))
