"""Faults of an entry in the words of the curator who is to mend them. Developers read them in English."""

from __future__ import annotations

from intents import expressions as re

# What each field is called on the curator's pages.
PLAIN_FIELDS = {
    "id": "编号",
    "title": "标题",
    "wordings": "问法",
    "answer": "答复",
    "more": "更多内容",
    "sources": "依据",
    "facts": "事实和数字",
    "evidence": "证据等级",
    "valid_from": "起始日期",
    "valid_until": "截止日期",
    "changed": "最近变化",
    "owner": "责任单位",
    "reviewed_on": "核对日期",
    "polarity": "首句怎么答",
    "read": "问法核对",
    "stakes": "重要程度",
    "next": "接着问",
    "subject": "主题",
}

# Why the finder thinks that an entry is meant, or not (features.RANKED_BY).
FEATURES = {
    "likeness": "与某条问法字面相近",
    "relevance": "关键词相合",
    "sound": "读音相近",
    "ratio": "整句相近",
    "vocabulary": "用词都在问法里",
    "title": "与标题相合",
    "answer": "与答复相合",
    "answer_pairs": "与答复字词相合",
    "support": "几条问法都相近",
    "asked_covered": "问题里的词问法里有",
    "wording_covered": "问法里的词问题里有",
    "asked_missing": "问题里有问法没有的字",
    "wording_missing": "问法里有问题没有的字",
    "negation": "一个否定一个不否定",
    "length": "长短相近",
    "kind_same": "问的是同一类（谁、何时、多少）",
    "kind_clash": "问的不是同一类（谁、何时、多少）",
    "contrast": "对照词相反",
    "exact": "整句包含",
    "unnamed": "问题点了对照词而标题没有",
    "place_same": "问题点明的文件、章节与条目的依据相同",
    "place_clash": "问题点明的文件、章节与条目的依据不同",
    "untold": "问的分值、时间、金额等，答复里没有",
    "unsaid": "问题里有个少见的词，这一条哪里都没有",
}

_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (r"is missing", "还没有填写"),
        (r"is empty", "还没有填写"),
        (r"must be text, put it in quotes", "应当是文字"),
        (r"must be a list", "应当一行一条"),
        (r"(\d+) given, at least (\d+) are needed", r"现有 \1 条，至少需要 \2 条"),
        (r"'(.*)' is no date, write it like .*", r"“\1”不是日期，请写成 2026-11-23 的样子"),
        (r"unknown field", "没有这个字段"),
        (r"'(.*)' is not dotted lower case", r"“\1”应当是用点分开的小写英文，例如 law.secret.what"),
        (r"(\d+) characters, at most (\d+) are allowed", r"有 \1 字，最多 \2 字；其余的请放进“更多内容”"),
        (r'only facts tagged "V" may be published', "只有核对过原文的内容才能发布"),
        (r"one of harmless, important, binding", "请选择一般、重要或者关键"),
        (r"one of affirms, denies, depends, none", "请从列出的几种里选"),
        (r"at most (\d+)", r"最多 \1 条"),
        (r"lies before valid_from", "早于起始日期"),
        (r"(\S+) does not exist", r"没有 \1 这一条"),
        (r"instrument (\S+) does not exist", r"没有代号为 \1 的文件"),
        (r"(\S+) has no section (.+)", r"\1 里没有“\2”这一部分"),
        (r"says “(.+)”, which we never say", r"不能说“\1”"),
        (r"“(.+)” is not said in the answer", r"“\1”在答复里没有出现"),
        (r"the answer says (.+), which the list does not carry", r"答复里的“\1”没有列入"),
        (r"“(.+)” is not among what (.+) carries", r"“\1”在所列依据（\2）里找不到"),
        (r"names (.+), which is neither cited nor among the facts", r"提到\1，但依据和事实里都没有"),
        (r"“(.+)” reads like “(.+)” of (.+)", r"“\1”与 \3 的问法“\2”一样，会分不清"),
        (
            r"“(.+)” would be answered “(.+)”, which fits only what is asked as the title asks",
            r"问“\1”的人先看到“\2”，会答反或者答非所问；请把首句写完整，或者把这条问法移走",
        ),
        (
            r"nearly the same as that of (\S+), and no contrast term tells them apart",
            r"与 \1 的标题几乎一样，会分不清",
        ),
        (r"shares (\d+) signs in a row with a source: (.+)", r"有 \1 个字与原文连着相同，请换成自己的话：“\2”"),
        (r"its validity is over, and the answer does not say so", "已过期，而答复没有说明"),
    )
)


def in_chinese(fault: str, entry_id: str = "") -> tuple[str, str]:
    """Return the field a fault belongs to ("" for none) and the fault as a sentence for the curator.

    A fault we have no sentence for is shown as it is: better in English than not at all.
    """
    rest = fault.removeprefix(f"{entry_id}: ") if entry_id else fault
    field, _, what = rest.partition(": ")
    name = PLAIN_FIELDS.get(field, field)
    for pattern, sentence in _SENTENCES:
        found = pattern.fullmatch(what)
        if found:
            return field if field in PLAIN_FIELDS else "", f"{name}：{found.expand(sentence)}。"
    return field if field in PLAIN_FIELDS else "", f"{name}：{what}"
