"""The access code: said once, confirmed by its last group, and good from anywhere together with the reference."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from bot.conversation.channels import CHANNELS, ChannelName
from bot.conversation.messages import Inbound
from bot.service import Service, opened
from bot.settings import read_settings
from intake.filers.access import REFERENCE_PACE, SOURCE_PACE, Access, TooManyTries
from intake.filers.codes import last_group, new_code, read_code
from intake.ids import new_reference
from intake.storage.tables import AccessCodeRow, CaseNoteRow, CaseRow, ConversationRow, TurnRow
from tests.bot.conversation.harness import handbook
from tests.bot.test_anonymous_filers import TIP, Person, write_to_the_filer
from tests.conftest import POSTGRES_IN_LONG_RUNS

pytestmark = pytest.mark.parametrize("database_url", POSTGRES_IN_LONG_RUNS, indirect=True)

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
BOTH = pytest.mark.parametrize("channel", [ChannelName.WECHAT, ChannelName.WEB])


@dataclass
class Time:
    """A clock that tests move."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def service(database_url: str, tmp_path: Path, time: Time) -> AsyncIterator[Service]:
    url = database_url.replace("postgresql://", "postgresql+asyncpg://")
    settings = read_settings(_env_file=None, data_dir=tmp_path, database_url=url)
    async with opened(settings, time, handbook("demo")) as service:
        yield service


async def again(service: Service, person: Person) -> str:
    """Deliver the confirming message a second time."""
    key = f"{person.person}-{len(TIP) - 1}"
    message = Inbound(person.channel, person.person, key, "text", service.clock(), TIP[-1], own_key=person.own_key)
    return "\n".join(reply.text for reply in (await service.reception.receive(message)).replies)


async def keep_house(service: Service) -> None:
    now = service.clock()
    await service.ledger.expire_turns(now)
    await service.ledger.expire_drafts(now, service.resting.trimmed)
    await service.ledger.expire_own_cases(now)


@BOTH
async def test_the_same_message_repeats_the_code_until_its_last_group_was_typed(
    service: Service, channel: ChannelName
) -> None:
    filer = Person(service, channel, "filer")
    _, code = await filer.files_a_tip_and_notes_its_code()

    assert code in await again(service, filer)
    assert "对不上" in await filer.say("ZZZZ")
    assert code in await again(service, filer)
    assert "核对无误" in await filer.say(last_group(code).lower())
    told = await again(service, filer)
    assert code not in told and last_group(code) not in told and "不再显示" in told


@BOTH
async def test_the_filing_stands_though_the_code_was_never_confirmed(
    service: Service, channel: ChannelName
) -> None:
    filer = Person(service, channel, "filer")
    reference, code = await filer.files_a_tip_and_notes_its_code()

    assert "没有" not in await filer.say("你好") and reference in await filer.say(f"{reference} {code}")


@BOTH
async def test_once_the_turn_has_expired_only_reference_and_code_lead_to_the_case(
    service: Service, time: Time, channel: ChannelName
) -> None:
    filer = Person(service, channel, "filer")
    reference, code = await filer.files_a_tip_and_notes_its_code()
    assert reference in await filer.say("查进度")

    time.now += CHANNELS[channel].repeats_within + timedelta(minutes=1)

    for said in ("查进度", reference, f"查进度 {reference}"):
        assert "没有查到" in await filer.say(said)
    assert reference in await filer.say(f"查进度 {reference} {code}")
    assert reference in await filer.say("查进度")


@BOTH
async def test_whoever_names_a_case_by_its_code_is_told_for_how_long_it_is_seen_here(
    service: Service, channel: ChannelName
) -> None:
    filer, other = Person(service, ChannelName.WEB, "filer"), Person(service, channel, "other")
    reference, code = await filer.files_a_tip_and_notes_its_code()

    hours = CHANNELS[channel].repeats_within // timedelta(hours=1)
    assert f"接下来{hours}小时" in await other.say(f"{reference} {code}")
    assert "接下来" not in await other.say("查进度")


async def test_another_account_sees_adds_and_hears_with_both_and_nothing_with_one(service: Service) -> None:
    filer, other = Person(service, ChannelName.WEB, "filer"), Person(service, ChannelName.WECHAT, "other")
    reference, code = await filer.files_a_tip_and_notes_its_code()
    await write_to_the_filer(service, reference, "请说明仓库在哪里。")

    assert reference not in await other.say(f"查进度 {reference}")
    assert "编号和查询码" in await other.say(code)
    told = await other.say(f"{reference} {code}")
    assert reference in told and "请说明仓库在哪里。" in told
    await other.say("补充材料")
    assert "已补充" in await other.say("仓库在二楼，门口有一棵黄葛树。")
    async with service.database.reading() as session:
        assert "supplement" in (await session.scalars(select(col(CaseNoteRow.purpose)))).all()


async def test_a_wrong_code_and_a_case_that_is_not_there_look_the_same(service: Service) -> None:
    filer, other = Person(service, ChannelName.WEB, "filer"), Person(service, ChannelName.WEB, "other")
    reference, _ = await filer.files_a_tip_and_notes_its_code()

    await other.say("你好")
    wrong = await other.say(f"{reference} {new_code()}")
    nobodys = new_reference(Random(99))
    assert nobodys != reference and wrong == await other.say(f"{nobodys} {new_code()}")
    assert "没有查到" in wrong


async def test_one_wrong_sign_is_named_and_nothing_looked_up(service: Service) -> None:
    filer = Person(service, ChannelName.WEB, "filer")
    reference, code = await filer.files_a_tip_and_notes_its_code()
    wrong = code[:5] + ("A" if code[5] != "A" else "B") + code[6:]

    assert "第2组的第1个" in await filer.say(f"{reference} {wrong}")


@pytest.mark.parametrize(
    "said", ["{wrong}", "查进度 {wrong}", "编号{wrong}办到哪一步了", "{wrong} {code}", "{short} {code}"]
)
async def test_a_reference_with_a_wrong_sign_is_told_apart_and_nothing_looked_up(
    service: Service, said: str
) -> None:
    filer = Person(service, ChannelName.WEB, "filer")
    reference, code = await filer.files_a_tip_and_notes_its_code()
    wrong = ("A" if reference[0] != "A" else "B") + reference[1:]

    told = await Person(service, ChannelName.WEB, "stranger").say(
        said.format(wrong=wrong, short=reference[1:], code=code)
    )

    assert "编号核对不上" in told and "没有查到" not in told


async def test_who_tries_codes_is_slowed_down_and_what_fits_is_let_in_all_the_same(
    service: Service, time: Time
) -> None:
    filer, other = Person(service, ChannelName.WEB, "filer"), Person(service, ChannelName.WEB, "other")
    reference, code = await filer.files_a_tip_and_notes_its_code()
    for _ in range(SOURCE_PACE[0]):
        assert "没有查到" in await other.say(f"{reference} {new_code()}")
    assert "试的次数多了" in await other.say(f"{reference} {new_code()}")
    for n in range(REFERENCE_PACE[0]):
        await Person(service, ChannelName.WEB, f"other{n}").say(f"{reference} {new_code()}")
    stranger = Person(service, ChannelName.WEB, "stranger")
    assert "试的次数多了" in await stranger.say(f"{reference} {new_code()}")
    assert reference in await filer.say(f"{reference} {code}")
    assert reference in await other.say(f"{reference} {code}")

    time.now += timedelta(minutes=10)
    assert "没有查到" in await stranger.say(f"{reference} {new_code()}")


async def test_a_case_that_is_not_there_is_slowed_down_in_the_same_way(service: Service) -> None:
    filer = Person(service, ChannelName.WEB, "filer")
    reference, _ = await filer.files_a_tip_and_notes_its_code()
    told = {
        one: [
            await Person(service, ChannelName.WEB, f"{one}{n}").say(f"{one} {new_code()}")
            for n in range(REFERENCE_PACE[0] + 2)
        ]
        for one in (reference, new_reference(Random(99)))
    }

    of_a_case, of_nothing = ([said.replace(one, "…") for said in all_said] for one, all_said in told.items())
    assert of_a_case == of_nothing and "试的次数多了" in of_a_case[-1]


async def test_what_does_not_fit_costs_only_so_much_altogether(
    service: Service, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    filer = Person(service, ChannelName.WEB, "filer")
    reference, code = await filer.files_a_tip_and_notes_its_code()
    # The real burst takes seconds to use up.
    monkeypatch.setattr("intake.filers.access.WRONG_PACE", (2, 20.0))
    access = Access(service.database, service.vault)

    for n in range(2):
        assert await access.case_of(new_reference(Random(n)), new_code(), f"source{n}", time.now) is None
    with pytest.raises(TooManyTries):
        await access.case_of(new_reference(Random(9)), new_code(), "source9", time.now)
    assert await access.case_of(reference, code, "source9", time.now) is not None


async def test_a_code_is_kept_nowhere_but_in_the_reply_and_there_until_it_is_confirmed(service: Service) -> None:
    filer = Person(service, ChannelName.WEB, "filer")
    _, code = await filer.files_a_tip_and_notes_its_code()
    await filer.say(last_group(code))

    async with service.database.reading() as session:
        turns = (await session.scalars(select(TurnRow))).all()
        state = await session.scalar(select(ConversationRow))
        kept = await session.scalar(select(AccessCodeRow))
    assert state is not None and kept is not None
    said = [str(service.memory.read_reply(turn.reply, turn.message_key)) for turn in turns]
    assert not any(code in one or last_group(code) in one for one in said)
    assert service.memory.read_state(state.state, filer.person).code is None
    assert code.encode() not in kept.hash + kept.salt + kept.tag.encode()


@pytest.mark.parametrize(("doublings", "said"), [(14, b""), (10, b"\x0a")])
async def test_a_code_kept_by_the_hash_of_before_still_fits(
    service: Service, time: Time, doublings: int, said: bytes
) -> None:
    filer = Person(service, ChannelName.WEB, "filer")
    reference, code = await filer.files_a_tip_and_notes_its_code()
    salt = bytes(range(16))
    of_before = said + hashlib.scrypt(code.encode(), salt=salt, n=2**doublings, r=8, p=1, dklen=32)
    async with service.database.writing() as session:
        await session.execute(update(AccessCodeRow).values(salt=salt, hash=of_before))

    access = Access(service.database, service.vault)
    assert await access.case_of(reference, code, "source", time.now) is not None
    assert await access.case_of(reference, new_code(), "source", time.now) is None


@BOTH
async def test_after_the_turn_nothing_leads_from_the_account_to_the_case_not_even_their_own_message(
    service: Service, time: Time, channel: ChannelName
) -> None:
    filer = Person(service, channel, "filer")
    reference, code = await filer.files_a_tip_and_notes_its_code()
    await filer.say("补充材料")
    time.now += CHANNELS[channel].repeats_within + timedelta(minutes=1)

    await keep_house(service)

    async with service.database.reading() as session:
        assert (await session.scalars(select(TurnRow))).all() == []
        left = await session.scalar(select(ConversationRow))
        case = await session.scalar(select(CaseRow))
    assert left is not None and case is not None
    assert (left.own, left.own_due_at) == (None, None)
    known = service.vault.unseal(left.state, "state", filer.person).decode()
    assert reference not in known and last_group(code) not in known and case.id not in known
    assert case.filer not in known


async def test_a_named_filing_on_the_web_gets_a_code_and_one_in_wechat_needs_none(service: Service) -> None:
    said = (
        "我是江北区鱼嘴重庆轴间轴承公司的，姓邓，19900001128，想约11月27号上午线上咨询保密协议怎么签",
        "鱼复工业园",
        "保密协议怎么签才有效",
        "对",
    )
    codes = dict[ChannelName, bool]()
    for channel in (ChannelName.WEB, ChannelName.WECHAT):
        person = Person(service, channel, "company")
        for line in said:
            told = await person.say(line)
        assert "编号" in told
        codes[channel] = "查询码" in told
    assert codes == {ChannelName.WEB: True, ChannelName.WECHAT: False}


async def test_in_wechat_the_code_is_on_the_first_page_though_letters_wait(service: Service) -> None:
    filer = Person(service, ChannelName.WECHAT, "filer")
    first, _ = await filer.files_a_tip_and_notes_its_code()
    for line in TIP[:-1]:
        await filer.say(line)
    await write_to_the_filer(service, first, "请说明仓库在哪里。" * 60)

    told = await filer.say(TIP[-1])

    assert isinstance(code := read_code(told), str) and "请说明仓库在哪里。" not in told
    async with service.database.reading() as session:
        state = await session.scalar(select(ConversationRow))
    assert state is not None
    assert code not in str(service.memory.read_state(state.state, filer.person).more)
    assert "请说明仓库在哪里。" in await filer.say("你好")
