"""The doctor looks at the Official Account: signatures, keys, and whether WeChat gives us a token."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

import aiohttp

from bot.channels.wechat.key_notes import UNOPENED
from bot.commands.finding import Finding
from bot.settings import Settings
from intake.clocks.calendar import SHANGHAI
from intake.storage.database import Database
from intake.storage.marks import mark_of

# WeChat's own example of the address check: token, time, nonce and the signature they give.
VECTOR = ("AAAAA", "1714036504", "1514711492", "f464b24fc39322e44b38aa78f5edd27bd1441696")
TOKEN_TIMEOUT = aiohttp.ClientTimeout(total=5)


async def findings_on_account(settings: Settings) -> list[Finding]:
    """Return what was found."""
    token, stamp, nonce, expected = VECTOR
    signature = hashlib.sha1("".join(sorted((token, stamp, nonce))).encode(), usedforsecurity=False).hexdigest()
    vector = Finding("回调签名", "官方示例相符" if signature == expected else "与官方示例不符")
    if not settings.wechat_app_id:
        return [vector, Finding("公众号", "没有设置 SHANGMI_WECHAT_APP_ID，/wechat 不开放")]
    vector_and_key = [vector, await _key(settings)]
    if settings.wechat_secret is None:
        return [*vector_and_key, Finding("公众号", "没有设置 SHANGMI_WECHAT_SECRET，只能被动回复")]
    return [*vector_and_key, await _access_token(settings, settings.wechat_secret.get_secret_value)]


async def _key(settings: Settings) -> Finding:
    """Say whether what WeChat sends can be opened, as far as the running service has noted."""
    what = "消息加解密密钥"
    try:
        database = await Database.open(settings.database, make=False)
        try:
            noted = await mark_of(database, UNOPENED)
        finally:
            await database.close()
    except Exception as error:
        # Said above already, with what to do about it.
        return Finding(what, f"看不到（{type(error).__name__}）")
    if noted is None:
        return Finding(what, "没有打不开的消息")
    at = datetime.fromisoformat(noted).astimezone(SHANGHAI)
    remedy = (
        "把微信公众平台“基本配置”里的 EncodingAESKey 原样写进 SHANGMI_WECHAT_AES_KEY，重启服务，"
        "再给公众号发一条消息；正在更换的，旧的写进 SHANGMI_WECHAT_AES_KEY_PREVIOUS。"
    )
    return Finding(what, f"{at:%Y-%m-%d %H:%M} 收到打不开的消息，来访人收不到答复", remedy)


async def _access_token(settings: Settings, secret: Callable[[], str]) -> Finding:
    asked = {"grant_type": "client_credential", "appid": settings.wechat_app_id, "secret": secret()}
    try:
        async with (
            aiohttp.ClientSession(timeout=TOKEN_TIMEOUT) as session,
            session.post(f"{settings.wechat_api_base}/cgi-bin/stable_token", json=asked) as response,
        ):
            answer = await response.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        remedy = "检查网络和 SHANGMI_WECHAT_API_BASE。"
        return Finding("公众号令牌", f"取不到（{type(error).__name__}）", remedy)
    if isinstance(answer, dict) and answer.get("access_token"):
        return Finding("公众号令牌", "取到了")
    code = str(answer.get("errcode")) if isinstance(answer, dict) else "无"
    remedy = REMEDIES.get(code, "在微信公众平台核对 AppID 和 AppSecret。")
    return Finding("公众号令牌", f"微信回答 errcode {code}", remedy)


REMEDIES = {
    "40013": "SHANGMI_WECHAT_APP_ID 不对，在微信公众平台核对。",
    "40125": "SHANGMI_WECHAT_SECRET 不对，在微信公众平台重置后更新。",
    "40164": "把本机的出口地址加入微信公众平台的 IP 白名单。",
    "40243": "AppSecret 被冻结，在微信公众平台解冻。",
    "45009": "当天次数用完，明天再试，或者在微信公众平台清零。",
}
