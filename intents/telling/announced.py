"""A filing that is only announced: who writes, for whom and against whom, and nothing of what happened. Pure.

「我是律师，受甲公司委托，举报乙公司」 is asked what it is about; 「我要举报隔壁的麻将馆，太吵」 tells it.
"""

from __future__ import annotations

from intents import expressions as re
from intents.persons.organisations import organisations_in
from intents.persons.people import is_a_name, people_in
from intents.telling.writing import Written

_LONGEST = 120
# What stands around the names where somebody says who they are, for whom they write and that they report.
_ROUND_THEM = re.compile(
    r"您好|你好|我们|我司|我所|本所|本人|咱们|我|自己|是|系|叫|姓|一名|一个|一位|一家|名|的|个|在|原|前|"
    r"代理律师|律师事务所|律所|律师助理|律师|法律顾问|法务部|法务|代理人|受托人|经办人|负责人|老板|经理|员工|同事|"
    r"委托人|客户|当事人|权利人|被许可人|这边|那边|今天|现在|来|要|想|准备|打算|需要|希望|正式|实名|特此|特|请|"
    r"帮|替|为|给|代表|代理|授权委托书|委托书|授权书|委托手续|手续|接受|受|委托|授权|指派|安排|代|就|"
    r"正在|在|还没|没有|已经|有|办理|办好|办|签好|签|盖章|齐全|齐|带|都|了|进行|提出|商业|侵权|"
    r"举报|投诉|检举|控告|这家|那家|家|公司|单位|企业|厂|他们|他|她|对方|和|跟|与|及|以及|还有|先生|女士|"
    r"[\s，,。；;：:、！!（）()“”\"]"
)
_REPORTS = re.compile(r"举报|检举|控告|投诉")


def is_only_announced(written: Written) -> bool:
    """Say whether the words hold names, roles and the wish to report, and nothing else."""
    text = written.text
    if len(text) > _LONGEST or not _REPORTS.search(text):
        return False
    spans = [(one.start, one.end) for one in organisations_in(text)]
    spans += [(one.start, one.end) for one in people_in(text)]
    if not spans:
        return False
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    left = _ROUND_THEM.sub("", text)
    return not left or is_a_name(left)
