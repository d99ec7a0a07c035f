"""What became of the words that were written to a filer: whether they arrived, by which way, and were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.conversation.channels import ChannelName
from intake.cases.case import Case
from intake.cases.letters import BY_MAIL, BY_WECHAT, LETTER_WAYS
from intake.cases.parting import origin_of
from intake.notices.mail import MAIL_REASONS
from intake.notices.outbox import GIVEN_UP, LEFT, SENT, letters_in
from intake.storage.tables import MailRow, OutboxRow

_SETTINGS: Final = "微信接口的设置有问题，请系统管理人员运行 shangmi doctor"
WECHAT_REASONS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("token_refused", "app_id_refused", "secret_refused", "secret_frozen", "address_not_listed"), _SETTINGS
    ),
    "not_permitted": "公众号没有客服消息的权限，请系统管理人员申请",
    **dict.fromkeys(("busy", "too_often", "daily_limit"), "微信那边太忙或者次数用完"),
    "timeout": "微信没有及时回应",
    **dict.fromkeys(("unreachable", "not_connected"), "连不上微信"),
}
# Until they write again nothing more can be sent to them: nobody is at fault.
_NOT_NOW: Final[Mapping[str, str]] = {
    "no_window": "来访人超过48小时没有在微信里说话，或者已经发满5条",
    "window_over": "来访人超过48小时没有在微信里说话",
    "used_up": "48小时内已经发满5条",
    "not_following": "来访人没有关注公众号",
    "declined": "来访人不接收公众号的消息",
    "not_ours": "微信不认这个账号",
    "too_long": "微信说太长",
}
_OTHER: Final = "原因不明"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one letter.

    at, by  when it reached them and by which way; None: not yet
    read    when a page of theirs showed it; None: not yet, or nothing tells us
    told    what was tried besides, in sentences
    """

    at: datetime | None = None
    by: str = ""
    read: datetime | None = None
    told: tuple[str, ...] = ()


UNKNOWN: Final = Delivery()


async def deliveries_of(session: AsyncSession, case: Case) -> dict[str, Delivery]:
    """Return what became of each letter about a case, by its id; what is about a part lies with its filing."""
    origin = origin_of(case)
    about = case.id if origin is None else origin.filing
    tried = await _tried(session, case)
    letters = await session.scalars(select(MailRow).where(col(MailRow.case_id) == about).order_by(col(MailRow.n)))
    return {
        one.id: Delivery(one.delivered_at, one.delivered_by or "", one.read_at, tuple(tried.get(one.id, ())))
        for one in letters
    }


async def _tried(session: AsyncSession, case: Case) -> dict[str, list[str]]:
    query = select(OutboxRow).where(col(OutboxRow.case_id) == case.id, col(OutboxRow.kind).in_(LETTER_WAYS))
    told: dict[str, list[str]] = {}
    for row in await session.scalars(query.order_by(col(OutboxRow.id))):
        sentence = _by_wechat(row, case.channel) if row.kind == BY_WECHAT else _by_mail(row)
        for letter in letters_in(row):
            told.setdefault(letter, []).extend([sentence] if sentence else [])
    return told


def _by_wechat(row: OutboxRow, channel: str) -> str:
    reason = row.last_error or ""
    if row.state == LEFT:
        why = _NOT_NOW.get(reason, "") if channel == ChannelName.WECHAT else ""
        return f"没有发到微信：{why}。" if why else ""
    if row.state == SENT:
        return ""
    why = WECHAT_REASONS.get(reason, _OTHER)
    if row.state == GIVEN_UP:
        return f"没有发到微信：{why}。"
    return f"发到微信没有成功（{why}），还会再试。" if reason else ""


def _by_mail(row: OutboxRow) -> str:
    if row.kind != BY_MAIL or row.state == LEFT:
        return ""
    if row.state == SENT:
        return "已用邮件提醒来访人查看。"
    why = MAIL_REASONS.get(row.last_error or "", _OTHER)
    if row.state == GIVEN_UP:
        return f"提醒邮件没有送达：{why}。"
    return f"提醒邮件没有发出（{why}），还会再试。" if row.last_error else ""
