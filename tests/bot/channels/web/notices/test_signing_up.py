"""Signing up for a training on its page, how one stands by one's own link, leaving, a file for a calendar."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

from bot.app import SERVICE_KEY
from intake.officers.bulletins import Bulletins
from tests.bot.channels.web.assess.test_pages import Client, client, get, hidden
from tests.intake.bulletins.made import PUBLISHER, published

__all__ = ["client"]
WHO = {"name": "李明", "unit": "重庆甲公司", "phone": "13900001101"}


async def signs_up(client: Client, training: str, **differs: str) -> tuple[int, str, str]:
    """Send the form, and return the status, the path and the page where it led."""
    page = hidden(await get(client, f"/notices/{training}"), "page")
    form = {"page": page, **WHO, **differs}
    async with client.post(f"/notices/{training}/sign-up", data=form) as response:
        return response.status, response.url.path, await response.text()


async def test_a_place_a_waiting_list_and_leaving(client: Client) -> None:
    service = client.app[SERVICE_KEY]
    database, vault, now = service.database, service.vault, service.clock()
    training = await published(database, vault, now, kind="training", title="一场培训", capacity="1")
    page = await get(client, f"/notices/{training}")
    assert "1 个名额，已报 0 人" in page and "邮箱" not in page

    for differs, told in (({"phone": "x"}, "请写联系电话"), ({"name": ""}, "请写姓名")):
        status, _, refused = await signs_up(client, training, **differs)
        assert status == 422 and told in refused and 'value="重庆甲公司"' in refused, differs
    status, first, shown = await signs_up(client, training)
    assert status == 200 and "报上了，李明" in shown and "/notices/sign-up/" in first
    status, _, again = await signs_up(client, training)
    assert status == 422 and "已经报过名" in again
    _, second, shown = await signs_up(client, training, name="王芳")
    assert "王芳排在候补第 1 位" in shown
    async with client.post(f"{first}/leave", data={}) as response:
        assert "报名已经取消" in await response.text()
    assert "报上了，王芳" in await get(client, second)
    for gone in (first, f"{second}x", "/notices/sign-up/AAAA"):
        async with client.get(gone) as response:
            assert response.status == 404 and "没有这次报名" in await response.text()
    # A link that did not come by mail proves no address.
    async with client.post(f"{second}/mail", data={}) as response:
        assert response.status == 404
    async with client.post(f"{second}/leave", data={}, headers={"Origin": "https://evil.example"}) as response:
        assert response.status == 404
    assert "报上了，王芳" in await get(client, second)

    await Bulletins(database, vault).withdraw(PUBLISHER, training, {"why": "改期"}, now)
    assert "这场培训取消了，请不要再来。理由：改期" in await get(client, second)
    status, _, closed = await signs_up(client, training, name="迟到", page="0" * 32)
    assert status == 409 and "现在不能报名" in closed


async def test_of_many_at_once_one_has_the_place(client: Client) -> None:
    service = client.app[SERVICE_KEY]
    training = await published(service.database, service.vault, service.clock(), kind="training", capacity="1")
    pages = await asyncio.gather(*(signs_up(client, training, name=f"人{number}") for number in range(8)))
    shown = [page for status, _, page in pages if status == 200]
    assert len(shown) == 8 and sum("报上了" in page for page in shown) == 1
    assert sorted(int(found[1]) for page in shown if (found := re.search(r"候补第 (\d+) 位", page))) is not None


async def test_a_training_is_a_file_for_a_calendar(client: Client) -> None:
    service = client.app[SERVICE_KEY]
    now = service.clock()
    first, last = ((now + timedelta(days=days)).date() for days in (9, 11))
    days = {"from": first.isoformat(), "until": last.isoformat()}
    training = await published(service.database, service.vault, now, kind="training", title="三天; 培训", **days)
    async with client.get(f"/notices/{training}/ics") as response:
        assert response.content_type == "text/calendar"
        event = (await response.text()).partition("BEGIN:VEVENT")[2]
    lines = event.splitlines()
    begins, ends = (next(line for line in lines if line.startswith(name)) for name in ("DTSTART", "DTEND"))
    assert begins.endswith(f":{first:%Y%m%d}T140000") and ends.endswith(f":{first:%Y%m%d}T160000")
    assert {"SUMMARY:三天\\; 培训", "LOCATION:区政府", "RRULE:FREQ=DAILY;COUNT=3", "STATUS:CONFIRMED"} <= set(
        lines
    )
    calendar = await get(client, f"/notices/{training}/ics")
    assert "METHOD:PUBLISH" in calendar and "SEQUENCE:0" in calendar
    await Bulletins(service.database, service.vault).withdraw(PUBLISHER, training, {"why": "改期"}, now)
    called_off = (await get(client, f"/notices/{training}/ics")).splitlines()
    assert {"METHOD:CANCEL", "SEQUENCE:1", "STATUS:CANCELLED"} <= set(called_off)
    assert {line for line in called_off if line.startswith("UID:")} <= set(calendar.splitlines())
    notice = await published(service.database, service.vault, now)
    async with client.get(f"/notices/{notice}/ics") as response:
        assert response.status == 404
