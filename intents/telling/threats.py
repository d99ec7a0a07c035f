"""Somebody tells that harm is threatened or done to them, whatever they wish in the same breath. Pure.

「对方找人威胁我」, 「我遭他们堵在家门口」: their safety comes first. 「要是他们报复我」 only fears it, and in
「他威胁客户」 it is somebody else's. Who is only told that he will be reported or sued is in no danger.
"""

from __future__ import annotations

from intents import expressions as re
from intents.reading.plain import plain
from intents.reading.questions import looks_like_a_question
from intents.telling.own_case import TAKE_BACK, WISH_CHARACTERS, CaseWish, wish_about_a_case

_MOST_LOOKED_AT = 400
_ME = r"(?:我|俺|本人|咱)"
_OF_MINE = r"们?的?(?:这个|那个|下面|单位|公司|办公室|屋头|家里|老板){0,2}"
_MINE = r"(?:我|俺|咱)(?:们|的|屋头?|家|爸|妈|娃儿?|孩子|老婆|老公|家人|全家|父母|女儿|儿子)*"
# Harm is threatened, or done already: 「找人威胁我」, 「不撤回就要打我」. 「我怕报复」 names nobody who threatens.
_THREATENS = re.compile(
    r"(?:来|在|又|还|老是|一直|电话|短信|微信|信息|上门|故意|专门|想|要|就是|天天)吓(?:唬)?我(?!一跳)|"
    r"威胁(?!到|了?(?:客户|供应商|员工|市场|生意)|(?:说|要|会|去|再|我|他|们|到)*(?:举报|起诉|告(?!诉)|打官司|报警|开除|辞退|索赔|仲裁|上法院|发律师函))|恐吓|吓唬我|要挟|胁迫|(?:逼|强迫|迫使)(?:着|过|了)?我(?!们?(?:去|来|跟他们?|主动|自己)*(?:签|离职|辞职|走人|加班|守|买|缴|交钱))|"
    r"(?:被|遭|挨|受)(?:到|了)?(?:他们?|她|对方|人|别个|老板)?(?:的人|喊人|找人|带人|派人)?(?:逼|强迫|打|堵|砸|跟踪|盯|围|骚扰|跟[到起着了])(?!电话|回来|印)|"
    rf"(?:打|砍|捅|揍|堵|弄|整|杀|收拾|跟踪|盯|砸|踢|扇|掐|撞)(?:死|残|烂|到|着|了|过|起)*(?>{_MINE})(?!(?<=的)(?:[。，,；;]|$))(?!{_OF_MINE}的?(?:电话|手机|座机|微信|号)|的?老?客户|[^。；;]{{0,8}}[0-9]{{5}})|"
    r"(?:弄|整|打|砍|杀)死|"
    # A bureau that recommends somebody, 「推我们到信用系统」, pushes nobody.
    rf"推(?:搡|倒|了|过|着)+{_MINE}|推{_MINE}(?:[一两几]?[把下]|下[楼车去]|[摔倒])|"
    rf"[把将]{_MINE}(?:打|捅|砍|揍|踢|堵|围|扣|绑|推(?!到|上))(?:了|伤|倒|起|到|在|住|一顿|得)(?!电话|折|成)|[把将]{_MINE}推(?:到|下)[^，,。]{{0,3}}(?:墙|地|楼|沟|河|水|马路)|[把将]{_MINE}的?(?:车|门|店|厂|屋|房|玻璃)[^，,。]{{0,4}}(?:砸|泼|堵|烧)|"
    rf"(?:到|来|在|跑到|找到|围到?){_MINE}的?(?:公司|厂|单位|店|小区|学校)?(?:门口|门外|楼下|楼底下|外头|外面|附近|院坝|停车场)(?:[^，,。卖开]{{0,6}})(?:守|蹲|盯|转悠|等着|围|晃)|"
    rf"(?:说|喊|叫|让|发短信|发信息|发微信|带话|放话)[^，,。]{{0,8}}(?:小心点|当心点|走夜路|出门小心|一家(?!同行|厂|公司|店|企|单位|[一-龥]{{0,6}}(?:公司|厂|店|企业))|全家)|不撤[^，,。]{{0,4}}就[^，,。]{{0,4}}{_MINE}[^，,。]{{0,4}}(?:怎么样|咋样|好看|不客气)|"
    rf"(?:让|叫|喊){_MINE}(?:[^，,。]{{0,8}})(?:好看|吃不了|混不下去|待不下去|后悔|小心|当心)|"
    rf"对{_MINE}(?:动手|不利|不客气|下手)|动手打|要{_ME}的?命|(?:报复|骚扰){_ME}|打击报复|"
    rf"(?:到|来|在|跑到|找到){_MINE}(?:门口|单位|公司|楼下|学校)?(?:[^，,。]{{0,6}})(?:闹事?|堵|砸|泼|威逼)|"
    r"放话[^，,。]{0,6}(?:要|说|再|敢)|给我[^，,。]{0,4}颜色|(?:走|等)着瞧|(?:不(?:会|得)?放过|饶不了)我|跟我没完|要我好看|找我们?的?麻烦|"
    r"(?:再|还)(?:闹|告|举报)[^，,。]{0,6}(?:就|我就|要(?![得不])|打|弄|整|砸|收拾)"
)
# Nobody threatened yet, and they are afraid of somebody who could: 「我好怕哦，他晓得我住哪里」.
_KNOWS_WHERE_I_LIVE = re.compile(
    r"(?<!你)(?<!你们)(?:晓得|知道|清楚|认得|认得到|查到|打听到?|摸清|找到|盯上)了?我(?:们|的|屋头?|家|爸妈|娃儿?|小孩|女儿|儿子|老婆)*(?:住|在)(?:在?(?:哪|啥子?地方|那个地方|什么地方)|了?$)"
)
_HIDES = re.compile(r"不敢(?:出门|回家|回屋|回去住|一个人)|(?:发|打)[^，,。；;]{0,6}(?:来)?吓我(?!一跳)")
_IS_ONLY_AFRAID = re.compile(
    r"(?:[我俺]|真的?|现在|心里|心头|一个人|晚上|又|都|，|,|\s){0,6}(?:好|很|太|真|有点|非常|硬是)?(?:害怕|怕)"
    r"(?:得很|得要死|惨了|死了|得不得了|得睡不着)?(?:哦|啊|呀|嘛|哟|了|[。！!]){0,4}"
)
_THREATENS_NOBODY = re.compile(
    r"(?:没有?|未|并非|不是|不算|不存在)(?:人|谁|任何人|他们?|受到?|被|过|在|什么)*(?:威胁|恐吓|要挟|胁迫|逼|强迫|报复)"
)
_TO_ME = re.compile(
    r"我|俺|咱|本人|屋头|家里|娃|被|遭|受到|挨|(?:再|不)(?:告|举报|投诉|撤)|"
    r"^(?:有人|对方|他们?|老板|那边)?(?:找人|喊人|派人|打电话)?来?(?:威胁|恐吓|要挟)(?:了|人)?[。！!]*$"
)
# Not happened: feared, or asked about in general.
_IMAGINED = re.compile(
    r"如果|要是|假如|万一|会不会|会(?:被|遭|不)|怕(?:被|遭|他|她|对方|人|老板|有|打击)|担心|(?:算|是)不?是?(?:威胁|恐吓|胁迫)|的话|什么(?:叫|是)|会(?:知道|晓得)|[莫别不]让|不能让|怎么(?:会)?(?:知道|晓得)|没有?谁?(?:知道|晓得)"
)
_CLAUSE_ENDS = re.compile(r"[，,。；;！!？?\n]+")
_GIVES_IN = re.compile(
    rf"(?:只好|只能|只得|不得不|被迫)(?:就|先|来|去|申请)*{TAKE_BACK}|(?:再不|不){TAKE_BACK}[^，,。]{{0,4}}就"
)


def is_threatened(text: str) -> bool:
    """Say whether a message tells that its writer is threatened; what is wished in it may not be their own."""
    said = plain(text[:_MOST_LOOKED_AT])
    return _THREATENS.search(said) is not None and _THREATENS_NOBODY.search(said) is None


def tells_of_a_threat(text: str) -> bool:
    """Say whether a message is about a threat to whoever writes it that happened, in few words."""
    return len(text) <= WISH_CHARACTERS and _happened(text)


def tells_of_danger(text: str) -> bool:
    """Say whether whoever writes it may be in danger: threatened, be it in a long story, or afraid of somebody."""
    if len(text) > _MOST_LOOKED_AT:
        return False
    clauses = _CLAUSE_ENDS.split(plain(text))
    is_found = any(_KNOWS_WHERE_I_LIVE.search(one) and not _IMAGINED.search(one) for one in clauses)
    is_found = is_found or any(_HIDES.search(one) and not _IMAGINED.search(one) for one in clauses)
    # 「怕得很」 beside other words is a fear of what they name.
    return is_found or _IS_ONLY_AFRAID.fullmatch(plain(text)) is not None or _happened(text)


def _happened(text: str) -> bool:
    if not is_threatened(text):
        return False
    said = plain(text[:_MOST_LOOKED_AT])
    # What is feared in one clause may have happened in another: 「我怕得很，他们放话要收拾我」.
    told = (clause for clause in _CLAUSE_ENDS.split(said) if _THREATENS.search(clause))
    return _TO_ME.search(said) is not None and any(_IMAGINED.search(clause) is None for clause in told)


def withdraws_under_threat(text: str) -> bool:
    """Say whether somebody withdraws because they are threatened: 「他们说不撤回就要打我，我只好撤回」."""
    if len(text) > WISH_CHARACTERS or not is_threatened(text) or looks_like_a_question(plain(text)):
        return False
    return wish_about_a_case(text) is CaseWish.WITHDRAW or _GIVES_IN.search(plain(text)) is not None
