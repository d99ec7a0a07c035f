"""Where officers get notices by mail: the address of their office, given by whoever looks after accounts."""

from __future__ import annotations

from sqlalchemy import delete, insert, select
from sqlmodel import col

from intake.officers.accounts import AccountRefused
from intake.storage.clock_tables import OfficerMailRow
from intake.storage.database import Database
from intake.storage.tables import OfficerRow
from intents.reading.mails import is_mail_address


async def set_address(database: Database, name: str, address: str) -> None:
    """Let the officer of this name get notices there; "" lets them look at the desk only."""
    if address and not is_mail_address(address):
        raise AccountRefused("这不像一个邮箱地址，请照 name@example.gov.cn 的样子填写。")
    async with database.writing() as session:
        officer_id = await session.scalar(select(col(OfficerRow.id)).where(col(OfficerRow.name) == name))
        if officer_id is None:
            raise AccountRefused(f"没有名为“{name}”的账号。")
        await session.execute(delete(OfficerMailRow).where(col(OfficerMailRow.officer_id) == officer_id))
        if address:
            await session.execute(insert(OfficerMailRow).values(officer_id=officer_id, address=address))
