"""Is this the secret itself? What must be neither echoed nor stored, told from ordinary facts about it. Pure.

People are asked for the name and the kind of their secret, never for its content (TSR 第21条). When they paste it,
it goes nowhere; of a story only the pieces are left out that hold it. A false alarm loses an answer, so only what
looks like content counts: recipes with shares, lists of parameters, program text, tables of customers, price
lists, keys; and numbers of cards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from stdnum import luhn

from intents import expressions as re
from intents.persons.private import keys_in, private_in
from intents.reading.plain import as_written

Verdict = Literal["secret", "identity_card", "bank_card", "access", "private"]

_MOST_CHARACTERS = 5_000


@dataclass(frozen=True, slots=True)
class PastedPiece:
    """A piece of a text, from `start` up to `end`, that must not be kept."""

    start: int
    end: int
    verdict: Verdict


# Region, birthday, number (GB 11643). A mistyped one is personal data too, so the check digit does not matter; a
# credit code begins with 9 or a letter and holds no birthday.
_IDENTITY_CARD = re.compile(
    r"(?<![0-9A-Za-z])[1-8]\d{5}[ -]?(?:19|20)\d\d[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01])"
    r"[ -]?\d{3}[\dXx](?![0-9A-Za-z])|身份证\D{0,8}\d{15}(?!\d)|护照\D{0,6}[A-Za-z]{0,2}\d{7,9}(?!\d)"
)
# 五零零一零一一九八八…: what a telephone writes of a number that is spoken.
_SPOKEN_NUMBER = re.compile("[零〇一二三四五六七八九幺]{11,}")
_SPOKEN_DIGITS = str.maketrans("零〇一二三四五六七八九幺", "001234567891")
_BANK_CARD = re.compile(
    r"(?<![0-9A-Za-z])(?:62|4\d|5[1-5]|3[57])\d{2}[ -]?(?:\d{4}[ -]?){2}\d{4}(?:[ -]?\d{1,3})?(?![0-9A-Za-z])"
)
_ABOUT_A_CARD = re.compile(r"银行|[工农中建交招]行|信用社|储蓄卡|卡号|账号|账户|开户|转账|打款|汇款")
_ACCOUNT = re.compile(r"(?:账号|账户|卡号|开户行?|[工农中建交招]行卡?)\D{0,8}\d{12,22}(?!\d)")

# 牛油62.5%, 冰糖 3.1 %, 乙醇：12g: a thing with its share.
_SHARE = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,12}\s*[:：为是占约]?\s*\d+(?:\.\d+)?\s*"
    r"(?:%|％|‰|克|千克|公斤|kg|mg|ml|毫升|升|份(?!额|材料|合同|文件|协议|资料|报告|图纸|名单|表|[收卖要给得赚]|多少|好多)|g(?![a-z])|l(?![a-z]))",
    re.IGNORECASE,
)
# 花椒十八克, 长石二十份, 老酒百分之十一, 硅胶六成: the same in words.
_SPOKEN_SHARE = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{0,8}(?:[一二两三四五六七八九十百半]{1,6}(?:克|斤|钱|勺|毫升|份(?!额|材料|合同|文件|"
    r"协议|的?钱|资料|报告|图纸|名单|表|[收卖要给得赚]|多少|好多)|两半?(?![个天句人次三样种家年月本头处手倍])|两半)|\d{1,6}(?:\.\d{1,6})?\s*(?:钱(?!包)|斤|勺|两(?![个头处])))"
)
# 老酒百分之十一, 硅胶六成: fractions of anything; of a mixture only where a recipe is spoken of.
_FRACTION = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{0,8}(?:(?:百|千)分之[零一二三四五六七八九十百点\d]{1,8}|"
    r"[一二三四五六七八九半]成[一二三四五六七八九]?(?![立为都功交本员品果了天年型色多]))"
)
_SAYS_MIXTURE = re.compile(r"配方|配比|方子|原方|勾调|勾兑|配料|用量|掺")
# 「牛油六成、辣椒三成」 and nothing else is a mixture, whatever it is called; shares of people and money are none.
_NOTHING_BUT_FRACTIONS = re.compile(
    r"(?!.*(?:人|们|我|他|她|家|方|员工|客户|股|利润|收入|市场|份额|营业|业务|订单|款|钱|资|价|责任))"
    r"(?:[\u4e00-\u9fff]{1,4}[占是约]?[一二三四五六七八九]成[半一二三四五六七八九]?[、，,；; ]?){2,8}"
    r"(?:[^，,。]{0,8}(?:炒|煮|熬|烧|蒸|搅|混|烘|烤|加热)[^，,。]{0,8})?[。！!]?"
)
# 「海椒四成、花椒三成」 among other words: two things and their shares side by side.
_A_THING_AND_ITS_SHARE = r"[\u4e00-\u9fff]{1,5}?[占是约放用]?[一二三四五六七八九半]成[半一二三四五六七八九]?"
_LISTED_FRACTIONS = re.compile(
    rf"{_A_THING_AND_ITS_SHARE}(?:[、，,；;和加 ]{{1,2}}{_A_THING_AND_ITS_SHARE}){{1,8}}"
)
_SHARED_AMONG_PEOPLE = re.compile(
    r"[人们我他她家方员客户股利润入场份营业订单款钱资价责付货量额降涨少多丢剩掉缩了]"
)
# 「草果五个去籽」: in a recipe what is counted belongs to it as much as what is weighed.
_COUNTED = re.compile(
    r"[\u4e00-\u9fff]{1,6}?(?:[一二两三四五六七八九十半]{1,3}|\d{1,3})(?:个(?![月人店徒小钟])|颗|粒|片|把|段|根|枚|瓣|块|节)[\u4e00-\u9fff]{0,5}"
)
# alpha=0.37, 催化剂配比0.8:1.
_SETTING = re.compile(
    r"[A-Za-z_]\w{0,20}\s*[=＝]\s*\d+(?:\.\d+)?|(?<![\d:])\d+(?:\.\d+)?\s?[:：]\s?\d+(?:\.\d+)?(?![\d:]|点|分)"
)
_SAYS_PARAMETER = re.compile(r"参数|配比|比例|曲线|温度|压力|转速|浓度|工艺|方子|原方")
# 营业额下降30%, 占股20%: shares of a business, not of a mixture.
_OF_A_BUSINESS = re.compile(
    r"额|利润|股|市场|价|降|涨|增|减(?!水|速|压)|少|流失|损失|折|客户|人|了|合同|材料|文件|协议|标"
)
_SAYS_RECIPE = re.compile(r"配方|配比|比例|用量|掺量|掺入|含量|水灰比|水胶比|勺")
# 180度炒27分钟, 压力2.5MPa, 转速 1200 rpm: a value with the unit of a process.
_PARAMETER = re.compile(
    # From the beginning of a number only: thousands of digits would be tried from each one anew.
    r"(?<!\d)\d+(?:\.\d+)?\s*(?:±\s*\d+(?:\.\d+)?\s*)?"
    r"(?:℃|°c|摄氏度|度(?![假过])|分钟|秒|mpa|kpa|bar|rpm|转/?分|hz|khz|mhz|kv|mm|μm|um|微米|毫米|ppm|mol|目"
    r"|[vaw](?![a-z]))",
    re.IGNORECASE,
)
# 公差0.02mm, 860度, 模数3: what only measures a thing or a process; minutes and hours may tell what somebody did.
_TECHNICAL = re.compile(
    r"(?<![\d.])\d+(?:\.\d+)?\s*(?:℃|°c|摄氏度|度(?![假过电量数的])|mpa|kpa|rpm|转/?分|hz|khz|mhz|kv|mm(?![a-z])|"
    r"μm|um(?![a-z])|微米|毫米|ppm|mol)"
    r"|(?:模数|齿数|公差|转速|目数|粒度|硬度|酸碱度|ph值?)\s*[:：为是在到]{0,2}\s*[±\d]\d*(?:\.\d+)?"
    # 「八十度」, 「一百二十度」, 「零点零二毫米」; 「一度」 and 「三百六十度的服务」 measure nothing.
    r"|(?!三百六十|一百八十度[大的转])[一二两三四五六七八九十百千]{2,7}(?:摄氏度|度(?![假过电量数的大无评考])|兆帕|微米|毫米|转(?=每分))"
    r"|零点[零一二三四五六七八九]{1,4}(?:个)?(?:毫米|微米|丝|兆帕)",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"(?:(?<![\d.])\d+(?:\.\d+)?|[一二两三四五六七八九十百半]{1,5})\s*个?(?:半?小时|半?钟头|分钟|秒)"
)
_PROCESS = re.compile(
    r"热处理|油淬|水淬|渗碳|固化|干燥|灭菌|杀菌|浸泡|蒸馏|萃取|搅拌|加热|升温|保温|冷却|烘|炒|熬|煮|发酵|反应|加入|投料|下料|混合|研磨|烧结|淬火|回火|退火|电镀|压力|"
    r"转速|温度|浓度|配比|比例"
)
# 「先炒40分钟再下豆瓣」: in which order it is made is the process itself.
_STEPS = re.compile(
    r"先(?:大火|小火|中火)?(?:炒|煮|熬|烧|蒸|烤|烘|泡|腌|拌|焯|淬|酿|搅)[^,，。;；]{0,14}?[,，]?(?:再|然后|最后)[^,，。;；]{0,3}?"
    r"(?:炒|煮|熬|烧|蒸|烤|烘|泡|腌|拌|淬|搅|下(?![载班单])|加(?!微信|班|盟|我)|放|投(?![标诉])|混)[^,，。;；]{0,12}"
)
_CODE = re.compile(
    r"\b(?:def|class|import|return|function|var|let|const|public|private|void|select|insert|update|lambda)\b"
    r"[^\u4e00-\u9fff\n]{2,80}?[({;:=<]"
    r"|^[ \t]*[A-Za-z_][\w.]*[ \t]*[-+*/]?=[ \t]*[\w\"'(\[{]"
    r"|\breturn[ \t]+[\w.]+[ \t]*[-+*/%]|^[ \t]*(?:import|from)[ \t]+[A-Za-z_][\w.]*"
    r"|\b[a-z_]\w*\.[a-z_]\w*\([^)\u4e00-\u9fff]*\)"
    r"|[{};]\s*$|=>|==|!=|\+=|->\s*\w|#include|</?[a-z]{1,12}[^<>]{0,80}>.{0,200}</",
    re.IGNORECASE | re.MULTILINE,
)
_QUERY = re.compile(r"\bselect\b[^\u4e00-\u9fff]{1,200}\bfrom\b", re.IGNORECASE)
_KEY = re.compile(
    r"-----BEGIN [A-Z ]+-----|(?<![0-9A-Za-z])(?:sk|ak|AKIA|ghp|xox[bp])[-_]?[0-9A-Za-z]{16,}"
    r"|(?:密码|口令|password|passwd|pwd|密钥|secret|token)\s*(?:是|为|[:：=])\s*"
    r"(?=[^\s\u4e00-\u9fff]{0,40}\d)[^\s\u4e00-\u9fff，。]{6,}",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
_ROW_END = re.compile(r"[\n;；]+")
_UNIT_PRICE = re.compile(r"(?<!\d)\d+(?:\.\d+)?\s*(?:元|块|万)?\s*/\s*(?:吨|公斤|kg|件|个|箱|台|套|米|平|瓶)")
_PRICED_ROW = re.compile(r"^[^，,。]{2,30}?[:：]?\s*\d+(?:\.\d+)?\s*元?$")

# 盐:糖:味精=3:2:1: three parts are a mixture whatever it is called; 10:30:05 is a time.
_RATIO = re.compile(
    r"(?:[\u4e00-\u9fffA-Za-z]{1,6}(?:[:：比][\u4e00-\u9fffA-Za-z]{1,6}){2,8}\s?(?:=|＝|是|为)?\s?)?"
    r"(?<![\d:.])(?!\d{1,2}:\d\d:\d\d(?!\d|:))\d{1,4}(?:\.\d{1,4})?(?:\s?[:：比]\s?\d{1,4}(?:\.\d{1,4})?){2,8}(?![\d:])"
)
# 「底价是每套187.5元，给长安的是192元」: what is kept from others is the figure; 「报价低两百元」 compares.
_PRICE = re.compile(
    r"(?:底价|成本价?|出厂价|供货价|供应价|进货?价|采购价|结算价|批发价|拿货价|单价|报价)(?:就|都|分别|一般)?(?:是|为|在|给到|做到|[:：])?[^，,。;；低高少多差便比\d]{0,8}?"
    r"(?P<figure>(?:每[\u4e00-\u9fff]{1,2}|一[\u4e00-\u9fff])?\d{1,7}(?:\.\d{1,3})?\s?(?:元|块)(?!以[上下内])(?:/[\u4e00-\u9fff]{1,2})?)"
)
_PRICE_OF = re.compile(
    r"(?:给|对|报给|卖给)[^，,。;；低高少多差便比\d]{1,12}?(?P<figure>\d{1,7}(?:\.\d{1,3})?\s?(?:元|块)(?:/[\u4e00-\u9fff]{1,2})?)"
)
# 「张总都是每月要300吨」: what a customer takes.
_VOLUME = re.compile(
    r"每个?(?:月|年|周|天|季度?|批)(?:都?要|采购|订货?|拿货?|进货?|需要?|用)?\s?\d{1,7}(?:\.\d{1,2})?\s?(?:多|来)?(?:吨|公斤|斤|件|箱|台|套|桶|车|方|立方|瓶|袋|盒)"
)
_CUSTOMERS = re.compile(r"客户|大户|[\u4e00-\u9fff]总|采购|[饭酒][店楼]")

_FEWEST_SHARES = 3
_FEWEST_PARAMETERS = 3
_FEWEST_TECHNICAL = 2
_FEWEST_SETTINGS = 2
_FEWEST_CODE_SIGNS = 2
_FEWEST_ROWS = 3


def looks_like_a_secret(text: str) -> Verdict | None:
    """Return what must not be kept: a secret's content, the number of an identity card or a bank card; or None."""
    written = _start_of(text)
    if _is_identity_card(written):
        return "identity_card"
    if _is_bank_card(written):
        return "bank_card"
    return "secret" if any(sign(written) for sign in _SIGNS) else None


def is_a_paste(text: str) -> bool:
    """Say whether a text is program text or a price list: nothing of it stands by itself."""
    written = _start_of(text)
    return _is_program(written) or _is_price_list(written)


def is_a_table(text: str) -> bool:
    """Say whether it names several telephones, as a table of customers does."""
    return _is_customer_table(_start_of(text))


def pieces_in(text: str) -> tuple[PastedPiece, ...]:
    """Return the pieces of a text that must not be kept, in order: cards, keys, the clauses that hold a recipe.

    text  in half width
    """
    pieces = [PastedPiece(found.start(), found.end(), "identity_card") for found in _IDENTITY_CARD.finditer(text)]
    if _is_bank_card(text):
        cards = (*_ACCOUNT.finditer(text), *_BANK_CARD.finditer(text))
        pieces += [PastedPiece(found.start(), found.end(), "bank_card") for found in cards]
    pieces += [PastedPiece(found.start(), found.end(), "secret") for found in _KEY.finditer(text)]
    pieces += [PastedPiece(found.start(), found.end(), "secret") for found in _STEPS.finditer(text)]
    pieces += [
        PastedPiece(start, end, "secret") for start, end in (*_ratios_in(text), *_business_figures_in(text))
    ]
    pieces += [PastedPiece(start, end, "access") for start, end in keys_in(text)]
    pieces += [PastedPiece(start, end, "private") for start, end in private_in(text)]
    if _is_recipe(text) or _is_parameter_list(text):
        pieces += _measured_in(text)
    return _merged(pieces)


def _ratios_in(text: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in _RATIO.finditer(text))


def _business_figures_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the figures of prices that are kept from others, and of what customers take."""
    prices = list(_PRICE.finditer(text))
    yield from (found.span("figure") for found in prices)
    if prices:
        yield from (found.span("figure") for found in _PRICE_OF.finditer(text, prices[0].end()))
    volumes = list(_VOLUME.finditer(text))
    if len(volumes) > 1 or (
        volumes and _CUSTOMERS.search(text, max(volumes[0].start() - 40, 0), volumes[0].start())
    ):
        yield from (found.span() for found in volumes)


def _measured_in(text: str) -> Iterator[PastedPiece]:
    """Yield what is measured in each clause, from the first share to the last: 「方子是」 before it stays."""
    clauses = list(_CLAUSE.finditer(text))
    holds = [any(not _OF_A_BUSINESS.search(one[0]) for one in _MEASURED.finditer(clause[0])) for clause in clauses]
    for number, clause in enumerate(clauses):
        is_beside = any(holds[max(number - 1, 0) : number + 2])
        if is_beside and not holds[number] and _COUNTED.fullmatch(clause[0].strip()):
            yield PastedPiece(clause.start(), clause.end(), "secret")
        found = [one for one in _MEASURED.finditer(clause[0]) if not _OF_A_BUSINESS.search(one[0])]
        if found:
            head = _HEAD.match(found[0][0])
            start = clause.start() + found[0].start() + (head.end() if head else 0)
            yield PastedPiece(start, clause.start() + found[-1].end(), "secret")


def _merged(pieces: list[PastedPiece]) -> tuple[PastedPiece, ...]:
    merged: list[PastedPiece] = []
    for piece in sorted(pieces, key=lambda one: (one.start, -one.end)):
        if not merged or piece.start >= merged[-1].end:
            merged.append(piece)
    return tuple(merged)


def _start_of(text: str) -> str:
    """Return the text in half width with its line ends; a paste longer than any answer is judged by its start."""
    written = "\n".join(as_written(line) for line in text[:_MOST_CHARACTERS].splitlines())
    return _SPOKEN_NUMBER.sub(lambda spoken: spoken[0].translate(_SPOKEN_DIGITS), written)


def _is_identity_card(text: str) -> bool:
    return _IDENTITY_CARD.search(text) is not None


def _is_bank_card(text: str) -> bool:
    if _ACCOUNT.search(text):
        return True
    says_so = _ABOUT_A_CARD.search(text) is not None
    for written in _BANK_CARD.findall(text):
        number = re.sub(r"\D", "", written)
        # Nobody writes anything but a card in groups of four.
        if len(number) in (16, 19) and (says_so or number != written or luhn.is_valid(number)):
            return True
    return False


def _is_recipe(text: str) -> bool:
    if _NOTHING_BUT_FRACTIONS.fullmatch(text.strip()) or _lists_fractions(text):
        return True
    fractions = _FRACTION.findall(text) if _SAYS_MIXTURE.search(text) else ()
    found = (*_SHARE.findall(text), *_SPOKEN_SHARE.findall(text), *fractions)
    shares = sum(_OF_A_BUSINESS.search(share) is None for share in found)
    parameters = len(_PARAMETER.findall(text))
    if shares >= _FEWEST_SHARES - 1:
        # What is counted in a list of what is weighed is weighed too.
        shares += sum(_COUNTED.fullmatch(clause[0].strip()) is not None for clause in _CLAUSE.finditer(text))
    if shares >= _FEWEST_SHARES or (shares >= _FEWEST_SHARES - 1 and _SAYS_RECIPE.search(text)):
        return True
    return shares + parameters >= _FEWEST_SHARES and _PROCESS.search(text) is not None


def _lists_fractions(text: str) -> bool:
    """Say whether things and their shares stand side by side: 「海椒四成、花椒三成」; of people none count."""
    return any(not _SHARED_AMONG_PEOPLE.search(found[0]) for found in _LISTED_FRACTIONS.finditer(text))


def _is_parameter_list(text: str) -> bool:
    parameters, settings = len(_PARAMETER.findall(text)), len(_SETTING.findall(text))
    if parameters >= _FEWEST_PARAMETERS or _is_technical(text):
        return True
    several = settings >= _FEWEST_SETTINGS or (settings and parameters + settings >= _FEWEST_PARAMETERS)
    return bool(several) and _SAYS_PARAMETER.search(text) is not None


def _is_technical(text: str) -> bool:
    """Say whether it measures two things: 「模数3，公差0.02mm」; of a process its duration counts too."""
    technical = len(_TECHNICAL.findall(text))
    if technical == 0 or technical >= _FEWEST_TECHNICAL or _PROCESS.search(text) is None:
        return technical >= _FEWEST_TECHNICAL
    shares = sum(_OF_A_BUSINESS.search(share) is None for share in _SHARE.findall(text))
    return technical + shares + len(_LASTING.findall(text)) >= _FEWEST_TECHNICAL


def _is_program(text: str) -> bool:
    return len(_CODE.findall(text)) >= _FEWEST_CODE_SIGNS or _QUERY.search(text) is not None


def _holds_a_key(text: str) -> bool:
    return _KEY.search(text) is not None


def _is_customer_table(text: str) -> bool:
    """Several rows with a telephone number, or several numbers in a row: nobody has that many."""
    numbers = len(set(_PHONE.findall(text)))
    return numbers >= _FEWEST_ROWS or (numbers == _FEWEST_ROWS - 1 and text.count("客户") > 1)


def _is_price_list(text: str) -> bool:
    rows = sum(_PRICED_ROW.match(row.strip()) is not None for row in _ROW_END.split(text))
    return rows >= _FEWEST_ROWS or len(_UNIT_PRICE.findall(text)) >= _FEWEST_ROWS


_SIGNS: tuple[Callable[[str], bool], ...] = (
    _is_recipe,
    _is_parameter_list,
    _is_program,
    _holds_a_key,
    _is_customer_table,
    _is_price_list,
)

# What shows the content in a clause.
_MEASURED = re.compile(
    "|".join(
        f"(?:{part.pattern})"
        for part in (_SHARE, _SPOKEN_SHARE, _FRACTION, _PARAMETER, _TECHNICAL, _LASTING, _SETTING)
    ),
    re.IGNORECASE,
)
# What only announces it: 「面团的比例是高筋粉1000克」.
_HEAD = re.compile(r".*(?:是|为|有|放|加)(?=[^\d]{1,8})")
# A colon that is no ratio ends a clause too: 「祖传的方子：牛油…」.
_CLAUSE = re.compile(r"(?:[^,，。；;！!？?\n:：]|(?<=\d)[:：](?=\s?\d)|(?<=\d),(?=\d{3}))+")
