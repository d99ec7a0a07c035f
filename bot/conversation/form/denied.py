"""What is denied and what is right instead: 「不是华兴，是华星」, 「是王刚不是王强」. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from intents import expressions as re
from intents.persons.people import is_a_name

# What was said, and what is right.
_SAID = r"(?P<said>[^，,。；;、！!\s]{1,30}?)"
_RIGHT = r"(?P<right>[^，,。；;！!\n]{1,60})"
_COMMA = r"[，,。；;、！!\s]{1,4}"
_ENDS = r"(?:的)?[了啊哦哈嘛。！!]{0,3}$"
_INSTEAD = (
    re.compile(
        rf"(?:不是|不叫|不在|并非){_SAID}(?:的)?{_COMMA}(?:而|就|应该|应当|准确地?说|我们|他们|对方|人家|公司|厂|单位)?(?:是|叫|在|应为){_RIGHT}"
    ),
    re.compile(
        rf"(?:^|[，,。；;\s]|是|叫|在|属于|为){_RIGHT}{_COMMA}(?:而)?(?:不是|不叫|不在|并非|不属于){_SAID}{_ENDS}"
    ),
    # Without a comma between the two: 「是去年5月不是今年5月」, 「不是王强是王刚」.
    re.compile(
        r"(?:^|[，,。；;\s])(?:我?(?:刚才|刚刚|前面|上面|之前)(?:[说讲填写选]的?))?(?:应该|应当)?(?:是|叫)"
        r"(?P<right>[^，,。；;！!\n是不叫]{1,30})"
        rf"(?:而)?(?:不是|不叫|并非)(?P<said>[^，,。；;、！!\s是]{{1,30}}?){_ENDS}"
    ),
    re.compile(
        r"(?:^|[，,。；;\s])(?:不是|不叫|并非)(?P<said>[^，,。；;、！!\s是不叫]{1,30})"
        r"(?:而)?(?:是|叫)(?P<right>[^，,。；;！!\n是不]{1,60})$"
    ),
)
# 「是骁勇善战那个骁，不是春眠不觉晓的晓」: one sign of a name, each told by a word that holds it.
_A_SIGN = re.compile(
    r"(?:是|应该是)(?P<right_in>[\u4e00-\u9fff]{2,6}?)(?:那个|的那个|的)(?P<right>[\u4e00-\u9fff])字?[，,。；;\s]{0,3}(?:而|可)?不是"
    r"(?P<said_in>[\u4e00-\u9fff]{2,8}?)(?:那个|的那个|的)(?P<said>[\u4e00-\u9fff])(?![\u4e00-\u9fff]{2})|"
    r"不是(?P<said_in2>[\u4e00-\u9fff]{2,8}?)(?:那个|的那个|的)(?P<said2>[\u4e00-\u9fff])字?[，,。；;\s]{1,3}(?:而|应该)?是"
    r"(?P<right_in2>[\u4e00-\u9fff]{2,6}?)(?:那个|的那个|的)(?P<right2>[\u4e00-\u9fff])(?![\u4e00-\u9fff]{2})"
)
_TO = r"(?P<right>[^，。；;！!\n]{1,60})"
CHANGED = re.compile(rf"(?:^|[，,。；;\s])[把将]?{_SAID}(?:改成|改为|换成|更正为)\s*{_TO}")
_IS = re.compile("是|叫|在|属于|应为")
# 「他老婆李娟」: what somebody is to another is no part of the name.
_KIN = re.compile(
    r"^(?:他们?|她们?|王总|老板|对方)?的?(?:老婆|妻子|媳妇|堂客|爱人|老公|丈夫|男人|儿子|女儿|幺儿|女婿|儿媳|哥哥?|弟弟?|姐姐?|妹妹?|"
    r"爸爸?|妈妈?|父亲|母亲|舅子|小舅子|姐夫|妹夫|表弟|表哥|堂弟|堂哥|侄子|亲戚|朋友|同学|女朋友|男朋友)(?:叫|是|[，,])?"
)


def pairs_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield what was said with what is right instead, as far as the words oppose the two."""
    if sign := _sign_in(text):
        yield sign
        return
    for pattern in (*_INSTEAD, CHANGED):
        if found := pattern.search(text):
            yield found["said"].removeprefix("在"), without_kin(_IS.split(found["right"])[-1].strip())


def _sign_in(text: str) -> tuple[str, str] | None:
    """Return the wrong sign of a name and the right one, where each is told by a word that holds it."""
    found = _A_SIGN.search(text)
    if found is None:
        return None
    right, said = found["right"] or found["right2"], found["said"] or found["said2"]
    holds = right in (found["right_in"] or found["right_in2"]) and said in (found["said_in"] or found["said_in2"])
    return (said, right) if holds and right != said else None


def without_kin(name: str) -> str:
    """Return a name without what its bearer is to somebody: 「李娟」 of 「他老婆李娟」."""
    rest = _KIN.sub("", name, count=1)
    return rest if rest != name and is_a_name(rest) else name
