"""Who calls, whom, and when: asked, and no wish for a person; and the plain wish to talk with one. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.reading.questions import looks_like_a_question

_OF_A_CALL = re.compile(
    r"(?:打|来|回|接|挂)(?:个|一个|到|过|得到|我的?|给我|给他们?|给对方|我们)*(?:的)?(?:电话|"
    r"手机)|电话[^，,。]{0,6}(?:打|通知|联系)|打(?:给|过来|过去|来)|"
    r"(?:联系|找|通知|问|约|跟|和|与)(?:到)?(?:我们?|他们?|对方|本人|公司|厂|老板)|(?:到|来|"
    r"上)[^，,。]{0,8}(?:公司|厂|门|单位|家)[^，,。]{0,4}(?:找|查|问|谈|看|核)|"
    r"面谈|谈话|约谈"
)
_EITHER = re.compile("是.{1,10}还是")
_OTHERS_CALLED = re.compile(r"(?:给|跟|和|与|联系|找|通知|问)(?:他们?|她们?|对方|被举报|那家|那边|人家)")
_OTHERS_CALL = re.compile(
    r"[^，,。；;]{0,10}(?:客户|对方|他们?|她|老板|同行|朋友|同事|员工|供应商|业务员|"
    r"经理)[^，,。；;]{0,8}(?:打|来|接)(?:了|过|个|到)*(?:的)?电话"
)
# 「电话我想换成15188889999」, 「没得电话，写信给我」: how one is reached oneself.
_GIVES = re.compile(
    r"(?:换成|改成|改为|换为|换|改|是|打)[^，,。；;]{0,4}(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)|"
    r"(?:写信|发信|寄信|发邮件|寄材料|寄到)(?:给我|到我|来)?"
)
_WANTS_ONE = re.compile(
    r"人工(?!智能)|客服|真人|活人|接线员?|总台|坐席|(?:找|喊|叫|派|换|转|来|有)(?:给|到|"
    r"接)?(?:一?个)?(?:真的?|活的?)?(?:人|工作人员|值班|老师|同志)"
    r"(?=来|跟|和|接|帮|教|说|聊|讲|谈|吗|没|不|在|嘛|[。，,！!？?]|$)|跟(?:你们)?(?:的)?(?:活|真)?人(?:说|讲|聊)|"
    r"(?:喊|叫|找|派|让)[^，,。]{0,6}人(?:来)?(?:跟|和)我(?:说|讲|谈)|(?:不想|不要|不跟|莫跟|"
    r"懒得)[^，,。]{0,4}(?:机器|程序|ai|AI|电脑)|(?:你们)?(?:有人|"
    r"有没有人)(?:在)?(?:吗|没|不|接|在)"
)


def asks_about_being_called(text: str) -> bool:
    """Say whether it is asked who calls whom, or when: 「交了过后好久有人给我打电话？」."""
    asks = looks_like_a_question(text) or _EITHER.search(text) is not None
    return asks and _OF_A_CALL.search(text) is not None and not wants_a_person(text)


def tells_of_a_call(text: str) -> bool:
    """Say whether it tells of a call or a number and calls nobody: 「客户有人给我打电话说…」, 「写信给我」."""
    tells = _OTHERS_CALL.match(text) is not None or _GIVES.search(text) is not None
    return tells and not wants_a_person(text)


def asks_if_the_others_are_called(text: str) -> bool:
    """Say whether it is the other side that may be called: 「不会打电话给对方吧？」."""
    return asks_about_being_called(text) and _OTHERS_CALLED.search(text) is not None


def wants_a_person(text: str) -> bool:
    """Say whether somebody plainly wants to talk with a person now: 「有人能跟我说话不」, 「转人工」."""
    return _WANTS_ONE.search(text) is not None
