"""Questions without a good answer become wordings, entries, or are set aside with a reason."""

from __future__ import annotations

from tests.bot.desk.conftest import Browser
from tests.bot.desk.curator.conftest import Newsroom

GAPS = "/desk/knowledge/gaps"


async def _decide(browser: Browser, decision: str, **fields: str) -> str:
    page = await browser.get(GAPS)
    form = {"csrf": page.hidden("csrf"), "keys": page.hidden("keys"), "decision": decision, **fields}
    answer = await browser.post(GAPS, form)
    return answer.location or answer.text


async def test_gaps_are_grouped_and_counted_without_names(newsroom: Newsroom) -> None:
    for text in ("商业秘密可以抵押贷款吗", "商业秘密可以抵押贷款吗", "商业秘密可不可以抵押贷款"):
        await newsroom.asked(text, "nothing")
    await newsroom.asked("张伟把名单带去了重庆半坡茶业有限公司怎么办", "menu")
    browser = await newsroom.signed_in("林静")

    page = await browser.get(GAPS)

    assert "近九十天 4 次，归成 2 组" in page.text
    assert "没答上 3" in page.text
    assert "〔姓名〕把名单带去了〔单位〕怎么办" in page.text
    assert "张伟" not in page.text


async def test_a_gap_is_accepted_as_a_wording_of_an_entry(newsroom: Newsroom) -> None:
    await newsroom.asked("特色小镇够格吗", "nothing")
    browser = await newsroom.signed_in("林静")

    location = await _decide(browser, "wording", wording="特色小镇够格吗", entry="park.who")
    draft = await browser.get(location)

    assert location == "/desk/knowledge/entries/park.who/edit"
    assert "特色小镇够格吗" in draft.text
    assert "没有等待处理的问题" in (await browser.get(GAPS)).text


async def test_a_gap_is_made_into_an_entry(newsroom: Newsroom) -> None:
    await newsroom.asked("商业秘密可以抵押贷款吗", "nothing")
    browser = await newsroom.signed_in("林静")

    location = await _decide(browser, "draft", wording="商业秘密可以抵押贷款吗", subject="试题")

    assert 'value="商业秘密可以抵押贷款吗"' in (await browser.get(location)).text


async def test_a_gap_is_set_aside_with_a_reason(newsroom: Newsroom) -> None:
    await newsroom.asked("今天天气怎么样", "nothing")
    browser = await newsroom.signed_in("林静")

    refused = await _decide(browser, "set_aside", reason="")
    await _decide(browser, "set_aside", reason="不是商业秘密的事")
    page = await browser.get(GAPS)

    assert "请写明搁置的理由" in refused
    assert "没有等待处理的问题" in page.text
    assert "不是商业秘密的事" in page.text


async def test_what_is_masked_must_be_put_in_other_words(newsroom: Newsroom) -> None:
    await newsroom.asked("张伟把名单带走了怎么办", "nothing")
    browser = await newsroom.signed_in("林静")

    refused = await _decide(browser, "wording", wording="〔姓名〕把名单带走了怎么办", entry="park.who")
    unknown = await _decide(browser, "wording", wording="员工把名单带走了怎么办", entry="no.such")

    assert "问法里还有遮住的部分" in refused
    assert "没有这条知识条目" in unknown


async def test_an_entry_is_accepted_by_its_title_too(newsroom: Newsroom) -> None:
    await newsroom.asked("特色小镇够格吗", "nothing")
    browser = await newsroom.signed_in("林静")
    title = newsroom.curation.titles()["park.who"]

    location = await _decide(browser, "wording", wording="特色小镇够格吗", entry=f" {title}？")

    assert location == "/desk/knowledge/entries/park.who/edit"
