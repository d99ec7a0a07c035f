"""What is added to a case in the message that says that something is to be added. Pure.

「补充：他们上周又发了报价单」 and 「忘了说，他们还拷了报价表」 say it; 「我要补充材料」 only wants to.
"""

from __future__ import annotations

from intents import expressions as re
from intents.reading.questions import looks_like_a_question

_MOST_WORDS = 1_000
_FEWEST_SIGNS = 6
_MOST_OF_NOTHING = 30
_ADDS = re.compile(
    r"^(?:你好|您好|我们?|[跟给向]你们?|还|再|要|想|需要|有|另外|[，, ])*+(?:补充|追加)"
    r"(?:说明|情况|材料|证据|线索|内容|一下|一点|一句|几句|个)*+[:：]\s*"
)
_WANTS_TO_ADD = re.compile(
    r"^(?:你好|您好|我们?|请问|可不可以|能不能|可以|能|还|再|要|想|需要|又|另外|[，, ])*+"
    r"(?:有|发现|找到)?(?:了|点|一些|些|一个|新的?)*+"
    r"(?:证据|材料|情况|线索|东西|内容)?(?:要|想|需要|得|可以)?"
    r"(?:补充|追加|补(?=[一几两]句|一?点|个)|说(?=[一几两]句|一?点))(?:说明|情况|材料|证据|线索|内容|一下|一点|一句|几句)*+[吗不]?(?:[，,。；;：:]\s*|\s+)"
)
# What is told behind 「补充一点」 is what is added, whatever it is about; behind 「补充材料」 it may be how.
_SAYS_A_LITTLE = re.compile(r"(?:一下|一点|一句|几句|点|个|情况|线索|说明)[，,。；;：:\s]*$")
_MAY_I = re.compile(
    r"[，,。；; ]*(?:可不可以|可以吗|可以不|行不行|行吗|得不得行|得行不|好不好|能不能|要得不)[?？。！!]*$"
)
# 「再加一个被举报人：己公司」
_A_PARTY = re.compile(
    r"^(?:我们?|还|再|要|想|需要|另外|请|帮我|能不能|可不可以|可以|[，, ])*+"
    r"(?:补充|追加|增加|加|添|补|有)(?:上)?(?:[一两][个家位名]|个)?"
    r"(?:被举报(?:人|的|单位|公司|方)?|侵权(?:人|方)|同伙)(?:的?(?:是|叫)|[:：，, ])+[^，,。]{2,}"
)
_BEGINS = re.compile(
    r"^(?:我|我们|还|要|想|再|需要|给|那|上次|之前|的|案子|举报|有)*(?:补充|补|追加|加|添|补交)(?:点|个|一下|些|一点)?"
    r"(?:材料|资料|证据|说明|东西|内容|情况)*[。！!]*$"
)
# 「算了，没得啥子要补的了」, 「要得，没得了」.
_BETWEEN_CLAUSES = re.compile(r"[，,。；;！!…~\s]+")
_ENDS = r"[了的吧嘛哈哦啊呢噻哟]{0,3}$"
_IN_PASSING = (
    r"(?:算了|哦|噢|好的?|好嘛|要得|得行|行|可以|嗯|唉|哎|对|那|我们?|再?想了(?:一?下|哈|想|半天)?|看了(?:一?下|哈|看)?|暂时|目前|现在|"
    r"应该|好像|先|就|也|都|倒|其实|真的?|确实|这边|这里)"
)
_NOTHING_MORE = re.compile(
    rf"^{_IN_PASSING}{{0,5}}(?:(?:没得|没有|没|莫得|莫有|冇得|冇|木有|木得|无)(?:啥子?|什么|哪样|其他|其它|别的|更多|再|新的?|东西|内容|材料|证据|情况){{0,3}}"
    rf"(?:可以|需要|要|想|能|得|可)?(?:再)?(?:补充?|加|添|说|写|讲|交)?(?:的|东西|材料)?|"
    rf"(?:不|莫|别|懒得)(?:用|要|想|得|再)?(?:补充?|加|添|说|写|讲|交)(?:充|(?<!写)材料|什么|啥子?)?|不用|不必|不需要|"
    # 「就这些了」, 「说完了」, 「差不多了」 end what was not begun.
    rf"就(?:是)?(?:这些|这么多|这点)|(?:说|讲|写|补|补充)?完|够|差不多){_ENDS}"
)
_SAID_BESIDE = re.compile(
    rf"^(?:{_IN_PASSING}|不好意思|麻烦你?们?|谢谢(?:你们?|您)?|辛苦|就?(?:先|是)?这样|就?这些|就这么多|先?走|再见|拜拜|没事|打扰|等你们?消息){{1,3}}{_ENDS}"
)
# What was done tells it: it is over, goes on, or has a day.
_HAPPENED = re.compile(
    r"[了过着](?!吗|没|不)|又|还在|正在|一直|天天|每天|昨天|前天|今天|刚才|刚刚|上个?[月周]|上个?(?:星期|礼拜)|[今去前]年|\d+[月日号]|[一二三四五六七八九十]+月"
)
_SOMEBODY = re.compile(
    r"他|她|它|对方|那边|那家|公司|厂|店|老板|员工|客户|我们|车间|仓库|电脑|本子|文件|资料|图纸|样品|合同|证人|人家|有人"
)
_BETWEEN = re.compile(r"[，,。；;！!？?\n]+|\s+(?=[\u4e00-\u9fff])")
_ABOUT_THE_CASE = re.compile(
    r"举报|投诉|案子|案件|[提上]?[交传]了?(?:[^，,。]{0,4})材料|提交|受理|你们|编号|查询码|进度|结果|回执"
)
# 「忘了说，…」, 「还有个事情要说，…」, 「另外他们还…」: nothing but what follows was to be said.
_GOES_ON = re.compile(
    r"^(?:哦|噢|啊|诶|欸|你好|您好|老师|还(?!有)|又|再|也|我们?|[跟给向]你们?|"
    r"刚才|刚刚|上次|上回|之前|前面|那天|[，, ])*+(?:"
    r"(?:忘(?:了|记)?(?:了)?(?:说|讲|写|提|填|告诉你们)|漏(?:了)?(?:说|写|讲|填)|想起来?)(?:了)?(?:一?[个件点句])?(?:事情?)?|"
    r"还?(?:有|想起)(?:一?[个件点]|些|几个)?(?:新)?(?:事情?|情况|线索)(?:要|想|没|忘了)?(?:说|讲|补充|反映)?(?=[，,:：。])|"
    r"(?:补|说|讲|加|补充)(?:一?[下哈句点个]|几句)(?:情况)?|对了|另外|还有|而且|后来)[:：，,。 ]*+"
)
# 「…，想补充进去」, 「…，麻烦加上」.
_TO_BE_ADDED = re.compile(
    r"[，,。；; ](?:我们?|想|要|请|麻烦|帮我|帮忙|把(?:这个|这些|它)|一起|也|再|给我)*(?:补充|补|加|添|写|记)"
    r"(?:进去|上去|进来|上|到案子里|到里面|到里头)(?:一下|了|嘛|吧|哈|[。！!])*$"
)
_NO_ADDITION = re.compile(
    r"举报|投诉|检举|咨询|预约|请问|想问|问一?下|问哈|上传|图片|照片|文件|截图|录音|视频|撤|取消|谢谢|回执|进度|人工|^(?:吗|没|不)|"
    r"(?:忘(?:了|记)?|没|要|想)(?:说|讲|写|交|给|补充)了?$"
)
_TELLS = re.compile(r"发现|他们?|她们?|对方|那边|上周|上个?月|昨天|前天|今天|刚才|又|现在是|\d{5,}|公司|厂")
_OTHERS = re.compile(
    r"(?:^|[，,。 ])(?:昨天|今天|前天|刚才|上周|现在|最近|又|听说|结果)*(?:他们?|她们?|对方|那边|被举报)"
)
_FILES = re.compile(r"上传|怎么|哪里|如何")
_WISH_TO_ADD = re.compile(
    r"我们?|还|再|要|想|需要|给|那|上次|之前|的|案子|有|补充|追加|补|加|交|点|个|一下|一点|材料|资料|证据|说明|情况|线索|新|[^\w]"
)
_SAID_BEFORE = re.compile(
    r"^(?:就是|就|是|用)?(?:我)?(?:上面|前面|刚才|刚刚|上一?条|之前|上头)(?:我)?(?:那|这|说|写|发|讲|打|的)(?:那|这|个|一?[句条段]话?|些|的|过|内容|了)*+[呀啊嘛吧。！!]*$"
)


def begins_to_add(text: str) -> bool:
    """Say whether it begins an addition and says nothing of what it is to be: 「我要补充材料」."""
    return _BEGINS.match(text) is not None


def says_nothing_more(text: str) -> bool:
    """Say whether the whole message says that there is nothing to add."""
    clauses = [clause for clause in _BETWEEN_CLAUSES.split(text) if clause]
    nothing = [clause for clause in clauses if _NOTHING_MORE.match(clause)]
    beside = [clause for clause in clauses if clause not in nothing]
    return len(text) <= _MOST_OF_NOTHING and bool(nothing) and all(map(_SAID_BESIDE.match, beside))


def words_added(text: str) -> str:
    """Return the words that a message adds to a case, "" where it only wants to add something, or asks."""
    if len(text) > _MOST_WORDS:
        return ""
    if _A_PARTY.match(text):
        return text
    wants = _WANTS_TO_ADD.match(text)
    told = _MAY_I.sub("", text[wants.end() :]) if wants else ""
    if wants and _SAYS_A_LITTLE.search(wants[0]) and len(told) >= _FEWEST_SIGNS and not _FILES.search(told):
        # Whatever is asked beside it, it is told to be added.
        return told if not looks_like_a_question(told) or tells_and_asks(told) else ""
    text = _MAY_I.sub("", text)
    if looks_like_a_question(text):
        return ""
    if (adds := _ADDS.match(text)) and len(text) - adds.end() >= _FEWEST_SIGNS:
        return text[adds.end() :]
    if ends := _TO_BE_ADDED.search(text):
        return text[: ends.start()] if ends.start() >= _FEWEST_SIGNS else ""
    if len(told) >= _FEWEST_SIGNS and _TELLS.search(told) and not _FILES.search(told):
        return told
    goes_on = _GOES_ON.match(text)
    rest = text[goes_on.end() :] if goes_on else ""
    return rest if len(rest) >= _FEWEST_SIGNS and not _NO_ADDITION.search(rest) else ""


def says_more_than_to_add(text: str) -> bool:
    """Say whether a message that sounds like an addition tells something of its own: 「他走之前还加过班」."""
    if looks_like_a_question(text) or _NO_ADDITION.search(text):
        return False
    return len(_WISH_TO_ADD.sub("", text)) >= _FEWEST_SIGNS and _TELLS.search(text) is not None


def tells_of_others(text: str) -> bool:
    """Say whether a message tells what the other side did or is: 「对方昨天把网站关了」."""
    is_told = not looks_like_a_question(text) and not _NO_ADDITION.search(text)
    return is_told and _OTHERS.search(text) is not None


def tells_and_asks(text: str) -> bool:
    """Say whether a message that asks tells what happened besides: 「他又发了报价单，能不能先来看看」."""
    if not looks_like_a_question(text):
        return False
    clauses = [clause for clause in _BETWEEN.split(text) if clause]
    told = (clause for clause in clauses if len(clause) >= _FEWEST_SIGNS and not _asks(clause))
    return any(
        _HAPPENED.search(clause) and _SOMEBODY.search(clause) and not _ABOUT_THE_CASE.search(clause)
        for clause in told
    )


def _asks(clause: str) -> bool:
    return looks_like_a_question(clause) or _NO_ADDITION.search(clause) is not None


def points_back(text: str) -> bool:
    """Say whether a message only points to one before it: 「就是上面那句」."""
    return _SAID_BEFORE.match(text) is not None
