"""The code of a draft after its draft: filed it says so, deleted it tells nothing of it."""

from __future__ import annotations

from tests.bot.channels.web.filing.browsing import TIP, Browser, Client


async def test_the_code_of_a_draft_that_was_filed_says_so_and_how_it_is_followed(client: Client) -> None:
    code = await (filer := Browser(client)).begin("tip")
    await filer.fill_all("tip", TIP)
    await filer.confirm("tip")
    other = Browser(client)

    await other.post("/file/resume", {"code": code})
    assert "已经提交了，不用再填" in other.words and "编号和查询码" in other.words
    assert "草稿码核对不上" not in other.words and "没有查到" not in other.words
    # One that was deleted is gone.
    code = await (owner := Browser(client)).begin("tip")
    await owner.post("/file/discard", {"form": "tip"})
    await other.post("/file/resume", {"code": code})
    assert other.status == 404 and "已经提交了" not in other.words
