"""举报（权利人）: what a rights-holder's filing asks (TSR 第17、18条), in the order a person meets it.

The core first, then what may be added later. One field stands earlier than the rest of its group:
`formed_on`, because the date of the act is checked against it while the person has it in mind.
"""

from __future__ import annotations

from intake.forms.form import Dialog, Field
from intake.forms.options import ACT_KINDS, EVIDENCE_KINDS, MEASURES, ROLES, SECRET_KINDS

_CORE = (
    Field("reporter_role", "choice", core=True, options=ROLES, mentions=("身份",)),
    Field(
        "secret_kind",
        "choice",
        core=True,
        options=SECRET_KINDS,
        mentions=("信息类别", "秘密类别", "类别", "类型", "技术还是经营"),
    ),
    Field(
        "reported_name",
        "name",
        core=True,
        mentions=("被举报人", "被举报方", "被举报的", "对方名称", "对方公司", "对方名字"),
        explained=True,
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
        mentions=("发生地点", "行为地点", "发生地", "地点", "地方", "地址"),
    ),
    Field("formed_on", "date", mentions=("形成时间", "形成日期", "形成")),
    Field(
        "act_date",
        "date",
        core=True,
        unknown=True,
        explained=True,
        mentions=("发生时间", "侵权时间", "行为时间", "发生日期", "时间", "日期"),
    ),
    Field("clue", "text", core=True, unknown=True, explained=True, limit=300, mentions=("线索", "接触")),
    Field(
        "reporter_name",
        "name",
        core=True,
        explained=True,
        mentions=("权利人名称", "公司名称", "单位名称", "我们公司", "公司名", "名称", "单位"),
    ),
    Field(
        "contact_name", "name", core=True, explained=True, limit=30, mentions=("联系人", "姓名", "名字", "称呼")
    ),
    Field("phone", "phone", core=True, explained=True, mentions=("联系电话", "电话", "手机", "号码", "座机")),
)

_LATER = (
    Field("reported_relation", "text", limit=60, keeps_no=True, mentions=("与我方关系", "关系")),
    Field("reported_place", "place", mentions=("对方地址", "被举报人地址", "对方所在地", "经营地", "注册地")),
    Field("secret_title", "text", limit=60, mentions=("秘密名称", "信息名称", "代号")),
    Field("carrier", "text", limit=60, mentions=("载体",)),
    Field("measures", "choices", options=MEASURES, mentions=("保密措施", "措施")),
    Field("evidence_kinds", "choices", options=EVIDENCE_KINDS, mentions=("证据", "材料")),
    Field("loss_amount", "amount", mentions=("损失金额", "损失", "金额", "数额", "钱")),
    Field(
        "other_proceedings",
        "text",
        limit=100,
        keeps_no=True,
        mentions=("其他途径", "报警", "报案", "起诉", "其他处理"),
    ),
    Field(
        "description", "text", limit=300, keeps_no=True, mentions=("情况说明", "经过", "说明", "描述", "补充说明")
    ),
    Field("credit_code", "credit_code", mentions=("统一社会信用代码", "信用代码", "代码", "执照号")),
)

# Taken over when said by themselves, never asked in the chat: a person should not face thirty questions.
_UNASKED = (
    Field("reported_kind", "text", asked=False, mentions=("对方是个人还是单位",)),
    Field("taken_place", "place", asked=False, mentions=("获取地", "拿走的地方")),
    Field("use_place", "place", asked=False, mentions=("使用地", "生产地")),
    Field("platform", "text", asked=False, mentions=("网络平台", "平台", "网店")),
    Field("act_until", "date", asked=False, mentions=("结束时间", "截止时间")),
    Field("ongoing", "text", asked=False, mentions=("是否持续",)),
    Field("discovered_on", "date", asked=False, mentions=("发现时间", "发现日期")),
    Field("similarity_basis", "text", asked=False, limit=300, mentions=("相同之处", "实质相同", "对比说明")),
    Field("formation_process", "text", asked=False, limit=300, mentions=("形成过程",)),
    Field("not_public_basis", "text", asked=False, limit=300, mentions=("不为公众所知",)),
    Field("value_kinds", "text", asked=False, mentions=("商业价值",)),
    Field("handover_mode", "text", asked=False, mentions=("提交方式", "递交方式", "当面提交")),
    Field("right_basis", "text", asked=False, mentions=("权利来源", "许可合同")),
    Field("agent", "name", asked=False, mentions=("代理人", "委托代理人")),
)

COMPLAINT = Dialog(
    name="complaint",
    version="complaint-1",
    fields=(*_CORE, *_LATER, *_UNASKED, Field("truth_declared", "yes", core=True, mentions=("声明",))),
)
