"""Search by words: what is found, for whom, and that no plain word is in the database."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from sqlalchemy import text

from intake.cases.terms import NotSearchable, query_of, terms_of
from intake.storage.database import Database
from intake.storage.desk_tables import CasePartRow
from intake.storage.keeping.searching_anew import rebuild
from intake.storage.sealing import Vault, new_data_key
from intake.storage.search_rows import SEARCH, WHO, token_of
from tests.bot.desk.conftest import Browser, Desk
from tests.bot.desk.secrecy.closing import codes_of
from tests.builders import Filed, a_case, an_officer, some_cases, words_of_the_filer

FOUND = re.compile(r'class="hit-head"><a href="/desk/cases/([0-9A-Z-]+)"')


async def found(browser: Browser, words: str) -> list[str]:
    page = await browser.find(words)
    assert page.status == 200
    return FOUND.findall(page.text.partition('id="near-title"')[0])


async def test_cases_are_found_by_name_product_code_and_what_was_told(desk: Desk) -> None:
    tea = await a_case(desk.database, desk.vault)
    told = {"reported_name": "重庆嘉陵精工机械有限公司", "reported_code": "91500105MA5U8TEST1"}
    told |= {"secret_title": "减速器图纸", "description": "图纸在网盘里被下载。"}
    gears = await a_case(desk.database, desk.vault, fields=told)
    await rebuild(desk.database, desk.vault)
    browser = await desk.officer()

    for words in ("半坡茶业", "半坡", "坡茶", "重庆半坡茶业有限公司", "經銷商檔案", "分级价目表"):
        assert await found(browser, words) == [tea.reference], words
    for words in ("嘉陵精工", "91500105ma5u8test1", "减速器 图纸", "网盘", "图纸 嘉陵"):
        assert await found(browser, words) == [gears.reference], words
    assert set(await found(browser, "有限公司")) == {tea.reference, gears.reference}
    nothing = await browser.find("半坡 图纸")
    assert "没有同时有这些字词的" in nothing.text and "查找的范围" in nothing.text
    assert "价格比我们内部<" not in nothing.text
    excerpt = (await browser.find("三个老经销商")).text
    assert "三个老经销商同一周" in excerpt


async def test_what_is_written_later_is_found_at_once_and_follows_the_case(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, bureau="municipal", state="submitted")
    await rebuild(desk.database, desk.vault)
    coordinator, there = await desk.officer("coordinator", None), await desk.officer("head", "banan")

    await coordinator.move(case.reference, "note", text="已联系仓库主管核对出库单。周敏也在场。")
    assert await found(coordinator, "出库单") == [case.reference]
    # What names the filer is not found by words, wherever it was written.
    assert await found(coordinator, "周敏") == []
    passed = await coordinator.move(
        case.reference,
        "pass_down",
        bureau="banan",
        report_by="2026-12-10",
        reason="行为地在巴南。",
        confirmed="yes",
    )
    assert passed.status == 303
    assert await found(there, "出库单") == [case.reference]
    assert (await there.move(case.reference, "sign_for")).status == 303
    assert await found(there, "出库单 行为地") == [case.reference]


async def test_neither_a_part_nor_a_follower_is_quoted_or_found_by_who_filed_it(desk: Desk) -> None:
    filing = await a_case(desk.database, desk.vault, state="taken")
    told = {"description": "周敏说仓库出库单对不上。", "contact_name": None}
    part = await a_case(desk.database, desk.vault, state="taken", fields=told, anonymous=True)
    own = {"contact_name": "吴小莉", "description": "货单对不上。"}
    follower = await a_case(desk.database, desk.vault, state="taken", fields=own)
    async with desk.database.writing() as session:
        session.add(CasePartRow(part_id=part.id, filing_id=filing.id, number=1))
        session.add(CasePartRow(part_id=follower.id, filing_id=filing.id, number=2, follows=True))
    await rebuild(desk.database, desk.vault)
    browser = await desk.officer("head")

    await browser.move(follower.reference, "note", text="吴小莉带来了封样。")
    assert await found(browser, "吴小莉") == [] and await found(browser, "封样") == [follower.reference]
    page = await browser.find("仓库出库单")
    assert FOUND.findall(page.text) == [part.reference] and "周敏" not in page.text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("茶", "至少写两个连着的字"),
        ("茶 业", "至少写两个连着的字"),
        ("，。！？…", "只有标点"),
        ("", "只有标点"),
        ("半坡" * 250, "最多 60 个字，您写了 500 个字"),
    ],
)
async def test_what_cannot_be_looked_for_is_told(words: str, says: str) -> None:
    with pytest.raises(NotSearchable, match=says):
        query_of(words)


async def test_search_holds_to_wall_circle_and_marks(desk: Desk) -> None:
    assisted = await a_case(desk.database, desk.vault, state="taken", assisting=["banan"])
    closed = await a_case(desk.database, desk.vault, state="taken", fields={"secret_title": "密闭配方"})
    await rebuild(desk.database, desk.vault)
    head, colleague = await desk.officer("head", name="王主任"), await desk.officer(name="小李")
    assisting, stranger = await desk.officer("head", "banan"), await desk.officer("head", "yubei")
    coordinator = await desk.officer("coordinator", None)

    assert set(await found(head, "半坡茶业")) == {assisted.reference, closed.reference}
    assert await found(assisting, "半坡茶业") == [assisted.reference]
    assert await found(stranger, "半坡茶业") == []
    assert set(await found(coordinator, "半坡茶业")) == {assisted.reference, closed.reference}

    path = f"/desk/cases/{assisted.reference}/marks/text"
    page = await head.get(path)
    form = {
        "csrf": page.hidden("csrf"),
        "version": page.hidden("version"),
        "level": "secret",
        "reason": "价目表。",
    }
    assert (await head.post(path, form)).status == 303
    assert await found(assisting, "半坡茶业") == [] and assisted.reference in await found(head, "半坡茶业")

    await _close_to(head, closed, desk)
    assert await found(colleague, "密闭配方") == [] and await found(coordinator, "密闭配方") == []
    assert await found(head, "密闭配方") == [closed.reference]


async def _close_to(head: Browser, case: Filed, desk: Desk) -> None:
    path = f"/desk/cases/{case.reference}/circle"
    page = await head.get(path)
    own = re.search(r'name="officers" value="([^"]+)"[^>]*> 王主任', page.text)
    assert own
    pairs = [
        ("csrf", page.hidden("csrf")),
        ("version", page.hidden("version")),
        ("who", "some"),
        ("officers", own[1]),
    ]
    made = await head.post_pairs(path, [*pairs, ("reason", "涉及本局人员。")])
    assert made.status == 303


async def test_who_filed_is_found_only_with_a_reason_by_who_may_learn_it(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="taken")
    hidden = await a_case(desk.database, desk.vault, kind="tip", state="taken", anonymous=True)
    await rebuild(desk.database, desk.vault)
    officer, coordinator = await desk.officer(), await desk.officer("coordinator", None)
    stranger = await desk.officer("officer", "banan", name="生人")

    without = await officer.find_filer("周敏")
    assert without.status == 422 and "请选择按身份查找的理由" in without.text
    for who in ("周敏", "19900001101", "山蓝茶叶"):
        page = await officer.find_filer(who, "supplement")
        assert FOUND.findall(page.text) == [case.reference], who
    opened = (await officer.get(f"/desk/cases/{case.reference}")).text
    assert opened.count("按来访人身份查找到（联系来访人补充材料）") >= 1
    assert hidden.reference not in page.text

    assert FOUND.findall((await stranger.find_filer("周敏", "supplement")).text) == []
    assert (await coordinator.find_filer("周敏", "supplement")).status == 404


async def test_no_plain_word_is_kept_and_a_deleted_case_leaves_no_token(
    desk: Desk, database: Database, vault: Vault
) -> None:
    case = await a_case(database, vault, state="taken")
    await words_of_the_filer(database, vault, case, "协议找到了。", desk.now + timedelta(minutes=1))
    await rebuild(database, vault)

    async with database.reading() as session:
        for table in ("case_search", "case_who"):
            (row,) = (await session.execute(text(f"SELECT bureau, words FROM {table}"))).all()
            assert set("".join(row)) <= set("abcdefghijklmnop "), table
    browser = await desk.officer()
    assert await found(browser, "协议找到") == [case.reference]
    async with database.writing() as session:
        await session.execute(text("DELETE FROM case_search"))
    assert await found(browser, "协议找到") == []
    assert await _index_is_empty(database)


async def _index_is_empty(database: Database) -> bool:
    if not database.is_sqlite:
        return True
    async with database.reading() as session:
        return not await session.scalar(text("SELECT count(*) FROM case_search_index_docsize"))


async def test_older_cases_are_told_of_until_they_are_entered(desk: Desk, database: Database) -> None:
    case = await a_case(database, desk.vault)
    async with database.writing() as session:
        await session.execute(text("INSERT INTO mark (name, value) VALUES ('search', 'behind')"))
    browser = await desk.officer()

    behind = await browser.find("半坡茶业")
    assert FOUND.findall(behind.text) == [] and "shangmi search rebuild" in behind.text
    assert await rebuild(database, desk.vault) == 1
    after = await browser.find("半坡茶业")
    assert FOUND.findall(after.text) == [case.reference] and "shangmi search rebuild" not in after.text


def test_terms_are_words_pairs_and_codes_and_long_texts_have_words_alone() -> None:
    assert {"w:半坡", "p:半坡", "p:坡茶", "w:91500103mac9te5t26"} <= terms_of(
        ["重庆半坡茶业", "91500103MAC9TE5T26"]
    )
    long_text = "客户名单被人拷走。" * 20
    assert not [one for one in terms_of([long_text]) if one.startswith("p:")]


def test_another_data_key_leaves_the_tokens_as_they_are_and_each_table_has_its_own(vault: Vault) -> None:
    under_another = vault.under(new_data_key())

    token = token_of(vault, SEARCH, "w:半坡")

    assert token_of(under_another, SEARCH, "w:半坡") == token != token_of(vault, WHO, "w:半坡")


@pytest.mark.parametrize("words", ["嘉陵精公机械", "嘉陵金工机械", "减速器 图纸 没有的词", "减速器 圖樣"])
async def test_where_nothing_has_all_of_it_what_is_near_is_shown_as_near(desk: Desk, words: str) -> None:
    told = {"reported_name": "重庆嘉陵精工机械有限公司", "secret_title": "减速器图纸"}
    gears = await a_case(desk.database, desk.vault, fields=told)
    hidden = await a_case(desk.database, desk.vault, fields=told, bureau="banan")
    await a_case(desk.database, desk.vault)
    await rebuild(desk.database, desk.vault)
    browser = await desk.officer()

    page = await browser.find(words)

    exact, _, near = page.text.partition('id="near-title"')
    assert "没有同时有这些字词的" in exact and FOUND.findall(exact) == []
    assert FOUND.findall(near) == [gears.reference] and hidden.reference not in near
    assert FOUND.findall((await browser.find("从来没有的词")).text) == []


async def test_a_reference_with_one_digit_wrong_is_near_to_its_case_for_who_may_see_it(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    browser, stranger = await desk.officer(), await desk.officer("officer", "banan", name="生人")
    plain = case.reference.replace("-", "")
    wrong = plain[:3] + ("7" if plain[3] != "7" else "8") + plain[4:]
    at = next(at for at in range(8) if plain[at] != plain[at + 1])
    swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]

    for typed in (wrong, f"{wrong[:4]}-{wrong[4:8]}-{wrong[8]}", swapped.lower()):
        assert f'href="/desk/cases/{case.reference}"' in (await browser.find(typed)).text, typed
        assert case.reference not in (await stranger.find(typed)).text
    assert case.reference not in (await browser.find("K7M2-9QXT-4")).text


async def test_what_was_looked_for_stands_in_no_address_and_its_page_is_gone_back_to(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="taken")
    await rebuild(desk.database, desk.vault)
    officer = await an_officer(desk.database, name="王建国", vault=desk.vault)
    browser, elsewhere = await desk.signed_in(officer), await desk.signed_in(officer)
    form = {"csrf": await browser.csrf(), "reference": "半坡茶业"}

    first, again = [await browser.post("/desk/find", form) for _ in range(2)]

    assert (first.status, again.status) == (303, 303) and first.location != again.location
    assert re.fullmatch(r"/desk/find/[\w-]{12}", first.location)
    for _ in range(2):
        assert FOUND.findall((await browser.get(first.location)).text) == [case.reference]
    # What the browser keeps is sealed, for that page, and opens for nobody else: not even for the same officer.
    kept = {one["path"]: one for one in browser.cookies if one.key == "shangmi_desk_find"}
    cookie = kept[first.location]
    assert cookie["httponly"] and "半坡" not in unquote(cookie.value)
    session = next(one.value for one in elsewhere.cookies if one.key == "shangmi_desk")
    brought = f"shangmi_desk={session}; shangmi_desk_find={cookie.value}"
    for other in (await elsewhere.get(first.location), await elsewhere.get(first.location, Cookie=brought)):
        assert other.status == 404 and case.reference not in other.text
    gone = await browser.get("/desk/find/no-such-one")
    assert gone.status == 404 and "请重新输入" in gone.text and 'name="reference"' in gone.text


async def test_a_search_for_who_filed_is_written_down_once_however_often_it_is_looked_at(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="taken")
    await rebuild(desk.database, desk.vault)
    browser = await desk.officer()
    form = {"csrf": await browser.csrf(), "who": "周敏", "identity_reason": "supplement"}
    posted = await browser.post("/desk/find/identity", form)
    later = await a_case(desk.database, desk.vault, state="taken")
    await rebuild(desk.database, desk.vault)

    pages = [await browser.get(posted.location) for _ in range(3)]

    assert {tuple(FOUND.findall(page.text)) for page in pages} == {(case.reference,)}
    for one, times in ((case, 1), (later, 0)):
        assert (await codes_of(desk, one)).count("identity_searched") == times


async def test_words_are_planned_for_themselves_however_often_a_line_has_asked(desk: Desk) -> None:
    await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "taken"}] * 2)
    browser = await desk.officer()
    how_often = text(
        "SELECT coalesce(sum(custom_plans), 0), coalesce(sum(generic_plans), 0) FROM pg_prepared_statements "
        "WHERE statement LIKE 'SELECT case_search%to_tsquery%'"
    )

    for _ in range(12):
        await browser.find("从来没有人说过")

    if not desk.database.is_sqlite:
        async with desk.database.reading() as session:
            custom, generic = (await session.execute(how_often)).one()
        assert custom > 5 and generic == 0
