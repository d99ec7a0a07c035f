"""Automatic answers are switched off with a sentence and on again: nothing is lost, nothing is misread."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from bot.__main__ import main
from intake.officers.switch import SwitchRefused, switch_off, switch_on, switch_standing
from intake.storage.tables import CaseRow
from tests.bot.desk.conftest import Browser
from tests.journeys.filings import COMPLAINT, led
from tests.journeys.house import Clock, House
from tests.journeys.people import WebPerson, WeChatPerson

SENTENCE = "系统维护，自动答复和网页填写暂停到今天下午三点。"
# Up to the question where it happened.
_BEGUN, _REST = COMPLAINT[:5], COMPLAINT[5:]


async def switched_off(house: House) -> None:
    """Turn answers off, as an administrator does, and let this worker see it."""
    service = house.service
    await switch_off(service.database, service.vault, "command", SENTENCE, service.clock())
    await service.switching.look()


async def switched_on(house: House) -> None:
    """Turn them on again."""
    service = house.service
    await switch_on(service.database, service.vault, "command", service.clock())
    await service.switching.look()


async def cases(house: House) -> int:
    """Return how many cases there are."""
    async with house.service.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(CaseRow)) or 0


@pytest.mark.parametrize("kind", [WebPerson, WeChatPerson])
async def test_a_form_under_way_stays_where_it_was(
    house_on_both: House, clock: Clock, kind: type[WebPerson] | type[WeChatPerson]
) -> None:
    house = house_on_both
    person = await kind.come(house, clock)
    await led(person, _BEGUN)

    await switched_off(house)
    meanwhile = [await person.say(words) for words in ("江津双福", "取消", "确认提交", "什么是商业秘密？", "2")]
    for heard in meanwhile:
        assert heard.text.startswith(SENTENCE)
        assert "填到一半的内容还为您留着" in heard.text and "12315" in heard.text
        assert "您刚才发的这条没有处理" in heard.text
    await switched_on(house)

    again = await person.say("江津双福")
    assert "停用期间您发来的5条没有处理" in again.text and "什么时候形成" in again.text
    await led(person, _REST[1:])
    assert await cases(house) == 1


@pytest.mark.parametrize("kind", [WebPerson, WeChatPerson])
async def test_ones_own_case_is_read_by_the_same_account_and_nothing_is_added_to_it(
    house_on_both: House, clock: Clock, kind: type[WebPerson] | type[WeChatPerson]
) -> None:
    house = house_on_both
    person = await kind.come(house, clock)
    reference = (await led(person, COMPLAINT)).reference
    before = await (await house.reader()).journal_of(reference)

    await switched_off(house)
    progress = await person.say("查进度")
    added = await person.say("补充：他们上周又发了报价单")

    assert reference in progress.text and SENTENCE in progress.text and "没有处理" not in progress.text
    assert added.text.startswith(SENTENCE)
    assert await (await house.reader()).journal_of(reference) == before


async def test_a_code_that_was_just_given_is_still_confirmed(house_on_both: House, clock: Clock) -> None:
    person = await WebPerson.come(house_on_both, clock)
    filed = await led(person, COMPLAINT)
    code = re.search(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}", filed.text)
    assert code

    await switched_off(house_on_both)

    assert "不再" in (await person.say(code[0][-4:])).text


async def test_the_same_message_delivered_again_gets_the_same_answer(house_on_both: House, clock: Clock) -> None:
    person = await WebPerson.come(house_on_both, clock)
    await switched_off(house_on_both)
    off, _ = await person.say_twice("我要举报")
    await switched_on(house_on_both)

    heard = await person.say("我要举报")

    assert off.text.startswith(SENTENCE) and "填到一半" not in off.text
    assert "停用期间您发来的1条没有处理" in heard.text and "哪一种情况" in heard.text


async def test_whoever_comes_first_while_it_is_off_hears_what_the_service_is_and_the_sentence(
    house_on_both: House, clock: Clock
) -> None:
    await switched_off(house_on_both)

    person = await WebPerson.come(house_on_both, clock)
    follower = await WeChatPerson.come(house_on_both, clock)

    for heard in (person.greeting, await follower.subscribe()):
        assert "公布的举报渠道" in heard.text and SENTENCE in heard.text and "没有处理" not in heard.text


async def test_a_page_says_so_and_what_was_filled_is_saved(house_on_both: House, clock: Clock) -> None:
    house = house_on_both
    browser = await house.visitor()

    async def at(path: str) -> tuple[int, str]:
        async with browser.get(path) as response:
            return response.status, await response.text()

    async def sent(path: str, **form: str) -> tuple[int, str]:
        headers = {"Origin": house.address, "Sec-Fetch-Site": "same-origin"}
        async with browser.post(path, data=form, headers=headers) as response:
            return response.status, await response.text()

    _, page = await sent("/file/begin", form="complaint")
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    code = re.search(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}", page)
    assert code
    await switched_off(house)
    fields = {"has": "reported_name", "reported_name": "重庆渝心微电子有限公司"}

    saved = await sent("/file/complaint/reported", token=token[1], go="next", **fields)
    begun = await sent("/file/begin", form="complaint")
    shown = [await at(path) for path in ("/file", "/file/complaint", "/file/complaint/check")]
    for status, shown_page in (saved, begun, *shown):
        assert status == 503 and SENTENCE in shown_page and "/mycase" in shown_page
    assert code[0] in saved[1]
    assert (await at("/mycase"))[0] == 200
    await switched_on(house)

    assert "重庆渝心微电子有限公司" in (await at("/file/complaint/reported"))[1]


async def test_an_administrator_turns_it_at_the_desk_and_the_journal_says_who(house_on_both: House) -> None:
    house = house_on_both
    admin: Browser = await house.officer("admin", None, "林管理")
    csrf = await admin.csrf()

    refused = await admin.post("/desk/accounts/switch", {"csrf": csrf, "to": "off", "sentence": " "})
    off = await admin.post("/desk/accounts/switch", {"csrf": csrf, "to": "off", "sentence": SENTENCE})
    page = await admin.get("/desk/accounts/switch")
    on = await admin.post("/desk/accounts/switch", {"csrf": csrf, "to": "on"})
    journal = (await admin.get("/desk/accounts/journal")).text

    assert refused.status == 422 and "给来访人看" in refused.text
    assert (off.status, on.status) == (303, 303)
    assert SENTENCE in page.text and "恢复自动答复" in page.text
    assert "停用自动答复" in journal and "恢复自动答复" in journal and "林管理" in journal
    assert (await house.verified()).is_intact


async def test_a_switch_turned_past_the_program_is_found(house_on_both: House) -> None:
    house = house_on_both
    await switched_off(house)
    async with house.service.database.writing() as session:
        await session.execute(text("UPDATE switch SET sentence = '别的话'"))

    verified = await house.verified()

    assert [fault.where for fault in verified.faults] == ["自动答复的开关"]


@pytest.mark.parametrize("sentence", ["", "  ", "长" * 121, "两\n行"])
async def test_a_sentence_that_cannot_be_shown_is_refused(house_on_both: House, sentence: str) -> None:
    service = house_on_both.service
    with pytest.raises(SwitchRefused):
        await switch_off(service.database, service.vault, "command", sentence, service.clock())
    assert not (await switch_standing(service.database)).is_off
    with pytest.raises(SwitchRefused, match="没有停用"):
        await switch_on(service.database, service.vault, "command", service.clock())


def test_the_command_does_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHANGMI_DATA_DIR", str(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO("一个够长的密码2026"))
    assert main(["officer", "add", "甲", "--role", "admin", "--password-stdin"]) == 0
    capsys.readouterr()

    told = []
    for words in (["show"], ["off", SENTENCE], ["show"], ["on"], ["on"]):
        status = main(["answers", *words])
        shown = capsys.readouterr()
        told.append((status, shown.out + shown.err))

    assert [status for status, _ in told] == [0, 0, 0, 0, 1]
    assert "在用" in told[0][1] and SENTENCE in told[2][1] and "没有停用" in told[4][1]
