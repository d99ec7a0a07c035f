"""The page of one case, as an officer meets it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from intake.cases.crossing import CROSSINGS, STEPS
from intake.forms.forms import forms
from intake.storage.tables import CaseRow, CaseTextRow, JournalRow, MailRow
from tests.bot.desk.conftest import Browser, Desk
from tests.builders import COMPLAINT, NOW, Filed, a_case, words_of_the_filer
from tests.deciding import ended_as


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite alone: what the database does for these pages is tried on both in the other files."""
    return f"sqlite:///{tmp_path}/shangmi.db"


@pytest.fixture
async def case(desk: Desk) -> Filed:
    return await a_case(desk.database, desk.vault)


@pytest.fixture
async def browser(desk: Desk) -> Browser:
    return await desk.officer(name="王建国")


async def test_the_page_says_what_was_filed_why_here_and_how_the_date_was_counted(
    case: Filed, browser: Browser
) -> None:
    page = await browser.get(f"/desk/cases/{case.reference}")

    assert page.status == 200
    for said in (
        "重庆半坡茶业有限公司",
        "侵权举报（权利人）",
        "500,000 元（50 万元）",
        "采取了保密措施",
        "不是审查意见",
        "经营秘密由违法行为发生地管辖",
        "被举报人所在地；行为地优先。",
        "12月16日",
        "怎么算的",
        "《市场监督管理行政处罚程序规定》第18条",
    ):
        assert said in page.text
    assert "投诉" not in page.text.replace("投诉举报处理办法", "")


async def test_a_last_day_on_an_ordinary_weekend_says_which_reading_was_used_and_what_the_other_gives(
    desk: Desk, browser: Browser
) -> None:
    docketed_on = datetime(2025, 12, 8, 2, 0, tzinfo=UTC)
    case = await a_case(desk.database, desk.vault, state="docketed", received_at=docketed_on)

    text = (await browser.get(f"/desk/cases/{case.reference}")).text

    assert "3月8日 周日" in text
    assert "末日是普通周六、周日的，不顺延，取较早的一天。" in text
    assert "按另一种读法，末日是 3月9日。" in text


@pytest.mark.parametrize("form_version", ["consultation-1", forms()["consultation"].stamp])
async def test_the_officer_reads_the_words_that_the_filer_chose(
    desk: Desk, browser: Browser, form_version: str
) -> None:
    fields = {"mode": "visit", "question": "怎么交接", "district": "江津区", "company_name": "某公司"}
    case = await a_case(desk.database, desk.vault, kind="consultation", fields=fields, form_version=form_version)

    text = (await browser.get(f"/desk/cases/{case.reference}")).text

    assert "<dt>咨询方式</dt>" in text
    assert "上门服务" in text
    assert not re.search(r"visit|True|：：", re.sub(r"<[^>]*>", "", text))


async def test_several_reported_parties_stand_one_below_the_other(desk: Desk, browser: Browser) -> None:
    parties = [{"reported_name": "甲有限公司"}, {"reported_name": "张三", "reported_kind": "person"}]
    fields = {"reported_name": "甲有限公司", "reported_parties": parties}
    case = await a_case(desk.database, desk.vault, fields=fields)

    text = (await browser.get(f"/desk/cases/{case.reference}")).text

    for label, value in (("被举报人", "甲有限公司"), ("被举报人（2）", "张三"), ("被举报人类型（2）", "个人")):
        assert f'<dt>{label}</dt><dd><span class="pre">{value}</span></dd>' in text


async def test_what_names_the_filer_is_not_on_the_page(case: Filed, browser: Browser) -> None:
    text = (await browser.get(f"/desk/cases/{case.reference}")).text

    for name in ("reporter_name", "credit_code", "contact_name", "phone"):
        assert COMPLAINT[name] not in text


async def test_opening_a_case_stands_in_its_journal(desk: Desk, case: Filed, browser: Browser) -> None:
    await browser.get(f"/desk/cases/{case.reference}")

    assert (await _codes(desk, case))[-1] == "viewed"


async def test_an_identity_is_shown_for_a_reason_that_is_recorded(
    desk: Desk, case: Filed, browser: Browser
) -> None:
    path = f"/desk/cases/{case.reference}/identity"
    csrf = await browser.csrf()

    without = await browser.post(path, {"csrf": csrf})
    shown = await browser.post(path, {"csrf": csrf, "identity_reason": "result"})

    assert without.status == 422
    assert "请选择查看身份信息的理由" in without.text
    assert "19900001101" not in without.text
    assert "19900001101" in shown.text
    assert shown.response.headers["Cache-Control"] == "no-store"
    assert (await _codes(desk, case))[-1] == "identity_viewed"


async def test_a_case_walks_from_signing_to_closing(desk: Desk, case: Filed, browser: Browser) -> None:
    head = await desk.officer("head", name="李主任")

    moves: tuple[tuple[Browser, str, dict[str, Any]], ...] = (
        (browser, "sign_for", {}),
        (browser, "check", {}),
        (head, "docket", {"tell": "已立案，将依法调查。"}),
        *((browser if by == "officer" else head, move, dict(typed)) for by, move, typed in ended_as("penalised")),
    )
    for who, move, form in moves:
        page = await who.move(case.reference, move, **form)
        assert (page.status, page.location) == (303, f"/desk/cases/{case.reference}?done={move}")

    final = await browser.get(f"/desk/cases/{case.reference}?done=close")
    assert "已完成：办结" in final.text
    assert "作出行政处罚" in final.text
    assert "已立案，将依法调查。" in final.text
    assert "处理结果还没有告知来访人，请告知" in final.text and "没有待办的操作" not in final.text
    await browser.move(case.reference, "tell_result", text="已作出行政处罚决定。")
    assert "请告知" not in (told := (await browser.get(f"/desk/cases/{case.reference}")).text)
    assert "案件已办结，没有待办的操作。" in told


@pytest.mark.parametrize("csrf", ["", "0" * 64])
async def test_a_form_that_is_not_ours_changes_nothing(
    desk: Desk, case: Filed, browser: Browser, csrf: str
) -> None:
    form = {"csrf": csrf, "version": "1", "seq": "2"}

    for path in (f"cases/{case.reference}/moves/sign_for", f"cases/{case.reference}/identity", "find", "sign-out"):
        page = await browser.post(f"/desk/{path}", form)
        assert page.status == 403
        assert "表单已失效" in page.text

    assert (await _row(desk, case)).version == 1


async def test_a_token_of_another_session_is_refused(desk: Desk, case: Filed, browser: Browser) -> None:
    other = await desk.officer(name="刘副科")

    page = await browser.post(
        f"/desk/cases/{case.reference}/moves/sign_for", {"csrf": await other.csrf(), "version": "1", "seq": "2"}
    )

    assert page.status == 403


async def test_the_second_of_two_officers_is_shown_what_the_first_did_and_keeps_their_words(
    desk: Desk, case: Filed, browser: Browser
) -> None:
    seen = await browser.get(f"/desk/cases/{case.reference}")
    colleague = await desk.officer(name="刘副科")
    await colleague.move(case.reference, "sign_for")

    page = await browser.move(case.reference, "note", seen=seen, text="这一条不能丢")
    again = await browser.move(case.reference, "note", seen=page, text="这一条不能丢")

    assert page.status == 409
    assert "刘副科：签收" in page.text
    assert "这一条不能丢</textarea>" in page.text
    assert again.status == 303


async def test_a_grave_move_waits_for_the_tick(desk: Desk, browser: Browser) -> None:
    case = await a_case(desk.database, desk.vault, state="not_docketed")

    page = await browser.move(case.reference, "close", outcome="repeated", tell="写了很久的话")

    assert page.status == 422
    assert "请先勾选" in page.text
    assert "写了很久的话</textarea>" in page.text
    assert 'value="repeated" checked' in page.text
    assert (await _row(desk, case)).state == "not_docketed"


async def test_a_missing_reason_is_named_beside_its_field_and_on_top(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="submitted", bureau="municipal")
    browser = await desk.officer("coordinator")

    page = await browser.move(case.reference, "pass_down", bureau="banan", report_by="2026-12-10", reason=" ")

    assert page.status == 422
    assert 'href="#pass_down-reason"' in page.text
    assert 'id="pass_down-reason-fault"' in page.text
    assert 'value="banan" selected' in page.text


async def test_a_move_says_which_article_it_follows(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    head = await desk.officer("head", name="李主任")

    text = (await head.get(f"/desk/cases/{case.reference}")).text

    assert "九十日内作出处理决定。 依据：《市场监督管理行政处罚程序规定》第18、64条。" in text
    assert "看不到。 依据" not in text


async def test_a_move_of_a_higher_post_is_refused_in_words(desk: Desk, browser: Browser) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    page = await browser.get(f"/desk/cases/{case.reference}")

    posted = await browser.move(case.reference, "docket", seen=page, tell="")

    assert "由本局负责人决定" in page.text
    assert "/moves/docket" not in page.text
    assert posted.status == 403
    assert "您的岗位不能" in posted.text


@pytest.mark.parametrize("move", ["", "delete", "close_consultation"])
async def test_a_move_that_does_not_exist_for_the_case_changes_nothing(
    desk: Desk, case: Filed, browser: Browser, move: str
) -> None:
    page = await browser.move(case.reference, move, confirmed="yes")

    assert page.status in (403, 404)
    assert (await _row(desk, case)).version == 1


async def test_technical_secrets_are_not_offered_for_passing_down(desk: Desk) -> None:
    coordinator = await desk.officer("coordinator")
    technical, unsure = [
        await a_case(
            desk.database, desk.vault, state="submitted", bureau="municipal", fields={"secret_kind": kind}
        )
        for kind in ("technical", "unsure")
    ]

    kept = await coordinator.get(f"/desk/cases/{technical.reference}")
    offered = await coordinator.get(f"/desk/cases/{unsure.reference}")

    assert "/moves/pass_down" not in kept.text
    assert "不分送区县（《商业秘密保护规定》第三条第三款）" in kept.text
    assert "/moves/pass_down" in offered.text
    assert "请写明为什么判断不涉及技术秘密" in offered.text


async def test_what_people_typed_stays_text(desk: Desk, browser: Browser) -> None:
    evil = "<script>alert(1)</script>"
    case = await a_case(
        desk.database,
        desk.vault,
        fields={"reported_name": evil, "description": evil, "act_kinds": [evil]},
        typed={"description": evil + "!"},
    )
    await browser.move(case.reference, "note", text=evil)

    page = await browser.get(f"/desk/cases/{case.reference}")

    assert "<script" not in page.text
    assert "<script>" not in (await browser.get("/desk/cases")).text
    assert "&lt;script&gt;" in page.text


async def test_words_to_the_filer_say_whether_they_arrived(desk: Desk, case: Filed, browser: Browser) -> None:
    await browser.move(case.reference, "write", text="请补充材料。")
    before = await browser.get(f"/desk/cases/{case.reference}")
    async with desk.database.writing() as session:
        await session.execute(update(MailRow).values(delivered_at=desk.now + timedelta(minutes=5)))
    after = await browser.get(f"/desk/cases/{case.reference}")

    assert "等来访人下次打开时送达" in before.text
    assert "今天 10:35</time>送达来访人" in after.text


async def test_a_consultation_has_no_elements_and_no_date(desk: Desk, browser: Browser) -> None:
    case = await a_case(desk.database, desk.vault, kind="consultation", state="taken")

    page = await browser.get(f"/desk/cases/{case.reference}")

    assert "法定要素" not in page.text
    assert "小公司的保密制度该从哪里做起？" in page.text
    assert "发送答复" in page.text


async def test_an_anonymous_tip_says_that_nobody_is_named(desk: Desk, browser: Browser) -> None:
    case = await a_case(desk.database, desk.vault, kind="tip", anonymous=True)

    page = await browser.post(
        f"/desk/cases/{case.reference}/identity", {"csrf": await browser.csrf(), "identity_reason": "verify"}
    )

    assert page.status == 403
    assert "匿名提交的，没有身份信息可看" in page.text and "匿名提交，没有身份信息。" in page.text
    assert "/identity" not in page.text and "identity_viewed" not in await _codes(desk, case)


async def test_a_fault_of_ours_has_a_number_and_no_secret(
    desk: Desk, case: Filed, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    async with desk.database.writing() as session:
        await session.execute(update(CaseTextRow).values(sealed=b"damaged"))

    page = await browser.get(f"/desk/cases/{case.reference}")

    assert page.status == 500
    assert "系统出错了" in page.text
    number = page.text.partition("<code>")[2].partition("</code>")[0]
    (line,) = [record for record in caplog.records if getattr(record, "number", "") == number]
    assert line.getMessage() == "desk page failed"
    assert "Traceback" not in page.text + caplog.text
    assert "sealed" not in page.text


async def test_every_page_forbids_scripts_and_frames(case: Filed, browser: Browser) -> None:
    for path in ("/desk/", "/desk/cases", f"/desk/cases/{case.reference}", "/desk/nothing", "/desk/sign-in"):
        page = await browser.get(path)
        policy = page.response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        # Lists have one script of our own, served by ourselves; nothing else runs.
        own = re.sub(r'<script src="/desk/static/keys\.js\?v=\w+" defer></script>', "", page.text)
        assert (own != page.text) is ("script-src 'self'" in policy)
        assert " style=" not in own and "<script" not in own and " onclick" not in own


async def _row(desk: Desk, case: Filed) -> CaseRow:
    async with desk.database.reading() as session:
        row = await session.get(CaseRow, case.id)
    assert row is not None
    return row


async def _codes(desk: Desk, case: Filed) -> list[str]:
    query = select(col(JournalRow.code)).where(col(JournalRow.case_id) == case.id).order_by(col(JournalRow.seq))
    async with desk.database.reading() as session:
        return list((await session.execute(query)).scalars())


async def test_a_wish_to_withdraw_stands_at_the_top_as_long_as_the_case_is_open(
    desk: Desk, case: Filed, browser: Browser
) -> None:
    before = (await browser.get(f"/desk/cases/{case.reference}")).text
    await words_of_the_filer(desk.database, desk.vault, case, "对方已经归还", NOW, "withdrawal_wish")

    page = (await browser.get(f"/desk/cases/{case.reference}")).text

    assert "来访人申请撤回：「对方已经归还」" in page and "申请撤回不当然终止核查" in page
    assert "来访人申请撤回" not in before
    closed = await a_case(desk.database, desk.vault, state="closed")
    await words_of_the_filer(desk.database, desk.vault, closed, "对方已经归还", NOW, "withdrawal_wish")
    assert "来访人申请撤回：" not in (await browser.get(f"/desk/cases/{closed.reference}")).text


async def test_a_wish_to_withdraw_goes_when_it_is_taken_back(desk: Desk, case: Filed, browser: Browser) -> None:
    await words_of_the_filer(desk.database, desk.vault, case, "对方已经归还", NOW, "withdrawal_wish")
    await words_of_the_filer(desk.database, desk.vault, case, "不撤了，请继续查", NOW, "withdrawal_taken_back")

    page = (await browser.get(f"/desk/cases/{case.reference}")).text

    assert '<span class="tag">不再申请撤回</span>' in page and '<span class="tag">申请撤回</span>' not in page
    assert "来访人不再申请撤回，请继续办理：「不撤了，请继续查」" in page
    assert "申请撤回不当然终止核查" not in page


async def test_a_threat_to_the_filer_marks_the_case_urgent_where_officers_look(
    desk: Desk, case: Filed, browser: Browser
) -> None:
    before = (await browser.get("/desk/")).text
    await words_of_the_filer(desk.database, desk.vault, case, "他说要弄死我", NOW, threat=True)

    page = (await browser.get(f"/desk/cases/{case.reference}")).text

    assert "紧急：来访人受到威胁" in page and "来访人说自己受到威胁或者伤害：「他说要弄死我」" in page
    assert '<span class="tag urgent">紧急</span>' in (await browser.get("/desk/")).text
    assert "紧急" not in before


async def test_that_a_move_was_made_is_said_once_not_whenever_the_address_is_loaded_again(
    desk: Desk, case: Filed, browser: Browser
) -> None:
    made = await browser.move(case.reference, "sign_for")

    assert "已完成：签收" in (await browser.get(made.location)).text
    desk.later(timedelta(minutes=2))
    assert "已完成" not in (await browser.get(made.location)).text
    assert "已完成" not in (await browser.get(f"/desk/cases/{case.reference}?done=check")).text


async def test_a_technical_case_at_the_municipal_intake_says_who_signs_for_it_and_is_no_case_to_distribute(
    desk: Desk,
) -> None:
    technical = {"reported_name": "重庆半坡茶业有限公司", "secret_kind": "technical"}
    case = await a_case(desk.database, desk.vault, state="submitted", bureau="municipal", fields=technical)
    coordinator = await desk.officer("coordinator", None, name="统筹")

    page = (await coordinator.get(f"/desk/cases/{case.reference}")).text

    assert "由市局的承办人员或者负责人签收办理" in page
    assert "待市局签收（涉及技术秘密，不分送区县）" in page
    assert "待分送" not in page


def test_no_list_says_twice_what_waits() -> None:
    assert not [(kind, step) for kind in CROSSINGS.values() for step in STEPS.values() if step in kind]
