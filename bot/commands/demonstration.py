"""Plausible cases of every state for a fresh database, marked as demonstration. All names are invented."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from bot.conversation.channels import ChannelName
from bot.conversation.messages import Inbound, Reply, Trace
from bot.memory import Answered
from bot.service import Service
from intake.cases.changes import Rulebook
from intake.cases.working import CONFIRMED
from intake.forms.codes import ChannelStatus, FormName
from intake.forms.draft import Draft, draft_of
from intake.forms.form import Answer
from intake.forms.forms import forms
from intake.journal.accounts import COMMAND
from intake.officers.accounts import Accounts
from intake.officers.casework import Casework, Seen
from intake.officers.officer import Officer
from intake.storage.refusals import Refused
from intake.storage.rows import TurnRows
from intake.storage.tables import CaseRow


@dataclass(frozen=True, slots=True)
class ExampleCase:
    """One case of the demonstration.

    days_ago  when it was filed
    steps     what officers did with it, in order; the last one gives it its state
    """

    kind: str
    fields: Mapping[str, object]
    days_ago: int
    steps: tuple[str, ...] = ()
    anonymous: bool = False


def _place(text: str, district: str, unit: str | None = None) -> dict[str, object]:
    return {"text": text, "district": district, "unit": unit}


def _complaint(name: str, against: str, what: str, place: dict[str, object], **more: object) -> dict[str, object]:
    return {
        "reporter_role": "right_holder",
        "secret_kind": "business",
        "reported_name": against,
        "act_kinds": ["用盗窃、利诱、越权下载等手段拿走", "自己使用或者让别人使用"],
        "act_place": place,
        "act_date": "2026-08",
        "clue": "前员工离职前有导出权限，离职后对方使用了相同的资料。",
        "secret_title": what,
        "measures": ["签订保密协议或者保密条款", "设置账号权限、密码或者加密"],
        "evidence_kinds": ["合同、协议或者制度文件", "系统日志或者操作记录"],
        "reporter_name": name,
        "contact_name": "演示联系人",
        "phone": "19900000000",
        "truth_declared": True,
        **more,
    }


DEMONSTRATED = (
    ExampleCase(
        "complaint",
        _complaint(
            "重庆山蓝茶叶贸易有限公司（演示）",
            "重庆半坡茶业有限公司（演示）",
            "经销商档案和分级价目表",
            _place("江津双福", "江津区", "双福街道"),
            loss_amount=500_000,
        ),
        days_ago=1,
    ),
    ExampleCase(
        "complaint",
        _complaint(
            "重庆云脊物流有限公司（演示）",
            "重庆快岭供应链公司（演示）",
            "客户名单和运价底表",
            _place("九龙坡杨家坪", "九龙坡区", "杨家坪街道"),
            loss_amount=800_000,
        ),
        days_ago=6,
        steps=("sign_for",),
    ),
    ExampleCase(
        "complaint",
        _complaint(
            "重庆矩塔智能装备有限公司（演示）",
            "重庆折线自动化有限公司（演示）",
            "折弯机控制程序",
            _place("渝北回兴", "两江新区", "回兴街道"),
            secret_kind="technical",
        ),
        days_ago=12,
        steps=("sign_for", "check"),
    ),
    ExampleCase(
        "complaint",
        _complaint(
            "重庆拓石机电设备有限公司（演示）",
            "重庆恒坡机电有限公司（演示）",
            "投标底价测算表",
            _place("荣昌", "荣昌区"),
            loss_amount=1_000_000,
        ),
        days_ago=40,
        steps=("sign_for", "check", "docket"),
    ),
    ExampleCase(
        "complaint",
        _complaint(
            "重庆沐桥健身管理有限公司（演示）",
            "动岚健身（演示）",
            "会员续费档案",
            _place("大渡口九宫庙", "大渡口区", "九宫庙街道"),
        ),
        days_ago=60,
        steps=("sign_for", "check", "not_docket", "close"),
    ),
    ExampleCase(
        "tip",
        {
            "reporter_role": "insider",
            "reported_name": "重庆长坪饲料厂（演示）",
            "secret_kind": "business",
            "act_kinds": ["用盗窃、利诱、越权下载等手段拿走"],
            "act_place": _place("合川钱塘镇", "合川区", "钱塘镇"),
            "act_date": "2026-03",
        },
        days_ago=3,
        steps=("sign_for", "check"),
        anonymous=True,
    ),
    ExampleCase(
        "tip",
        {
            "reporter_role": "other",
            "reported_name": "古镇酒坊（演示）",
            "secret_kind": "business",
            "act_kinds": ["自己使用或者让别人使用"],
            "act_place": {"text": "说不准是江津还是永川", "district": None, "unit": None},
        },
        days_ago=2,
        anonymous=True,
    ),
    ExampleCase(
        "consultation",
        {
            "company_name": "重庆坡岭智造产业园运营公司（演示）",
            "district": "江津区",
            "topics": ["保密制度建设", "示范基地（单位）创建"],
            "question": "园区要创建示范基地，平台和指导站这两块怎么准备",
            "mode": "visit",
            "preferred_times": ["2026-12-01 上午"],
            "contact_name": "演示联系人",
            "phone": "19900000001",
        },
        days_ago=4,
        steps=("sign_for", "answer"),
    ),
    ExampleCase(
        "consultation",
        {
            "company_name": None,
            "district": "两江新区",
            "topics": ["员工入职和离职管理"],
            "question": "三个程序员要走，代码和客户资料怎么交接才稳当",
            "mode": "phone",
            "preferred_times": [],
            "contact_name": "演示联系人",
            "phone": "19900000002",
        },
        days_ago=9,
        steps=("sign_for", "answer", "close_consultation"),
    ),
)


async def fill(service: Service) -> tuple[int, list[tuple[str, str]], str]:
    """File every example and work it; refuse a database that has cases.

    Returns the number of cases, the accounts made (name, what for), and their common password.
    """
    await _refuse_unless_empty(service)
    password = secrets.token_urlsafe(9)
    # Two curators: what one of them changes is published by the other.
    accounts: list[tuple[str, str, str | None]] = [
        ("演示统筹", "coordinator", None),
        ("演示知识维护甲", "curator", None),
        ("演示知识维护乙", "curator", None),
    ]
    heads: dict[str, Officer] = {}
    for name, role, bureau in accounts:
        await _account(service, name, role, bureau, password)
    for example in DEMONSTRATED:
        case = await _filed(service, example)
        bureau = case.lead_bureau
        if example.steps and bureau not in heads:
            name = f"演示负责人·{service.bureaus.name_of(bureau)}"
            heads[bureau] = await _account(service, name, "head", bureau, password)
            accounts.append((name, "head", bureau))
        for number, step in enumerate(example.steps, start=1):
            await _step(service, heads[bureau], case.reference, step, case.received_at + timedelta(days=number))
    return len(DEMONSTRATED), [(name, role) for name, role, _ in accounts], password


async def _refuse_unless_empty(service: Service) -> None:
    if service.settings.channel_status is not ChannelStatus.DEMO:
        raise Refused("演示案件只能放进演示环境（SHANGMI_CHANNEL_STATUS=demo）。")
    async with service.database.reading() as session:
        if await session.scalar(select(func.count()).select_from(CaseRow).limit(1)):
            raise Refused("数据库里已有案件，演示案件只能放进空数据库；请换一个 SHANGMI_DATA_DIR。")


async def _account(service: Service, name: str, role: str, bureau: str | None, password: str) -> Officer:
    accounts = Accounts(service.database, service.vault, service.bureaus)
    made = await accounts.add(COMMAND, name=name, role=role, bureau=bureau, password=password, now=service.clock())
    return made.officer


async def _filed(service: Service, example: ExampleCase) -> CaseRow:
    filed_at = service.clock() - timedelta(days=example.days_ago)
    nobody = secrets.token_hex(16)
    person, own_key = (service.vault.keyed_id(purpose, nobody) for purpose in ("web", "web-own"))
    message = Inbound(ChannelName.WEB, person, nobody, "text", filed_at, own_key=own_key)
    draft = _draft_of(example)
    opened = service.caseload.open_case(draft, message.channel, message.filer, filed_at)
    gate = service.memory.gate(message, Answered((Reply("演示"),), Trace()), 1, filed_at)
    await service.ledger.commit(TurnRows(gate, None, rows=opened.rows))
    async with service.database.reading() as session:
        found = await session.execute(select(CaseRow).where(col(CaseRow.reference) == opened.glance.reference))
        return found.scalar_one()


def _draft_of(example: ExampleCase) -> Draft:
    answers = {name: Answer(value, "") for name, value in example.fields.items()}
    if example.kind == FormName.TIP:
        answers["anonymous"] = Answer(example.anonymous, "")
    return draft_of(forms()[example.kind], answers)


_ENTERED: Mapping[str, Mapping[str, str]] = {
    "docket": {"tell": "您的举报已立案，办理结果将及时告知。"},
    "not_docket": {"reason": "现有材料不能证明采取了相应保密措施。"},
    "answer": {"text": "可以先做三件事：列出涉密资料，分级授权，离职时逐项交接。我们会再与您联系。"},
    "close": {"outcome": "not_docketed"},
    "close_consultation": {"outcome": "answered"},
}


async def _step(service: Service, head: Officer, reference: str, step: str, at: datetime) -> None:
    work = Casework(service.database, service.vault, Rulebook(service.bureaus, service.clocks))
    async with service.database.reading() as session:
        case = (await session.execute(select(CaseRow).where(col(CaseRow.reference) == reference))).scalar_one()
    entered = {CONFIRMED: "yes", **_ENTERED.get(step, {})}
    await work.move(step, head, Seen(reference, case.version), at, entered)
