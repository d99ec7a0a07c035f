"""What filers say from the first word to the reference, line by line, and what each line is answered with.

The same lines hold in every channel: the conversation does not know where it is led.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tests.journeys.people import Heard

Script = Sequence[tuple[str, str]]

COMPLAINT: Script = (
    ("我要举报", "哪一种情况"),
    ("权利人", "哪一类信息"),
    ("经营信息", "叫什么名字"),
    ("重庆半坡茶业有限公司", "怎么做的"),
    ("他离职前导出带走，现在新公司在用", "发生在哪里"),
    ("江津双福", "什么时候形成"),
    ("2021年3月", "侵权是什么时候发生"),
    ("2026年8月12号", "凭什么认为"),
    ("他有机会接触到", "权利人（您的单位或者您本人）叫什么名字"),
    ("重庆山蓝茶叶贸易有限公司", "联系人"),
    ("周敏", "联系电话"),
    ("19900001101", "必填的已经齐了"),
    ("先提交，以后再补", "请声明"),
    ("属实", "请核对举报内容"),
    ("确认提交", "已收到举报材料"),
)
TIP: Script = (
    ("我想匿名举报我们厂偷别个的客户资料", "叫什么名字"),
    ("重庆长坪饲料厂", "怎么做的"),
    ("请人喝酒送钱弄来的", "发生在哪里"),
    ("合川钱塘", "什么时候"),
    ("大概今年三月", "必填的已经齐了"),
    ("先提交，以后再补", "请核对线索内容"),
    ("确认提交", "已收到举报材料"),
)
# Who does not know where it happened says so twice.
TIP_WITHOUT_A_PLACE: Script = (
    *TIP[:3],
    ("不知道", "再说一次"),
    ("不知道", "什么时候"),
    *TIP[4:],
)
CONSULTATION: Script = (
    ("我要预约指导站咨询", "您的单位叫什么名字"),
    ("跳过", "哪个区县"),
    ("江津区", "哪个园区"),
    ("跳过", "哪方面"),
    ("保密制度建设", "具体想问什么"),
    ("小公司的保密制度该从哪里做起", "怎样咨询"),
    ("电话", ""),
    ("跳过", "怎么称呼"),
    ("李程", "电话"),
    ("19900001126", "请核对"),
    ("确认提交", "编号"),
)


class Speaks(Protocol):
    """Anybody who can say a line and hear the answer."""

    async def say(self, text: str) -> Heard:
        """Say something and return the answer."""


async def led(person: Speaks, script: Script) -> Heard:
    """Say every line, look at every answer, and return the last one."""
    heard = Heard("")
    for line, expected in script:
        heard = await person.say(line)
        assert expected in heard.text, f"「{line}」: {heard.text}"
    return heard
