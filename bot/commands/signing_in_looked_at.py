"""The doctor looks at signing in: whether the provider of single sign-on answers, and who still has no codes."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from bot.commands.finding import Finding
from bot.desk.single.door import providers_of
from bot.desk.single.provider import ProviderAway
from bot.settings import Settings
from intake.cases.codes import Role
from intake.officers.officer import ROLES
from intake.storage.database import Database
from intake.storage.tables import OfficerRow

_SINGLE: Final = "单点登录"


async def findings_on_signing_in(settings: Settings, now: datetime) -> list[Finding]:
    """Return what was found."""
    try:
        database = await Database.open(settings.database, make=False)
        try:
            bound, without = await _counted(database, settings.codes_required_of)
        finally:
            await database.close()
    except Exception as error:
        # Said above already, with what to do about it.
        return [Finding("登录", f"看不到（{type(error).__name__}）")]
    if not settings.providers:
        return [_no_provider(bound), _codes(settings, without)]
    looked_at = [await _provider(settings, number, bound, now) for number in range(len(settings.providers))]
    return [*looked_at, _codes(settings, without)]


async def _counted(database: Database, required: frozenset[Role]) -> tuple[int, int]:
    """Return how many accounts in use are bound to single sign-on, and how many have no codes and should."""
    in_use = select(func.count()).select_from(OfficerRow).where(col(OfficerRow.active).is_(True))
    async with database.reading() as session:
        bound = await session.scalar(in_use.where(col(OfficerRow.login_id).is_not(None)))
        must = in_use.where(col(OfficerRow.second_step).is_(None), col(OfficerRow.role).in_(sorted(required)))
        return bound or 0, await session.scalar(must) or 0


def _no_provider(bound: int) -> Finding:
    if bound:
        told = f"没有设置，而有 {bound} 个账号绑定着"
        return Finding(_SINGLE, told, "设 SHANGMI_OIDC_ISSUER，或者逐个解除绑定。")
    return Finding(_SINGLE, "没有设置（可选）：用姓名和密码登录")


async def _provider(settings: Settings, number: int, bound: int, now: datetime) -> Finding:
    provider = providers_of(settings.providers, settings.reached_at)[number]
    what = _SINGLE if len(settings.providers) == 1 else f"{_SINGLE}（{provider.settings.name}）"
    try:
        await provider.look(now)
    except ProviderAway as away:
        setting = "SHANGMI_OIDC_MORE" if number else "SHANGMI_OIDC_ISSUER"
        remedy = f"核对 {setting} 和本机到它的网络；它给出的 issuer 要和设置的一字不差。"
        return Finding(what, f"服务不能用（{away.reason}）", remedy)
    told = f"服务有回应，{bound} 个账号已绑定"
    return Finding(what, told, "" if bound else "系统管理人员在“账号”里逐个绑定，绑定以前没有人能用它登录。")


def _codes(settings: Settings, without: int) -> Finding:
    required = settings.codes_required_of
    if not required:
        return Finding("动态验证码", "没有要求（可选）：由各人自己开启")
    posts = (
        "所有岗位" if required == frozenset(Role) else "、".join(ROLES[role] for role in ROLES if role in required)
    )
    left = f"，还有 {without} 个账号没有开启，下次登录时先开启" if without else "，都已开启"
    return Finding("动态验证码", f"要求使用：{posts}{left}")
