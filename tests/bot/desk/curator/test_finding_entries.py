"""The search box finds entries too: for curators, and for officers beside cases."""

from __future__ import annotations

from tests.bot.desk.curator.conftest import Newsroom


async def test_entries_are_found_by_title_wording_and_article(newsroom: Newsroom) -> None:
    curator = await newsroom.signed_in("维护甲")
    officer = await newsroom.signed_in("承办甲", "officer", "jiangjin")

    for browser in (curator, officer):
        for words, entry in (("截止申报", "award.deadline"), ("park.who 标题", "park.who"), ("附件1 五.1", "")):
            page = await browser.find(words)
            assert page.status == 200 and "依据：《某某工作实施方案" in page.text
            assert (f"{entry} 的标题" in page.text) if entry else page.text.count("依据：") == 2
    assert "依据：" not in (await officer.find("从来没有的词")).text
