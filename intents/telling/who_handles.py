"""Who will handle it, or has it in hand, is asked and nothing else: 「谁来办这个案子」, 「哪个局来办」. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.cues import cue

_MOST_CHARACTERS = 24
_BEFORE = (
    r"(?:那|请问|问一?下|想问|你们|这边|现在|目前|到底|最后|以后|交了以后|提交以后|交上去以后|交了之后|交完|填完|报了以后|举报以后|举报了|"
    r"我的?|我们的?|这个?|案子?|案件|举报|事情|[，,\s])*+"
)
_WHO = (
    r"(?:谁|哪[个位家]?(?:区|县|市)?(?:局|单位|部门|科室?|人|些人|里)?|什么(?:人|单位|部门)|啥子?(?:人|单位|部门))"
)
_DOES = r"(?:承办|经办|经手|办理|办|处理|管|查|核查|调查|负责|接手)"
_IT = r"(?:我们?的?|这个?|这些?|那个?|一?[件个]|案子?|案件|举报|事情?|线索|东西|单子|材料)*"
_AFTER = r"(?:的|了|呢|嘛|啊|哦|呀|哟|噻|吗|哈|[。！!?？~，,\s])*+"
_BUREAU = r"(?:你们?)?(?:是)?(?:由|在|归)?(?:区|县|区县)(?:市监)?局"
_MUNICIPAL = r"(?:是)?(?:由|在|归)?市(?:市监)?局"
_HOLDS = r"(?:派人|来人|来|在|管|办|查|处理|负责|的人)*"
_ASKS = re.compile(
    rf"^{_BEFORE}(?:"
    # 「交了以后谁来查」, 「哪个局来办」, 「办我这个案子的是哪些人」
    rf"(?:由|归|是|该|给)*{_WHO}(?:会|要|可以|去|来|在|给|帮|我|们|的人)*{_DOES}{_IT}|"
    rf"{_DOES}{_IT}的?(?:人)?(?:是|叫)?{_WHO}|"
    rf"(?:经办|承办|办案|负责|经手)(?:的)?(?:人员?|单位|局)?(?:是|叫){_WHO}(?:[，,\s]*{_DOES}{_IT}的?(?:人)?)?|"
    # 「你们是区局派人还是市局派人」
    rf"{_BUREAU}{_HOLDS}{_IT}[，,]?还是{_MUNICIPAL}{_HOLDS}{_IT}|{_MUNICIPAL}{_HOLDS}{_IT}[，,]?还是{_BUREAU}{_HOLDS}{_IT}"
    rf"){_AFTER}$"
)
MAY_ASK_WHO = cue(
    r"(?:谁|哪|什么|啥).{0,10}[办理管查责手]|[办理管查责手].{0,12}(?:谁|哪|什么|啥)|局.{0,10}还是",
    signs="谁哪什啥还",
)


def asks_who_handles(text: str) -> bool:
    """Say whether a whole message asks who will handle a matter, or who has it in hand."""
    return len(text) <= _MOST_CHARACTERS and _ASKS.match(text) is not None
