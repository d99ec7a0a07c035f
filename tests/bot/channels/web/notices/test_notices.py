"""What bureaus make known: listed by subject and district, told that it was withdrawn, and as an Atom feed."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

from bot.app import SERVICE_KEY
from intake.officers.bulletins import Bulletins
from tests.bot.channels.web.assess.test_pages import Client, client, get
from tests.intake.bulletins.made import PUBLISHER, published

__all__ = ["client"]
ATOM = "{http://www.w3.org/2005/Atom}"


async def test_notices_are_listed_told_as_withdrawn_and_fed_to_other_sites(client: Client) -> None:
    service = client.app[SERVICE_KEY]
    database, vault, now = service.database, service.vault, service.clock()
    assert "现在没有通知" in await get(client, "/notices")
    notice = await published(database, vault, now, title="<b>规定</b>施行 & 说明", text="第一行\n第二行")
    training = await published(database, vault, now, kind="training", title="商业秘密培训", subject="training")
    tomorrow = (now + timedelta(days=2)).date().isoformat()
    to_come = await published(database, vault, now, title="后天才发", **{"from": tomorrow})

    page = await get(client, "/notices")
    assert "商业秘密培训" in page and "&lt;b&gt;规定&lt;/b&gt;施行 &amp; 说明" in page and "后天才发" not in page
    assert "商业秘密培训" not in await get(client, "/notices?subject=policy")
    assert "商业秘密培训" not in await get(client, "/notices?district=banan")
    for asked, told in (
        ("subject=zzz", "主题这里没有"),
        ("district=<b>", "区县这里没有"),
        ("subject=x&district=y", "主题和区县这里"),
    ):
        unknown = await get(client, f"/notices?{asked}")
        assert "商业秘密培训" in unknown and told in unknown and "<b>" not in unknown, asked
    assert "这里没有" not in page and 'href="#subscribe"' in page
    one = await get(client, f"/notices/{notice}")
    assert 'href="https://example.gov.cn/a" rel="noopener noreferrer"' in one and "第一行" in one
    for unknown in (to_come, "0" * 32):
        async with client.get(f"/notices/{unknown}") as response:
            assert response.status == 404 and "没有这条通知" in await response.text()

    await Bulletins(database, vault).withdraw(PUBLISHER, notice, {"why": "写错了"}, now)
    async with client.get(f"/notices/{notice}") as gone:
        said = await gone.text()
        assert gone.status == 410 and "写错了" in said and "第一行" not in said and "example.gov.cn" not in said

    async with client.get("/notices/feed.atom") as response:
        assert response.content_type == "application/atom+xml"
        feed = ElementTree.fromstring(await response.text())  # noqa: S314 - our own words
    entries = {entry.findtext(f"{ATOM}id", "")[-32:]: entry for entry in feed.iter(f"{ATOM}entry")}
    assert set(entries) == {notice, training}
    assert entries[notice].findtext(f"{ATOM}title") == "已撤回：<b>规定</b>施行 & 说明"
    assert entries[training].findtext(f"{ATOM}title") == "商业秘密培训"
    assert feed.findtext(f"{ATOM}updated", "").endswith("Z")
    async with client.get("/notices/feed.atom?subject=training&district=jiangjin") as response:
        few = ElementTree.fromstring(await response.text())  # noqa: S314 - our own words
    assert [entry.findtext(f"{ATOM}title") for entry in few.iter(f"{ATOM}entry")] == ["商业秘密培训"]
