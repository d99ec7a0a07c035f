"""Answers that are words: yes or no, nothing, not telling, more; names and texts."""

from __future__ import annotations

import re

from intents.reading.plain import as_written, plain
from intents.reading.refusal import NotUnderstood
from intents.wording import normalised_with_politeness

_LONGEST_REFUSAL = 20

_YES = re.compile(
    r"^(?:嗯+|是+|对+|好+|行|可以|同意|属实|确认|确定|确实|没错|没有错|没问题|没有问题|不错|要得|要|有+|当然|肯定|必须|愿意|"
    r"我?(?:保证|承诺|声明)|真实|签了|签过|报过|已经?|ok|yes|y$|就是|正确|无误)"
)
_NO = re.compile(
    r"^(?:不|没|无|否|非|别|莫|从未|从来没|未|no|n$)|(?:不是|没有|不属实|不同意|不愿意|不行|不可以|有假|夸大)$"
)
_YES_IN_SPITE = re.compile(
    r"^(?:没错|没有错|没问题|没有问题|不错|无误|没毛病|没有虚构|没有夸大|没有假|不假|无虚假)"
)

_SKIPS = re.compile(
    r"跳过|先?不填|不想?填|略过?$|下一[个题项步]|下[个题]|回头(?:再)?(?:补|说|填)|(?:以后|后面|之后|晚点|改天)再?(?:补|说|填)|先过|过$|"
    r"空着|不(?:想|愿意?|方便|便|肯|敢)(?:再)?(?:说|填|留|讲|给|透露|提供|告诉|写)?|不(?:留|给|提供|透露|告诉|写)|"
    r"拒绝|保密$|没带|忘(?:了|记)"
)
_UNKNOWN = re.compile(
    r"不(?:太|大|是很|怎么)?(?:知道|晓得|清楚|记得|确定|了解|懂|明白|好说|好算)|不知|说不(?:清|准|好|上来?|出)|记不(?:清|得|到|住|起)|"
    r"搞不(?:清|懂)|弄不清|记不倒|认不倒|晓不得|想不起|分不清|算不(?:清|出)|没(?:有)?(?:统计|算过|印象|注意)|难说"
)
_NOTHING = re.compile(
    r"^(?:都|什么都|啥都|暂时|目前|现在|还|也|就|真的|确实)*(?:没有|没|无|莫有|不存在|没啥)"
    r"(?:了|的|过|什么|啥|呢|园区|证据|损失|其他|别的|补充|报过?警|报过?案|起诉|这种|这些|任何)*$"
)
_MORE = re.compile(
    r"^(?:查?看?更多|继续看?|下一?页|余下的?(?:内容)?|后面的?呢?|还有呢|接着[看说讲]|往下看?|more|展开)$"
)

# 「不晓得全名，只知道叫小鹿」: the name comes after.
_NOT_THE_WHOLE_NAME = re.compile(
    r"^[^，,]{0,4}(?:不|没|记不)[^，,]{1,8}[，,]\s*(?:只?(?:知道|晓得)|都?喊(?:他|她)?)?(?=.)"
)
_NAME_LEAD = re.compile(
    r"^(?:那?就?(?:写|填)(?:成|为|上)?[：:，,\s]*|哦[，,\s]*|"
    r"(?:我的?|对方|他们?|我们|本人|联系人|被举报(?:人|方|的)?|公司|单位|企业|权利人)?"
    r"(?:公司|单位|名字|姓名|全称|名称|全名)?(?:好像|应该|大概)?(?:就?是|就?叫(?:做|我)?|：|:|为)(?:啥子|什么|个)?\s*(?!不)|"
    r"(?:我的?|联系人的?)?(?:名字|姓名|联系人|联系)\s*(?=[\u4e00-\u9fff])|我是|我叫|[叫喊]我(?:做)?|免贵)"
)
_TEXT_LEAD = re.compile(
    r"^(?:那就|那|就)?(?:写|填|叫|记)(?:成|为|上|作)?(?:[：:]\s*|(?=[“\"]))|^(?:那就|就)写(?:成)?"
)
_NAME_TAIL = re.compile(r"[\s。.！!，,；;~～…]+$|(?<=..)(?:[吧嘛哈哦噻啊呀]|就(?:行|可以|要得|得行|好|是)了?)$")
# Emoji and the signs that join them.
_PICTURES = re.compile("[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+")
_A_WORD = re.compile(r"[^\W\d_]")


def read_yes_no(text: str) -> bool:
    """Return True for 是 and what means it, False for 不是."""
    said = normalised_with_politeness(as_written(text))
    if _YES_IN_SPITE.search(said):
        return True
    if _NO.search(said):
        return False
    if _YES.search(said):
        return True
    raise NotUnderstood("yes_no.unclear")


def read_name(text: str, limit: int = 60) -> str:
    """Return the name of a person or a company, without 「我叫」 before it; as typed, in half width."""
    written = _PICTURES.sub("", as_written(text)).strip()
    written = _NOT_THE_WHOLE_NAME.sub("", written)
    name = _NAME_TAIL.sub("", _NAME_LEAD.sub("", written)).strip(" ，,。：:“”\"'「」《》")
    if not _A_WORD.search(name):
        raise NotUnderstood("name.none")
    if len(name) > limit:
        raise NotUnderstood("name.too_long", characters=len(name), limit=limit)
    return name


def read_text(text: str, limit: int) -> str:
    """Return a free text, without 「那就写：」 before it; longer than `limit` characters is refused."""
    # A text may be longer than what the readers look at: its length is counted on the whole of it.
    written = _TEXT_LEAD.sub("", text.strip()).strip() or text.strip()
    if not any(character.isprintable() and not character.isspace() for character in written):
        raise NotUnderstood("text.none")
    if len(written) > limit:
        raise NotUnderstood("text.too_long", characters=len(written), limit=limit)
    return "".join(character for character in written if character.isprintable() or character == "\n")


def is_skip(text: str) -> bool:
    """Say whether the person does not want to answer this, or not now."""
    said = _short(text)
    return said is not None and _SKIPS.search(said) is not None


def is_unknown(text: str) -> bool:
    """Say whether the person does not know."""
    said = _short(text)
    return said is not None and _UNKNOWN.search(said) is not None


def is_nothing(text: str) -> bool:
    """Say whether the answer is that there is none: 没有, 无, 没得, 没有园区, 都没有."""
    said = _short(text)
    return said is not None and _NOTHING.search(said) is not None


def is_more(text: str) -> bool:
    """Say whether the person wants to see the rest of a long answer."""
    said = _short(text)
    return said is not None and _MORE.search(said) is not None


def _short(text: str) -> str | None:
    """Return a short message in the form it is compared in; a long one is an answer, whatever it contains."""
    if len(text) > _LONGEST_REFUSAL * 2:
        return None
    said = normalised_with_politeness(plain(text))
    return said if len(said) <= _LONGEST_REFUSAL else None
