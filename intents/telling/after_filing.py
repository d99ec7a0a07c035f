"""What whoever has filed asks of their case: its number, its code, who has it, why nothing is decided. Pure."""

from __future__ import annotations

from enum import StrEnum

from intents import expressions as re

_MOST_CHARACTERS = 40


class OfOnesCase(StrEnum):
    """What is asked of one's own case.

    NUMBER      its number is lost, or was not written down
    HANDLER     who has it in hand
    UNDECIDED   why it is not docketed yet
    CODE        what the access code is, or that it was not seen
    REVIEW      行政复议 is wanted, which is not had here
    """

    NUMBER = "number"
    HANDLER = "handler"
    UNDECIDED = "undecided"
    CODE = "code"
    REVIEW = "review"


_CODE = re.compile(
    r"查询码[^，,。；;]{0,10}(?:是啥|是什么|啥子|什么|干啥|做啥|干嘛|哪个|哪里|在哪|"
    r"没(?:有)?(?:看|见|收|给|显示|记|抄)|忘|丢|掉|找不|看不|再发|再给|重发|搞落|不晓得)|"
    r"(?:没(?:有)?(?:看到|见到?|收到|给我|记到|抄)|啥子是|什么是|再发|再给|哪里有|忘了|丢了|"
    r"要)[^，,。；;]{0,6}查询码"
)
_NUMBER = re.compile(
    r"(?:编号|案号|单号|受理号|那个号)[^；;。]{0,8}(?:丢|搞落|搞掉|掉了|忘|没(?:有)?(?:记|抄|存|"
    r"看|保存|截|得)|记不|找不|想不起|看不|是好多|是多少|是啥|是什么|再说|再发|再给|再报|"
    r"说一[遍下]|好多)|"
    r"(?:忘|丢|没记|没抄|找不|记不|再说|再发|再给|再报|告诉我|查)[^，,。；;]{0,8}(?:编号|案号|单号)"
)
_NOT_THE_NUMBER = re.compile(
    r"查询码|方案|规划|文号|文件|图纸|上传|怎么用|有什么用|做什么用|会不会|能不能用|要不要"
)
_WHO = r"(?:哪个|哪位|谁|哪家|啥子|什么)(?:局|单位|部门|科|人|的人)?"
_HANDLES = r"(?:办理?|管|查|处理|经手|承办|跟进|负责)"
_HANDLER = re.compile(
    rf"{_WHO}(?:在|来|给我|帮我){{0,2}}+{_HANDLES}[^，,。；;]{{0,10}}(?:案|举报|事|件|我的|我这|线索)|"
    rf"(?:案子?|案件|举报|线索|事情?|件|单子)(?:现在|目前|到底|落|是|归|在|给|到|分|转|"
    rf"了){{0,5}}+(?:{_WHO}|哪里|哪儿)(?:的)?"
    rf"(?:手头|手里|手上|那里|那头|(?:在|来)?{_HANDLES})|{_WHO}(?:在|来)?{_HANDLES}(?:的|着|到)?[嘛啊呢?？]*$"
)
_IS_ONES_OWN = re.compile("我|这个?案|这件|咱")
_UNDECIDED = re.compile(
    r"(?:为啥子?|为什么|咋个?|怎么|凭什么|凭啥|搞啥子?|啷个)[^，,。；;]{0,8}(?:还|都|一直|"
    r"到现在)?(?:不|没|没得|未|没有)(?:给我|帮我|有)?立案|"
    r"(?:几|好多|好几|多少|这么多|那么多|半个?月|一个?月|[一二三四五六七八九十\d]+)(?:天|"
    r"个?(?:星期|礼拜|月)|周)[^；;。]{0,6}(?:还|都|也|咋)?(?:没|不|没得|没有|"
    r"未)[^，,。；;]{0,2}立案|"
    r"(?:还|一直|到现在|现在都?|都)(?:是)?(?:没|不|没得|没有|未)(?:给我|帮我|有)?立案|"
    r"(?:没|不)[^，,。；;]{0,3}说?立案[^。；;]{0,10}(?:也)?(?:没|不)[^，,。；;]{0,3}(?:说|立)|"
    r"立案(?:了)?(?:没|没有|没得|不)(?:嘛|啊|哦|呢)?[?？]*$"
)
_OF_A_RULE = re.compile(r"不服|异议|不认|哪些|什么情况|情形|条件|公安|法院|一般|规定|会怎么样|怎么办")
_REVIEW = re.compile(
    r"(?:申请|提起?|要|去|想|打算|准备|搞|做)(?:个|一个|行政|[，,\s])*(?:行政)?复议|"
    r"(?:行政)?复议(?:怎么|咋个?|啷个|去哪|在哪|找哪|找谁|向哪)|^(?:我要|"
    r"我想)?(?:行政)?复议[。！!]*$"
)
_OTHERS_REVIEW = re.compile(
    r"罚款|处罚|处罚决定|被罚|罚单|对方[^，,。]{0,4}复议|他们[^，,。]{0,4}复议|期间|停不停|几天|"
    r"多久|好久|期限|赢"
)


def asked_of_ones_case(text: str) -> OfOnesCase | None:
    """Return what is asked of one's own case; None where it is none of these, or a question about the rules."""
    if len(text) > _MOST_CHARACTERS:
        return None
    if _REVIEW.search(text) and not _OTHERS_REVIEW.search(text):
        return OfOnesCase.REVIEW
    if _CODE.search(text):
        return OfOnesCase.CODE
    if _NUMBER.search(text) and not _NOT_THE_NUMBER.search(text):
        return OfOnesCase.NUMBER
    if _UNDECIDED.search(text) and not _OF_A_RULE.search(text):
        return OfOnesCase.UNDECIDED
    return OfOnesCase.HANDLER if _HANDLER.search(text) and _IS_ONES_OWN.search(text) else None
