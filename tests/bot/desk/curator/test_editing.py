"""Writing and taking down: drafts with what is still missing, two curators on one entry, one person in a hurry."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest

from tests.bot.desk.curator.conftest import Newsroom, draft_form

ENTRY = "/desk/knowledge/entries/award.deadline"
EDIT = f"{ENTRY}/edit"


@pytest.mark.parametrize(
    ("role", "bureau"),
    [("officer", "jiangjin"), ("head", "jiangjin"), ("coordinator", None), ("auditor", None), ("admin", None)],
)
async def test_only_curators_come_in(newsroom: Newsroom, role: str, bureau: str | None) -> None:
    browser = await newsroom.signed_in("王建国", role, bureau)

    for path in (
        "/desk/knowledge",
        "/desk/knowledge/gaps",
        "/desk/knowledge/try",
        ENTRY,
        EDIT,
        f"{ENTRY}/publish",
    ):
        page = await browser.get(path)
        assert page.status == 403, path
        assert "您的岗位不维护知识库" in page.text
    assert "知识库</a>" not in (await browser.get("/desk/")).text


async def test_a_stranger_is_sent_to_sign_in(newsroom: Newsroom) -> None:
    response = await newsroom.client.get("/desk/knowledge", allow_redirects=False)

    assert response.headers["Location"].startswith("/desk/sign-in")


async def test_the_list_shows_entries_by_subject_with_how_they_fare(newsroom: Newsroom) -> None:
    await newsroom.asked("示范单位哪天截止申报", "answer", "award.deadline", helpful="no")
    browser = await newsroom.signed_in("林静")

    page = await browser.get("/desk/knowledge")
    unhelpful = await browser.get("/desk/knowledge?state=unhelpful")
    none = await browser.get("/desk/knowledge?state=down")

    assert "award.deadline 的标题" in page.text
    assert "park.who 的标题" in page.text
    assert "1 次" in unhelpful.text
    assert "park.who 的标题" not in unhelpful.text
    assert "没有符合这些条件的条目" in none.text


async def test_the_list_is_searched_in_titles_wordings_answers_and_ids(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("林静")
    every = (await browser.get("/desk/knowledge")).text
    assert "award.deadline 的标题" in every and '<td class="e-state"></td>' not in every

    for words in ("AWARD.deadline", "deadline 的标题", "award"):
        page = (await browser.get(f"/desk/knowledge?{urlencode({'words': words})}")).text
        assert "award.deadline 的标题" in page and "park.who 的标题" not in page, words
        assert f'value="{words}"' in page
    assert (
        "没有符合这些条件的条目"
        in (await browser.get(f"/desk/knowledge?{urlencode({'words': '没有这个词'})}")).text
    )


async def test_a_draft_may_be_unfinished_and_says_what_is_missing(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("林静")
    page = await browser.get(EDIT)

    saved = await browser.post(EDIT, draft_form(page, wordings="只有一条", answer="每年7月10日前。", then="look"))
    again = await browser.get(saved.location)

    assert saved.status == 303
    assert "草稿已保存" in again.text
    assert "现有 1 条，至少需要 8 条" in again.text


async def test_figures_and_sources_are_checked_before_publication(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("林静")
    page = await browser.get(EDIT)
    await browser.post(EDIT, draft_form(page, answer="方案规定每年7月10日前报送市局。"))

    again = await browser.get(EDIT)

    assert "事实和数字：答复里的“7”没有列入" in again.text
    assert "“6月10日”在答复里没有出现" in again.text


async def test_a_wording_that_the_first_words_answer_the_other_way_round_is_told(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("林静")
    wordings = "\n".join(["不签协议能不能申报", *(f"申报 {number}" for number in range(8))])
    form = {"title": "能不能申报", "wordings": wordings, "answer": "可以：每年6月10日前报送市局。"}
    await browser.post(EDIT, draft_form(await browser.get(EDIT), **form))

    told = await browser.get(EDIT)
    await browser.post(EDIT, draft_form(told, **form, polarity="none"))
    decided = await browser.get(EDIT)

    assert "问“不签协议能不能申报”的人先看到“可以”" in told.text
    assert '<option value="none" selected>' in decided.text
    assert "不签协议能不能申报”的人" not in decided.text


async def test_wordings_read_against_the_first_sentence_are_marked_through_a_draft(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("林静")
    before = await browser.get(ENTRY)
    form = {"csrf": await browser.csrf(), "digest": before.hidden("digest")}

    stale = await browser.post(f"{ENTRY}/read", {**form, "digest": "0" * 12})
    done = await browser.post(f"{ENTRY}/read", form)
    draft = await browser.get(EDIT)
    await browser.post(EDIT, draft_form(draft, title="改过的标题"))
    changed = await browser.get(EDIT)
    await browser.post(EDIT, draft_form(changed, title="改过的标题", read="yes"))

    assert "待核对" in before.text
    assert stale.location.endswith("done=changed")
    assert done.location.endswith("done=read")
    assert "（现在：已核对）" in draft.text
    assert "（现在：待核对）" in changed.text
    assert "（现在：已核对）" in (await browser.get(EDIT)).text
    assert ENTRY in (await browser.get("/desk/knowledge?state=unread")).text


async def test_the_second_curator_sees_the_first_ones_change_and_keeps_their_own(newsroom: Newsroom) -> None:
    lin, zheng = await newsroom.signed_in("林静"), await newsroom.signed_in("郑安")
    lins, zhengs = await lin.get(EDIT), await zheng.get(EDIT)
    first = await lin.post(EDIT, draft_form(lins, answer="林静：6月10日前报送市局。"))

    second = await zheng.post(EDIT, draft_form(zhengs, answer="郑安：6月10日前报送市局。"))

    assert first.status == 303
    assert second.status == 409
    assert "林静" in second.text
    assert "林静：6月10日前报送市局。</ins>" in second.text
    assert "郑安：6月10日前报送市局。</textarea>" in second.text
    merged = await zheng.post(EDIT, draft_form(second, answer="两人：6月10日前报送市局。"))
    assert merged.status == 303


async def test_a_new_entry_begins_as_a_draft_of_its_subject(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("林静")
    form = {"csrf": await browser.csrf(), "title": "商业秘密可以抵押贷款吗", "subject": "试题"}

    made = await browser.post("/desk/knowledge/new", form)
    page = await browser.get(made.location)

    assert made.location.startswith("/desk/knowledge/entries/desk.")
    assert 'value="商业秘密可以抵押贷款吗"' in page.text
    assert "答复：还没有填写" in page.text
    assert "等待发布的草稿" in (await browser.get("/desk/knowledge")).text


async def test_one_person_takes_an_entry_down_at_once(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("林静")
    form = {"csrf": await browser.csrf(), "reason": "日期写错了", "confirmed": "yes"}

    hasty = await browser.post(f"{ENTRY}/take-down", {**form, "confirmed": ""})
    mute = await browser.post(f"{ENTRY}/take-down", {**form, "reason": ""})
    done = await browser.post(f"{ENTRY}/take-down", form)
    page = await browser.get(ENTRY)

    assert (hasty.status, mute.status, done.status) == (422, 422, 303)
    assert set(newsroom.answers) == {"park.who"}
    assert "已下架" in page.text
    assert "日期写错了" in page.text
    assert "award.deadline 的标题" in (await browser.get("/desk/knowledge?state=down")).text


async def test_a_draft_given_up_waits_no_longer(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("林静")
    await browser.post(EDIT, draft_form(await browser.get(EDIT)))
    page = await browser.get(ENTRY)
    form = {name: page.hidden(name) for name in ("csrf", "draft", "revision")}

    given_up = await browser.post(f"{ENTRY}/discard", form)

    assert given_up.status == 303
    assert "已放弃" in (await browser.get(ENTRY)).text


async def test_an_entry_nobody_knows_is_not_there(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("林静")

    for path in ("no.such", "no.such/edit", "no.such/publish", "award.deadline/publish"):
        assert (await browser.get(f"/desk/knowledge/entries/{path}")).status == 404, path


async def test_the_box_tells_what_would_be_answered_and_why(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("林静")
    question = {"csrf": await browser.csrf(), "question": "示范单位哪天截止申报"}

    page = await browser.post("/desk/knowledge/try", question)

    assert "直接回答第一条" in page.text
    assert "award.deadline 的标题" in page.text
    assert "与某条问法字面相近" in page.text


async def test_a_form_from_elsewhere_changes_nothing(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("林静")

    page = await browser.post(f"{ENTRY}/take-down", {"csrf": "x", "reason": "恶意", "confirmed": "yes"})

    assert page.status == 403
    assert newsroom.answers == {}


async def test_the_address_of_an_entry_may_name_its_title(newsroom: Newsroom) -> None:
    browser = await newsroom.signed_in("一")
    title = newsroom.curation.titles()["award.deadline"]

    page = await browser.get(f"/desk/knowledge/entries/{quote(title)}")

    assert (page.status, page.location) == (303, ENTRY)
