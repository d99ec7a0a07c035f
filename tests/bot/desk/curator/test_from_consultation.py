"""An answered consultation becomes a draft entry, without who asked, by who answered it and nobody else."""

from __future__ import annotations

from intake.curation.editorial import Editorial
from tests.bot.desk.curator.conftest import Newsroom
from tests.builders import a_case

QUESTION = "我们重庆山蓝茶叶贸易有限公司该怎么建保密制度？"


async def test_the_one_who_answered_hands_a_draft_to_the_curators(newsroom: Newsroom) -> None:
    case = await a_case(
        newsroom.database, newsroom.vault, kind="consultation", state="answered", fields={"question": QUESTION}
    )
    officer, curator = await newsroom.signed_in("王建国", "officer", "jiangjin"), await newsroom.signed_in("林静")
    address = f"/desk/cases/{case.reference}/entry"

    page = await officer.get(address)
    masked = {
        "csrf": page.hidden("csrf"),
        "title": "我们〔单位〕怎么办",
        "answer": "先定规矩。",
        "subject": "试题",
    }
    refused = await officer.post(address, {**masked, "anonymous": "yes"})
    done = await officer.post(address, {**masked, "title": "小公司怎么建保密制度", "anonymous": "yes"})

    assert f'href="{address}"' in (await officer.get(f"/desk/cases/{case.reference}")).text
    assert "我们〔单位〕该怎么建保密制度？" in page.text
    assert "山蓝" not in page.text
    assert refused.status == 422
    assert "草稿已交给知识维护人员" in done.text
    (draft,) = await Editorial(newsroom.database).versions()
    assert draft.reason == f"由咨询 {case.reference} 的答复整理"
    assert "小公司怎么建保密制度" in (await curator.get("/desk/knowledge")).text


async def test_it_is_not_there_for_others_for_complaints_or_before_the_answer(newsroom: Newsroom) -> None:
    answered = await a_case(newsroom.database, newsroom.vault, kind="consultation", state="answered")
    taken = await a_case(newsroom.database, newsroom.vault, kind="consultation", state="taken")
    complaint = await a_case(newsroom.database, newsroom.vault, state="closed")
    own = await newsroom.signed_in("王建国", "officer", "jiangjin")
    other = await newsroom.signed_in("李明", "officer", "banan")
    curator = await newsroom.signed_in("林静")

    for browser, case in ((own, taken), (own, complaint), (other, answered), (curator, answered)):
        assert (await browser.get(f"/desk/cases/{case.reference}/entry")).status == 404
