"""违法线索举报: anybody else's tip, or an anonymous one (AUCL25 第20条, CRM 第28条). Asks little.

`secret_kind` is asked because it decides which level of bureau is competent (TSR 第3条第3款).
Never asked of a tip: credit_code, carrier, formed_on, measures, loss_amount; of an insider their post.
"""

from __future__ import annotations

from intake.forms.form import Answers, Dialog, Field, value_of
from intake.forms.options import ACT_KINDS, ANONYMITY, EVIDENCE_KINDS, ROLES, SECRET_KINDS


def _with_a_name(answers: Answers) -> bool:
    return value_of(answers, "anonymous") is False


TIP = Dialog(
    name="tip",
    version="tip-1",
    fields=(
        Field("reporter_role", "choice", core=True, options=ROLES, mentions=("身份",)),
        Field("anonymous", "choice", core=True, options=ANONYMITY, mentions=("匿名", "实名")),
        Field(
            "reported_name",
            "name",
            core=True,
            explained=True,
            mentions=("被举报人", "被举报方", "对方名称", "对方公司", "公司名称", "名称"),
        ),
        Field(
            "secret_kind",
            "choice",
            core=True,
            options=SECRET_KINDS,
            mentions=("信息类别", "秘密类别", "类别", "类型", "技术还是经营"),
        ),
        Field(
            "act_kinds",
            "choices",
            core=True,
            unknown=True,
            explained=True,
            options=ACT_KINDS,
            mentions=("行为方式", "方式", "手段", "行为"),
        ),
        Field(
            "act_place",
            "place",
            core=True,
            unknown=True,
            explained=True,
            mentions=("发生地点", "发生地", "地点", "地方", "地址"),
        ),
        Field("act_date", "date", core=True, unknown=True, explained=True, mentions=("发生时间", "时间", "日期")),
        Field(
            "contact_name",
            "name",
            core=True,
            explained=True,
            limit=30,
            when=_with_a_name,
            mentions=("联系人", "姓名", "名字", "称呼"),
        ),
        Field(
            "phone",
            "phone",
            core=True,
            unknown=True,
            explained=True,
            when=_with_a_name,
            mentions=("联系电话", "电话", "手机", "号码"),
        ),
        Field("reported_relation", "text", limit=60, keeps_no=True, mentions=("关系",)),
        Field("how_known", "text", limit=200, mentions=("知情途径", "怎么知道", "来源")),
        Field("evidence_kinds", "choices", options=EVIDENCE_KINDS, mentions=("证据", "材料")),
        Field("description", "text", limit=300, keeps_no=True, mentions=("情况说明", "经过", "说明", "描述")),
        Field("use_place", "place", asked=False, mentions=("使用地",)),
        Field("taken_place", "place", asked=False, mentions=("获取地",)),
        Field("reported_place", "place", asked=False, mentions=("对方地址", "经营地", "注册地")),
    ),
)
