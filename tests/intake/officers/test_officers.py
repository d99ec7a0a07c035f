"""Accounts and tokens: what can be made, and the sentence when it cannot."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlmodel import col

from intake.officers.accounts import AccountRefused, Accounts
from intake.officers.officer import TokenReader
from intake.officers.tokens import add_token, token_reader
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import ApiTokenRow, OfficerRow
from tests.builders import NOW, bureaus


async def _add(database: Database, vault: Vault, **changed: str | None) -> None:
    account = {"name": "王建国", "role": "officer", "bureau": "jiangjin", "password": "correct horse"} | changed
    accounts = Accounts(database, vault, bureaus())
    await accounts.add("command", now=NOW, **account)  # type: ignore[arg-type]  # a wrong one on purpose


async def test_a_password_is_kept_as_argon2id_only(database: Database, vault: Vault) -> None:
    await _add(database, vault)

    async with database.reading() as session:
        kept = (await session.execute(select(col(OfficerRow.password_hash)))).scalar_one()
    assert kept.startswith("$argon2id$")
    assert "correct horse" not in kept


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"role": "boss"}, "没有“boss”这个岗位"),
        ({"bureau": None}, "写明是哪一个局"),
        ({"role": "auditor"}, "不要写局"),
        ({"bureau": "nowhere"}, "没有代码为“nowhere”的承办局"),
        ({"password": "short"}, "至少 10 位"),
        ({"password": "1234567890"}, "太好猜"),
        ({"password": "aaaaaaaaaaaa"}, "太好猜"),
        ({"password": "Qwertyuiop1"}, "太好猜"),
        ({"password": "2026王建国-1q"}, "自己的姓名"),
        ({"name": "  "}, "请填写姓名"),
        ({"name": "王\0建国"}, "控制字符"),
        ({"name": "王\n建国"}, "控制字符"),
        ({"password": "correct horse\x1b battery"}, "控制字符"),
    ],
)
async def test_an_account_that_does_not_fit_is_refused_with_what_to_do(
    database: Database, vault: Vault, changed: dict[str, str | None], says: str
) -> None:
    with pytest.raises(AccountRefused, match=says):
        await _add(database, vault, **changed)


async def test_two_officers_cannot_share_a_name(database: Database, vault: Vault) -> None:
    await _add(database, vault)

    with pytest.raises(AccountRefused, match="已有"):
        await _add(database, vault, role="head")


async def test_a_token_is_named_without_control_characters(database: Database, vault: Vault) -> None:
    with pytest.raises(AccountRefused, match="控制字符"):
        await add_token(database, vault, actor="command", name="台账\0系统", identities=False, now=NOW)


async def test_a_token_is_shown_once_and_kept_as_a_hash(database: Database, vault: Vault) -> None:
    token = await add_token(database, vault, actor="command", name="台账系统", identities=True, now=NOW)

    async with database.reading() as session:
        row = (await session.execute(select(ApiTokenRow))).scalar_one()
        assert await token_reader(session, vault, token) == TokenReader("台账系统", identities=True)
        assert await token_reader(session, vault, token + "x") is None
    assert token not in row.token_hash
    with pytest.raises(AccountRefused, match="已有"):
        await add_token(database, vault, actor="command", name="台账系统", identities=False, now=NOW)
