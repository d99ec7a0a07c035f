"""Messages: which questions a message asks, and whether it only goes on with the one before."""

from __future__ import annotations

from collections.abc import Sequence

from intents import expressions as re
from intents.reading.questions import KINDS_OF_QUESTION, MOST_SENTENCES, kinds_of
from intents.wording import normalised
from knowledge.finding import contrast
from knowledge.finding.reading import plain_reading

# In a chat a blank between Chinese signs is a comma: 「公示好多天 有人提意见咋个办」.
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_CLAUSE = re.compile(r"[^。！？!?；;\n，,]+[。！？!?；;\n，,]*")
# 「什么算不正当手段，罚多少」
SHORTEST_CLAUSE = 3
_EITHER_OR = re.compile(r".还是[^，,。]+[?？]?$")
# Of a message with more than one question, what says no more than whom or what else it means.
_ELLIPTIC = re.compile(r"^[^，,。]{1,8}呢[？?。！!，,]*$")
_PLACE = re.compile(r"第[\d一二三四五六七八九十]+(?=[项条块]|部分)")
# What a message is about holds for its next clauses too; the offered names of these fit before a clause.
_CARRIED = ("honour", "matter")
# A clause of these words only says when, where or what, and of nothing: 「申报截止几号」, 「要交什么材料」.
_NO_SUBJECT = re.compile(
    "申报|申请|报名?|截止|[之以]?前|公示|公布|名单|结果|材料|资料|[交去到找向]|哪[个里儿]?|局|[什甚]么|啥子?|[多好]久|多少|"
    "几[号天月家个]?|[多好]长|期限|时间|时候|期|需?要|得|该|能|最[晚迟多少]|何时|出来?|怎么|咋个?|啷个|[办弄里]|"
    "[一二三1-3][、是]?|[是有和的了呢嘛不吗]"
)
# A further question of these words asks of what the one before was about: 「有没有列出来」, 「定几家」.
_OF_WHAT_WENT_BEFORE = re.compile(
    "有没有|有没得|没有|没得|[写列说讲定]|[两二三几]|[家个条项种次件]|比|区别|不同|差别|一样|文件|原文|规定|具体|分别|是不是|会不会|"
    "可不可以|[犯违][不没]?[犯违]?法|算?侵权|什么|啥子?|哪[些里个]?|怎么|咋个?|啷个|多少|好多|[得该能要是有和的了呢嘛不吗算也还又都就这那哈呀吧么嗦撒哟出来过到]"
)
_SIGNS = " ，,。！!？?；;"
# 「可以吗」, 「那这样行不行」, 「真的吗」: what is asked of was not said in this message.
_A_TAG = re.compile(
    r"(?:那|这|这样|就|也|都|还|你们?|您|觉得|真|的){0,4}(?:可以|可|行|能|能行|要得|得行|好|对|是|要|需要|会|有|真的|成)"
    r"(?:的|得)?(?:吗|不|么|嘛|没|没有|不成|不可以|不行|不能|不好|不对|不是|不要|不会)(?:哦|嘛|呢|啊|哇|哈)?"
)
_LONGEST_TAG = 12
_TAKEN = re.compile("[偷盗拷]|带走|拿走|泄露|窃取|挖走|侵权")
_SMALL_WORDS = re.compile(r"[那就这如果要是换成换的对于呢啊呀嘛吗又怎么样如何么]")
# 「超过了咋办」, 「来不及怎么办」: what is over stands in the question before.
_OVER = (
    r"(?:要是|如果|万一)?(?:超过|超|过|到期|过期|超期|逾期|来不及|错过|没赶上|没达到|达不到|不够|没过|没通过)了?(?:期|时间|日子)?"
    r"(?:怎么办|咋办|咋个办|啷个办|咋整|会怎样|会怎么样|怎么处理)"
)
_IS_OVER = re.compile(_OVER)
_GOES_ON = re.compile(rf"^(那|这个|这种|它|如果|要是|换成|还有|具体|再问|{_OVER})|[呢呀][？?。！!]*$")


def clauses_in(text: str) -> list[str]:
    """Return the clauses that ask something by themselves, if there are two or more; else nothing."""
    clauses = [part.strip(" ，,") for part in _CLAUSE.findall(_BLANK.sub("，", text.strip()))]
    clauses = [clause for clause in clauses if len(clause) >= SHORTEST_CLAUSE]
    if len(clauses) < 2:
        return []
    asking = [
        clause
        for clause in with_their_subject(completed(clauses))
        if kinds_of(normalised(clause)) or _asks(clause)
    ]
    return asking[-MOST_SENTENCES:] if len(asking) > 1 else []


def completed(clauses: Sequence[str]) -> list[str]:
    """Return clauses, each that only goes on completed by the one before: 「企业要多少分，园区呢」.

    What only goes on and names no other member is understood by nobody alone: 「客户名单呢」 is left out.
    """
    whole: list[str] = []
    for clause in clauses:
        if not (whole and _ELLIPTIC.search(clause)):
            whole.append(clause)
        elif (meant := exchanged(whole[-1], clause)) != f"{clause} {whole[-1]}":
            whole.append(meant)
    return whole


def with_their_subject(clauses: Sequence[str]) -> list[str]:
    """Return clauses, each without a subject with what those before it were about: 「试点几个？申报截止几号」.

    Alone 「申报截止几号」 asks of demonstration units, and its date would be wrong.
    """
    told: dict[str, str] = {}
    whole = []
    for clause in clauses:
        named = contrast.members_in(plain_reading(clause))
        carried = [told[name] for name in _CARRIED if name in told and name not in named]
        whole.append(
            "".join((*carried, clause)) if carried and not _NO_SUBJECT.sub("", clause).strip(_SIGNS) else clause
        )
        told |= {name: next(iter(members)) for name, members in named.items() if len(members) == 1}
        if _TAKEN.search(clause) and not _asks(clause):
            # Whoever tells that it was taken asks of a report: 「被带走配方，要交什么材料」.
            told.setdefault("matter", "举报")
    return whole


def names_nothing(clause: str) -> bool:
    """Say whether a clause by itself is about nothing: what it asks of stands in the one before."""
    return not _OF_WHAT_WENT_BEFORE.sub("", clause).strip(_SIGNS)


def is_a_tag(text: str) -> bool:
    """Say whether a whole message only asks whether: 「可以吗」, 「是不是」, 「得行不」."""
    return len(text) <= _LONGEST_TAG and _A_TAG.fullmatch(text.strip(_SIGNS)) is not None


def _asks(clause: str) -> bool:
    return bool(kinds_of(clause) or _EITHER_OR.search(clause))


def goes_on(text: str) -> bool:
    """Say whether a short message is understood only with the question before: 「那园区呢」 「几月份？」"""
    if len(text) > 14:
        return False
    return bool(_GOES_ON.search(text.strip())) or _is_bare(plain_reading(text))


def asks_when_over(text: str) -> bool:
    """Say whether a short message asks what becomes of what went before when it is over: 「超过了咋办」."""
    return goes_on(text) and _IS_OVER.match(text.strip()) is not None


def exchanged(question: str, short: str) -> str:
    """Return the question with what a follow-up names put in place of its own: 「那第5项呢」, 「那园区呢」."""
    place = _PLACE.search(short)
    if place and _PLACE.search(question):
        return _PLACE.sub(place.group(), question, count=1)
    return contrast.exchanged(question, short)


def only_member_named(text: str) -> str:
    """Return the member of a contrast when a follow-up names nothing else: 「那园区呢」; else an empty text."""
    plain = plain_reading(text)
    members = {member for named in contrast.members_in(plain).values() for member in named}
    return members.pop() if len(members) == 1 and not _SMALL_WORDS.sub("", contrast.without_members(plain)) else ""


def _is_bare(text: str) -> bool:
    """Say whether a text is a question word and nothing else: 几月份, 多少分, 为什么."""
    rest = text
    for pattern in KINDS_OF_QUESTION.values():
        rest = pattern.sub("", rest)
    return len(rest) <= 1 < len(text)
