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
    UPLOAD      how a recording, a picture or a paper that has turned up is handed in
    IDENTITY    whether their name or telephone was noted
    TERM        by when they hear something
    LOST        whether what they filed was lost, or forgotten
    """

    NUMBER = "number"
    HANDLER = "handler"
    UNDECIDED = "undecided"
    CODE = "code"
    REVIEW = "review"
    UPLOAD = "upload"
    IDENTITY = "identity"
    TERM = "term"
    LOST = "lost"


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


# 「我还有一段录音要交，咋个交」.
_FILE = re.compile(
    r"(?:录音|录像|视频|照片|相片|图片|截图|聊天记录|扫描件|复印件|合同|鉴定(?:报告|意见)|检测报告|报告|文件|材料|证据|附件)"
)
_HOW_TO_HAND = re.compile(
    r"(?:咋个?|怎么|怎样|如何|啷个|哪里|哪儿|哪点|哪个地方)(?:再|来|样|去)?(?:上传|补交|递交|提交|交|传|发|给|递|补|送)|"
    r"(?:交|传|发|送|上传|补交)(?:到|给|去)?(?:哪里|哪儿|哪点|哪个)"
)
_TURNED_UP = re.compile(r"还有|又有|又找到|找到|手头有|手里有|出来了|没交|没给|要交|要补|补交|新的|另外有")
# 「你们没有把我的身份登上去哈」.
_IDENTITY = re.compile(
    r"(?:我的?|我们的?)(?:真实?)?(?:姓名|名字|身份|名|电话|手机号?|号码|联系方式|个人信息)(?:你们|有|给)?[^，,。]{0,4}"
    r"(?:登|记|写|存|留|录|填)(?:记|录|上去?|下|在|到|起)?(?:了|着|没|没有|没得|不|吧|嘛|吗|哈|啊|[?？]){1,4}|"
    r"(?:没有?|有没有|没得|莫|不会|是不是|有没得)(?:把|给)?(?:我的?|我们的?)?(?:登|记|写|存|留|录)?(?:我的?)?"
    r"(?:姓名|名字|身份|电话|手机号|联系方式)[^，,。]{0,6}(?:吧|嘛|吗|哈|啊|[?？])$|"
    r"(?:没|没有|有没有|没得)(?:登记?|记|写|存|留|录)(?:上|下)?我的?(?:姓名|名字|身份|电话|手机号|联系方式|名)"
)
_OTHERS_IDENTITY = re.compile(r"对方|被举报|公司|老板|领导|别人|泄露|告诉|透露|晓得|知道|公开|换|改")
# By when somebody hears.
_TERM = re.compile(
    r"(?:多久|好久|多长时间|几天|多少天|什么时候|啥子?时候|最晚|最迟|哪天|哪一天|最多)[^，,。]{0,6}"
    r"(?:答复|回复|回话|回音|回信|结果|消息|音信|通知)|(?:期限|时间)(?:到|过)了?[^，,。]{0,6}没(?:有)?(?:查|办|处理)完|"
    r"(?:答复|回复|结果|消息)[^，,。]{0,3}(?:要|得)?(?:多久|好久|几天|什么时候|啥子?时候)"
)
_OF_OTHERS_TERM = re.compile(
    r"立案以后|处罚|法定|规定|示范|评审|申报|复议|诉讼|法院|公安|培训|撤回|预约|来(?:我们|厂)|上门"
)


# 「你们是不是把我的单子弄丢了」.
_THING = r"(?:单子|案子|案件|举报|投诉|线索|材料|资料|那[份件个]|东西|事情?|信息)"
_LOST = re.compile(
    rf"(?:你们|局里?|系统|后台|是不是|不会是?|该不会|莫不是|怕是|有没有)[^，,。；;]{{0,8}}{_THING}[^，,。；;]{{0,4}}(?:[弄搞整遗]|给)?(?:丢|失|掉|漏|没得|不见|忘|删)|"
    rf"(?:你们|是不是|不会是?|该不会|怕是)[^，,。；;]{{0,6}}(?:弄|搞|整)?(?:丢|掉|漏|忘|不见)(?:了|掉|落)*[^，,。；;]{{0,3}}我们?的?{_THING}|"
    rf"我们?的?(?:那个|那份|那件|这个)?(?:单子|案子|举报|线索|投诉)[^，,。；;]{{0,6}}(?:还在不在|在不在|还在(?:吗|不|没|嘛)|(?:被|遭)[^，,。；;]{{0,6}}(?:丢|漏|忘|删))"
)
_LOST_ONESELF = re.compile("编号|查询码|单号|密码|商业秘密|泄露|泄密|对方|偷|给(?:他|她|别人|对方)")


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
    if _FILE.search(text) and _TURNED_UP.search(text) and _HOW_TO_HAND.search(text):
        return OfOnesCase.UPLOAD
    if _IDENTITY.search(text) and not _OTHERS_IDENTITY.search(text):
        return OfOnesCase.IDENTITY
    if _LOST.search(text) and not _LOST_ONESELF.search(text):
        return OfOnesCase.LOST
    if _TERM.search(text) and not _OF_OTHERS_TERM.search(text):
        return OfOnesCase.TERM
    return OfOnesCase.HANDLER if _HANDLER.search(text) and _IS_ONES_OWN.search(text) else None
