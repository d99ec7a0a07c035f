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


def must_leave(text: str) -> bool:
    """Say whether the whole message says that they leave for now, and what calls them away, or asks to wait."""
    if len(text) > _MOST_CHARACTERS or looks_like_a_question(text):
        return False
    clauses = [clause for clause in _CLAUSES.split(text) if clause]
    leaves = [clause for clause in clauses if _LEAVES.match(clause)]
    others = [clause for clause in clauses if not _LEAVES.match(clause)]
    return bool(leaves) and bool(others) and all(map(_is_a_reason, others))


def _is_a_reason(clause: str) -> bool:
    if _WAITS.match(clause):
        return True
    calls = len(clause) <= _MOST_OF_A_REASON and _CALLS.search(clause) is not None
    return calls and _OF_OTHERS.search(clause) is None
