"""Notices by mail: what they say, and the ways they leave. Numbers, dates, the address of the desk; no content."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib
from sqlalchemy import select
from sqlmodel import col

from intake.clocks.calendar import SHANGHAI
from intake.clocks.warnings import Rung
from intake.notices.courier import CannotCarry
from intake.notices.digest import ALARM, DIGEST
from intake.notices.fault import FAULTS
from intake.notices.fault_digest import FAULTS_DIGEST
from intake.notices.outbox import Notice
from intake.notices.pilot_reports import PILOT_REPORTS
from intake.notices.talk_mail import TALK_WAITS
from intake.notices.unguided import UNGUIDED
from intake.storage.clock_tables import OfficerMailRow
from intake.storage.database import Database
from intake.storage.tables import OfficerRow
from intake.stored import Stored, number_in

log = logging.getLogger(__name__)

# Less than the courier gives a carrier.
_WITHIN_SECONDS: Final = 8.0
_PORTS: Final = {"smtp": 587, "smtps": 465}
_MOST_LINES: Final = 50
_TELLING: Final = "console"

# Why a mail did not get through, by the code the outbox keeps.
MAIL_REASONS: Mapping[str, str] = {
    "unknown_recipient": "服务器不认收件人",
    "not_signed_in": "用户名或密码不对",
    "not_encrypted": "服务器不支持加密，用户名和密码没有发给它",
    "refused": "服务器拒收",
    "unreachable": "连不上服务器",
    "timeout": "服务器太慢",
}

_SUBJECTS: Mapping[str, str] = {
    DIGEST: "期限提醒",
    ALARM: "期限提醒（请立即办理）",
    FAULTS_DIGEST: "滞留和故障",
    TALK_WAITS: "有来访人在等",
    PILOT_REPORTS: "试点工作推进情况",
    UNGUIDED: "今年还没有指导过的企业",
}
# The kinds of notices that officers get by mail.
TO_OFFICERS: Final = frozenset(_SUBJECTS)
_WHY: Mapping[str, str] = {Rung.AT_ONCE: "请立即办理", Rung.NEAR: "临近到期", Rung.MISSED: "期满未办"}


@dataclass(frozen=True, slots=True)
class OfficerMail:
    """One mail to one officer. `number` is that of its notice: carried twice, it is known to be the same."""

    number: str
    to: str
    subject: str
    text: str


class Post(Protocol):
    """A way for mails to leave."""

    async def send(self, mail: OfficerMail) -> None:
        """Send one mail, or raise CannotCarry."""


class ConsolePost:
    """The twin that only tells: prints what would leave, and sends nothing."""

    async def send(self, mail: OfficerMail) -> None:
        """Print it."""
        print(f"—— 邮件（没有寄出）——\n收件人：{mail.to}\n主题：{mail.subject}\n\n{mail.text}\n——")


class SmtpPost:
    """Sends over SMTP: smtps from the first byte, smtp with STARTTLS where the server has it.

    A password goes over an encrypted line or not at all: whoever stands between could take STARTTLS out.
    """

    def __init__(self, url: str, sender: str) -> None:
        """Take the address of the server, `smtps://user:password@host:port`, and who the mails are from."""
        parts = urlsplit(url)
        self._sender = sender
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._host, self._port = parts.hostname, parts.port or _PORTS[parts.scheme]
        self._encrypts_at_once = parts.scheme == "smtps"

    async def send(self, mail: OfficerMail) -> None:
        """Send it. What the server says is never repeated: it may hold the recipient."""
        server = aiosmtplib.SMTP(
            hostname=self._host, port=self._port, use_tls=self._encrypts_at_once, timeout=_WITHIN_SECONDS
        )
        try:
            async with server:
                if self._user:
                    await self._sign_in(server)
                await server.send_message(self._message(mail))
        except aiosmtplib.SMTPRecipientsRefused as refused:
            for_good = all(500 <= one.code < 600 for one in refused.recipients)
            raise CannotCarry("unknown_recipient", for_good=for_good) from None
        except aiosmtplib.SMTPAuthenticationError:
            raise CannotCarry("not_signed_in") from None
        except aiosmtplib.SMTPResponseException:
            raise CannotCarry("refused") from None
        except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError):
            raise CannotCarry("unreachable") from None
        finally:
            # A server that talks nonsense would be left hanging on an open line.
            server.close()

    async def _sign_in(self, server: aiosmtplib.SMTP) -> None:
        if server.get_transport_info("sslcontext") is None:
            raise CannotCarry("not_encrypted")
        await server.login(self._user, self._password)

    def _message(self, mail: OfficerMail) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"], message["Subject"] = self._sender, mail.to, mail.subject
        message["Message-ID"] = f"<{mail.number}@{self._sender.rpartition('@')[2]}>"
        # No answers of machines: nobody reads them.
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.text, cte="base64")
        return message


class ByMail:
    """Carries what is for one officer to their address; what is for a bureau its desk shows anyway."""

    def __init__(self, database: Database, post: Post, desk: str) -> None:
        """Take the way out and the address of the desk."""
        self._database = database
        self._post = post
        self._desk = desk

    async def carry(self, notice: Notice) -> None:
        """Carry one notice, or raise CannotCarry. The same notice may come twice."""
        if notice.officer_id is None or notice.kind not in _SUBJECTS:
            return
        address = await self._address_of(notice.officer_id)
        if address:
            await self._post.send(
                OfficerMail(notice.id, address, _SUBJECTS[notice.kind], told(notice, self._desk))
            )

    async def _address_of(self, officer_id: str) -> str | None:
        # Whoever was disabled since, or takes no mail any more, gets none.
        query = (
            select(col(OfficerMailRow.address))
            .join(OfficerRow, col(OfficerRow.id) == col(OfficerMailRow.officer_id))
            .where(col(OfficerMailRow.officer_id) == officer_id, col(OfficerRow.active).is_(True))
        )
        async with self._database.reading() as session:
            return await session.scalar(query)


def post_by(url: str, sender: str) -> Post:
    """Return the way out that a setting names."""
    return ConsolePost() if urlsplit(url).scheme == _TELLING else SmtpPost(url, sender)


def told(notice: Notice, desk: str) -> str:
    """Return the text of a mail: which cases, by when, and where to look."""
    if notice.kind == TALK_WAITS:
        return _of_talks(notice, desk)
    if notice.kind == PILOT_REPORTS:
        return _of_reports(notice, desk)
    if notice.kind == UNGUIDED:
        return _of_unguided(notice, desk)
    is_of_faults = notice.kind == FAULTS_DIGEST
    lines = [_fault(one) if is_of_faults else _line(one) for one in notice.told[:_MOST_LINES]]
    more = len(notice.told) - len(lines)
    if more:
        lines.append(f"另有 {more} 件，见工作台。")
    return "\n".join(
        (
            f"有 {len(notice.told)} {'项滞留或者故障' if is_of_faults else '件案件的期限请留意'}：",
            "",
            *lines,
            "",
            f"请登录工作台办理：{desk}/desk/{'between' if is_of_faults else 'clocks'}",
            "",
        )
    )


def _of_talks(notice: Notice, desk: str) -> str:
    waiting = sum(number_in(one, "waiting") for one in notice.told)
    return f"有 {waiting} 位来访人请求人工对话，正在等候。\n\n请登录工作台接待：{desk}/desk/talks\n"


def _of_reports(notice: Notice, desk: str) -> str:
    lines = []
    for one in notice.told:
        day = date.fromisoformat(str(one["due_on"]))
        how = "已经过了，还没有报" if one["rung"] == "missed" else "快到了"
        until = f"{day.year}年{day.month}月{day.day}日"
        lines.append(f"{until}前的试点工作推进情况，日子{how}：{desk}/desk/pilots/{one['bureau']}")
    return "\n".join((*lines, "", "这是照列入试点的文件算的服务提醒，不是法定期限。", ""))


def _of_unguided(notice: Notice, desk: str) -> str:
    lines = [f"{one['year']}年还没有指导、也没有培训过的企业、园区有 {one['count']} 家。" for one in notice.told]
    return "\n".join((*lines, "", f"名单在工作台的台账里：{desk}/desk/ledger", "这是服务提醒，不是法定期限。", ""))


def _line(one: Stored) -> str:
    day = date.fromisoformat(str(one["due_on"]))
    until = f"{day.year}年{day.month}月{day.day}日"
    if one.get("due_at"):
        until += f" {datetime.fromisoformat(str(one['due_at'])).astimezone(SHANGHAI):%H:%M}"
    estimate = "预计" if one.get("provisional") else ""
    return f"{one['reference']}　{_WHY.get(str(one['rung']), '')}：{estimate}{until}"


def _fault(one: Stored) -> str:
    since = f"（{one['since']}）" if one.get("since") else ""
    return f"{one['reference'] or '—'}　{FAULTS.get(str(one['fault']), '')}{since}"
