"""Somebody must leave a form for now and says why: 「等下，我先不填了，领导找我」. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.reading.questions import looks_like_a_question

_MOST_CHARACTERS = 40
_CLAUSES = re.compile(r"[，,。；;！!…~\s]+")
_END = r"[了吧嘛哈啦哦啊呀哟的]*"
_BEFORE = r"(?:那|就|好|我们?|今天|现在|暂时|只好|只能|得|要|先|回头|这个)*"
# 「先不填了」, 「先这样」, 「先放一放」: the whole of it waits.
_LEAVES = re.compile(
    rf"^{_BEFORE}(?:(?<=先)|(?<=今天)|(?<=暂时)|(?<=现在))(?:我|就|都)*(?:不(?:填|弄|写|搞|整|说|聊|讲)了|这样|到这里?|到这儿|走|撤|停一?下|忙去|放一放|放一?下|放着|搁着?|搁一搁|存着|存起)"
    rf"(?:这个|这份|这里|哈)*{_END}$|"
    rf"^{_BEFORE}(?:晚点|晚些|等会儿?|等下|等哈|待会儿?|回头|过会儿?|一会儿?|明天|改天|下次|有空|空了|下午|晚上|回来)(?:我|有空|再|又|来)*再?(?:接着|继续|来)?(?:填|弄|写|搞|整|说|聊|讲){_END}$"
)
_WAITS = re.compile(
    rf"^(?:等一?[下会哈]儿?|等等|稍等|不好意思|抱歉|对不起|哎呀?|唉|诶|哦|嗯|好的?|算了|那|先|啊|老师|麻烦){{1,3}}{_END}$"
)
_CALLS = re.compile(
    r"(?:找我|喊我|叫我|催我|来了|来人|有事|有点事|有急事|急事|开会|开个会|接娃|接孩子|带娃|吃饭|下班|上班|上课|睡觉|睡了|开车|到站|没电|"
    r"出门|下车|上车|做饭|哭了|哭起|回家|客户来|来电话|有电话|接电话|接个电话|电话(?:来|响)|在忙|忙去|要忙|走了|要走)"
)
_OF_OTHERS = re.compile("他|她|对方|被举报|偷|拿走|举报我")
_MOST_OF_A_REASON = 14
# 「稍等我去翻一下聊天记录再跟你说」: somebody looks for something and comes back with it.
_ASKS_TO_WAIT = (
    r"(?:你们?|您|请|先|麻烦|那|好的?|嗯|哦|行|要得)*"
    r"(?:稍等|等一?[下会哈]儿?|等等|等我(?:一?[下哈])?|莫慌|莫急|别急|不急|马上)"
)
_ON_ONES_WAY = r"(?:我|先|得|要|去|回去|马上|现在|这就|再|来)*"
_SEARCHES = r"(?:翻|找|看|查|问|拿|取|搜|整理|捋)(?:一?[下哈]|一?[翻找看查问]|到|出来|清楚)?"
_THINKS = r"(?:想|商量)(?:一?[下哈]|一?想|清楚)?"
_TO_YOU = r"(?:(?:给|跟|向|和)(?:你们?|您|这边)|(?:发|告诉|回复?|传|交)给?(?:你们?|您))"
_SPEAKS = r"(?:说|讲|发|回复?|补充?|传|交|报|看|回话|填|答)"
_COMES_BACK = (
    r"(?:(?:找到|翻到|看完|问到|问清楚|弄好|整理好|查到|想好)(?:了|之?后)?|"
    r"等会儿?|等下|等哈|待会儿?|一会儿?|晚点|回头|完了|然后|我|就)*"
    rf"(?:再(?:来{_SPEAKS}?|来?{_TO_YOU}{_SPEAKS}?|{_SPEAKS})|来?{_TO_YOU}{_SPEAKS}?)"
)
_GOES_TO_LOOK = re.compile(
    rf"^(?:{_ASKS_TO_WAIT}[,，。；;\s]*{_ON_ONES_WAY}(?:{_SEARCHES}|{_THINKS})[^,，。；;他她]{{0,12}}(?:[,，。；;\s]*{_COMES_BACK})?|"
    rf"{_ON_ONES_WAY}{_SEARCHES}[^,，。；;他她]{{0,12}}[,，。；;\s]*{_COMES_BACK}){_END}[。！!~]*$"
)


def must_leave(text: str) -> bool:
    """Say whether the whole message says that they leave for now, and what calls them away, or asks to wait."""
    if len(text) > _MOST_CHARACTERS or looks_like_a_question(text):
        return False
    clauses = [clause for clause in _CLAUSES.split(text) if clause]
    leaves = [clause for clause in clauses if _LEAVES.match(clause)]
    others = [clause for clause in clauses if not _LEAVES.match(clause)]
    return bool(leaves) and bool(others) and all(map(_is_a_reason, others))


def goes_to_look(text: str) -> bool:
    """Say whether the whole message says that they look for something first and come back with it."""
    is_short = len(text) <= _MOST_CHARACTERS and not looks_like_a_question(text)
    return is_short and _OF_OTHERS.search(text) is None and _GOES_TO_LOOK.match(text.strip()) is not None


def _is_a_reason(clause: str) -> bool:
    if _WAITS.match(clause):
        return True
    calls = len(clause) <= _MOST_OF_A_REASON and _CALLS.search(clause) is not None
    return calls and _OF_OTHERS.search(clause) is None
