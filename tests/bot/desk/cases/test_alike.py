"""What may be about the same is looked at side by side: over the wire, behind the wall. On both databases."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from intake.storage.tables import JournalRow
from tests.bot.desk.conftest import Desk
from tests.builders import Filed, a_case


async def _readings(desk: Desk, case: Filed) -> int:
    async with desk.database.reading() as session:
        query = select(col(JournalRow.seq)).where(
            col(JournalRow.case_id) == case.id, col(JournalRow.code) == "viewed"
        )
        return len((await session.scalars(query)).all())


async def test_two_candidates_stand_line_by_line_beside_each_other_and_both_were_opened(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    twin = await a_case(
        desk.database,
        desk.vault,
        fields={"reported_name": "半坡茶业", "act_date": "2026-07-01", "description": "周敏说报价一样。"},
    )
    officer = await desk.officer()
    listed = await officer.get(f"/desk/cases/{case.reference}/alike")
    address = f"/desk/cases/{case.reference}/alike?with={twin.reference}"
    assert f'href="{address}"' in listed.text
    assert await _readings(desk, twin) == 0

    page = await officer.get(address)

    for said in ("重庆半坡茶业有限公司", "半坡茶业", "2026年8月12日", "2026年7月1日", "三个老经销商", "报价一样"):
        assert said in page.text, said
    rows = [row for row in page.text.split("<tr>") if "被举报人" in row]
    assert any("相同" in row for row in rows), "one company under two of its names is one"
    assert "周敏" not in page.text and "山蓝茶叶" not in page.text, "nobody is named who filed"
    assert (await _readings(desk, case), await _readings(desk, twin)) == (1, 1)
    form = {"csrf": page.hidden("csrf"), "other": twin.reference, "reason": "同一件事"}
    assert (await officer.post(f"/desk/cases/{case.reference}/alike", form)).status == 303
    assert "已经关联" in (await officer.get(address)).text


async def test_what_is_behind_the_wall_or_no_report_stands_beside_nothing(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    elsewhere = await a_case(desk.database, desk.vault, bureau="banan")
    asked = await a_case(desk.database, desk.vault, kind="consultation")
    officer, auditor = await desk.officer(), await desk.officer("auditor", None)
    for other in (elsewhere, asked, case):
        assert (await officer.get(f"/desk/cases/{case.reference}/alike?with={other.reference}")).status == 404
    assert await _readings(desk, elsewhere) == 0

    seen = await auditor.get(f"/desk/cases/{case.reference}/alike?with={elsewhere.reference}")
    assert seen.status == 200 and 'name="reason"' not in seen.text
