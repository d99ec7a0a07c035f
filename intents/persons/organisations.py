"""Names of companies in a text: where they begin and end. Whose side they are on is for the teller's words. Pure.

A name begins with a place, or behind a word that no name runs over; it ends with its form (有限公司, 厂), with its
trade (重庆拓锐传动), or where the sentence goes on. 「一家外包公司」 is no name. All is looked for in windows of a
few characters, so that the cost is linear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from intents import expressions as re
from intents.dictionary import PackedWords, dictionary_words
from intents.persons.names import WordSet, is_proper_stem
from intents.persons.people import name_at
from intents.sheet import Block, read_sheet
from intents.wording import is_a_word, words_in_order

_LONGEST_NAME = 24
_SHORTEST_STEM = 2
_LONGEST_BARE_STEM = 6


# Inside a registered name nearly everything may stand: 重庆麻倒你食品有限公司.
_NEVER_INSIDE = re.compile(r"[的了在被把将给是到去叫]|一家|举报")
_CALLED = re.compile(
    r"(?:(?:公司|单位|厂|店|馆|阁|坊|窑口?|社|东家|对手|对家|对方|铺子|作坊|品牌|同行|超市|那家|一家|"
    r"商)(?:的)?(?:名字|名称|全称|招牌|店名|厂名|名)?"
    r"(?:现在|后来|我打听到了|就|都)?(?:叫做?|名叫|名为|就是|是|:)|(?:那个|有个|有家|一家|店名|厂名|"
    r"公司名)(?:叫做?|名叫))(?:啥子|什么|个)?[“\"「]?"
)
# 「一个叫鑫木缘的门厂」
_A_HOUSE_CALLED = re.compile(
    r"(?:一个|一家|有个|有家|那个|[个家])叫(?:做)?[“\"「]?(?P<name>[\u4e00-\u9fff]{2,8}?)[”\"」]?的[\u4e00-\u9fff]{0,4}(?:公司|厂|店|铺|馆|企业|作坊|商行)"
)
# 「叫重庆一川精模我们去年…」: in a spoken text a pronoun ends what begins with the city.
_CALLED_AFTER_THE_CITY = re.compile(
    r"叫(?:做)?(?P<name>重庆(?!市?[\u4e00-\u9fff]{2}[区县])[\u4e00-\u9fff]{2,8}?)(?=我们?|我[司厂店]|他们?|她们?)"
)
_PLAINLY_CALLED = re.compile(r"(?<=[,。])(?:叫做?|名叫)[“\"「]?")
_WORKS_AT = re.compile(
    r"(?:跳槽到|跳到|入职|转到|转头到|转身就到|去了|到了|到|去)(?P<name>[\u4e00-\u9fff]{3,14}?)(?:上班|任职|"
    r"做事|工作|就职|当经理)"
)
_OPENED = re.compile(
    r"开(?:了|的|起)?一?[家个间](?P<name>[\u4e00-\u9fff]{3,12}?(?:店|馆|庄|坊|楼|阁|堂|社|行|部|所|铺))(?=[,。;天了的在就卖做专那我,]|$)"
)
# 「门口招牌写的是“翼飞”」, 「有个卖家叫“川渝资料铺”」
_SIGN_BEFORE = re.compile(
    r"(?:(?:招牌|门头|店招|门牌|牌子|厂牌)(?:上面?)?(?:写|挂|印|打)?(?:的|着)?(?:就)?(?:是|叫|为)?|(?:卖家|店铺|网店|商家|铺子|商铺|公众号|直播间)(?:名|名字)?(?:就)?(?:叫做?|是|名叫))$"
)
_QUOTED = re.compile(r"[“\"「『‘']([\u4e00-\u9fffA-Za-z0-9]{2,12})[”\"」』’']")
_SHOP_BEFORE = re.compile(r"(?:店|馆|阁|厂|公司|叫|坊|家|对门|对面)$")
_NOT_A_NAME = re.compile(
    r"^(?:[我你他她它这那哪谁为因不没有在去来被把个做是一两几怎咋啥想要会能可从用偷拷带说本该贵各每对及已]|"
    r"什么|为什么)|[的了吗呢吧嘛在是]$|\d万|"
    r"商业秘密|客户|名单|配方|图纸|资料|员工|老板|经理|总监|主管|办公室|车间|仓库|实验室|分公司|总部|[区县局]$|"
    r"当地|本地的?[各几多]|各[\u4e00-\u9fff]{0,3}(?:公司|厂|店)$|[区县镇乡村道]一[\u4e00-\u9fff]{2,4}(?:厂|公司|店)?$|监督|政府|街道|[市区省]局|领导|设厂|建厂|工厂$|办厂|开厂|搞"
)
_VEILED = re.compile(
    r"(?:(?:重庆|成都|四川|贵州|贵阳|深圳|广州|上海|北京|浙江|江苏|湖北|武汉|湖南|陕西|西安|云南|本市|外地|我市)市?)某某?[\u4e00-\u9fff]{0,8}?(?:公司|集团|厂)"
)
_AFTER_A_PLACE = re.compile(r"[对从有由及已就都也还又没来但这那本的]")
_JUST_A_CITY = re.compile(
    r"(?:四川|贵州|云南|湖北|湖南|浙江|江苏|广东|福建|山东|陕西)?省?(?:成都|绵阳|广安|泸州|宜宾|德阳|南充|达州|遂宁|内江|自贡|贵阳|遵义|昆明|武汉|宜昌|长沙|"
    r"杭州|宁波|温州|台州|金华|苏州|南京|无锡|常州|深圳|广州|东莞|佛山|厦门|福州|泉州|青岛|济南|西安|上海|北京|天津)市?"
)
_DISTRICT = re.compile(
    r"(?:渝中|江北|渝北|两江新区|沙坪坝|九龙坡|南岸|北碚|巴南|大渡口|万州|涪陵|黔江|长寿|合川|永川|南川|綦江|"
    r"大足|璧山|铜梁|潼南|荣昌|开州|开县|梁平|武隆|城口|丰都|垫江|忠县|云阳|奉节|巫山|"
    r"巫溪|石柱|秀山|酉阳|彭水|高新区|万盛)(?:区|县)?"
)
_AN_ADDRESS = re.compile(
    rf"重庆市?{_DISTRICT.pattern}|{_DISTRICT.pattern}[\u4e00-\u9fff]{{2,4}}(?:镇|街道|乡|村|路|园区)"
)
_OF_A_DISTRICT = re.compile(
    rf"(?:重庆市)?{_DISTRICT.pattern.removesuffix('?')}(?P<stem>[\u4e00-\u9fff]{{2,10}}?)"
    r"(?:有限责任公司|股份有限公司|有限公司|专业合作社|合作社|经营部|商行|培训中心|培训学校|培训班|幼儿园|门诊部|诊所|养殖场|工作室|(?<!工)厂)(?![里内人长家房商])"
)
_A_SHOP_OF_IT = re.compile(
    r"[行店坊铺](?![\u4e00-\u9fff]|\()|[行店坊铺](?=[的在把将用被去从是有就里已给和与拿偷派买\(])(?<!行在)"
)
_OF_DATES = frozenset("号月年日")
_RUNS_ON = re.compile(r"[的了在被把将给是去叫那这有他她我]|一家|一个|某|隔壁|街道|[乡镇村]")
# 「一家封测公司」 says what it does, not how it is called.
_ANY_OF_A_KIND = re.compile(r"(?:[一某几两]家|一个|一间|某个)[\u4e00-\u9fff]{2,3}(?:公司|厂|工厂|企业)")


class CompaniesSheet(Block):
    """`companies.yaml`; what its lists are for stands there."""

    full_forms: WordSet
    short_forms: WordSet
    trades: WordSet
    weak_trades: WordSet
    places: WordSet
    bounds: WordSet
    weak_bounds: WordSet
    generic: WordSet


@cache
def companies_sheet() -> CompaniesSheet:
    """Return what `companies.yaml` holds; raise `SheetFaults`."""
    return read_sheet(Path(__file__).with_name("companies.yaml"), TypeAdapter(CompaniesSheet))


class _OrganisationPatterns(NamedTuple):
    """Where names begin and end.

    run            signs that a name is made of, one behind the other
    place          a place that a name begins with
    bound          what no name runs over; any_bound also what some names hold
    full           the registered form
    with_form      trades and a form, with what belongs to it; ending: any of them
    strong         a trade that needs no form
    only_kind      nothing but trades and forms
    """

    run: re.Pattern[str]
    place: re.Pattern[str]
    bound: re.Pattern[str]
    any_bound: re.Pattern[str]
    full: re.Pattern[str]
    with_form: re.Pattern[str]
    ending: re.Pattern[str]
    strong: re.Pattern[str]
    only_kind: re.Pattern[str]


@cache
def _patterns() -> _OrganisationPatterns:
    sheet = companies_sheet()
    places = _longest_first(sheet.places)
    # 公司里, 厂长: the form is part of another word.
    form = rf"(?:{_longest_first(sheet.full_forms | sheet.short_forms)})(?![里内人长家务房商门])"
    trade = rf"(?:{_longest_first(sheet.trades | sheet.weak_trades)})"
    return _OrganisationPatterns(
        run=re.compile(rf"(?:[\u4e00-\u9fffA-Za-z0-9·&]|\((?:{places})\))+"),
        place=re.compile(places),
        bound=re.compile(_bounds(sheet.bounds)),
        any_bound=re.compile(_bounds(sheet.bounds | sheet.weak_bounds)),
        full=re.compile(_longest_first(sheet.full_forms)),
        with_form=re.compile(rf"{trade}*{form}(?:{trade}|{form})*"),
        ending=re.compile(rf"(?:{trade}|{form})+"),
        strong=re.compile(rf"{trade}*(?:{_longest_first(sheet.trades)})"),
        only_kind=re.compile(rf"(?:{trade}|{form})+$"),
    )


def _bounds(words: frozenset[str]) -> str:
    """Return what no name runs over; a sign of a date only behind a figure: 红日 and 明月 are names."""
    dates = "".join(sorted(words & _OF_DATES))
    return rf"{_longest_first(words - _OF_DATES)}|(?<=[\d一二三四五六七八九十零今去前当本同次])[{dates}]"


def _longest_first(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class Organisation:
    """A company named well enough to be found; `start` and `end` are where its name stands in the text."""

    name: str
    start: int
    end: int

    @property
    def is_full(self) -> bool:
        """Say whether it is the registered name."""
        return _patterns().full.search(self.name) is not None


def holds_a_full_name(text: str) -> bool:
    """Say whether a registered form stands anywhere in a text: without one no name in it is full."""
    return _patterns().full.search(text) is not None


def organisations_in(text: str) -> tuple[Organisation, ...]:
    """Return the companies named in a text in half width, in order; of names that overlap the surer one."""
    kept: list[Organisation] = []
    for find in (
        _veiled,
        _of_a_district,
        _with_a_place,
        _called,
        _quoted,
        _opened,
        _where_they_work,
        _with_an_ending,
    ):
        for one in find(text):
            is_free = all(one.end <= other.start or other.end <= one.start for other in kept)
            if is_free and not _JUST_A_CITY.fullmatch(one.name):
                kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _veiled(text: str) -> Iterator[Organisation]:
    """Yield names that are veiled: 成都某生物公司, 某某科技有限公司."""
    for veiled in _VEILED.finditer(text):
        yield Organisation(veiled[0], veiled.start(), veiled.end())


def _with_a_place(text: str) -> Iterator[Organisation]:
    """Yield names that begin with a place: 重庆衡岚精密机械有限公司, 重庆拓锐传动, 朗诚(重庆)律师事务所."""
    for run in _patterns().run.finditer(text):
        last = run.start()
        for place in _patterns().place.finditer(text, run.start(), run.end()):
            begin = place.start()
            if begin < last:
                continue
            if begin and text[begin - 1] == "(" and text[place.end() : place.end() + 1] == ")":
                begin = _begin_of_name(text, run.start(), begin - 1)
                end = _end_of_name(text, place.end() + 1, run.end(), 0)
            else:
                end = _end_of_name(text, place.end(), run.end(), _SHORTEST_STEM)
            if end is not None and not _NOT_A_NAME.search(text[begin:end]):
                yield Organisation(text[begin:end], begin, end)
                last = end


def _end_of_name(text: str, stem: int, run_end: int, shortest: int) -> int | None:
    """Return where a name ends whose own part begins at `stem`; None when it is no name: 重庆渝中大坪."""
    farthest = min(stem + _LONGEST_NAME, run_end)
    full = _patterns().full.search(text, stem + shortest, farthest)
    if full and not _NEVER_INSIDE.search(text, stem, full.start()):
        return full.end()
    if _AFTER_A_PLACE.match(text, stem):
        return None
    district = _DISTRICT.match(text, stem)
    own = district.end() if district else stem
    # 丰都 holds a word that ends names.
    bound = _patterns().bound.search(text, own, farthest)
    window = bound.start() if bound else farthest
    ending = _first((_patterns().with_form, _patterns().ending), text, own + shortest, window)
    if ending is not None and not _is_generic(text[own:ending]):
        # 「光明灯具行」
        return ending + (_A_SHOP_OF_IT.match(text, ending) is not None and ending < window)
    end = _end_of_bare_name(text, stem, window)
    is_bare = _SHORTEST_STEM <= end - stem <= _LONGEST_BARE_STEM and district is None
    return end if is_bare and not is_a_word(text[stem : stem + 2]) and not is_a_word(text[stem:end]) else None


def _end_of_bare_name(text: str, stem: int, window: int) -> int:
    """Return where a name without form or trade ends: at a bound, or where a word of time or manner begins."""
    bound = _patterns().any_bound.search(text, stem + 1, window)
    end = bound.start() if bound else window
    position = stem
    for word in words_in_order(text[stem : min(end, stem + _LONGEST_BARE_STEM + 4)]):
        if position > stem + 1 and word in _no_part_of_a_name():
            return position
        position += len(word)
    # 「重庆骁腾|只是给他发过…」
    return end - (end - stem > _SHORTEST_STEM and text[end - 1] in "只也就又还才却仍")


@cache
def _no_part_of_a_name() -> PackedWords:
    """Return words of time, manner and number, pronouns and conjunctions: 天天, 一直, 三个."""
    return dictionary_words("t", "d", "r", "c", "p", "m", "f", "y", "u")


def _first(patterns: tuple[re.Pattern[str], ...], text: str, start: int, end: int) -> int | None:
    found = (pattern.search(text, start, end) for pattern in patterns)
    return next((match.end() for match in found if match), None)


def _called(text: str) -> Iterator[Organisation]:
    """Yield names behind 叫: 他新公司叫翊铭贸易, 店名叫山城好物."""
    for cue in _CALLED.finditer(text):
        yield from _behind(text, cue.end())
    for cue in (*_A_HOUSE_CALLED.finditer(text), *_CALLED_AFTER_THE_CITY.finditer(text)):
        if not _NOT_A_NAME.search(cue["name"]) and not _is_generic(cue["name"]):
            yield Organisation(cue["name"], cue.start("name"), cue.end("name"))
    for cue in _PLAINLY_CALLED.finditer(text):
        # 「，叫悦容轩」 may be a person as well.
        yield from (one for one in _behind(text, cue.end()) if name_at(one.name, 0) != one.name)


def _behind(text: str, start: int) -> Iterator[Organisation]:
    run = _patterns().run.match(text, start)
    if run is None:
        return
    bound = _patterns().bound.search(text, start + 1, min(run.end(), start + _LONGEST_NAME))
    window = bound.start() if bound else min(run.end(), start + _LONGEST_NAME)
    ending = _first((_patterns().with_form, _patterns().ending), text, start + 1, window)
    if ending is None:
        bound = _patterns().any_bound.search(text, start + 2, window)
        window = bound.start() if bound else window
    end = ending or window
    name = text[start:end]
    if ending is None and _AN_ADDRESS.match(text, start):
        return
    fits = ending is not None or (len(name) <= _LONGEST_BARE_STEM and not _DISTRICT.match(name))
    if len(name) >= _SHORTEST_STEM and fits and not _NOT_A_NAME.search(name) and not _is_generic(name):
        yield Organisation(name, start, end)


def _of_a_district(text: str) -> Iterator[Organisation]:
    """Yield names that begin with a district: 大足区鲜到家果蔬专业合作社, 涪陵区聚源化工有限公司."""
    for found in _OF_A_DISTRICT.finditer(text):
        if not _RUNS_ON.search(found["stem"]):
            yield Organisation(found[0], found.start(), found.end())


def _opened(text: str) -> Iterator[Organisation]:
    """Yield names of shops that somebody opened: 开了一家渝声音响店; 开了家鱼庄 names none."""
    for opened in _OPENED.finditer(text):
        name = opened["name"]
        if _is_made_up(name[:-1]) and not _NOT_A_NAME.search(name):
            yield Organisation(name, opened.start("name"), opened.end("name"))


def _is_made_up(stem: str) -> bool:
    """Say whether it is a name and no kind of shop: two signs of no word, 渝声音响, are one."""
    words = words_in_order(stem)
    is_of_signs = len(words) > 1 and len(words[0]) == len(words[1]) == 1 and words[0] not in "小大新老好个"
    return is_of_signs or is_proper_stem(stem)


def _quoted(text: str) -> Iterator[Organisation]:
    """Yield names in quotation marks behind the word for a shop: 美颜馆“芊芊阁”."""
    for quoted in _QUOTED.finditer(text):
        is_shop = _SHOP_BEFORE.search(text, max(quoted.start() - 4, 0), quoted.start())
        ends_well = _patterns().ending.search(quoted[1], 1)
        if _SIGN_BEFORE.search(text, max(quoted.start() - 14, 0), quoted.start()):
            yield Organisation(quoted[1], quoted.start(1), quoted.end(1))
            continue
        if (is_shop or (ends_well and ends_well.end() == len(quoted[1]))) and not _NOT_A_NAME.search(quoted[1]):
            yield Organisation(quoted[1], quoted.start(1), quoted.end(1))


def _with_an_ending(text: str) -> Iterator[Organisation]:
    """Yield names without a place that end with form or trade: 兴渝齿轮厂, 巴浪火锅, 翔宇汽配."""
    for run in _patterns().run.finditer(text):
        for pattern in (_patterns().with_form, _patterns().strong):
            for ending in pattern.finditer(text, run.start() + 1, run.end()):
                begin = _begin_of_name(text, max(run.start(), ending.start() - _LONGEST_NAME), ending.start())
                stem, name = text[begin : ending.start()], text[begin : ending.end()]
                is_word = len(ending[0]) == 1 and is_a_word(name[-2:])
                if _ANY_OF_A_KIND.fullmatch(f"{text[max(begin - 2, 0) : begin]}{name}"):
                    continue
                if len(stem) >= _SHORTEST_STEM and not is_word and _is_named(stem, name):
                    yield Organisation(name, begin, ending.end())


def _is_named(stem: str, name: str) -> bool:
    return is_proper_stem(stem) and not _NOT_A_NAME.search(name) and not _is_generic(name)


def _where_they_work(text: str) -> Iterator[Organisation]:
    """Yield names between 到 and 上班: 转头到千里马劳务派遣上班."""
    for cue in _WORKS_AT.finditer(text):
        begin = cue.start("name")
        for bound in _patterns().bound.finditer(text, begin, cue.end("name")):
            begin = bound.end()
        name = text[begin : cue.end("name")]
        if len(name) > _SHORTEST_STEM and not _NOT_A_NAME.search(name) and not _is_generic(name):
            yield Organisation(name, begin, cue.end("name"))


def _begin_of_name(text: str, start: int, end: int) -> int:
    begin = start
    for bound in _patterns().any_bound.finditer(text, start, end):
        begin = bound.end()
    district = _DISTRICT.match(text, begin, end)
    return district.end() if district and end - district.end() >= _SHORTEST_STEM else begin


def _is_generic(name: str) -> bool:
    """Say whether a name only tells which kind of company: 外包公司, 竞争对手公司."""
    own = _patterns().only_kind.sub("", name)
    return (
        not own or own in companies_sheet().generic or {own[:2], own[2:] or own[:2]} <= companies_sheet().generic
    )
