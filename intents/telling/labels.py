"""Labels of a filing written like a form: 「举报人：…；被举报人：…」, 「要告的人：…。我：…」. Pure.

A label says whose the name behind it is, and whose everything is that only adds to it (地址, 电话), up to the next
label or the end of what it labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from intents import expressions as re
from intents.telling.writing import Written


class Referent(StrEnum):
    """Whom something in a story belongs to.

    OWN    whoever tells it, and their company
    KIN    somebody of the teller's side who does not tell it: my father, our boss
    OTHER  whom the story accuses
    ROBBED whose it was that was taken: the teller's own where the owner tells it
    THIRD  somebody else: a witness, a customer, who has nothing to do with it
    """

    OWN = "own"
    KIN = "kin"
    OTHER = "other"
    ROBBED = "robbed"
    THIRD = "third"


_NUMBERED = r"(?:[一二三四五六123456]|[①②③④⑤⑥]|\([一二三123]\))?"
_WITH_COLON = {
    Referent.OWN: r"我方?|我们(?:公司|厂|店|这边)?|我司|本人|本公司|我公司|我厂|我店|我单位|本单位|原告|姓名|"
    r"本人姓名|单位|单位名称|企业名称|公司名称|我的?(?:联系)?(?:电话|手机|号码|姓名|名字)",
    Referent.OTHER: r"对方(?:单位|公司|名称|企业|的人)?|被告|告的人|举报|投诉|检举|控告",
    Referent.THIRD: r"客户|供应商|房东|介绍人|中间人",
}
_ALONE = {
    Referent.OWN: r"(?<!被)(?:举报|报案|投诉|申请|反映|填报|检举|联系|联络|经办|对接|上报|报告|署名|提交)"
    r"(?:人|单位|方|公司|企业)(?:姓名|名称)?|权利(?:人|单位|方)(?:名称)?|(?:委托|授权)?代理人|授权代表|我方代表",
    Referent.OTHER: r"被(?:举报|投诉|检举|控告|反映|申请)(?:的)?(?:人|单位|方|公司|企业|对象)?(?:姓名|名称)?|"
    r"被告(?:人|方|单位)|侵权(?:人|方|单位|公司|企业)|"
    r"(?:犯罪)?嫌疑人|涉案(?:人员?|单位|公司|企业)|(?:涉嫌)?违法(?:人|方|单位|企业|公司)|作案(?:人|单位|方)|(?:举报|投诉)对象|要(?:告|举报|投诉)的(?:人|公司|单位|是)?",
    Referent.ROBBED: r"(?:受害|被害|被侵权|被偷|被盗)(?:的)?(?:人|方|单位|公司|企业|的)|失主|苦主",
    Referent.THIRD: r"(?:证|知情|见证|目击)(?:人|者)|担保人",
}
# What only adds to the party that was named before.
_ADDS = re.compile(
    r"(?:地址|住所地?|住址|注册地址?|所在地|法定代表人|法人|负责人|职务|岗位|部门|统一社会信用代码|信用代码|(?:联系)?(?:电话|手机|方式|号码)|手机号码?|联系方式|座机|邮箱)"
    r"[:是为]?"
)
_ENDS = re.compile(
    r"(?:^|[,。;!?\n\s])(?:事由|事实|案情|情况|证据|诉求|请求|经过|损失|时间|内容|理由|事情|说明|备注)(?:与理由|说明)?:"
)
_BEGINS = r"(?:(?<=^)|(?<=[,。;!?\n\s(、]))"
_LABEL = re.compile(
    "|".join(
        [rf"{_BEGINS}(?P<{side}_colon>{words}){_NUMBERED}\s?:\s?" for side, words in _WITH_COLON.items()]
        + [
            rf"{_BEGINS}(?P<{side}>{words}){_NUMBERED}\s?(?:[:是为系]\s?|(?<=[一二三四五六]),|(?=[\u4e00-\u9fff①②③(\s])(?![的要请希想不和与及将应向在已均]))"
            for side, words in _ALONE.items()
        ]
    )
)
_SENTENCE_END = re.compile(r"[。!?\n]")
_JOINS = re.compile(r"(?:\([^()]{1,20}\)|[、;和与及①②③④⑤⑥\s]|(?<!\d)\d(?!\d)\.?|[一二三四五六][、.]|以及)*+")


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a label stands over: from behind the label up to the next one."""

    side: Referent
    start: int
    end: int


def labelled_in(written: Written) -> tuple[Labelled, ...]:
    """Return what stands behind labels, in order."""
    return tuple(_labelled(written.text))


def _labelled(text: str) -> Iterator[Labelled]:
    labels = list(_LABEL.finditer(text))
    for number, label in enumerate(labels):
        following = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        ending = _ENDS.search(text, label.end(), following)
        end = ending.start() if ending else following
        if (mark := _SENTENCE_END.search(text, label.end(), end)) is not None and not _ADDS.match(
            text, mark.end()
        ):
            end = mark.start()
        yield Labelled(Referent((label.lastgroup or "").removesuffix("_colon")), label.end(), end)


def is_headed(text: str, label: Labelled, start: int, names: tuple[tuple[int, int], ...]) -> bool:
    """Say whether what begins at `start` is what a label names, alone or in its list.

    names  where names stand in the text
    """
    if not label.start <= start < label.end:
        return False
    position = label.start
    for begin, end in sorted(names):
        if begin < position:
            continue
        if begin > start or not _leads_on(text[position:begin], is_first=position == label.start):
            break
        if begin == start:
            return True
        position = end
    return False


# 「联系人：采购部部长龚玉梅」, 「报案人：技术部副部长 邹立」: a post stands before the first name.
_A_POST = re.compile(r"\s?[\u4e00-\u9fff]{0,18}[:\s]?")


def _leads_on(between: str, *, is_first: bool) -> bool:
    return _JOINS.fullmatch(between) is not None or (is_first and _A_POST.fullmatch(between) is not None)
