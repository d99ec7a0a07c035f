"""What a paper is filled from: one value with every field documented, under the name that templates use. Pure.

Everything is text, or a list of rows of text: a template can compute nothing and reach nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final, TypeAlias

Row = Mapping[str, str]
# Fields of `PaperContext` by their names: each a text, or rows of texts.
Filled: TypeAlias = dict[str, Any]


def _text(name: str, means: str) -> Any:
    return field(default="", metadata={"name": name, "means": means})


def _rows(name: str, means: str, **columns: str) -> Any:
    return field(default=(), metadata={"name": name, "means": means, "columns": columns})


@dataclass(frozen=True, slots=True)
class PaperContext:
    """The fields of all papers; a paper that has no use for one leaves it empty.

    What an officer enters stands under `facts` to `deadline`, and only there.
    """

    number: str = _text("编号", "内部编号，制作时给出，例如 江津区-立审-2026-0007；不是文号")
    bureau: str = _text("承办局", "制作文书的局")
    reference: str = _text("案件编号", "例如 K7M2-9QXT-4")
    kind: str = _text("案件类别", "侵权举报、违法线索举报、其他机关来件")
    state: str = _text("案件状态", "制作时案件到了哪一步")
    made_on: str = _text("制作日期", "例如 2026年11月25日")
    received_on: str = _text("收到日期", "收到材料的日期，核查期限从这一天起算")
    channel: str = _text("提交方式", "网页、微信、电话、信函、来访等")
    platform: str = _text("平台编号", "在全国12315平台的编号；没有登记的为空")
    handlers: str = _text("承办人", "承办人姓名；没有指派的为空")
    reported: str = _text("被举报人", "被举报人的名称（姓名）；几个的用顿号分开")
    secret_kind: str = _text("信息类别", "技术信息、经营信息")
    secret_title: str = _text("信息名称", "举报人填写的名称，不是内容")
    check_due_on: str = _text("核查期限", "核查并决定是否立案的最后一天；已经了结的为空")
    filed: tuple[Row, ...] = _rows("填写内容", "来访人填写的内容，不含来访人身份", 项目="问题", 内容="回答")
    elements: tuple[Row, ...] = _rows(
        "法定要素",
        "顺序照《商业秘密保护规定》第十八条",
        要素="例如 形成过程和形成时间",
        情况="已说明、称有材料、未填写",
        内容="来访人怎么说的",
    )
    gaps: str = _text("缺项", "没有填写的要素，用顿号分开；没有缺项的为空")
    materials: tuple[Row, ...] = _rows(
        "材料", "已经收到的文件", 序号="第几份", 名称="文件名", 种类="图片、PDF、办公文档等", 校验="SHA-256"
    )
    filer: str = _text("举报人", "举报人的名称（姓名）；匿名的写“匿名”；只有写明姓名的文书才有，其他为空")
    filer_contact: str = _text("联系人", "举报人的联系人；规则同“举报人”")
    filer_phone: str = _text("联系电话", "举报人的电话；规则同“举报人”")
    receiver: str = _text("受文机关", "移送、请求协助、分送、交办给谁；没有的为空")
    gate: str = _text("移送标准", "移送公安机关的标准（第几款）；其他文书为空")
    checked: str = _text("确认事项", "移送公安机关前逐项确认的内容，用分号分开；其他文书为空")
    team: str = _text("专案组", "移送公安机关的专案组成员；其他文书为空")
    sent: str = _text("送出内容", "这件移送勾选送出的内容；其他文书为空")
    withheld: str = _text("未送内容", "这件移送没有送出的内容；其他文书为空")
    facts: str = _text("情况", "承办人员填写的情况")
    opinion: str = _text("意见", "承办人员填写的意见、理由或者请求事项")
    branch: str = _text("情形", "承办人员选择的情形")
    addressee: str = _text("收件人", "承办人员填写的收件人、受送达人")
    listed: tuple[Row, ...] = _rows(
        "清单", "承办人员逐行填写的清单", 序号="第几行", 名称="名称", 数量="数量", 说明="特征、存放地点等"
    )
    deadline: str = _text("限期", "承办人员填写的反馈、答复、延长到的日期")
    measure_until: str = _text("措施期限", "所选的查封、扣押、登记保存现在到哪一天为止；没有实施的为空")

    def values(self) -> dict[str, object]:
        """Return the fields by the names that templates use."""
        found = ((part, getattr(self, part.name)) for part in fields(self))
        return {
            part.metadata["name"]: [dict(row) for row in value] if "columns" in part.metadata else value
            for part, value in found
        }


@dataclass(frozen=True, slots=True)
class PaperField:
    """One field as it is documented. `columns`: of a list, each with its meaning; else empty."""

    name: str
    means: str
    columns: Mapping[str, str]


FIELDS: Final[Sequence[PaperField]] = tuple(
    PaperField(part.metadata["name"], part.metadata["means"], part.metadata.get("columns", {}))
    for part in fields(PaperContext)
)
NUMBER: Final = "编号"
# A paper has no more rows of one list than this.
MOST_ROWS: Final = 200


def example(*, is_full: bool) -> PaperContext:
    """Return a context to try a template with: every field filled, with signs that XML minds, or none."""
    if not is_full:
        return PaperContext(number="江津区-立审-2026-0001")
    values: Filled = {}
    for part in fields(PaperContext):
        columns = part.metadata.get("columns")
        words = f"“{part.metadata['name']}”<&>的例子\n第二行"
        values[part.name] = ({name: words for name in columns},) * 3 if columns else words
    return PaperContext(**values)
