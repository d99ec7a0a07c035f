"""The golden table: places as people write them, each filed for good, and the bureau that its case stands with.

Written from the law, the plan and the notes on names by looking at none of our readers; on both databases.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from random import Random

import pytest
from sqlalchemy import select

from intake.cases.changes import Rulebook
from intake.cases.filer import Filer
from intake.filers.caseload import Caseload, OpenedCase
from intake.forms.draft import Draft
from intake.storage.changes import writing
from intake.storage.database import Database
from intake.storage.rows import together
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow
from tests.builders import COMPLAINT, bureaus, clocks
from tests.intake.routing.sheet import Row, outcome, rows, rules

GOLDEN, SPOKEN = rows("routing_golden.csv"), rows("routing_spoken.csv")
BOTH_SHEETS = pytest.mark.parametrize("sheet", [GOLDEN, SPOKEN], ids=["golden", "spoken"])


@BOTH_SHEETS
def test_every_place_goes_where_the_sheet_says(sheet: list[Row]) -> None:
    said = [(row.text, outcome(row).said, row.expected, row.why) for row in sheet]

    assert [line for line in said if line[1] != line[2]] == []


@BOTH_SHEETS
def test_what_has_to_be_asked_about_is_offered_with_all_that_it_may_be(sheet: list[Row]) -> None:
    offered = [(row.text, outcome(row).among, row.among) for row in sheet if row.among]

    assert [line for line in offered if line[1] != line[2]] == []


async def test_the_case_of_every_row_stands_with_the_bureau_of_the_sheet(database: Database, vault: Vault) -> None:
    caseload = Caseload(database, vault, Rulebook(bureaus(), clocks()), rules(), Random(7), is_demo=False)
    filed = [(row, draft) for row in GOLDEN if (draft := outcome(row).draft) is not None]
    opened = [(row.expected, _opened(caseload, row, draft)) for row, draft in filed]

    async with database.writing() as session:
        await carried_out_in(session, writing(together([case.rows for _, case in opened]), vault.journal_key))
        stored = (await session.execute(select(CaseRow))).scalars().all()

    leads = {row.id: bureaus().name_of(row.lead_bureau) for row in stored}
    assert len(leads) >= 250
    assert [(expected, leads[case.case_id]) for expected, case in opened if leads[case.case_id] != expected] == []


def _opened(caseload: Caseload, row: Row, draft: Draft) -> OpenedCase:
    noon = datetime.combine(row.received_on, time(4), UTC)
    whole = Draft(
        draft.kind, draft.anonymous, {**COMPLAINT, "act_place": None, **draft.fields}, {}, draft.form_version
    )
    return caseload.open_case(whole, "web", Filer("person-zhou", "own-zhou"), noon)
