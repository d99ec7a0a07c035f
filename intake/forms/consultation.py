"""指导站咨询: a service, not an administrative matter; it goes to the bureau of the district named."""

from __future__ import annotations

from intake.forms.form import Answers, Dialog, Field, value_of
from intake.forms.options import MODES, TOPICS


def _for_a_visit(answers: Answers) -> bool:
    # Somebody who visits must know whom; else the name is a help that may be left out.
    return bool(value_of(answers, "mode") == "visit")


def _not_for_a_visit(answers: Answers) -> bool:
    return not _for_a_visit(answers)


CONSULTATION = Dialog(
    name="consultation",
    version="consultation-1",
    fields=(
        Field(
            "company_name",
            "name",
            when=_not_for_a_visit,
            mentions=("公司名称", "单位名称", "公司名", "单位", "名称"),
        ),
        Field(
            "company_name",
            "name",
            core=True,
            explained=True,
            when=_for_a_visit,
            mentions=("公司名称", "单位名称", "公司名", "单位", "名称"),
        ),
        Field(
            "district",
            "district",
            core=True,
            explained=True,
            mentions=("所在区县", "区县", "地区", "地点", "地址", "地方"),
        ),
        Field("park", "text", limit=60, mentions=("园区",)),
        Field(
            "topics",
            "choices",
            core=True,
            unknown=True,
            options=TOPICS,
            takes_questions=True,
            mentions=("咨询内容", "主题", "内容"),
        ),
        Field(
            "question",
            "text",
            core=True,
            explained=True,
            limit=300,
            takes_questions=True,
            mentions=("具体问题", "问题"),
        ),
        Field(
            "mode", "choice", core=True, explained=True, options=MODES, mentions=("咨询方式", "沟通方式", "方式")
        ),
        Field(
            "preferred_times",
            "times",
            core=True,
            unknown=True,
            mentions=("方便的时间", "预约时间", "时间", "日期"),
        ),
        Field(
            "contact_name",
            "name",
            core=True,
            explained=True,
            limit=30,
            mentions=("联系人", "姓名", "名字", "称呼"),
        ),
        Field("phone", "phone", core=True, explained=True, mentions=("联系电话", "电话", "手机", "号码")),
        # Who may see the request; the bureau alone unless the person says otherwise.
        Field("visibility", "text", asked=False, mentions=("谁能看到",)),
    ),
)
