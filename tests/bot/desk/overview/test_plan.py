"""What the plan's own tools come to in the city: for the coordinator, naming no company and no small count."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import date
from zipfile import ZipFile

from bot.desk.overview.plan_tables import PlanFigures, plan_tables
from intake.filers.estimates import Estimates
from intake.officers.recognised import RecognisedUnit
from intake.statistics.covering import SMALL
from tests.bot.conversation.harness import handbook
from tests.bot.desk.conftest import Desk
from tests.bot.desk.test_estimates import CONTENT
from tests.bot.desk.test_ledger import enter
from tests.bot.desk.test_pilots import JIANGJIN, NAMED, PILOTS, UNIT, UNITS, send
from tests.builders import NOW

PLAN = "/desk/overview/plan"


async def test_figures_of_units_assessments_guidance_and_pilots_stand_together(desk: Desk) -> None:
    desk.handbook = handbook()
    coordinator, head = await desk.officer("coordinator", None), await desk.officer("head", "jiangjin")
    await send(coordinator, PILOTS, **NAMED)
    await send(head, JIANGJIN, f"{JIANGJIN}/report", due_on="2026-12-15", done="x", ahead="y")
    await send(coordinator, UNITS, **UNIT, name="重庆甲公司")
    await enter(head)
    estimates = Estimates(desk.database, desk.vault)
    for number in range(5):
        kept = await estimates.keep("owner", "company", "company plan-2022", CONTENT, NOW)
        await estimates.share("owner", kept, "jiangjin", f"重庆{number}厂", NOW)

    page = await coordinator.get(PLAN)
    assert (await head.get(PLAN)).status == 404 and PLAN in (await coordinator.get("/desk/overview")).text
    assert "该方案期限已届满" in page.text and "名单里有效的共 1 家" in page.text
    assert "5 家里最常缺的是" in page.text and "制度建设完备" in page.text and "重庆0厂" not in page.text
    assert "2026年台账里共 1 次" in page.text and "1 / 15" in page.text and "不是法定期限" in page.text
    assert page.text.count('<img class="chart') >= 4
    form = {"csrf": page.hidden("csrf")}
    taken = await coordinator.client.post(PLAN, data=form)
    with ZipFile(io.BytesIO(await taken.read())) as book:
        texts = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
    assert {"示范基地（单位）", "试点区县", SMALL} <= set(texts) and not any("重庆0厂" in one for one in texts)


def test_what_leaves_tells_no_small_count_and_what_is_empty_says_so() -> None:
    guidance = Counter({("jiangjin", "guidance"): 2, ("banan", "guidance"): 12})
    unit = RecognisedUnit("1", "jiangjin", "park", "园", date(2025, 1, 1), "公告", date(2026, 1, 1), "x")
    figures = PlanFigures(2026, [unit], {"企业创建标准": 3}, (), guidance, ())

    units, assessed, guided, pilots = plan_tables(figures, str, is_covered=True)

    assert units.rows == [] and "有效的共 0 家" in units.sentence and "撤销的 1 家" in units.sentence
    assert assessed.rows == [("企业创建标准", (SMALL,))] and f"共 {SMALL} 家" in assessed.sentence
    assert dict(guided.rows)["jiangjin"][0] == SMALL and "3" not in assessed.sentence
    assert pilots.rows == [] and "0 个" in pilots.sentence
