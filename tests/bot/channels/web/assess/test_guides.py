"""The list of liaison officers; a guidance officer asked for, and told to the company that has one."""

from __future__ import annotations

from bot.app import SERVICE_KEY
from bot.conversation.channels import ChannelName
from bot.conversation.messages import Inbound
from intake.clocks.calendar import day_in_shanghai
from intake.officers.contacts import Contacts
from tests.bot.channels.web.assess.test_pages import Client, client, get, post
from tests.builders import an_officer, some_cases

__all__ = ["client"]


async def test_the_list_shows_who_is_there_and_a_company_asks_by_a_consultation(client: Client) -> None:
    service = client.app[SERVICE_KEY]
    officer = await an_officer(service.database, role="officer", bureau="jiangjin", vault=service.vault)
    contacts, now = Contacts(service.database, service.vault), service.clock()
    today = day_in_shanghai(now).isoformat()
    assert "还没有登记联络员" in await get(client, "/guides")
    liaison = {"kind": "liaison", "name": "王科", "place": "双福园区", "reach": "园区办公室", "valid_from": today}
    guide = {**liaison, "kind": "guide", "name": "李老师", "reach": "说转人工"}
    places = [contacts.page(now) for _ in range(3)]
    await contacts.enter(officer, places[0], liaison, now)
    await contacts.enter(officer, places[1], guide, now)

    page = await get(client, "/guides?district=jiangjin")
    assert "该方案期限已届满" in page and "双福园区" in page and "王科" in page and "李老师" not in page
    status, refused = await post(client, "/guides", {"company": "长" * 61, "district": "x"})
    assert status == 422 and "最多 60 字" in refused and "请选择企业所在的区县" in refused
    async with client.post("/guides", data={"company": "x"}, headers={"Origin": "https://evil.example"}) as other:
        assert "还没有开始" not in await other.text()
    _, begun = await post(client, "/guides", {"company": "重庆甲公司", "district": "jiangjin"})
    assert "配一名商业秘密指导员" in begun and "江津区" in begun

    wanted = [{"kind": "consultation", "state": "routed", "filer": "a-person"}]
    (case,) = await some_cases(service.database, service.vault, wanted)
    said = {"company": "重庆甲公司", "guide": places[1], "reference": case.reference}
    await contacts.assign(officer, places[2], said, now)
    for person, text, told in (
        ("a-person", "我的指导员是谁", "重庆甲公司的商业秘密指导员是李老师"),
        ("another", "我的指导员是谁", "没有查到您单位的指导员"),
        ("another", "双福园区的联络员是谁", "双福园区的联络员是王科"),
        ("another", "渝中区的联络员是谁", "那里没有登记联络员，请联系渝中区"),
    ):
        message = Inbound(ChannelName.WECHAT, person, f"{person}{text}", "text", now, text=text)
        answered = await service.reception.receive(message)
        assert told in "\n".join(reply.text for reply in answered.replies), text
