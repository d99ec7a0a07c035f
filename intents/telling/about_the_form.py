"""What people say about an item of a form instead of answering it. Pure.

「这个必须填吗」 asks whether it may be left out; 「刚才说过了」 says that it was told before,
「你是问偷的时间还是用的时间」 asks what is asked, 「你是不是机器人」 who asks it.
"""

from __future__ import annotations

from intents import expressions as re
from intents.whole import said

_LONGEST_CHARACTERS = 24
_ASKS = r"(?:吗|不|么|迈|嘛|啊|呀|哦|噻|能不能|可以不|行不)?$"
_FILLS = r"(?:填|写|说|答|留|选|给|声明)"
_LEAVES_OUT = (
    rf"(?:不用?(?:{_FILLS}|管)|跳过|跳开|空着|空到?起|空到|留空|"
    r"(?:先)?(?:放着|放起|不管|略过)|以后再?(?:填|补|说))"
)
# In the one form that messages are compared in: no marks, 能不能 for 得行不.
_NEEDED = re.compile(
    rf"(?:必须|一定|非|硬是|硬要|必)(?:是)?(?:要|得|需要)?{_FILLS}?(?:不可|不行)?(?:的)?(?:项|内容)?(?:吗|不|么|迈|嘛|啊|呀|哦|噻)$|"
    rf"(?:是不是|是否)[^，,。]{{0,4}}(?:必须|必填|一定|非)[^，,。]{{0,6}}$|"
    rf"(?:必须|一定|非)(?:要|得)?{_FILLS}?(?:不可|要)?$|"
    rf"^[^他她]{{0,10}}(?:需不需要|要不要|用不用|该不该|得不得){_FILLS}(?:的)?$|"
    rf"{_LEAVES_OUT}(?:的话)?(?:可以|能|行|得|要得|会怎么|会怎么样|有没有关系|有没有影响|要不要紧|好不好){_ASKS}|"
    rf"(?:能不能|可以|能|可不可以|行不行|好不好|敢不敢)(?:先|暂时|也|都|直接)?{_LEAVES_OUT}{_ASKS}|"
    rf"{_LEAVES_OUT}(?:能不能|不)$|"
    rf"(?:能不能|可以|能)(?:只|就){_FILLS}[^，,。]{{1,8}}?(?:不{_FILLS}[^，,。]{{0,4}})?{_ASKS}|"
    rf"可(?:以)?{_FILLS}可(?:以)?不{_FILLS}|"
    rf"^(?:这个|这项|这里|这栏|这题)?(?:也|都)?(?:要|用|需要){_FILLS}(?:的)?(?:吗|不|么|迈)$"
)
_IS_A_QUESTION = re.compile(
    r"[?？吗不么迈嘛啊呀哦喃呢噻]$|[?？]$|能不能|可不可以|是不是|是否|要不要|需不需要|用不用|会怎|有没有|得行|[的吧]吧?$"
)
_STATES = re.compile("^(?:我|那|就|先|这个|这项)*不(?:想|愿意?)?(?:填|写|说|答|留|给|选)(?:了|嘛|啊|哦)*$")
_OF_BEFORE = r"前面|前头|前边|上面|上头|刚才|刚刚|之前|先前|早就|已经|都|才|一开始|开头|起头|起先|一早|开始"
_SAYS = r"(?:说|讲|填|写|告诉|回答|答|留)"
_TOLD = re.compile(
    rf"^(?:(?:我|这个|这项|那个|不是|是不是|就|给你|跟你|给你们|跟你们|对你|哎呀?|诶|哦|你|{_OF_BEFORE})*)"
    rf"(?:(?:{_OF_BEFORE})(?:我|就|不是|都|给你们?|跟你们?|已经|有)*{_SAYS}(?:你们?)?(?:过|了|的|得|起)|{_SAYS}过)"
    r"(?:了|的|得|过|一?遍|两遍|几遍|好几遍|好多遍|一次|两次|几次|好几次|嘛|迈|吗|呀|啊|撒|噻|你们?|不是|得嘛|那个)*"
    r"(?:(?:你|您|自己|请)*(?:翻|看|查|找)(?:一下|看|下)?(?:前面|上面|前头|上头|记录|嘛|一下)*)?$"
)


# 「啥子叫行为地嘛」, 「载体是什么意思」, 「行为地是指哪里」.
_MEANS = re.compile(
    r"^(?:你们?|这里|这个|请问|那|说的)*(?:(?:什么|啥子?|哪样|何)(?:叫|是|叫做|算)(?:这?个)?(?P<behind>[\u4e00-\u9fff]{2,8}?)|"
    r"(?P<before>[\u4e00-\u9fff]{2,8}?)(?:这[个项栏]|那[个项栏])?(?:到底)?(?:是|指|是指|指的是|说的是)(?:个)?(?:什么|啥子?|哪样|哪里|哪儿|哪点)(?:意思|东西|地方)?)"
    r"[嘛呢啊哦哟噻呀]?[?？。]*$"
)


def asks_what_it_means(text: str) -> str:
    """Return the word whose meaning the whole message asks, "" for none."""
    found = _MEANS.match(text) if len(text) <= _LONGEST_CHARACTERS else None
    return (found["behind"] or found["before"]) if found else ""


def asks_whether_needed(text: str) -> bool:
    """Say whether the whole message asks if an item must be filled, or may be left out."""
    if len(text) > _LONGEST_CHARACTERS:
        return False
    compared = said(text)
    if _STATES.match(compared) or not (_IS_A_QUESTION.search(text) or _IS_A_QUESTION.search(compared)):
        return False
    return _NEEDED.search(compared) is not None


def says_it_was_told(text: str) -> bool:
    """Say whether the whole message only points to what was told before: 「这个我前头不是讲了得嘛」."""
    return len(text) <= _LONGEST_CHARACTERS and _TOLD.match(said(text)) is not None


# 「你是不是机器人」, 「你龟儿是人还是机器哦」, 「跟机器人说话硬是恼火」.
_MACHINE = r"(?:机器人?|真人|活人|人工智能|电脑程序|电脑|智能客服|ai|AI)"
_OF_US = r"(?:你|您|你们|你这个?|对面|这边|这里|屏幕后[面头]|跟我说话的?|和我说话的?|回我的?|答复我的?)"
_MACHINE_ANSWERS = re.compile(
    rf"{_OF_US}[^，,。；;]{{0,8}}(?:是|算|莫不|该不会|怕)[^，,。；;]{{0,8}}{_MACHINE}|"
    rf"^[^，,。；;]{{0,6}}(?<![不想要])(?:跟|和|对到?)(?:你这个?|一个|个)?(?:机器人?|电脑|程序)(?:说|讲|聊|摆|谈|扯)|"
    rf"^(?:到底|究竟)?(?:是|是不是|莫不是|该不会是|怕不是)(?:个)?{_MACHINE}(?:吗|不|嘛|吧|哦|啊|还是|[?？])"
)
_WANTS_SOMEBODY = re.compile(
    r"转人工|[找换喊叫要来想跟和](?:个|一个)?(?:真人|活人|人工)|[找换喊叫来]个人|[不莫别]想?[跟和]"
)
_LONGEST_ABOUT_US = 30


def asks_who_answers(text: str) -> bool:
    """Say whether somebody asks, in whatever mood, whether a machine answers; who wants a person asks for one."""
    is_short = len(text) <= _LONGEST_ABOUT_US
    return is_short and _MACHINE_ANSWERS.search(text) is not None and not _WANTS_SOMEBODY.search(text)


_ASKED_FOR = r"(?:时间|日期|日子|地点|地方|地址|区县|名字|名称|公司|单位|电话|号码|金额|损失|钱|材料|措施)"
# 「你是问偷的时间还是用的时间」, 「写公司名还是我的名字」, 「你问的是哪个时间」.
_WHICH_IS_MEANT = re.compile(
    r"^(?:那|哦|请问|不好意思|[，,\s])*(?:你们?|您|这里|这[个项]|这一项)(?:到底|究竟|这里|现在|是|在)*(?:问|说|指|要)(?:的)?(?:到底|究竟)?(?:是|要)?[^。！!]{1,20}还是[^。！!]{1,20}$|"
    rf"^(?:那|哦|请问|[，,\s])*(?:你们?|您|这里|这[个项]|这一项)(?:到底|究竟|是|在)*(?:问|说|指|要)(?:的)?(?:是)?(?:哪个|哪一个|哪家|哪边|啥子?|什么){_ASKED_FOR}?[^，,。！!]{{0,6}}$|"
    rf"^(?:那|哦|请问|[，,\s])*(?:哪个|哪家|哪边|啥子?|什么){_ASKED_FOR}(?:嘛|哦|啊|呢)?[，,\s?？][^。！!]{{1,12}}还是[^。！!]{{1,12}}$|"
    rf"^(?:那|哦|请问|就|[，,\s])*(?:是|要|填|写|留|说|报|是要|是填|是写|是说|是问|要填|要写|要留)(?:的)?(?:我们?|他们?|公司|单位|厂|老板|本人|个人|对方)[^，,。！!]{{0,8}}还是(?:我们?|他们?|公司|单位|厂|老板|本人|个人|对方)[^，,。！!]{{0,8}}$|"
    rf"^(?:那|哦|请问|就|[，,\s])*(?:是|要|填|写|说|是要|是填|是写|是说|是问|要填|要写)[^，,。！!]{{1,8}}{_ASKED_FOR}还是[^，,。！!]{{1,10}}{_ASKED_FOR}[嘛哦啊呢?？]*$"
)
_LONGEST_WHICH = 40


def asks_which_is_meant(text: str) -> bool:
    """Say whether it is asked back which of two things an item asks for."""
    return len(text) <= _LONGEST_WHICH and _WHICH_IS_MEANT.match(text.strip()) is not None
