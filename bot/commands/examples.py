"""What the demonstration shows: plausible cases of every state, marked as such. All names are invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """A picture of one colour."""

    name: str
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class ExampleCase:
    """One case of the demonstration.

    days_ago     when it was filed
    steps        what officers did with it, in order; the last one gives it its state
    others       further reported parties
    way          how it came, where a clerk entered it: telephone, letter, visit
    files        names of the files that were handed in; two of the same colour are the same file
    words        what its filer added afterwards: purpose and text
    appointment  how the appointment stands that was spoken of; "" for none
    is_stuck     a picture was sent in WeChat and could not be fetched
    """

    kind: str
    fields: Mapping[str, object]
    days_ago: int
    steps: tuple[str, ...] = ()
    anonymous: bool = False
    others: tuple[Mapping[str, object], ...] = ()
    way: str = ""
    files: tuple[ExampleFile, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    appointment: str = ""
    is_stuck: bool = False


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


def _visit(company: str, topic: str, question: str, appointment: str, days_ago: int, phone: str) -> ExampleCase:
    fields = {
        "company_name": company,
        "district": "江津区",
        "topics": [topic],
        "question": question,
        "mode": "visit",
        "contact_name": "演示联系人",
        "phone": phone,
    }
    return ExampleCase("consultation", fields, days_ago, ("sign_for",), appointment=appointment)


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
        files=(
            ExampleFile("对方给经销商的报价单.jpg", (214, 196, 160)),
            ExampleFile("导出记录截图.jpg", (160, 186, 214)),
            ExampleFile("报价单（再拍一次）.jpg", (214, 196, 160)),
        ),
        words=(("supplement", "又有两家经销商收到了同样的报价，截图已经上传。"),),
        is_stuck=True,
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
        words=(("withdrawal_wish", "双方已经谈好，对方书面承诺不再使用，申请撤回。"),),
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
        "complaint",
        _complaint(
            "重庆碧津食品有限公司（演示）",
            "重庆川味坊调味品厂（演示）",
            "底料供应商名单",
            _place("江津德感", "江津区", "德感街道"),
            reported_relation="竞争对手",
        ),
        days_ago=9,
        way="letter",
        others=({"reported_name": "陈某（演示）", "reported_kind": "person", "reported_relation": "前采购经理"},),
        steps=("sign_for",),
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
    _visit(
        "重庆坡岭智造产业园运营公司（演示）",
        "示范基地（单位）创建",
        "园区要创建示范基地，平台和指导站这两块怎么准备",
        "offered",
        4,
        "19900000001",
    ),
    _visit(
        "重庆江月精密铸造有限公司（演示）",
        "保密制度建设",
        "图纸和工艺卡都在车间流转，怎么分级、怎么管",
        "agreed",
        5,
        "19900000003",
    ),
    _visit(
        "重庆双河家居有限公司（演示）",
        "员工入职和离职管理",
        "销售团队年底要换人，竞业限制和保密协议怎么签",
        "wished",
        2,
        "19900000004",
    ),
    _visit(
        "重庆四面山文旅有限公司（演示）", "什么是商业秘密", "客户名单算不算商业秘密", "moved", 6, "19900000005"
    ),
    _visit(
        "重庆白沙酒业有限公司（演示）",
        "保密制度建设",
        "配方资料怎么保管，想请人来看看",
        "called_off",
        7,
        "19900000006",
    ),
    _visit(
        "重庆几江物流有限公司（演示）",
        "员工入职和离职管理",
        "司机带走了客户报价，以后怎么防",
        "past",
        12,
        "19900000007",
    ),
    _visit(
        "重庆支坪塑业有限公司（演示）",
        "保密制度建设",
        "保密制度写好了，请指导站帮着看看",
        "held",
        16,
        "19900000008",
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
