"""The doctor and the commands on signing in: what is wrong, what to do, and an account bound in an emergency."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands.rules_looked_at import finding_on_rules
from bot.commands.signing_in_looked_at import findings_on_signing_in
from bot.settings import Settings, read_settings
from intake.storage.database import Database
from intake.storage.keeping.upgrade import prepare
from intake.storage.sealing import Vault
from tests.bot.desk.single.fake_provider import CLIENT, SECRET, provider_served
from tests.builders import NOW, an_officer


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite alone: the doctor asks as the pages do."""
    return f"sqlite:///{tmp_path}/shangmi.db"


def settings_for(url: str, issuer: str = "", required: str = "") -> Settings:
    return read_settings(
        _env_file=None, database_url=url, oidc_issuer=issuer, oidc_client_id=CLIENT,
        oidc_client_secret=SECRET, codes_required=required,
    )  # fmt: skip


async def test_the_doctor_says_whether_the_provider_answers_and_who_has_no_codes_yet(
    database: Database, database_url: str
) -> None:
    await an_officer(database, name="王建国")
    await an_officer(database, role="admin", name="林管理")

    async with provider_served(lambda: NOW) as provider:
        healthy, codes = await findings_on_signing_in(settings_for(database_url, provider.address, "admin"), NOW)
        provider.mood = "another issuer"
        (wrong, _) = await findings_on_signing_in(settings_for(database_url, provider.address), NOW)
    (without, optional) = await findings_on_signing_in(settings_for(database_url), NOW)
    rules = await finding_on_rules(settings_for(database_url), NOW)

    assert "服务有回应，0 个账号已绑定" in healthy.state and "逐个绑定" in healthy.remedy
    assert "another issuer" in wrong.state and "一字不差" in wrong.remedy
    assert "要求使用：系统管理，还有 1 个账号没有开启" in codes.state
    assert not without.remedy and not optional.remedy
    assert "随软件的" in rules.state and not rules.remedy


def test_the_first_administrator_is_bound_by_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHANGMI_DATA_DIR", str(tmp_path))
    _make_account(tmp_path)

    without = main(["officer", "bind", "林管理", "e7c1"])
    for name, value in {"ISSUER": "http://127.0.0.1:9", "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET}.items():
        monkeypatch.setenv(f"SHANGMI_OIDC_{name}", value)
    done = [
        main(["officer", "bind", "林管理", "e7c1"]),
        main(["officer", "list"]),
        main(["officer", "bind", "林管理"]),
    ]
    refused = main(["officer", "bind", "林管理", "wang@example.gov.cn 王"])

    told = capsys.readouterr()
    assert (without, done, refused) == (1, [0, 0, 0], 1)
    assert "SHANGMI_OIDC_ISSUER" in told.err and "（sub）" in told.err
    assert "单点登录" in told.out and "已解除单点登录绑定" in told.out


def _make_account(folder: Path) -> None:
    async def make() -> None:
        opened = await Database.open(f"sqlite:///{folder}/shangmi.db")
        vault = Vault.open(folder)
        await prepare(opened, vault)
        await an_officer(opened, role="admin", name="林管理", vault=vault)
        await opened.close()

    asyncio.run(make())
