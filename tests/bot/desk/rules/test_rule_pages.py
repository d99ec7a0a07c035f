"""The routing rules at the desk: drafted by one, published by another, every version kept. On both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.rules_watch import RulesWatch
from intake.journal.verifying import verify
from intake.notices.fault import FaultKind
from intake.notices.faults import faults_for
from intake.officers.officer import Officer
from intake.officers.rule_versions import PUBLISHED
from intake.routing.rules import RulesInForce, content_of, load_rules, rules_from
from intake.storage.rules_table import RoutingVersionRow
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import a_case, an_officer

RULES = "/desk/rules"
DRAFT = f"{RULES}/draft"
NEW_RULE = {
    "rule": "", "name": "江津咨询", "kind": "consultation", "place": "jiangjin", "lead": "municipal",
    "bureau": "", "because": "测试：江津的咨询先由市局答复。",
}  # fmt: skip


async def keeper(desk: Desk, name: str, role: str = "coordinator") -> tuple[Officer, Browser]:
    officer = await an_officer(desk.database, role=role, name=name, vault=desk.vault)
    return officer, await desk.signed_in(officer)


async def post(browser: Browser, act: str = "", **form: str) -> Page:
    """Post to the draft from its page as it is now."""
    shown = await browser.get(DRAFT)
    edits = {"edits": shown.hidden("edits")} if shown.status == 200 else {}
    address = f"{DRAFT}/{act}" if act else DRAFT
    return await browser.post(address, {"csrf": await browser.csrf(), **edits, **form})


async def in_force(desk: Desk) -> RulesInForce:
    rules = RulesInForce(load_rules())
    await RulesWatch(desk.database, rules).look()
    return rules


async def test_a_change_is_drafted_tried_and_published_by_a_second_person_and_an_older_one_comes_back(
    desk: Desk,
) -> None:
    for _ in range(2):
        await a_case(desk.database, desk.vault, kind="consultation", fields={"district": "江津区"})
    _, drafter = await keeper(desk, "周统筹")
    _, second = await keeper(desk, "林管理", "admin")

    without_note = await post(drafter, note=" ")
    begun = await post(drafter, note="江津局搬迁期间。")
    added = await post(drafter, "rule", **NEW_RULE)
    moved = [await post(drafter, "up", rule="江津咨询") for _ in range(6)]
    shown = await drafter.get(DRAFT)
    own = await post(drafter, "publish")
    seen_by_second = await second.get(DRAFT)
    before = await in_force(desk)
    published = await post(second, "publish")
    after = await in_force(desk)
    page = await second.get(RULES)

    assert (without_note.status, "请写明为什么改" in without_note.text) == (422, True)
    assert {one.status for one in (begun, added, *moved)} == {303}
    assert "2 件里有 2 件会改到别的局" in shown.text and "核对无误" not in shown.text
    assert (own.status, "不能自己发布" in own.text) == (422, True)
    assert "核对无误，发布" in seen_by_second.text and "江津局搬迁期间" in seen_by_second.text
    assert (before.edition, published.location, after.edition) == (
        load_rules().edition,
        f"{RULES}?done=published",
        "v1",
    )
    assert after.rules[0].name == "江津咨询" and "第 1 版" in page.text and "周统筹 起草" in page.text
    # Back to what the program came with, by a new draft: a number is given once.
    await post(second, note="搬迁结束。", **{"from": "0"})
    await post(drafter, "publish")
    assert (await in_force(desk)).edition == "v2" and (await in_force(desk)).rules == load_rules().rules
    assert "江津咨询" in (await drafter.get(f"{RULES}/versions/1")).text
    assert (await verify(desk.database, desk.vault.journal_key, desk.now + timedelta(days=1))).is_intact


async def test_what_may_not_be_published_says_why_and_what_somebody_else_changed_meanwhile_is_not_lost(
    desk: Desk,
) -> None:
    _, drafter = await keeper(desk, "周统筹")
    _, second = await keeper(desk, "林管理", "admin")
    await post(drafter, note="试试。")
    csrf, stale = await second.csrf(), (await second.get(DRAFT)).hidden("edits")

    unfit = await post(drafter, "rule", **{**NEW_RULE, "because": "{party}"})
    unlawful = {**NEW_RULE, "kind": "complaint", "lead": "bureau_of(act)", "name": "都到区县"}
    await post(drafter, "rule", **unlawful)
    for _ in range(6):
        await post(drafter, "up", rule="都到区县")
    shown = await drafter.get(DRAFT)
    not_mine = await second.post(f"{DRAFT}/remove", {"csrf": csrf, "edits": stale, "rule": "technical"})
    too_old = await second.post(f"{DRAFT}/publish", {"csrf": csrf, "edits": stale})
    forbidden = await post(second, "publish")
    another = await second.post(DRAFT, {"csrf": csrf, "note": "我也起草。"})
    await post(drafter, "remove", rule="都到区县")

    assert (unfit.status, "大括号里只能用" in unfit.text, "江津咨询" in unfit.text) == (422, True, True)
    assert "第三条第三款" in shown.text
    assert "由起草人修改" in not_mine.text and "刚才改过了" in too_old.text
    assert "处要改，不能发布" in forbidden.text and "已经有一份草稿" in another.text
    edits = (await second.get(DRAFT)).hidden("edits")
    both = await asyncio.gather(
        *(second.post(f"{DRAFT}/publish", {"csrf": csrf, "edits": edits}) for _ in range(3)),
    )
    assert sorted(page.status for page in both) == [303, 422, 422]
    assert (await in_force(desk)).edition == "v1"


async def test_for_everybody_else_there_are_no_such_pages_and_a_draft_given_up_stays_in_the_history(
    desk: Desk,
) -> None:
    _, drafter = await keeper(desk, "周统筹")
    await post(drafter, note="起草错了。")
    head = await desk.officer("head", name="何局长")

    seen = [await head.get(path) for path in (RULES, DRAFT, f"{DRAFT}/rule", f"{RULES}/versions/1")]
    csrf = await head.csrf()
    seen += [await head.post(path, {"csrf": csrf}) for path in (DRAFT, f"{DRAFT}/publish", f"{DRAFT}/discard")]
    discarded = await post(drafter, "discard")

    assert {page.status for page in seen} == {404}
    assert discarded.status == 303 and "起草错了" in (await drafter.get(RULES)).text
    assert (await drafter.get(DRAFT)).location == RULES
    assert (await in_force(desk)).edition == load_rules().edition


async def test_a_rule_in_force_that_names_a_closed_bureau_is_told_to_the_coordinator_and_on_the_page(
    desk: Desk,
) -> None:
    coordinator, browser = await keeper(desk, "周统筹")
    named = {
        "name": "旧规则",
        "when": {"kind": ["tip"]},
        "lead": "bureau",
        "bureau": "jiangbei",
        "because": "测试。",
    }
    rules = (*rules_from([named], "").rules, *load_rules().rules)
    async with desk.database.writing() as session:
        session.add(
            RoutingVersionRow(
                id="r1", number=1, state=PUBLISHED, content=content_of(rules), note="测试。", based_on=0, edits=0,
                drafted_by=coordinator.id, drafted_at=desk.now, decided_by=coordinator.id, decided_at=desk.now,
            )
        )  # fmt: skip

    async with desk.database.reading() as session:
        found = await faults_for(session, coordinator, desk.now)
    shown = [await browser.get(path) for path in (RULES, "/desk/between")]

    assert [(one.kind, one.what) for one in found] == [(FaultKind.CLOSED_RULE, "“旧规则”")]
    assert all("旧规则" in page.text and "撤销" in page.text for page in shown)
