"""What somebody wants of a case that they filed: to withdraw it or not after all, to object. Pure.

A wish is one's own and about what was handed in: 「我想撤回举报」, 「点错了，不想交的」, 「对处理结果不服」. What
somebody else did (「他把聊天记录撤回了」) is told, and a question (「撤回要什么手续」) is asked.
"""

from __future__ import annotations

from enum import StrEnum

from intents import expressions as re
from intents.reading.plain import plain
from intents.reading.questions import looks_like_a_question

# A longer message tells something, whatever it mentions.
WISH_CHARACTERS = 120
_MOST_LOOKED_AT = 400


class CaseWish(StrEnum):
    """A wish that is neither an addition nor a question."""

    WITHDRAW = "withdraw"
    OBJECT = "object"
    KEEP = "keep"


_CASE = r"(?:举报|投诉|检举|线索|申请|案子|案件|材料|提交|登记|预约|咨询|件|事|单)"
TAKE_BACK = r"(?:撤回|撤销|撤诉|撤案|撤掉|撤下来|撤下|撤了|撤走|收回|撤(?![回销诉案掉下了走]))"
# 「你们莫查他了嘛」
_NOT_TO_LOOK_INTO_IT = r"你们?(?:就|也)?(?:莫|别|不要|不用|不消)(?:再)?(?:查|追究|处理)(?:他们?|她们?|这个?|了)"
# 「给我二十万让我撤，我没答应」
_REFUSED = re.compile(r"我们?(?:都|可|也|当场)?(?:没有?|没得?)(?:答应|同意|理|搭理|收|接受)")
_WITHDRAWS = re.compile(
    rf"{_NOT_TO_LOOK_INTO_IT}|"
    rf"(?:^|[，,。；;！! ]){TAKE_BACK}(?!的|过|要|需|会|后|了他|了她|了我|"
    r"(?:(?<=了)|了)(?=[^吧嘛算啊哈噻哦得罢就行好，,。；;！! 我这那它上之前刚案举投检线申提登预咨件事单]))|"
    rf"把(?:我们?|你们?|的|那|这|个|它|上次|之前|以前|刚才|刚刚|前面|昨天|提交|交|报|给|份|起|条|次|已经|{_CASE}){{1,9}}"
    rf"(?:都|全|给我|先|再)?{TAKE_BACK}(?!的[^，。])|"
    rf"(?:我们?|想|要|请|帮忙?|申请|同意|决定|打算|可以|还是|希望|需要|先|给我){TAKE_BACK}(?!的[^，。])|"
    rf"{TAKE_BACK}(?:我们?|这个|那个|这次|上次|之前|前面|刚才|已经|提交|交|的){{0,5}}{_CASE}|"
    rf"{_CASE}(?:我?想|要|就|先|请|帮我)?{TAKE_BACK}|"
    r"(?:不想?|不要|莫|别)再?(?:继续)?(?:举报|投诉|告|追究)(?:他|她|他们|对方|了|下去|这件事|这个事){1,3}$|"
    r"(?:不用|不要|莫|别)再?(?:查|处理|办)了|"
    r"(?:不想?|不要|别|莫|不打算|不准备|懒得)再?(?:举报|投诉|告|追究|追)了|"
    r"(?:不想?|不要|不打算|不准备|懒得)再?(?:继续)?(?:举报|投诉|追究)(?:下去)?$|"
    r"(?:点|按|交|提交|发|报|填|搞|弄)错了[，,。 ]*(?:不是|不想|没想|不要|本来不|想撤|要撤)|"
    r"(?:取消|作废)(?:我的|我们的|这个|那个|这次|上次|之前|前面|刚才|提交|交|已经|的){0,5}(?:举报|投诉|检举|"
    r"案子|案件|预约|咨询)|"
    r"(?:取消|作废)整个(?:咨询|预约)|(?:整个|这次的?|这个)咨询(?:我们|都|也|就){0,2}(?:不要|不办|不做|算|取消)了|"
    r"(?:当|就当)我没(?:举报|投诉|交|提交|报)|不想交的|没想(?:要)?(?:举报|提交|交)"
)
# A withdrawal taken back: 「不撤了」, 「取消撤回」, 「我反悔了，还是要查」.
_KEEPS = re.compile(
    rf"(?:(?<!撤)不|没|别|莫)(?:是|想|要|用|能|得|再|打算|准备)*(?:申请)?{TAKE_BACK}|"
    rf"(?:取消|收回|撤销|作废|撤回)(?:我的|我们的|那个|这个|刚才|上次|之前|的|申请)*撤(?:回|销|诉|案)|"
    r"撤(?:回|销|诉|案)(?:的)?(?:申请|请求)?(?:也|就|请|先|帮我|给我)*(?:作废|取消|不算|不作数|收回|反悔|后悔)"
)
_REGRETS = re.compile("反悔|后悔|改(?:变)?(?:了)?主意|想通|想清楚")
_GOES_ON = re.compile(
    r"(?:还是|继续|接着|仍然?|照样|照常|又|依然|必须)(?:要|想|得|往下|给我|帮我|请|再|你们)*(?:查|办|处理|追究|核查|调查|告)"
)
_STOPS = re.compile(r"(?:不|别|莫)(?:想|要|用|能|得|再|必)*(?:查|办|处理|追究|核查|调查|告|举报|投诉)")
# 「撤了嘛」 asks nothing; 「可以撤嘛」 does.
_COAXES = re.compile(r"[嘛哈噻啊]+$")
_MAY_ASK = re.compile("可以|能|会|行|得不|要不")
_OBJECTS = re.compile(
    r"(?<!没)(?<!不)(?<!未)(?:提|(?<!没)有|提出|表示|持|存)(?:个|了|出)?异议|异议申请|申请异议|"
    r"不服(?!务|从|装)|不认可|不接受(?:这个|你们|处理|结果|决定)|不同意(?:你们|这个|处理|结果|决定|不立案|分到|"
    r"分给|移)|"
    r"(?:处理|结果|决定|结论)(?:得|的)?(?:太|很|有点|非常)?(?:不公|不合理|不对|有问题|不公正|不公平)|"
    r"(?:分到|分给|分送到?|转到|转给|派到|派给|移到)[^，,。]{1,12}(?:不对|错了|不合适|不行)|分错(?:了|局|地方)"
)
# A clause that begins so is about what somebody else did, wants or says.
_OTHERS = re.compile(
    r"^(?:补充|但是?|因为|所以|后来|结果|然后|现在|目前|当时|昨天|今天|前天|刚才|刚刚|上周|上个?月|最近|之前|[0-9]+[月日号])*"
    r"(?:那个|这个|我|我们|他|他们|咱们?|厂里|公司|单位|部门|村里|局里)?的?"
    r"(?:他|她|它|对方|他们|人家|别人|旁人|员工|离职员工|前员工|老板娘?|公司|单位|客户|同事|法院|警察|派出所|公安|平台|有人|"
    r"那边|那个人|供应商|律师|领导|上级|上面有人|厂长|厂里|经理|总监|主管|主任|书记|组长|队长|家里|家人|父母|父亲|母亲|爸|妈|妻子|丈夫|"
    r"爱人|老婆|老公|媳妇|孩子|儿子|女儿|哥|弟|姐|妹|亲戚|朋友|同行|邻居|中间人|被举报)"
    r"(?!们?(?:公司)?的?(?:举报|案子|事))"
)
# Behind somebody else's clause only what speaks of oneself or to us is one's own wish.
_ONESELF = re.compile(r"(?<!^让)(?<!^准)(?<!允许)(?<!同意)(?:我|咱|俺|本人)|请|帮|麻烦|你们|贵局")
_UPON = r"(?:我们?|咱们?|本人|我方|我司|我家|俺)"
# Somebody makes, tells, begs or writes that 「我」 withdraw.
_MADE_TO = re.compile(
    rf"(?:(?<!请)(?<!你)(?<!你们)(?<!您)(?<!麻烦)(?<!^)(?:让|准|允许)|(?<!请)(?<!你们)(?<!您)同意|"
    rf"叫|喊|劝说?|劝阻|逼迫?|迫使|强迫|要求|要挟|威胁|恐吓|吓唬|催促?|勒令|命令|通知|求|恳求|动员|建议|说服|骗|哄|诱导|指使|"
    rf"(?:想|还|就|都|非|硬|一直|老是)?要|希望|盼着?|(?<!我)(?<!我要)(?:写|说|称|讲|传|认为|以为)(?:着|是|明|了|道|的是)?|冒充|代替?|替|以)"
    rf"(?:着|过|了)?{_UPON}|被(?:人|他们?|她|对方|老板|领导|公司|单位|谁)?(?:逼|迫|强迫|威胁|要挟|胁迫|要求|劝|骗|哄|吓)|"
    rf"(?:劝说?|逼迫?|强迫|威胁|胁迫|要挟|施压|催促?|迫使)(?:着|过|了)?(?:[^我，,]{{0,4}}){TAKE_BACK}|"
    rf"被(?:人|别人|他们?|她|对方|谁|系统|平台|老板|公司|单位|偷偷|擅自|私自|莫名其妙|给)*{TAKE_BACK}"
)
# A denial: 「我没有申请撤回」, 「从来没想过要撤回」, 「绝对不同意撤回」, 「撤回申请不是我交的」.
_DENIES = re.compile(
    r"(?:没有?|未|并非|不是|不会|不可能|不愿意?|不同意|不答应|不接受|不肯|不得|不许|拒绝|反对|绝不|决不)"
    r"(?:有|想|过|要|打算|同意|答应|申请|说|提出?|准备|主动|自愿|曾经?|再|考虑|写|签|提?交|去|向|跟|给|对|你们|他们|委托|"
    rf"授权|任何|人|谁|我|自己|因此|因为这个|就|来|会|是){{0,7}}(?:{TAKE_BACK}|不再?(?:举报|投诉|告|追究))|"
    rf"{TAKE_BACK}[^，,。]{{0,10}}(?:不是|并非|非)(?:我|本人|自己|出自|自愿)|"
    r"(?:没有?|无|未|不)(?:任何|什么|啥|提出?|过|有|得)*异议|异议[^，,。]{0,8}是(?:他|她|对方|公司|别人)"
)
# Not decided, or only if.
_IF = re.compile(
    r"如果|要是|假如|假若|倘若|除非|(?<!我)只要|只有|万一|的话|等[^，,。]{0,10}(?:再|才|就)|才(?:会|能|肯|可能)|再不[^。]{0,16}就|"
    r"(?<!再三)(?<!经过)考虑(?!再三|好|清楚|过|之后|以后|后|了|到)|(?:没|没有|未|还没)(?:最后|最终)?(?:决定|想好|想清楚|定下来|拿定|商量好)|"
    r"犹豫|(?:不|没)确定|拿不定|也许|或许|说不定|不一定|可能(?:会|要|想)"
)
_FORGED = re.compile(r"伪造|冒名|冒充|假冒|代签|盗用|冒用|仿冒|不是我(?:本人|自己|亲自)")
# What is taken back is no case: 「撤回了三条消息」, 「收回图纸」.
_NO_CASE = re.compile(
    rf"{TAKE_BACK}[来去掉了过]{{0,3}}(?:我们?|他们?|她|对方|那|这|[一二两三四五六七八九十几0-9]|[个条封份台张]|的|所有|"
    r"全部){0,8}"
    r"(?:消息|微信|聊天|信息|短信|邮件|授权|图纸|图片|文件|设备|电脑|权限|账号|帐号|合同|订单|商标|专利|广告|链接|帖子|视频|样品|产品|货|朋友圈|"
    r"[条封台张])"
)
# Something was taken back: 「把消息撤回了」. Asked only where it is no wish.
_TOOK = re.compile(rf"把[^，,。]{{1,8}}{TAKE_BACK}")
# One objects to what was done with the case, not to what others say or found.
_NO_HANDLING = re.compile(
    r"鉴定|检测|评估|审计|公证|商标|专利|合同|协议|对账|工资|奖金|考核|报价|(?:他|她|对方|公司|老板|同事|证人)们?的"
)
_HANDLING = re.compile(r"处理|决定|不立案|立案|办理|答复|分[到给送]|移送|你们|贵局|举报")
_SPEAKS_OF_ONE = re.compile(rf"{TAKE_BACK}|(?:不要?|别|莫)再?(?:继续)?(?:举报|投诉|告|追究)")
_ENDS = re.compile(r"[，,。；;！!：:\n]")
# Who is fined, honoured or judged filed nothing: 「不服罚款」, 「示范 撤销 条件」.
_NOT_A_FILERS = re.compile(
    r"罚款|罚单|(?<![不免])(?<!不予)(?<!不给)处罚|示范|认定|称号|牌子|试点|判决|裁定|仲裁|一审|二审"
)
_OLD_NEWS = re.compile(rf"(?:已经|早就|后来|当时|之前|去年|昨天){TAKE_BACK}(?:过|了)")
_POLITELY = re.compile(
    r"(?:^|[，,。；;！! ])(?:我们?|那|就|请问|想问|这个|那个|举报|案子)*+"
    r"(?:能不能|可不可以|可以|可否|能否|能|得不得行|好不好)(?:请|帮我|给我|把[^，,。]{1,8}|现在|直接|先)*+"
    rf"{TAKE_BACK}(?:我的|我们的|那个|这个|举报|投诉|申请|案子|一下|下来|回来|了)*+"
    r"(?:吗|不|嘛|么|啊|呀|呢|行不行)?[?？。]*$"
)
_POLITE_CHARACTERS = 24
# What is left of a bare wish when its own words are taken away.
_WISH_WORDS = re.compile(
    rf"{TAKE_BACK}|{_CASE}|异议|不服|不认可|不同意|不接受|处理|结果|决定|不想?|不要|取消|作废|告|追究|"
    r"我们?|想|要|请|帮忙?|申请|提出?|有|表示|把|对|于|这个|那个|这次|上次|之前|前面|刚才|已经|还是|决定|打算|"
    r"可以|一下|"
    r"先|那|就|的|了|吧|嘛|啊|哈|呢|你们|贵局|局里|他们?|她|继续|再|谢谢|麻烦|不好意思|你好|个|给|[^\w]"
)
_FEWEST_OF_A_REASON = 2


def wish_about_a_case(text: str) -> CaseWish | None:
    """Return what the person wants of a case of theirs, None when they tell, add or ask something."""
    if len(text) > WISH_CHARACTERS:
        return None
    said = _asked_politely(_coaxing_apart(plain(text)))
    if _OLD_NEWS.search(said) or looks_like_a_question(said):
        return None
    if _NOT_A_FILERS.search(said) and "举报" not in said:
        return None
    if _IF.search(said) or _FORGED.search(said):
        return None
    if _is_own(_KEEPS, said) or (_REGRETS.search(said) and _goes_on(said)):
        return CaseWish.KEEP
    if _is_own(_WITHDRAWS, said):
        return CaseWish.WITHDRAW
    return CaseWish.OBJECT if _objects(said) else None


def is_pressed_or_denied(text: str) -> bool:
    """Say whether a message speaks of a withdrawal that is not wished: others press for it, or it is denied."""
    said = plain(text[:_MOST_LOOKED_AT])
    if _SPEAKS_OF_ONE.search(said) is None:
        return False
    return any(pattern.search(said) for pattern in (_MADE_TO, _DENIES, _IF, _FORGED, _NO_CASE, _TOOK))


def is_pressed(text: str) -> bool:
    """Say whether a message tells that others press for a withdrawal, which is no wish of one's own."""
    said = plain(text)
    wishes = wish_about_a_case(text) not in (None, CaseWish.KEEP) and not _REFUSED.search(said)
    if len(text) > WISH_CHARACTERS or wishes:
        return False
    if _SPEAKS_OF_ONE.search(said) is None or looks_like_a_question(said) or _IF.search(said):
        return False
    return _MADE_TO.search(said) is not None and _NO_CASE.search(said) is None


def asks_to_withdraw(text: str) -> bool:
    """Say whether somebody asks that it be taken back, as a question: 「能不能撤回」, 「可以撤诉吗」."""
    said = plain(text)
    return len(said) <= _POLITE_CHARACTERS and _POLITELY.search(said) is not None and _IF.search(said) is None


def _asked_politely(said: str) -> str:
    """Return a wish that is put as a question as the wish that it is, beside words that give up."""
    found = _POLITELY.search(said)
    if found is None or not _is_own(_WITHDRAWS, said[: found.start()].rstrip("，,。 ")):
        return said
    return f"{said[: found.start()]}，我想撤回"


def _objects(said: str) -> bool:
    is_about_handling = _NO_HANDLING.search(said) is None or _HANDLING.search(said) is not None
    return is_about_handling and _is_own(_OBJECTS, said)


def _is_own(wish: re.Pattern[str], said: str) -> bool:
    """Say whether the wish is said in a clause of one's own: nobody else's, not made to, not denied."""
    return any(_stands_in_an_own_clause(found, said) for found in wish.finditer(said))


def _stands_in_an_own_clause(found: re.Match[str], said: str) -> bool:
    starts = found.start() + 1 if _ENDS.match(found[0]) else found.start()
    begins = max((end.end() for end in _ENDS.finditer(said, 0, starts)), default=0)
    ending = _ENDS.search(said, found.end())
    clause = said[begins : ending.start() if ending else len(said)]
    if any(pattern.search(clause) for pattern in (_OTHERS, _MADE_TO, _DENIES, _NO_CASE)):
        return False
    before = [part for part in _ENDS.split(said[:begins]) if part.strip()]
    return not before or not _OTHERS.search(before[-1]) or _ONESELF.search(clause) is not None


def goes_on_with_the_case(text: str) -> bool:
    """Say whether somebody asked why they withdraw wants it to go on: 「还是要查」, 「不撤了」."""
    if len(text) > WISH_CHARACTERS:
        return False
    said = _coaxing_apart(plain(text))
    return not looks_like_a_question(said) and (_KEEPS.search(said) is not None or _goes_on(said))


def says_why(text: str) -> bool:
    """Say whether a wish says more than itself: 「我想撤回，已经和解了」, 「分到江津不对，该渝北管」."""
    return len(_WISH_WORDS.sub("", plain(text))) >= _FEWEST_OF_A_REASON


def _goes_on(said: str) -> bool:
    return _GOES_ON.search(said) is not None and _STOPS.search(said) is None


def _coaxing_apart(said: str) -> str:
    return said if _MAY_ASK.search(said) else _COAXES.sub("", said)
