"""「谁是我们园区的联络员」, 「X公司的指导员是谁」: whom the directory has for this account, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation.channels import ChannelName
from bot.service import Service, opened
from bot.settings import read_settings
from intake.cases.codes import Role
from intake.officers.contacts import Contacts
from intake.officers.officer import Officer
from tests.bot.conversation.harness import handbook
from tests.bot.test_anonymous_filers import Person
from tests.builders import NOW, a_case

OVER = "该方案期限已届满"
ENTERED = (
    ("jiangjin", "liaison", "王科", "江津珞璜工业园区"),
    ("jiangjin", "liaison", "赵科", "双福园区"),
    ("jiangjin", "liaison", "孙科", ""),
    ("banan", "liaison", "钱科", "巴南经济园区"),
    ("jiangjin", "guide", "李老师", ""),
)


@pytest.fixture
async def service(database_url: str, tmp_path: Path) -> AsyncIterator[Service]:
    url = database_url.replace("postgresql://", "postgresql+asyncpg://")
    settings = read_settings(_env_file=None, data_dir=tmp_path, database_url=url)
    async with opened(settings, lambda: NOW, handbook("demo")) as service:
        await enter(service)
        yield service


async def enter(service: Service) -> None:
    contacts = Contacts(service.database, service.vault)
    for bureau, kind, name, place in ENTERED:
        officer = Officer("o1", "甲", Role.OFFICER, bureau)
        said = {"kind": kind, "name": name, "place": place, "reach": "对话里说转人工", "valid_from": "2026-01-01"}
        await contacts.enter(officer, contacts.page(NOW), said, NOW)


async def somebody(service: Service, *, district: str = "江津区", park: str = "") -> tuple[Person, str]:
    """Return somebody who filed a consultation, and its reference."""
    person = Person(service, ChannelName.WEB, f"{district}{park}")
    fields = {"district": district, "park": park, "company_name": "重庆甲公司"}
    bureau = {"江津区": "jiangjin", "巴南区": "banan"}[district]
    filed = await a_case(
        service.database, service.vault, kind="consultation", bureau=bureau, fields=fields, filer=person.person
    )
    return person, filed.reference


@pytest.mark.parametrize(
    ("district", "park", "said", "told", "not_told"),
    [
        ("江津区", "珞璜工业园", "谁是我们园区的联络员", ("王科",), ("赵科", "孙科", "钱科")),
        ("江津区", "双福", "谁是我们的联络员", ("赵科",), ("王科", "孙科")),
        ("江津区", "双福", "我们区的联络员是谁", ("孙科", "王科", "赵科"), ("钱科",)),
        ("江津区", "", "谁是我们园区的联络员", ("孙科", "王科", "赵科"), ("钱科",)),
        ("江津区", "", "找联络员", ("孙科",), ("钱科",)),
        # Of a park that nobody is entered for, those who are there for the whole district.
        ("江津区", "蓝天产业园", "谁是我们园区的联络员", ("孙科",), ("王科", "赵科")),
        ("巴南区", "惠民产业园", "谁是我们园区的联络员", ("请联系巴南区市场监督管理部门",), ("钱科", "哪个区县")),
        # What is named goes before what was filed.
        ("江津区", "双福", "巴南区的联络员是谁", ("钱科",), ("赵科", "您在这里提交的咨询")),
    ],
)
async def test_ones_own_park_and_district_are_those_of_the_consultation_one_filed(
    service: Service, district: str, park: str, said: str, told: tuple[str, ...], not_told: tuple[str, ...]
) -> None:
    person, _ = await somebody(service, district=district, park=park)

    answer = await person.say(said)

    assert all(one in answer for one in told), answer
    assert not any(one in answer for one in not_told), answer
    assert OVER in answer.splitlines()[-1]


@pytest.mark.parametrize(
    ("said", "told", "not_told"),
    [
        ("江津区的联络员是谁", ("孙科", "王科", "赵科"), ("钱科",)),
        ("江津联络员怎么联系", ("孙科", "王科", "赵科"), ()),
        ("谁是双福工业园的联络员", ("赵科",), ("王科", "孙科")),
        ("谁是江津区珞璜工业园的联络员", ("王科",), ("赵科", "孙科")),
        ("巴南区的联络员是谁", ("钱科",), ("王科",)),
        ("永川区的联络员是谁", ("请联系永川区市场监督管理部门",), ("王科",)),
        ("谁是蓝天科技园的联络员", ("在哪个区县",), ("王科", "钱科")),
    ],
)
async def test_a_district_that_is_named_has_also_those_of_its_parks(
    service: Service, said: str, told: tuple[str, ...], not_told: tuple[str, ...]
) -> None:
    answer = await Person(service, ChannelName.WEB, "anybody").say(said)

    assert all(one in answer for one in told), answer
    assert not any(one in answer for one in not_told), answer


@pytest.mark.parametrize(
    ("asked", "answer", "told"),
    [
        ("谁是我们园区的联络员", "江津区", "王科"),
        ("找联络员", "双福园区的", "赵科"),
        ("谁是蓝天科技园的联络员", "我们在珞璜工业园", "王科"),
        ("联络员名单", "巴南", "钱科"),
    ],
)
async def test_the_answer_to_which_park_or_district_is_one(
    service: Service, asked: str, answer: str, told: str
) -> None:
    person = Person(service, ChannelName.WEB, "anybody")
    assert "哪个" in await person.say(asked)

    assert told in await person.say(answer)


async def test_the_guide_of_a_company_is_told_to_its_own_people_alone_and_nothing_of_it_to_others(
    service: Service,
) -> None:
    own, reference = await somebody(service)
    other, _ = await somebody(service, district="巴南区")
    contacts = Contacts(service.database, service.vault)
    officer = Officer("o1", "甲", Role.OFFICER, "jiangjin")
    (guide,) = [one for one in await contacts.seen_by(officer) if one.kind == "guide"]
    said = {"company": "重庆甲公司", "guide": guide.id, "reference": reference}
    await contacts.assign(officer, contacts.page(NOW), said, NOW)

    for asks in ("我的指导员是谁", "谁是我们的指导员", "重庆甲公司的指导员是谁"):
        assert "重庆甲公司的商业秘密指导员是李老师" in await own.say(asks), asks
    for person in (own, other, Person(service, ChannelName.WEB, "anybody")):
        await person.say("你好")
        # A company that has one and a company that has none look alike.
        there, nowhere = [await person.say(f"{name}的指导员是谁") for name in ("重庆乙公司", "重庆没有这家公司")]
        assert there == nowhere and "不对别人公开" in there and "我的指导员是谁" in there
    refused = await other.say("重庆甲公司的指导员是谁")
    assert "李老师" not in refused and refused == await other.say("重庆乙公司的指导员是谁")
    # Who has asked and has none yet is told which bureau it lies with.
    assert "您的咨询由巴南区市场监督管理部门办理" in await other.say("我的指导员是谁")
    assert "请联系江津区市场监督管理部门" in await other.say("江津区珞璜工业园的指导员是谁")
