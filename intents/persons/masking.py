"""Masking: a question without who asked it. Numbers, names, companies and addresses give way to what they were.

What is kept for the curator is the question, not the person: of 「张伟把客户表带到重庆半坡茶业有限公司，怎么举报」
stays 「〔姓名〕把客户表带到〔单位〕，怎么举报」. Rather one word too many than a name: a word masked by mistake
costs the curator a glance, a name costs a person. Figures of the law (十五个工作日, 6月10日, 第10条) stay,
because questions are about them.
"""

from __future__ import annotations

from collections.abc import Callable

from intents import expressions as re
from intents.once import by_heart
from intents.persons.names import companies_masked, names_masked
from intents.reading.questions import KINDS_OF_QUESTION, questions_in
from intents.wording import simplified

NUMBER = "〔号码〕"
FIGURE = "〔数〕"
ADDRESS = "〔网址〕"
DIGITS = "零〇一二三四五六七八九幺两"

# What is kept of a message: a question is short, a story is nobody's business here.
MOST_CHARACTERS = 100

# Nobody types a longer question by hand; what is pasted is cut before it is read.
_MOST_READ = 1_000
# Digits and letters in their narrow form; Chinese punctuation stays as it is.
_NARROW = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}

_LINK = re.compile(r"(?:https?://|www\.)[^\s\u4e00-\u9fff，。]+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+\s*@\s*[\w-]+(?:\s*\.\s*\w{2,})+", re.ASCII)
_ACCOUNT = re.compile(
    r"(?P<cue>(?:微信号?|QQ号?|qq号?|抖音号?|账号|帐号|工号|车牌号?|openid)[是为:：\s]*)(?P<value>[A-Za-z0-9_\-·]{4,})",
    re.IGNORECASE,
)
# Car plates, credit codes, openids: letters and digits in one long word.
_PLATE = re.compile(r"[渝川贵云京沪津鄂湘粤]\s?[A-Z]\s?[·-]?\s?[A-Z0-9]{5,6}(?![A-Za-z0-9])", re.IGNORECASE)
_CODE = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9_\-]*\d)(?=[A-Za-z0-9_\-]*[A-Za-z])[A-Za-z0-9_\-]{8,}")
# Our own references and access codes, in groups as people write them down or read them out.
_CODE_CUE = r"(?:编号|查询码|案号|受理号|回执号|单号)(?:就?是|为)?[:：\s]*"
_CODE_GAP = r"[\s，,、.。·_\-—–－]{1,3}"
_CALLED_CODE = re.compile(
    rf"(?P<cue>{_CODE_CUE})[A-Za-z0-9]{{1,9}}(?:{_CODE_GAP}[A-Za-z0-9]{{1,9}})*+(?![A-Za-z0-9])"
)
_GROUPED_CODE = re.compile(
    rf"(?<![A-Za-z0-9])(?P<first>[A-Za-z0-9]{{4}})(?P<others>(?:{_CODE_GAP}[A-Za-z0-9]{{1,4}})++)(?![A-Za-z0-9])"
)
# Five digits and more, however grouped: phones, cards, codes. The hotlines are nobody's number.
_LONG_NUMBER = re.compile(r"\+?\d(?:[ \-—_.·*]{1,2}\d|\d){6,}|\d{5,}")
_SPOKEN_NUMBER = re.compile(rf"[{DIGITS}](?:[ ，,\-]?[{DIGITS}]){{6,}}")
_GROUP = re.compile(r"[A-Za-z0-9]+")
_SHORTEST_CODE = 4
_HOTLINES = frozenset({"12315", "12345", "12388", "12309", "12348"})
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
# A figure with one of these after it or before it is one of the law, of a date or of a list.
_OF_THE_LAW = re.compile(
    r"\s{0,9}(?:年|月|日|号(?!码)|天|周|个|条|款|项|章|节|级|家|分(?!公司)|次|倍|名|类|种|批|步|遍|岁|小时|点|时|%|％|‰|、|～|~|到|至|或|和|[-—])"
)
_SECTION = re.compile(r"(?:第|附件|表|〔|\[|序号|问题)\s*$")
_SMALL = 100
# 几十万 and 百万 name no amount; 三十七万 does.
_MONEY = re.compile(
    r"(?:(?<!\d)\d[\d.,]{0,20}|"
    r"(?<![一二三四五六七八九两十百千])(?=[一二三四五六七八九两十百千]{0,20}[十百千][一二三四五六七八九])[一二三四五六七八九两十百千]{3,20})"
    r"\s*(?:[多来余]\s*)?(?:[万亿]\s*)?(?:元|块钱|万|亿)"
)
_STREET = re.compile(
    r"[\u4e00-\u9fff]{1,6}(?:路|大道|街|巷|村|小区|花园)\s*\d+\s*(?:号|弄|栋|幢|单元)[\d\-号栋幢单元室楼层]*"
)


@by_heart
def masked(text: str) -> str:
    """Return what may be kept of a message: at most MOST_CHARACTERS, without whom it is about."""
    return _question_of(" ".join(without_persons(text[:_MOST_READ]).split()))


def without_persons(text: str) -> str:
    """Return the whole text without whom it is about: what somebody then reads over before it is used."""
    clean = simplified(text).translate(_NARROW)
    for mask in _MASKS:
        clean = mask(clean)
    return clean


def _question_of(text: str) -> str:
    if len(text) <= MOST_CHARACTERS:
        return text
    asking = [
        part for part in questions_in(text)[1:] if any(kind.search(part) for kind in KINDS_OF_QUESTION.values())
    ]
    # From the last one on: a story comes first, its question at the end.
    return (asking[0] if asking else text)[:MOST_CHARACTERS]


def _asks(text: str) -> bool:
    return any(kind.search(text) for kind in KINDS_OF_QUESTION.values())


def _without_addresses(text: str) -> str:
    text = _MAIL.sub(ADDRESS, _LINK.sub(ADDRESS, text))
    return _STREET.sub("〔地址〕", text)


def _without_codes(text: str) -> str:
    return _GROUPED_CODE.sub(_grouped_code, _CALLED_CODE.sub(_called_code, text))


def _called_code(found: re.Match[str]) -> str:
    value = found[0][len(found["cue"]) :]
    return found["cue"] + NUMBER if len(value) >= _SHORTEST_CODE else found[0]


def _grouped_code(found: re.Match[str]) -> str:
    groups = [found["first"], *_GROUP.findall(found["others"])]
    whole = [group for group in groups if len(group) == len(groups[0])]
    is_words = not any(sign.isdigit() for sign in found[0]) and not found[0].isupper()
    # 「2024 vs 2025」 is no code: not all of its whole groups are figures.
    is_code = len(whole) > 1 and not is_words and not all(map(str.isdigit, whole))
    return NUMBER if is_code else found[0]


def _without_accounts(text: str) -> str:
    text = _ACCOUNT.sub(lambda found: found["cue"] + NUMBER, text)
    return _CODE.sub(NUMBER, _PLATE.sub(NUMBER, text))


def _without_numbers(text: str) -> str:
    text = _LONG_NUMBER.sub(_long_number, text)
    return _SPOKEN_NUMBER.sub(NUMBER, text)


def _long_number(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    is_span_of_years = re.fullmatch(r"20[123]\d\s*[-—]{1,2}\s*20[123]\d", found[0])
    return found[0] if digits in _HOTLINES or is_span_of_years else NUMBER


def _without_figures(text: str) -> str:
    return _DECIMAL.sub(_figure, _MONEY.sub(lambda found: FIGURE + _unit(found[0]), text))


def _unit(amount: str) -> str:
    unit = re.search(r"(?:万|亿)?(?:元|块钱|万|亿)$", amount.replace(" ", ""))
    return unit[0] if unit else ""


def _figure(found: re.Match[str]) -> str:
    after, before = found.string[found.end() :], found.string[: found.start()]
    told = _OF_THE_LAW.match(after) or _SECTION.search(before)
    if found[0] in _HOTLINES or found[0] == "996" or told or _is_a_year(found[0]) or float(found[0]) <= _SMALL:
        return found[0]
    return FIGURE


def _is_a_year(number: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", number))


_MASKS: tuple[Callable[[str], str], ...] = (
    _without_addresses,
    _without_codes,
    _without_accounts,
    _without_numbers,
    companies_masked,
    names_masked,
    _without_figures,
)
