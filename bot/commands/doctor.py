"""Look at everything the service stands on: what is wrong, and what to do about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import aiohttp

from bot.beside import JOB_LABELS
from bot.commands.account_looked_at import findings_on_account
from bot.commands.bureaus_looked_at import finding_on_principals
from bot.commands.calendar_looked_at import finding_on_calendar
from bot.commands.content import content_faults
from bot.commands.files_looked_at import findings_on_files
from bot.commands.finding import Finding
from bot.commands.hooks_looked_at import findings_on_hooks
from bot.commands.keeping_looked_at import finding_on_keeping
from bot.commands.rules_looked_at import finding_on_rules
from bot.commands.signing_in_looked_at import findings_on_signing_in
from bot.commands.standing import is_installed
from bot.desk.cases.deliveries import WECHAT_REASONS
from bot.service import utc_now
from bot.settings import Settings, SettingsRefused, read_settings
from intake.cases.letters import BY_MAIL, BY_WECHAT
from intake.clocks.calendar import SHANGHAI
from intake.evidence.arriving import StuckMedia, stuck_media
from intake.forms.codes import ChannelStatus
from intake.geography.borders import load_borders
from intake.jobs import last_done
from intake.notices import outbox
from intake.notices.head_ways import REASONS
from intake.notices.heads import HeadStanding, standing_of
from intake.notices.mail import MAIL_REASONS, TO_OFFICERS
from intake.officers.hooks import hooks_of
from intake.storage.database import Database
from intake.storage.keeping.upgrade import refuse_unless_used
from intake.storage.refusals import StartRefused
from intake.storage.sealing import Vault
from intents.sheet import SheetFaults

ALIVE_TIMEOUT = aiohttp.ClientTimeout(total=2)
# The housekeeping comes round every ten minutes; twice that and a little more is late.
LATE_AFTER = timedelta(minutes=25)
_MINUTE = timedelta(minutes=1)
_NOT_YET = "核对 SHANGMI_DATA_DIR；新装的，先运行 shangmi serve，或者用 shangmi officer add 建第一个账号。"


async def examine() -> list[Finding]:
    """Look at settings, content, keys, database, calendar, rules, signing in and the account, in this order."""
    try:
        settings = read_settings()
    except SettingsRefused as refusal:
        return [Finding("设置", str(refusal), "按上面的例子修改环境变量或 .env。")]
    findings = [finding_on_address(settings)]
    findings.append(_content())
    findings += await _keys_and_database(settings)
    findings += await _jobs(settings)
    findings += await findings_on_files(settings)
    findings += [await finding_on_principals(settings, utc_now()), await finding_on_calendar(settings, utc_now())]
    findings.append(await finding_on_rules(settings, utc_now()))
    findings.append(finding_on_keeping(settings))
    findings += await findings_on_signing_in(settings, utc_now())
    findings.append(_outlines(settings))
    findings += await findings_on_account(settings)
    return findings


def finding_on_address(settings: Settings) -> Finding:
    """Tell where people reach the service; a published channel has to be reached by https."""
    told = f"状态 {settings.channel_status}，网址 {settings.reached_at}"
    if settings.channel_status is ChannelStatus.PUBLISHED and not settings.is_https:
        remedy = "已公布的渠道必须用 https：放在反向代理后面（例子在 deploy/），SHANGMI_PUBLIC_URL 写 https 网址。"
        return Finding("设置", told, remedy)
    return Finding("设置", told)


def _content() -> Finding:
    faults = content_faults()
    if faults:
        return Finding("知识条目与规则", f"{len(faults)} 处有误", "运行 shangmi check 看每一处。")
    return Finding("知识条目与规则", "没有发现问题")


async def _keys_and_database(settings: Settings) -> list[Finding]:
    if not is_installed(settings):
        return [Finding("密钥与数据库", f"{settings.data_dir} 里还没有", _NOT_YET)]
    given = settings.data_key.get_secret_value() if settings.data_key else None
    try:
        vault = Vault.open(settings.data_dir, given, make=False)
        loose = _readable_by_others(settings.data_dir)
        database = await Database.open(settings.database, make=False)
        try:
            await refuse_unless_used(database, vault)
        finally:
            await database.close()
    except StartRefused as refusal:
        return [Finding("密钥与数据库", "不能使用", str(refusal))]
    except Exception as error:
        # Drivers raise their own kinds; their texts can hold the address with its password.
        return [
            Finding(
                "数据库", f"连不上（{type(error).__name__}）", "检查 SHANGMI_DATABASE_URL 和数据库是否在运行。"
            )
        ]
    keys = Finding("密钥", "指纹相符", f"chmod go= {loose}" if loose else "")
    return [keys, Finding("数据库", "可以写入，表结构是最新的")]


async def _jobs(settings: Settings) -> list[Finding]:
    """Look at the loops beside the service: when each last went well, and what the outbox could not deliver."""
    try:
        database = await Database.open(settings.database, make=False)
        try:
            done = await last_done(database)
            async with database.reading() as session:
                stuck = await outbox.stuck(session)
                hooks = await hooks_of(session, None)
            missing = await stuck_media(database)
            head = await standing_of(database)
        finally:
            await database.close()
    except Exception as error:
        # Said above already, with what to do about it.
        return [Finding("后台任务", f"看不到（{type(error).__name__}）")]
    runs = await _is_running(settings)
    # Without an account there is nothing to fetch from.
    fetches = settings.wechat_app_id and settings.wechat_secret is not None
    without = {"media": fetches, "heads": settings.head_to is not None}
    labels = {name: label for name, label in JOB_LABELS.items() if without.get(name, True)}
    findings = [_job(name, label, done.get(name), runs) for name, label in labels.items()]
    return [*findings, _outbox(stuck), _head(settings, head), *findings_on_hooks(hooks), *_media(missing)]


def _head(settings: Settings, head: HeadStanding | None) -> Finding:
    """Tell when a head last left this machine, and why the newest has not."""
    if settings.head_to is None:
        return Finding("日志头", "没有设 SHANGMI_HEAD_TO：每天由人抄存 shangmi verify 打印的那一行")
    if head is None:
        return Finding("日志头", "还没有送出过")
    last = f"最近一次送出于 {head.sent_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if head.sent_at else "还没有送出过"
    if not head.reason:
        return Finding("日志头", last)
    stuck = f"{head.on} 的试了 {head.tries} 次没有送出（{REASONS.get(head.reason, '其他原因')}）"
    return Finding("日志头", f"{stuck}，{last}", "核对 SHANGMI_HEAD_TO。")


def _outbox(stuck: list[outbox.Stuck]) -> Finding:
    """Tell what was tried and did not get through."""
    if not stuck:
        return Finding("待发箱", "没有积压")
    told, remedies, others = f"{len(stuck)} 条通知没有送达", [], len(stuck)
    for kinds, name, words, remedy in _WAYS_OUT:
        of_them = [one for one in stuck if one.kind in kinds]
        if of_them:
            reasons = "、".join(sorted({words.get(one.reason or "", "其他原因") for one in of_them}))
            told += f"，其中{name.format(len(of_them))}（{reasons}）"
            remedies.append(remedy)
            others -= len(of_them)
    first = ["在工作台首页看是哪些案件，电话告知承办局。"] if others else []
    return Finding("待发箱", told, "".join([*first, *remedies]))


# What of the outbox leaves by which way: kinds, what they are called, why they may not arrive, what to do then.
_WAYS_OUT: Final = (
    (
        TO_OFFICERS,
        "邮件 {} 封",
        MAIL_REASONS,
        "核对 SHANGMI_SMTP_URL、SHANGMI_MAIL_FROM 和各人的邮箱（shangmi officer mail）。",
    ),
    (
        (BY_MAIL,),
        "给来访人的提醒邮件 {} 封",
        MAIL_REASONS,
        "收件人不对的，由承办人电话告知来访人；其余核对 SHANGMI_SMTP_URL 和 SHANGMI_MAIL_FROM。",
    ),
    (
        (BY_WECHAT,),
        "给来访人的微信消息 {} 条",
        WECHAT_REASONS,
        "核对公众号设置和客服消息的权限；不打算发的，设 SHANGMI_WECHAT_MESSAGES=false。"
        "没有发出的，等来访人下次说话时送到。",
    ),
)


def _media(missing: list[StuckMedia]) -> list[Finding]:
    """Tell what was sent in WeChat and did not come; the filers of cases are told by themselves."""
    if not missing:
        return []
    reasons = "、".join(sorted({one.reason for one in missing}))
    remedy = "核对公众号令牌和本机到微信的网络；微信只保存三天，超过的请来访人重新上传。"
    return [Finding("微信里的文件", f"{len(missing)} 个没有取到（{reasons}）", remedy)]


def _job(name: str, label: str, done_at: datetime | None, runs: bool) -> Finding:
    what = f"后台任务 {label}"
    if done_at is None:
        return Finding(what, "还没有运行过", f"服务在运行而它没有：看日志里的 {name}。" if runs else "")
    ago = utc_now() - done_at
    told = f"最近一次完成于 {done_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    is_late = runs and ago > LATE_AFTER
    return Finding(what, told, f"服务在运行而它停了 {ago // _MINUTE} 分钟：看日志里的 {name}。" if is_late else "")


async def _is_running(settings: Settings) -> bool:
    """Say whether the service of these settings answers on this machine."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::", "") else settings.host  # noqa: S104 - compared, not bound
    try:
        async with (
            aiohttp.ClientSession(timeout=ALIVE_TIMEOUT) as session,
            session.get(f"http://{host}:{settings.port}/healthz") as response,
        ):
            return response.status == 200
    except (aiohttp.ClientError, TimeoutError, OSError):
        return False


def _readable_by_others(folder: Path) -> str:
    """Return what others could read: the folder itself counts only where something in it is open too."""
    kept = [path for path in folder.glob("*") if path.is_dir() or not path.name.startswith(".")]
    return " ".join(str(path) for path in sorted(kept) if path.stat().st_mode & 0o077)


def _outlines(settings: Settings) -> Finding:
    try:
        borders = load_borders(settings.outlines)
    except SheetFaults as refusal:
        remedy = "按上面逐条修改文件，或者用 pip install shangmi[geo] 装上所需的包，再运行一次。"
        return Finding("地图边界", "；".join(refusal.faults), remedy)
    if borders is None:
        return Finding("地图边界", "没有装（可选）：位置消息没有带地址的，请来访人说明地点")
    return Finding("地图边界", f"{borders.edition}，自 {borders.since} 起")
